"""The list of missions: a row a mission, with what each field rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline import load
from pipeline.export.flat import EVIDENCE, FIELDS, flat
from pipeline.load import release_folder

ADDRESS = "https://example.org/élan?a=1&b=2"


@pytest.fixture(scope="module")
def missions(out: Path) -> dict[str, dict[str, Any]]:
    """The rows of the list, by mission."""
    return {row["mission_id"]: row for row in flat(release_folder(out, "latest")).rows}


def test_a_row_for_each_mission_in_the_order_of_the_table(out: Path) -> None:
    listed = [row["mission_id"] for row in flat(release_folder(out, "latest")).rows]

    assert listed == list(load("missions", out=out)["mission_id"])


def test_every_row_has_the_columns_and_no_others(out: Path) -> None:
    sheet = flat(release_folder(out, "latest"))

    assert {tuple(sorted(row)) for row in sheet.rows} == {tuple(sorted(sheet.columns))}


def test_every_column_of_a_record_is_there(out: Path) -> None:
    assert set(load("missions", out=out).columns) <= set(flat(release_folder(out, "latest")).columns)


def test_every_field_has_its_evidence_in_columns_of_its_own(out: Path) -> None:
    columns = flat(release_folder(out, "latest")).columns

    assert {f"{field}_{what}" for field in FIELDS for what in EVIDENCE} <= set(columns)


def test_countries_have_names_beside_their_codes(missions: dict[str, dict[str, Any]]) -> None:
    assert missions["EULEX Kosovo"]["host_countries"] == ["XKX"]
    assert missions["EULEX Kosovo"]["host_country_names"] == ["Kosovo"]


def test_a_field_has_the_quote_that_the_record_shows_and_its_place(
    out: Path, missions: dict[str, dict[str, Any]]
) -> None:
    statements = load("statements", out=out)
    [launch] = statements[
        (statements["mission_id"] == "EUTM Mali")
        & (statements["property"] == "launched")
        & statements["selected"]
    ].to_dict("records")

    row = missions["EUTM Mali"]

    assert row["launched"] == "2013-02-18"
    assert row["launched_quote"] == launch["quote"]
    assert row["launched_where"] == f"harbour.txt:{launch['start']}-{launch['end']}"
    assert (row["launched_confidence"], row["launched_rule"]) == (launch["confidence"], launch["rule"])
    assert row["launched_status"] == launch["status"]


def test_a_field_of_a_page_from_the_web_has_its_address(missions: dict[str, dict[str, Any]]) -> None:
    assert missions["EULEX Kosovo"]["staff_url"] == ADDRESS
    assert missions["EUTM Mali"]["launched_url"] is None


def test_the_evidence_of_host_countries_is_in_their_order(missions: dict[str, dict[str, Any]]) -> None:
    row = missions["EULEX Kosovo"]

    assert len(row["host_countries_quote"]) == len(row["host_countries"])
    assert row["host_countries_url"] == [ADDRESS]


def test_staff_says_what_is_counted(missions: dict[str, dict[str, Any]]) -> None:
    row = missions["EULEX Kosovo"]

    assert (row["staff"], row["staff_unit"], row["staff_assertion"]) == ("360", "staff", "asserted")


def test_a_field_without_a_value_has_no_evidence(missions: dict[str, dict[str, Any]]) -> None:
    row = missions["EUTM Mali"]

    assert row["staff"] is None
    assert {row[f"staff_{what}"] for what in EVIDENCE} == {None}
