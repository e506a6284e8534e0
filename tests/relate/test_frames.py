"""A frame is a sentence in which each mention is one word, with the way back to the document."""

from __future__ import annotations

import pytest

from pipeline.model import Document
from pipeline.normalise import normalise
from pipeline.read import read_text
from pipeline.recognise import recognise
from pipeline.relate.frames import Frame, frames
from pipeline.segment import segment


def framed(text: str) -> tuple[Document, tuple[Frame, ...]]:
    document = read_text(text)
    mentions = normalise(document, recognise(document))
    return document, frames(document, segment(document, mentions), mentions)


def test_each_mention_is_a_word() -> None:
    _, found = framed("EUTM Somalia was launched on 7 April 2010 in Uganda.")

    assert found[0].text == "<M0> was launched on <D1> in <C2>."


def test_the_country_inside_a_name_is_an_inner_mention() -> None:
    _, found = framed("The staff of EUTM Somalia stayed.")

    assert [each.value for each in found[0].inner] == ["SOM"]


def test_a_word_stands_for_its_mention() -> None:
    _, found = framed("EUTM Somalia was launched on 7 April 2010 in Uganda.")

    assert found[0].mention("<D1>").value == "2010-04-07"


def test_each_sentence_with_a_mention_is_a_frame() -> None:
    _, found = framed("EUAM Iraq grew. EUTM Mali stayed; EUTM Somalia left.")

    assert [each.text.strip() for each in found] == ["<M0> grew.", "<M0> stayed;", "<M0> left."]


def test_white_space_is_folded_and_the_evidence_is_the_documents() -> None:
    document, found = framed("The ships of  EUTM \u00a0Mali   were launched on  7\u00a0April 2010 there.")
    frame = found[0]

    evidence = frame.evidence(frame.text.index("launched"), frame.text.index(" there"))

    assert document.text[evidence.start : evidence.end] == "launched on  7\u00a0April 2010"


def test_a_frame_knows_its_section() -> None:
    _, found = framed("EUTM Mali\n\nIts people train the army in the capital and in the north of it.\n")

    assert {each.section.mission_id for each in found} == {"EUTM Mali"}


def test_that_day_is_the_date_given_last() -> None:
    _, found = framed("EUAM Iraq closed on 2 May 2010. On that day EUTM Mali opened.")

    assert found[1].text == "On <D0> <M1> opened."
    assert found[1].mention("<D0>").value == "2010-05-02"


def test_that_day_is_no_date_where_none_was_given() -> None:
    _, found = framed("On that day EUTM Mali opened.")

    assert found[0].text == "On that day <M0> opened."


@pytest.mark.parametrize(
    ("said", "day"),
    [("today", "2023-02-22"), ("on Monday", "2023-02-20"), ("on Thursday", "2023-02-16")],
)
def test_today_and_days_of_the_week_are_read_against_the_date_of_the_page(said: str, day: str) -> None:
    _, found = framed(f"BRUSSELS, 22 February 2023. The Council {said} launched EUTM Mali.")

    assert found[1].mention("<D0>").value == day


def test_today_is_no_date_on_a_page_without_one() -> None:
    _, found = framed("The Council today launched EUTM Mali.")

    assert found[0].text == "The Council today launched <M0>."


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("1 March 2017\nEUTM Mali goes to work.", "<D0> <M1> goes to work."),
        ("1 March 2017. EUTM Mali goes to work.", "<D0>. <M1> goes to work."),
        ("2017\n\nEUTM Mali goes to work.", "<D0> <M1> goes to work."),
    ],
)
def test_a_date_alone_is_told_of_the_sentence_under_it(text: str, frame: str) -> None:
    _, found = framed(f"It came about in steps.\n\n{text}\n")

    assert found[0].text == frame


@pytest.mark.parametrize("between", ["4 May 2018\n", "\nA heading of its own\n\n", "2018-2020\n"])
def test_a_date_alone_is_not_told_of_what_something_else_leads_to(between: str) -> None:
    _, found = framed(f"The story\n\n1 March 2017\n{between}EUTM Mali goes to work.\n")

    assert found[0].text == "<D0>"
