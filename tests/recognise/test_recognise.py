"""Recognition of a whole document: all labels in order, and long texts as well as short ones."""

from __future__ import annotations

from itertools import groupby, pairwise

from pipeline.read import read_text
from pipeline.recognise import pipeline, recognise
from pipeline.recognise.patterns import found

PAGE = (
    "EUTM Mali was launched on 18 February 2013 for two years. "
    "Up to 300 staff work in Mali and the Sahel.\n\n"
)


def test_spans_come_in_order() -> None:
    spans = [each.span for each in recognise(read_text(PAGE))]

    assert spans == sorted(spans)


def test_all_labels_are_found() -> None:
    labels = {each.label for each in recognise(read_text(PAGE))}

    assert labels == {"MISSION", "COUNTRY", "REGION", "DATE", "DURATION", "STAFF"}


def test_a_long_text_is_read_to_its_end() -> None:
    once = len(recognise(read_text(PAGE)))

    assert len(recognise(read_text(PAGE * 500))) == 500 * once


def test_a_very_long_block_is_read_to_its_end() -> None:
    sentence = "EUTM Mali was launched on 18 February 2013. "

    assert len(recognise(read_text(sentence * 5_000))) == 3 * 5_000


def test_a_text_may_end_with_the_name_of_an_operation() -> None:
    doc = pipeline()("Troops and ships of the mission came with Operation Pontos")

    assert [doc[each.start : each.end].text for each in found(doc, "missions")] == ["Operation Pontos"]


def test_spans_of_one_label_do_not_overlap() -> None:
    found = sorted(recognise(read_text(PAGE * 3)), key=lambda each: (each.label, each.span))

    for _, group in groupby(found, key=lambda each: each.label):
        assert all(left.span.end <= right.span.start for left, right in pairwise(group))


def test_text_is_folded_and_the_span_is_not() -> None:
    document = read_text("The staff of EUTM \u00a0Mali have stayed in the port.")

    name = next(each for each in recognise(document) if each.label == "MISSION")

    assert name.text == "EUTM Mali"
    assert document.text[name.span.start : name.span.end] == "EUTM \u00a0Mali"


def test_a_text_about_nothing_has_nothing() -> None:
    assert recognise(read_text("Nothing but rain was reported along the coast.")) == ()
