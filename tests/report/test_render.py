from __future__ import annotations

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.model import Dataset, Document, Quarantined, Record
from pipeline.report import render, summarise

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\" onload='x' {{ 7 * 7 }}"


@pytest.fixture
def page(dataset: Dataset) -> LexborHTMLParser:
    return LexborHTMLParser(render(summarise(dataset)))


def hostile(dataset: Dataset) -> Dataset:
    """Return the dataset with markup wherever a document or its name could bring it in."""
    [overview, minutes, _] = dataset.documents
    assert isinstance(overview, Document)
    record: Record = replace(dataset.missions[0], mission_id=HOSTILE, name=HOSTILE, launched=HOSTILE)
    return replace(
        dataset,
        documents=(
            replace(overview, name=HOSTILE, text=HOSTILE * 20, blocks=(), url="javascript:alert(1)"),
            replace(minutes, name=HOSTILE, url='https://example.org/"onmouseover="alert(1)'),
            Quarantined("c" * 64, HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        ),
        statements=tuple(each._replace(value=HOSTILE, rule=HOSTILE) for each in dataset.statements),
        mentions=tuple(each._replace(value=HOSTILE) for each in dataset.mentions),
        missions=(replace(record, host_countries=(HOSTILE,), staff=HOSTILE, staff_lower=HOSTILE),),
        checks=tuple(
            replace(each, explanation=HOSTILE, kind=HOSTILE, found=HOSTILE) for each in dataset.checks
        ),
        decisions=tuple(
            replace(
                each,
                explanation=HOSTILE,
                decision=replace(
                    each.decision, reviewer=HOSTILE, reason=HOSTILE, quote=HOSTILE, value=HOSTILE
                ),
            )
            for each in dataset.decisions
        ),
        claims=tuple(each._replace(what=HOSTILE, value=HOSTILE) for each in dataset.claims),
    )


def attributes(page: LexborHTMLParser) -> set[str]:
    return {name for node in page.css("*") for name in node.attributes}


def words(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def row_of(page: LexborHTMLParser, mission: str) -> str:
    [row] = [row for row in page.css("#missions ~ table tbody tr") if words(row).startswith(mission)]
    return words(row)


def test_text_of_documents_never_becomes_markup(dataset: Dataset) -> None:
    page = LexborHTMLParser(render(summarise(hostile(dataset))))
    assert page.css("script, img") == []
    assert not {name for name in attributes(page) if name.startswith("on")}
    assert "{{ 7 * 7 }}" in words(page.css("main")[0])


def test_address_that_is_no_web_address_is_no_link(dataset: Dataset) -> None:
    page = LexborHTMLParser(render(summarise(hostile(dataset))))
    leading_away = [str(each.attributes["href"]) for each in page.css('a:not([href^="#"])')]
    assert [link[:8] for link in leading_away] == ["https://"]


def test_page_needs_nothing_from_elsewhere(page: LexborHTMLParser) -> None:
    assert page.css("script, link, img, iframe, object, embed") == []
    assert "url(" not in (page.css("style")[0].html or "")


def test_same_summary_gives_the_same_page(dataset: Dataset) -> None:
    assert render(summarise(dataset)) == render(summarise(dataset))


def test_release_is_named_where_it_is_known(dataset: Dataset) -> None:
    assert "Release r0123" in words(
        LexborHTMLParser(render({"release_id": "r0123"} | summarise(dataset))).css("header")[0]
    )


def test_tiles_show_what_matters_at_a_glance(page: LexborHTMLParser) -> None:
    tiles = {words(tile.css("dt")[0]): words(tile.css("dd")[0]) for tile in page.css(".tiles div")}
    assert tiles == {
        "documents ingested": "2",
        "in quarantine": "1",
        "missions": "6",
        "of them to review": "2",
        "statements, 0 of them accepted": "21",
        "conflicts in 4 checks": "1",
    }


def test_mission_shows_its_fields(page: LexborHTMLParser) -> None:
    row = row_of(page, "EUMM Georgia")
    assert "civilian Georgia 2008-10-01 2026-12-14 at least 200 0.58 needed" in row


def test_inexact_date_shows_its_first_and_last_day(page: LexborHTMLParser) -> None:
    assert "2024~ 2024-01-01 to 2024-04-30" in row_of(page, "EUNAVFOR Aspides")


def test_what_is_not_known_is_said_to_those_who_listen(page: LexborHTMLParser) -> None:
    assert row_of(page, "MINUSMA").count("not stated") == 5


def test_conflict_shows_both_quotes_in_their_context(page: LexborHTMLParser) -> None:
    [conflict] = page.css(".conflict")
    assert [words(mark) for mark in conflict.css("mark")] == [
        "three military",
        "four military operations are under way",
    ]


def test_no_conflict_is_said(dataset: Dataset) -> None:
    calm = replace(dataset, checks=tuple(each for each in dataset.checks if each.outcome != "conflict"))
    page = LexborHTMLParser(render(summarise(calm)))
    assert "No conflicts: 2 of 3 checks hold" in words(page.css("main")[0])


def test_quarantine_shows_name_and_reason(page: LexborHTMLParser) -> None:
    [table] = [table for table in page.css("table") if "In quarantine" in words(table)]
    assert "scan.pdf application/pdf no text in it: scanned pages?" in words(table)


def test_document_without_a_mission_is_noted(page: LexborHTMLParser) -> None:
    [row] = [row for row in page.css("#documents ~ div tbody tr") if "minutes.txt" in words(row)]
    assert "no missions found" in words(row)


def test_empty_dataset_has_a_page() -> None:
    page = LexborHTMLParser(render(summarise(Dataset((), (), (), (), (), (), ()))))
    assert "No mission was found" in words(page.css("main")[0])


def test_page_has_landmarks_and_one_title(page: LexborHTMLParser) -> None:
    assert [len(page.css(name)) for name in ("header", "main", "footer", "h1", "head > title")] == [1] * 5
    assert page.css("html")[0].attributes["lang"] == "en"


def test_section_is_named_by_its_heading(page: LexborHTMLParser) -> None:
    for section in page.css("section"):
        assert section.css(f"h2#{section.attributes['aria-labelledby']}")


def test_table_has_a_caption_and_headers_with_a_scope(page: LexborHTMLParser) -> None:
    for table in page.css("table"):
        assert len(table.css("caption")) == 1
        assert {header.attributes.get("scope") for header in table.css("th")} == {"col", "row"}


def test_a_decision_that_does_not_apply_is_shown_with_the_reason(page: LexborHTMLParser) -> None:
    rows = [words(row) for row in page.css("#decisions ~ div tbody tr")]

    assert [row.split()[0] for row in rows] == ["orphaned", "applied"]
    assert "its words stand nowhere any more" in rows[0]


def test_without_decisions_there_is_no_section_of_them(dataset: Dataset) -> None:
    page = LexborHTMLParser(render(summarise(replace(dataset, decisions=()))))

    assert page.css("#decisions") == []
