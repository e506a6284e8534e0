"""A confidence is a probability whose odds are the product of named parts."""

from __future__ import annotations

import math

import pytest

from pipeline import extract
from pipeline.model import Claim, Confidence, Mention, Section, Span, Statement
from pipeline.rulebook import acceptance, measured, odds
from pipeline.score import score_claims, score_mentions, score_statements

NONE = Confidence(0)
SECTIONS = (
    Section("d", "s0", 0, None, "preamble", None, Span(0, 10), "test"),
    Section("d", "s1", 1, None, "mission", "EUTM Mali", Span(10, 90), "test"),
)
DAY = "2013-02-18"
DATE = Mention("d", "", "m1", "DATE", Span(30, 46), DAY, DAY, "date.full", NONE, DAY, DAY)
NAME = Mention("d", "", "m0", "MISSION", Span(12, 21), "EUTM Mali", "EUTM Mali", "gazetteer.sure", NONE)
LAUNCH = Statement(
    "x", "EUTM Mali", "launched", DAY, "d", "s1", Span(12, 46), "", "launched.passive", NONE, DAY, DAY
)


def mention(given: Mention) -> Mention:
    return score_mentions([given], SECTIONS)[0]


def parts(confidence: Confidence) -> set[str]:
    return {name for name, _ in confidence.parts}


def scored(*statements: Statement, mentions: tuple[Mention, ...] = (NAME, DATE)) -> Statement:
    """Return the first of the statements, scored beside the others."""
    return score_statements(statements, score_mentions(mentions, SECTIONS), SECTIONS)[0]


def test_the_parts_multiply_to_the_odds() -> None:
    found = extract(
        "EUTM Mali\n\nThe mission was launched in February 2013, and on 12 August it had up to 100 staff. "
        "The Union has 17 ongoing missions.\n"
    )
    rows: tuple[Mention | Statement | Claim, ...] = (*found.mentions, *found.statements, *found.claims)

    assert rows
    for row in rows:
        product = math.prod(value for _, value in row.confidence.parts)
        assert row.confidence.value == pytest.approx(product / (1 + product), abs=1e-4)


def test_a_mention_is_as_sure_as_its_label_and_rule() -> None:
    assert parts(mention(DATE).confidence) == {"base", "label: DATE", "rule: date.full"}


def test_a_rule_that_no_annotated_page_has_weighs_nothing() -> None:
    assert dict(mention(DATE._replace(rule="date.unseen")).confidence.parts)["rule: date.unseen"] == 1.0


def test_an_unread_value_is_a_part() -> None:
    assert "value: unread" in parts(mention(DATE._replace(value=None)).confidence)


def test_a_supplied_year_is_a_part() -> None:
    assert "year: supplied" in parts(mention(DATE._replace(completed_from=Span(11, 15))).confidence)


def test_an_unlisted_mission_is_a_part() -> None:
    assert "mission: unlisted" in parts(mention(NAME._replace(value="EUTM Atlantis")).confidence)


def test_a_mention_gets_the_section_that_it_lies_in() -> None:
    sections = [mention(DATE._replace(span=Span(at, at + 4))).section_id for at in (0, 10, 80)]

    assert sections == ["s0", "s1", "s1"]


def test_a_name_is_as_sure_as_its_mention() -> None:
    name = LAUNCH._replace(property="name", value="EUTM Mali", span=NAME.span)

    assert scored(name).confidence == mention(NAME).confidence


@pytest.mark.parametrize(
    ("statement", "mentions", "part"),
    [
        (LAUNCH, (NAME, DATE), "launched, subject: named"),
        (LAUNCH, (DATE,), "launched, subject: of the section"),
        (LAUNCH._replace(section_id="s0"), (DATE,), "launched, subject: of the page"),
        (
            LAUNCH._replace(mission_id="KFOR", section_id="s0"),
            (NAME, DATE),
            "launched, subject: beside others",
        ),
        (LAUNCH._replace(span=Span(12, 300)), (NAME, DATE), "launched, evidence: long"),
        (LAUNCH, (NAME, DATE), "gazetteer: agrees"),
        (LAUNCH._replace(value="2014", lower="2014-01-01", upper="2014-12-31"), (), "gazetteer: differs"),
        (LAUNCH._replace(assertion="planned"), (NAME, DATE), "assertion: planned"),
        (LAUNCH._replace(mission_id="EUTM Atlantis"), (), "launched, mission: unlisted"),
    ],
)
def test_what_speaks_for_or_against_a_statement_is_a_part(
    statement: Statement, mentions: tuple[Mention, ...], part: str
) -> None:
    assert part in parts(scored(statement, mentions=mentions).confidence)


def test_a_second_mission_in_the_evidence_is_a_part() -> None:
    other = NAME._replace(span=Span(23, 28), text="KFOR", value="KFOR")

    assert "launched, evidence: several missions" in parts(
        scored(LAUNCH, mentions=(NAME, other, DATE)).confidence
    )


def test_a_second_date_in_the_evidence_is_a_part() -> None:
    other = DATE._replace(span=Span(23, 27), text="2012", value="2012")

    assert "launched, evidence: several values" in parts(
        scored(LAUNCH, mentions=(NAME, other, DATE)).confidence
    )


def test_a_value_that_is_read_from_a_doubtful_mention_is_a_part() -> None:
    doubtful = DATE._replace(confidence=Confidence(0.6))

    [found] = score_statements([LAUNCH], [doubtful], SECTIONS)

    assert "launched, evidence: a doubtful mention" in parts(found.confidence)


def test_a_rule_of_last_resort_is_a_part() -> None:
    found = scored(LAUNCH._replace(rule="launched.loosely-since")).confidence

    assert "rule: of last resort" in parts(found)


def test_what_the_page_says_again_is_a_part() -> None:
    again = LAUNCH._replace(span=Span(60, 80), value="2013", lower="2013-01-01", upper="2013-12-31")

    assert "launched, page: says it again" in parts(scored(LAUNCH, again).confidence)


def test_what_the_page_contradicts_is_a_part() -> None:
    other = LAUNCH._replace(span=Span(60, 80), value="2015", lower="2015-01-01", upper="2015-12-31")

    assert "launched, page: contradicts it" in parts(scored(LAUNCH, other).confidence)


def test_what_the_gazetteer_says_does_not_agree_with_itself() -> None:
    known = LAUNCH._replace(property="type", value="military", rule="gazetteer:EUTM Mali")

    assert not {"gazetteer: agrees", "gazetteer: differs"} & parts(scored(known).confidence)


def test_a_statement_is_accepted_from_the_threshold_on() -> None:
    found = extract("EUTM Mali\n\nThe mission was launched on 18 February 2013 by 400 troops.\n").statements
    measurable = [each for each in found if each.property in acceptance().measured]

    assert measurable
    for each in measurable:
        assert (each.status == "accepted") == (each.confidence.value >= acceptance().threshold)


def test_what_nobody_has_measured_is_for_review() -> None:
    assert scored(LAUNCH._replace(property="rumour")).status == "review"


def test_a_claim_has_the_confidence_of_claims() -> None:
    claim = Claim("d", "other", "7", Span(0, 1), "7", "claim.other", NONE)
    base = odds("claim").base

    assert score_claims([claim])[0].confidence.value == pytest.approx(base / (1 + base), abs=1e-4)


@pytest.mark.parametrize("table", ["mention", "statement", "claim"])
def test_odds_are_positive(table: str) -> None:
    assert odds(table).base > 0
    assert all(factor > 0 for factor in odds(table).parts.values())


def test_the_bound_of_what_is_accepted_is_kept() -> None:
    assert acceptance().share == 0 or acceptance().bound <= 0.05


@pytest.mark.parametrize("table", ["mention", "statement"])
def test_confidences_were_measured_on_pages_left_out(table: str) -> None:
    assert measured(table)["ece"] <= 0.05
