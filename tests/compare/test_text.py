"""Changes as Markdown: a table that no page's words can break."""

from __future__ import annotations

from pipeline.compare.text import markdown
from pipeline.model import Change


def change(**said: str) -> Change:
    return Change(
        change_id="c",
        mission_id="EUTM Mali",
        property="staff",
        key="deployed 2022",
        level="statement",
        kind="changed",
        relation="contradicted",
        old=said.get("old", "600"),
        new=said.get("new", "700"),
        cause="source",
        severity=70,
        explanation="the page changed",
    )


def test_each_change_is_a_row_under_how_many_there_are() -> None:
    text = markdown("r1", "r2", [change()])

    assert "# Changes from r1 to r2" in text
    assert "1 change of 1 mission: 1 by source." in text
    assert "| EUTM Mali | staff (deployed 2022) | contradicted | 600 | 700 | source |  |" in text


def test_what_a_page_says_ends_no_cell_and_opens_no_tag() -> None:
    text = markdown("r1", "r2", [change(new="a|b <script>")])

    assert r"a\|b &lt;script>" in text


def test_a_name_over_two_lines_stays_in_its_row() -> None:
    assert "| European Union |" in markdown("r1", "r2", [change(old="European\nUnion")])


def test_no_change_is_said_in_words() -> None:
    assert "Nothing that is said of any mission changed." in markdown("r1", "r2", [])
