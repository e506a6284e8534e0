"""What holds for any text, hostile ones too: quotes, tiling, values in the text, the same bytes again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import pairwise

import edtf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import extract
from pipeline.decide import decide
from pipeline.decide.draft import draft
from pipeline.errors import DecisionError
from pipeline.fingerprint import fingerprint
from pipeline.ledger import ledger
from pipeline.model import Claim, Decision, Extraction, Mention, Span, Statement
from pipeline.publish.build import build
from pipeline.reconcile import assemble

# Nothing hangs on chance or time: the same examples in every run, however slow the machine.
settings.register_profile(
    "steady",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")

FRAGMENTS = (
    "EUTM Mali",
    "EUAM IRAQ: European Union Advisory Mission in Iraq - Civilian Mission",
    "Logo-EUTM Somalia",
    "EUTM",
    "EU Harbour Patrol Mission in the Gambia (EUHAP Gambia)",
    "Operation Steady Watch",
    "MINUSGA",
    "It was launched on 18 February 2013.",
    "was launched in May",
    "The mandate was extended until 31 February 2020",
    "until 14 May 2024",
    "on 12 August",
    "late 2019",
    "winter of 2023",
    "2018/19",
    "15–18 May 2024",
    "2020 to 2018",
    "05/13/2013",
    "2013-02-30",
    "9999",
    "the 1990s",
    "in the coming weeks",
    "two-year",
    "6months",
    "2018to2020",
    "Summer2022",
    "early2019",
    "Q2 of2020",
    "100staff",
    "up to 100 staff",
    "between 150 and 100 officers",
    "2012 officers",
    "1\u202f200 troops",
    "seventy-five thousand hundred soldiers",
    "Austria: 170 Lebanon (UNIFIL); 320 Kosovo (KFOR)",
    "| EUTM Mali | Mali | 2013–2024 | 200 |",
    "|---|---|",
    "- KFOR (680)",
    "The Union has 17 ongoing missions, ten of them civilian.",
    "Four military missions and operations.",
    "81% of people",
    "Guinea-Bissau",
    "Niger",
    "April 2025The",
    "resolution 1244 (1999)",
    "<M0> was launched on <D1>",
    "<D99>",
    "{N}",
    "(",
    ")",
    ":",
    ";",
    ".",
    ",",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u00a0",
    "\u2028",
    "\x00",
    "\x0c",
    "\ufeff",
    "İ",
    "ǅ",
    "ß",
    "e\u0301",
    "\U0001f6a2",
    "٢٠١٣",
    "²",
)
"""What mission pages are made of, and what no page should be."""

# No bytes decode to half a surrogate pair.
arbitrary = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
assembled = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)
spaced = st.lists(st.sampled_from(FRAGMENTS), max_size=20).map(" ".join)
texts = arbitrary | assembled | spaced

FULL_YEAR = re.compile(r"\d{4}")
MONTH_AND_DAY = re.compile(r"-\d\d")
LENGTH = r"P(?:\d+(?:\.5)?[YMWD]|T\d+(?:\.5)?[HM])"
DURATION = re.compile(f"{LENGTH}(?:/{LENGTH})?")
COUNT = re.compile(r"\d+(?:/\d+)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
COUNTRY = re.compile(r"[A-Z]{3}")


def is_well_formed(mention: Mention) -> bool:
    """Say whether a value is of its label's form."""
    value = mention.value or ""
    match mention.label:
        case "DATE" | "RELATIVE_DATE":
            return is_edtf(value)
        case "DURATION":
            return DURATION.fullmatch(value) is not None
        case "STAFF":
            return COUNT.fullmatch(value) is not None and value.isascii()
        case "COUNTRY":
            return COUNTRY.fullmatch(value) is not None
        case _:
            return value.strip() != ""


def is_edtf(value: str) -> bool:
    try:
        return edtf.parse_edtf(value) is not None
    except edtf.EDTFParseException:
        return False


def quoted(extraction: Extraction) -> Iterable[tuple[Span, str]]:
    yield from ((each.span, each.text) for each in extraction.mentions)
    rows: tuple[Statement | Claim, ...] = (*extraction.statements, *extraction.claims)
    yield from ((each.span, each.quote) for each in rows)


@given(texts)
def test_a_span_is_its_quote(text: str) -> None:
    for span, quote in quoted(extract(text)):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == quote


@given(texts)
def test_sections_tile_the_text(text: str) -> None:
    spans = [each.span for each in extract(text).sections]

    assert (spans[0].start, spans[-1].end) == (0, len(text))
    assert all(left.end == right.start for left, right in pairwise(spans))


@given(texts)
def test_each_mention_and_statement_lies_in_its_section(text: str) -> None:
    found = extract(text)
    spans = {each.section_id: each.span for each in found.sections}
    rows: tuple[Mention | Statement, ...] = (*found.mentions, *found.statements)

    assert all(spans[row.section_id].start <= row.span.start for row in rows)
    assert all(row.span.end <= spans[row.section_id].end for row in rows)


@given(texts)
def test_mentions_of_one_label_do_not_overlap(text: str) -> None:
    by_label: dict[str, list[Span]] = defaultdict(list)
    for mention in extract(text).mentions:
        by_label[mention.label].append(mention.span)

    for spans in by_label.values():
        assert all(left.end <= right.start for left, right in pairwise(sorted(spans)))


@given(texts)
def test_nothing_vanishes_without_a_reason(text: str) -> None:
    found = extract(text)
    entries = ledger(found)

    assert {(e.kind, e.span) for e in entries} >= {(m.label, m.span) for m in found.mentions}
    assert all((entry.reason is None) == bool(entry.statements or entry.claim) for entry in entries)
    for digits in re.finditer(r"[0-9]+", text):
        assert any(e.span.start <= digits.start() and digits.end() <= e.span.end for e in entries)


@given(texts)
def test_values_are_well_formed_or_missing(text: str) -> None:
    wrong = [each for each in extract(text).mentions if each.value is not None and not is_well_formed(each)]

    assert not wrong


@given(texts)
def test_bounds_are_days_or_numbers_in_order(text: str) -> None:
    for mention in extract(text).mentions:
        bounds = [each for each in (mention.lower, mention.upper) if each is not None]
        form = DAY if mention.label == "DATE" else COUNT

        assert all(form.fullmatch(each) for each in bounds)
        assert bounds == sorted(bounds, key=lambda each: (len(each), each))


def suppliers(text: str, mentions: Iterable[Mention]) -> dict[Span, str]:
    """Return, by date, its text with the texts of those that its year came from, one from another."""
    sources = {each.span: each.completed_from for each in mentions if each.label == "DATE"}

    def written(span: Span | None, steps: int) -> str:
        if span is None or steps == 0:
            return ""
        return text[span.start : span.end] + written(sources.get(span), steps - 1)

    return {span: written(span, len(sources)) for span in sources}


@given(texts)
def test_no_date_has_a_year_that_the_text_does_not_give(text: str) -> None:
    mentions = extract(text).mentions
    given_by = suppliers(text, mentions)

    for mention in mentions:
        if mention.label == "DATE" and mention.value is not None:
            years = FULL_YEAR.findall(MONTH_AND_DAY.sub("", mention.value))
            assert all(year in given_by[mention.span] or year[2:] in given_by[mention.span] for year in years)


@given(texts)
def test_confidences_are_probabilities(text: str) -> None:
    found = extract(text)
    rows: tuple[Mention | Statement | Claim, ...] = (*found.mentions, *found.statements, *found.claims)

    assert all(0 <= each.confidence.value <= 1 for each in rows)
    assert all(0 <= each.confidence <= 1 for each in found.missions)


@given(texts)
def test_a_statement_is_about_a_mission_that_has_a_record(text: str) -> None:
    found = extract(text)

    assert {each.mission_id for each in found.statements} == {each.mission_id for each in found.missions}


@given(texts)
def test_ids_are_their_own(text: str) -> None:
    found = extract(text)
    for ids in (
        [each.section_id for each in found.sections],
        [each.mention_id for each in found.mentions],
        [each.statement_id for each in found.statements],
        [each.check_id for each in found.checks],
    ):
        assert len(set(ids)) == len(ids)


@given(texts)
def test_the_same_text_says_the_same(text: str) -> None:
    assert extract(text) == extract(text)


@given(texts)
def test_a_decision_applies_to_the_page_that_it_was_made_on(text: str) -> None:
    found = extract(text)
    decided = {s.statement_id: decision for s in found.statements if (decision := rejected(s, found))}

    made = decide(assemble([found], []), decided.values())

    assert {each.decision.decision_id for each in made.decisions if each.outcome == "applied"} == {
        each.decision_id for each in decided.values()
    }
    assert {s.statement_id for s in made.statements if s.status == "rejected"} >= decided.keys()


def rejected(statement: Statement, found: Extraction) -> Decision | None:
    """Return a decision against a statement, or none where it could not be followed."""
    try:
        return draft(
            statement,
            found.document,
            found.sections,
            verdict="reject",
            value=None,
            reason=None,
            reviewer="Ada",
            decided_at=datetime(2026, 3, 1, tzinfo=UTC),
        )
    except DecisionError:
        return None


@settings(max_examples=12)
@given(st.lists(assembled | spaced, min_size=2, max_size=4, unique=True))
def test_the_order_of_documents_changes_no_byte(pages: list[str]) -> None:
    extractions = [extract(page, name=f"page-{i}.txt") for i, page in enumerate(pages)]

    forwards = build(assemble(extractions, []), by=fingerprint())
    backwards = build(assemble(extractions[::-1], []), by=fingerprint())

    assert forwards == backwards


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "\x00"])
def test_a_text_without_words_says_nothing(text: str) -> None:
    found = extract(text)

    assert (found.mentions, found.statements, found.claims, found.missions) == ((), (), (), ())
