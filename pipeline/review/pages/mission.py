"""The missions; of one every field with its evidence, its time, what conflicts, and where it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query, Request, Response

from pipeline.report.countries import country_name
from pipeline.report.timeline import timeline
from pipeline.review.leaves import Asked, leaf_of
from pipeline.review.queue import FIELDS
from pipeline.review.render import page
from pipeline.review.setup import Setup
from pipeline.review.standing import standing
from pipeline.review.tables import latest, table, where

ON_A_PAGE: Final = 200
MOST: Final = 300
"""Statements that the record does not show, of which so many are listed."""
ONE_VALUE: Final = ("launched", "mandate_end", "type", "established", "successor", "predecessor")
"""Fields that have one value at most, so that two of them conflict."""

Row = dict[str, Any]

router = APIRouter()


@router.get("/missions")
def missions(
    request: Request,
    find: Annotated[str, Query(max_length=100)] = "",
    leaf: Asked = 1,
) -> Response:
    """List the missions of the latest release, EU first; `find` stands in their id, name or a host."""
    setup: Setup = request.app.state.setup
    release = latest(setup.out)
    found = [each for each in table(release, "missions").to_pylist() if _is_found(each, find.casefold())]
    found.sort(key=lambda each: (each["organisation"] != "EU", each["organisation"], each["mission_id"]))
    at = leaf_of(len(found), leaf, size=ON_A_PAGE)
    return page(
        request,
        "missions.html",
        release_id=release.name,
        missions=found[at.start : at.end],
        find=find,
        n=len(found),
        leaf=at,
    )


@router.get("/missions/{mission_id:path}")
def mission(request: Request, mission_id: str) -> Response:
    """Show a mission of the latest release."""
    setup: Setup = request.app.state.setup
    release = latest(setup.out)
    record = next(iter(where(release, "missions", "mission_id", mission_id)), None)
    if record is None:
        raise HTTPException(404, f"{mission_id}: the latest release has no such mission; see the list.")
    statements = where(release, "statements", "mission_id", mission_id)
    others = [each for each in statements if not each["selected"]]
    decisions = standing(release, setup.out)
    return page(
        request,
        "mission.html",
        release_id=release.name,
        record=record,
        fields=_by_field([each for each in statements if each["selected"]]),
        others=_by_field(others[:MOST]),
        left_out=max(len(others) - MOST, 0),
        conflicts=_conflicts(statements),
        checks=where(release, "checks", "mission_id", mission_id),
        documents=_documents(release, statements),
        verdicts={each["statement_id"]: decisions.verdict(each["statement_id"]) for each in statements},
        timeline=timeline([record]),
        events=_events(statements),
    )


def _is_found(record: Row, words: str) -> bool:
    hosts = record["host_countries"]
    texts = (record["mission_id"], record["name"], *hosts, *map(country_name, hosts))
    return not words or any(words in text.casefold() for text in texts)


def _by_field(statements: list[Row]) -> dict[str, list[Row]]:
    known = [each for each in FIELDS if any(row["property"] == each for row in statements)]
    others = sorted({row["property"] for row in statements} - set(known))
    return {name: [row for row in statements if row["property"] == name] for name in (*known, *others)}


def _conflicts(statements: list[Row]) -> dict[str, list[Row]]:
    """Return the statements of fields that have one value at most, where pages assert several."""
    found = {}
    for name in ONE_VALUE:
        said = [each for each in statements if each["property"] == name and each["status"] != "rejected"]
        asserted = [each for each in said if each["assertion"] == "asserted"]
        if len({each["value"] for each in asserted}) > 1:
            found[name] = asserted
    return found


def _documents(release: Path, statements: list[Row]) -> list[Row]:
    return where(release, "documents", "document_id", sorted({each["document_id"] for each in statements}))


def _events(statements: list[Row]) -> list[Row]:
    """Return what has a day, by it: launches, ends, extensions, strengths at a time."""
    dated = [{"at": each["as_of"] or each["lower"] or each["upper"]} | each for each in statements]
    of_dates = ("launched", "established", "mandate_end", "mandate_extension")
    kept = [each for each in dated if each["property"] in of_dates or each["as_of"] is not None]
    known = {(each["at"] or "", each["property"], each["value"]): each for each in reversed(kept)}
    return [known[key] for key in sorted(known)][:MOST]
