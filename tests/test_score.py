"""A confidence is a probability made of named parts, and their product."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from pipeline import extract
from pipeline.model import Claim, Confidence, Mention, Section, Span, Statement
from pipeline.rulebook import priors
from pipeline.score import score_claims, score_mentions, score_statements

NONE = Confidence(0)
SECTIONS = (
    Section("d", "s0", 0, None, "preamble", None, Span(0, 10), "test"),
    Section("d", "s1", 1, None, "mission", "EUTM Mali", Span(10, 90), "test"),
)
DATE = Mention(
    "d",
    "",
    "m1",
    "DATE",
    Span(30, 34),
    "2013",
    "2013",
    "date.year",
    Confidence(0),
    "2013-01-01",
    "2013-12-31",
)
NAME = Mention("d", "", "m0", "MISSION", Span(12, 21), "EUTM Mali", "EUTM Mali", "gazetteer.sure", NONE)
LAUNCH = Statement(
    "x", "EUTM Mali", "launched", "2013", "d", "s1", Span(12, 34), "", "launched.passive", NONE
)


def mention(given: Mention) -> Mention:
    return score_mentions([given], SECTIONS)[0]


def parts(confidence: Confidence) -> list[str]:
    return [name for name, _ in confidence.parts]


def launch(*mentions: Mention) -> Confidence:
    return score_statements([LAUNCH], score_mentions(mentions, SECTIONS))[0].confidence


def test_the_parts_multiply_to_the_value() -> None:
    found = extract(
        "EUTM Mali\n\nThe mission was launched in February 2013, and on 12 August it had up to 100 staff. "
        "The Union has 17 ongoing missions.\n"
    )
    rows: tuple[Mention | Statement | Claim, ...] = (*found.mentions, *found.statements, *found.claims)

    assert rows
    for row in rows:
        product = math.prod(value for _, value in row.confidence.parts)
        assert row.confidence.value == pytest.approx(product, abs=1e-4)


def test_a_mention_is_as_sure_as_its_rule() -> None:
    assert mention(DATE).confidence.parts == (("rule", priors()["date.year"]),)


def test_a_rule_that_nobody_counted_has_the_default() -> None:
    assert mention(replace(DATE, rule="date.uncounted")).confidence.value == priors()["default"]


def test_a_rule_of_the_gazetteer_has_the_gazetteers() -> None:
    named = replace(LAUNCH, property="type", value="military", rule="gazetteer:EUTM Mali")

    assert score_statements([named], ())[0].confidence.parts[0] == ("rule", priors()["gazetteer"])


def test_an_unread_value_makes_a_mention_less_sure() -> None:
    unread = mention(replace(DATE, value=None))

    assert "value unread" in parts(unread.confidence)
    assert unread.confidence.value < mention(DATE).confidence.value


def test_a_supplied_year_makes_a_date_less_sure() -> None:
    supplied = mention(replace(DATE, completed_from=Span(11, 15)))

    assert "year supplied" in parts(supplied.confidence)
    assert supplied.confidence.value < mention(DATE).confidence.value


def test_a_mention_gets_the_section_that_it_lies_in() -> None:
    assert [mention(replace(DATE, span=Span(at, at + 4))).section_id for at in (0, 10, 80)] == [
        "s0",
        "s1",
        "s1",
    ]


def test_a_subject_by_name_is_surer_than_one_by_topic() -> None:
    assert "subject by name" in parts(launch(NAME, DATE))
    assert "subject by topic" in parts(launch(DATE))
    assert launch(NAME, DATE).value > launch(DATE).value


def test_the_value_of_a_statement_is_as_sure_as_its_mention() -> None:
    assert dict(launch(NAME, DATE).parts)["value"] == mention(DATE).confidence.value


def test_a_claim_is_as_sure_as_its_rule() -> None:
    claim = Claim("d", "other", "7", Span(0, 1), "7", "claim.other", Confidence(0))

    assert score_claims([claim])[0].confidence.parts[0][0] == "rule"


def test_statements_are_for_review_until_they_are_calibrated() -> None:
    assert {each.status for each in extract("EUTM Mali was launched in 2013.").statements} == {"review"}


@pytest.mark.parametrize("name", sorted(priors()))
def test_a_prior_is_a_probability(name: str) -> None:
    assert 0 < priors()[name] <= 1
