"""The gates say in a sentence each what a new dataset of a source breaches, and what to look at."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from pipeline.acquire.sources import Gates, Source
from pipeline.gates import breaches
from pipeline.model import Confidence, Dataset, Document, Section, Span, Statement

SURE = Confidence(0.9)


def source(**gates: float) -> Source:
    asked = Gates(**gates)  # type: ignore[arg-type]  # whole numbers where a gate counts
    return Source("list", "https://example.org/list", "Somebody", "0 4 * * *", "text/html", "en", 5, asked)


def dataset(
    said: Mapping[str, Sequence[str]], *, source_id: str = "list", headings: Sequence[str | None] = ()
) -> Dataset:
    """Return what one document says of each mission besides its name, and the mission of each heading."""
    document_id = hashlib.sha256(source_id.encode()).hexdigest()
    statements = [
        Statement(f"{mission}/{each}", mission, each, "x", document_id, "s", Span(0, 1), "x", "r", SURE)
        for mission, properties in said.items()
        for each in ("name", *properties)
    ]
    sections = [
        Section(
            document_id, str(i), i, Span(0, 1), "mission" if mission else "other", mission, Span(0, 1), "r"
        )
        for i, mission in enumerate(headings)
    ]
    untitled = Section(document_id, "p", len(headings), None, "preamble", None, Span(0, 1), "r")
    return Dataset(
        documents=(Document(document_id, source_id, "page", "text/html", "x", ()),),
        sections=(*sections, untitled),
        mentions=(),
        statements=tuple(statements),
        missions=(),
        claims=(),
        checks=(),
    )


MALI = {"EUTM Mali": ["type", "host_country", "launched"]}
THREE: dict[str, list[str]] = {"EUTM Mali": [], "EULEX Kosovo": [], "EUAM Iraq": []}


def both(one: Dataset, other: Dataset) -> Dataset:
    return replace(
        one,
        documents=one.documents + other.documents,
        sections=one.sections + other.sections,
        statements=one.statements + other.statements,
    )


def test_what_is_not_asked_is_not_breached() -> None:
    assert breaches(source(), dataset({}), THREE) == ()


@pytest.mark.parametrize(
    ("gates", "now"),
    [
        ({"missions": 3}, dataset(THREE)),
        ({"linked": 0.5}, dataset(MALI, headings=["EUTM Mali", None])),
        ({"linked": 1}, dataset({})),
        ({"filled": 0.6}, dataset(MALI)),
        ({"filled": 1}, dataset({})),
        ({"vanished": 0.5}, dataset({"EUTM Mali": [], "EUAM Iraq": [], "EUPM Moldova": []})),
    ],
)
def test_what_just_reaches_a_gate_passes_it(gates: dict[str, float], now: Dataset) -> None:
    assert breaches(source(**gates), now, THREE) == ()


def test_too_few_missions_are_told() -> None:
    assert breaches(source(missions=4), dataset(THREE), ()) == (
        "list: it names 3 missions, expected 4 or more; look at https://example.org/list and at how its "
        "headings are read",
    )


def test_too_few_linked_sections_are_told() -> None:
    now = dataset(MALI, headings=["EUTM Mali", None, None])

    assert breaches(source(linked=0.5), now, ()) == (
        "list: 1 of 3 headed sections (33%) are linked to a mission, expected 50% or more; look at the "
        "headings of the others",
    )


def test_too_few_filled_fields_are_told_with_the_poorest() -> None:
    now = dataset({"EUTM Mali": ["type", "host_country", "launched", "staff"], "EUAM Iraq": ["type"]})

    assert breaches(source(filled=0.6), now, ()) == (
        "list: 5 of 10 fields (50%) are filled, expected 60% or more; look at mandate_end, which 0 of 2 "
        "missions have",
    )


def test_a_rejected_statement_fills_no_field() -> None:
    now = dataset(MALI)
    rejected = tuple(each._replace(status="rejected") for each in now.statements)

    assert "0 of 5 fields" in breaches(source(filled=0.1), replace(now, statements=rejected), ())[0]


def test_too_many_vanished_missions_are_told_by_name() -> None:
    assert breaches(source(vanished=0.5), dataset({"EUAM Iraq": []}), THREE) == (
        "list: 2 of 3 missions (67%) vanished at once, expected 50% or fewer; look for EULEX Kosovo, EUTM "
        "Mali at https://example.org/list",
    )


def test_of_many_vanished_missions_the_first_are_named() -> None:
    before = [f"EUPM {letter}" for letter in "ABCDEFG"]

    [said] = breaches(source(vanished=0.1), dataset({}), before)

    assert "look for EUPM A, EUPM B, EUPM C, EUPM D, EUPM E and 2 more at" in said


def test_nothing_can_vanish_from_a_first_release() -> None:
    assert breaches(source(vanished=0), dataset({}), ()) == ()


def test_what_other_sources_say_does_not_count() -> None:
    others = dataset(THREE, source_id="other", headings=["EUTM Mali"])
    now = both(dataset({}, headings=[None]), others)

    said = breaches(source(missions=1, linked=0.5, vanished=0.5), now, THREE)

    assert len(said) == 3
