"""Sections tile the document; a heading that names a mission opens the section of that mission."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.model import Block, Document, Mention, Section, Snapshot, Span
from pipeline.normalise import normalise
from pipeline.read import read, read_text
from pipeline.recognise import recognise
from pipeline.segment import segment

BODY = "Its people work in the capital and in the east of the country, and they train the police of both.\n"


def segmented(document: Document) -> tuple[Section, ...]:
    return segment(document, mentions(document))


def mentions(document: Document) -> tuple[Mention, ...]:
    return normalise(document, recognise(document))


def outline(text: str) -> list[tuple[str, str | None]]:
    """Return kind and mission of the sections of a plain text."""
    return [(each.kind, each.mission_id) for each in segmented(read_text(text))]


def html_outline(markup: str) -> list[tuple[str, str | None]]:
    page = f"<html><body>{markup}</body></html>".encode()
    document = read(Snapshot("0" * 64, "page", "page.html", "text/html", page))
    return [(each.kind, each.mission_id) for each in segmented(document)]


@pytest.mark.parametrize(
    ("heading", "mission"),
    [
        ("EUAM IRAQ", "EUAM Iraq"),
        ("EUAM Iraq", "EUAM Iraq"),
        ("EUAM IRAQ: European Union Advisory Mission in Iraq - Civilian Mission", "EUAM Iraq"),
        ("European Union Advisory Mission in Iraq", "EUAM Iraq"),
        ("The EU Advisory Mission in Iraq", "EUAM Iraq"),
        ("EUNAVFOR Somalia - Operation Atalanta", "EUNAVFOR Atalanta"),
        ("Operation Sophia", "Operation Sophia"),
        ("UNIFIL", "UNIFIL"),
        ("Military mission EUTM Mali", "EUTM Mali"),
        ("Name: EUTM Mali", "EUTM Mali"),
    ],
)
def test_a_heading_that_names_a_mission_opens_its_section(heading: str, mission: str) -> None:
    assert outline(f"{BODY}\n{heading}\n\n{BODY}") == [("preamble", None), ("mission", mission)]


def test_a_heading_written_twice_opens_one_section() -> None:
    text = f"EUAM Iraq\n\nEUAM Iraq: European Union Advisory Mission in Iraq - Civilian Mission\n\n{BODY}"

    assert outline(text) == [("mission", "EUAM Iraq")]


@pytest.mark.parametrize("caption", ["EUAM Iraq logo", "Logo-EUAM Iraq", "Logo_EUAM Iraq"])
def test_a_logo_caption_under_its_heading_opens_nothing(caption: str) -> None:
    assert outline(f"EUAM IRAQ\n{caption}\n\n{BODY}") == [("mission", "EUAM Iraq")]


def test_a_logo_caption_alone_opens_a_section() -> None:
    text = f"EUAM Iraq\n\n{BODY}\nLogo-EUTM Somalia\n\n{BODY}"

    assert outline(text) == [("mission", "EUAM Iraq"), ("mission", "EUTM Somalia")]


def test_the_rule_tells_a_caption_from_a_heading() -> None:
    text = f"EUAM Iraq\n\n{BODY}\nLogo-EUTM Somalia\n\n{BODY}"

    assert [each.rule for each in segmented(read_text(text))] == [
        "section.mission-heading",
        "section.logo-caption",
    ]


def test_a_plain_heading_closes_the_section_before() -> None:
    assert outline(f"EUAM Iraq\n\n{BODY}\nWhat comes next?\n\n{BODY}") == [
        ("mission", "EUAM Iraq"),
        ("other", None),
    ]


def test_what_stands_before_the_first_heading_is_the_preamble() -> None:
    document = read_text(f"{BODY}\nEUAM Iraq\n\n{BODY}")

    first = segmented(document)[0]

    assert (first.kind, first.heading, document.text[first.span.start : first.span.end].strip()) == (
        "preamble",
        None,
        BODY.strip(),
    )


def test_a_document_without_heading_is_one_preamble() -> None:
    assert outline(BODY) == [("preamble", None)]


def test_an_empty_document_is_one_empty_preamble() -> None:
    sections = segmented(read_text(""))

    assert [(each.kind, each.span) for each in sections] == [("preamble", Span(0, 0))]


def test_a_mission_named_in_the_running_text_opens_nothing() -> None:
    assert outline(
        f"EUAM Iraq\n\n{BODY}\nIts neighbour EUTM Somalia is older, says the report of that year.\n"
    ) == [("mission", "EUAM Iraq")]


def test_a_heading_keeps_its_span() -> None:
    document = read_text(f"{BODY}\nEUAM IRAQ\n\n{BODY}")

    heading = segmented(document)[1].heading

    assert heading is not None
    assert document.text[heading.start : heading.end] == "EUAM IRAQ"


def test_a_heading_below_the_heading_of_a_mission_belongs_to_it() -> None:
    page = "<h2>EUAM Iraq</h2><p>It works.</p><h3>Tasks</h3><p>It advises.</p><h2>Contact</h2><p>None.</p>"

    assert html_outline(page) == [("mission", "EUAM Iraq"), ("other", None)]


def test_a_heading_of_the_same_level_closes_a_mission() -> None:
    page = "<h2>EUAM Iraq</h2><p>It works.</p><h2>Tasks</h2><p>It advises.</p>"

    assert html_outline(page) == [("mission", "EUAM Iraq"), ("other", None)]


def test_another_mission_opens_its_section_at_any_level() -> None:
    page = "<h2>EUAM Iraq</h2><p>It works.</p><h3>EUTM Somalia</h3><p>It trains.</p>"

    assert html_outline(page) == [("mission", "EUAM Iraq"), ("mission", "EUTM Somalia")]


@pytest.mark.parametrize("line", ["Civilian mission", "Place: Baghdad, Iraq", "Advice on reform"])
def test_a_line_right_under_the_heading_of_a_mission_closes_nothing(line: str) -> None:
    assert outline(f"EUAM Iraq\n{line}\n{BODY}") == [("mission", "EUAM Iraq")]


def test_a_line_among_the_lines_of_an_entry_closes_nothing() -> None:
    entry = f"EUAM Iraq\nStart: 2017\nLed by: European Union\n{BODY}"

    assert outline(f"{entry}\nEnd of the list\n\n{BODY}") == [("mission", "EUAM Iraq"), ("other", None)]


def test_where_no_blank_lines_are_a_heading_closes_the_mission_above() -> None:
    assert outline(f"{BODY}EUAM Iraq\n{BODY}What comes next\n{BODY}")[-1] == ("other", None)


def test_a_label_at_the_very_end_opens_nothing() -> None:
    assert outline(f"EUAM Iraq\n\n{BODY}\nTo the list of all\n") == [("mission", "EUAM Iraq")]


def test_sections_tile_the_text() -> None:
    document = read_text(
        f"\n\n{BODY}\nEUAM Iraq\n\n{BODY}\nEnd of it\n\n{BODY}\nLogo-EUTM Somalia\n\n{BODY}\n\n"
    )

    spans = [each.span for each in segmented(document)]

    assert (spans[0].start, spans[-1].end) == (0, len(document.text))
    assert all(left.end == right.start for left, right in pairwise(spans))


def test_sections_are_numbered_in_order() -> None:
    sections = segmented(read_text(f"{BODY}\nEUAM Iraq\n\n{BODY}\nLogo-EUTM Somalia\n\n{BODY}"))

    assert [each.ordinal for each in sections] == [0, 1, 2]
    assert len({each.section_id for each in sections}) == 3


def test_a_mission_deep_in_a_heading_does_not_own_it() -> None:
    heading = Block("heading", Span(0, 44))
    text = "What people in the port think of EUTM Mali now\n\nNot much."
    document = Document("0" * 64, "page", "", "text/plain", text, (heading, Block("paragraph", Span(48, 57))))

    assert [each.kind for each in segment(document, mentions(document))] == ["preamble"]
