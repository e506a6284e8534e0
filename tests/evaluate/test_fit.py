"""Confidences are fitted to annotated pages, and measured on pages that the fit has not seen."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from pipeline.evaluate.fit import Fitted, as_toml, fit, page_of
from pipeline.evaluate.measures import Judgement, Score
from pipeline.model import Confidence


def judged(right: bool, *parts: str, rule: str = "a") -> Judgement:
    return Judgement("statements", "staff", rule, Confidence(0, tuple((part, 1.0) for part in parts)), right)


def page(n: int, wrong: int = 0) -> Score:
    """Return a page of `n` statements whose last `wrong` are wrong, and show it by a part."""
    doubtful = [judged(False, "gazetteer: differs", rule="b") for _ in range(wrong)]
    sure = [judged(True, "gazetteer: agrees") for _ in range(n - wrong)]
    plain = [replace(row, table="mentions") for row in (*sure, *doubtful)]
    return Score(judgements=(*sure, *doubtful, *plain))


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    """The fit of 20 pages with ten statements each, one of them wrong and told by its part."""
    return fit({f"page {letter}": page(10, wrong=1) for letter in "abcdefghijklmnopqrst"}, {})


def test_what_goes_with_errors_lowers_the_odds(fitted: Fitted) -> None:
    parts = fitted.odds["statement"].parts

    assert parts["gazetteer: differs"] < 1 < parts["gazetteer: agrees"]


def test_the_figures_are_of_pages_left_out(fitted: Fitted) -> None:
    assert (fitted.measured["statement"].n, fitted.measured["statement"].right) == (200, 180)
    assert fitted.measured["statement"].auroc == 1.0


def test_a_part_seen_on_one_page_alone_says_nothing_of_that_page() -> None:
    pages = {f"page {letter}": page(10, wrong=1) for letter in "bcdefghijk"}
    both = (replace(judged(False, "rule: odd"), table=table) for table in ("statements", "mentions"))
    odd = Score(judgements=tuple(both))

    found = fit({"page a": odd, **pages}, {}).measured["statement"]

    assert max(each.high for each in found.bins if each.right < 1) > 0.5


def test_pages_that_were_tuned_to_do_not_raise_the_odds() -> None:
    pages = {f"page {letter}": page(10, wrong=4) for letter in "abcdefghij"}
    tuned = {f"tuned {letter}": page(10) for letter in "abcdefghij"}

    found = fit(pages, tuned)

    assert found.measured["statement"].n == 100
    assert found.odds["statement"].base < fit({**pages, **tuned}, {}).odds["statement"].base


def test_each_rule_has_its_record(fitted: Fitted) -> None:
    assert fitted.records == {"a": (360, 360), "b": (0, 40)}


def test_as_much_is_accepted_as_keeps_the_risk_below_its_bound(fitted: Fitted) -> None:
    accepted = fitted.acceptance

    assert (accepted.share, accepted.wrong) == (0.9, 0)
    assert accepted.bound <= 0.05


def test_nothing_is_accepted_where_too_much_is_wrong() -> None:
    found = fit({f"page {letter}": page(10, wrong=6) for letter in "abcdefghij"}, {}).acceptance

    assert (found.threshold, found.share) == (1.0, 0.0)


def test_too_few_rows_prove_nothing() -> None:
    assert fit({"page a": page(10, wrong=1), "page b": page(10, wrong=1)}, {}).acceptance.share == 0.0


@pytest.mark.parametrize(
    ("one", "other"), [("factbook-mali-2020", "factbook-mali-2022"), ("list_2016-05", "list_2019-11-01")]
)
def test_versions_of_a_page_are_one_page(one: str, other: str) -> None:
    assert page_of(one) == page_of(other)


def test_the_rule_file_is_toml_that_says_the_same(fitted: Fitted) -> None:
    read = tomllib.loads(as_toml(fitted))

    assert read["statement"]["base"] == fitted.odds["statement"].base
    assert read["statement"]["parts"] == fitted.odds["statement"].parts
    assert read["acceptance"]["threshold"] == fitted.acceptance.threshold
    assert read["records"]["b"] == [0, 40]
