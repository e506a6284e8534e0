"""The queue: what is to be decided, one below the other, with the filters on it."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BeforeValidator

from pipeline.review.leaves import Asked, leaf_of
from pipeline.review.queue import Filters, Item, Severity, State, choices, chosen, decided, items, of_state
from pipeline.review.render import page, reviewer_of
from pipeline.review.setup import Setup
from pipeline.review.standing import Standing, standing
from pipeline.review.tables import latest

ON_A_PAGE: Final = 25

router = APIRouter()

Text = Annotated[str, Query(max_length=200)]
# A form sends a field that is left empty as an empty text.
Share = Annotated[float | None, Query(ge=0, le=1), BeforeValidator(lambda given: given or None)]


@router.get("/queue")
def queue(
    request: Request,
    state: State = "open",
    severity: Severity | Literal[""] = "",
    cause: Text = "",
    field: Text = "",
    kind: Literal["", "changed", "added", "removed", "unsure"] = "",
    mission: Text = "",
    below: Share = None,
    alike: Text = "",
    leaf: Asked = 1,
) -> Response:
    """Show a leaf of the queue, as the filters in the address ask for it."""
    setup: Setup = request.app.state.setup
    release = latest(setup.out)
    decisions, everything = standing(release, setup.out), items(release)
    filters = Filters(state, severity, cause, field, kind, mission, below, alike)
    asked, in_state = chosen(everything, filters), of_state(everything, decisions, state)
    shown = chosen(in_state, filters)
    at = leaf_of(len(shown), leaf, size=ON_A_PAGE)
    here = shown[at.start : at.end]
    return page(
        request,
        "queue.html",
        release_id=release.name,
        filters=filters,
        choices=choices(in_state, filters),
        total=len(asked),
        done=sum(decided(each, decisions) is not None for each in asked),
        leaf=at,
        items=[(each, decided(each, decisions), _notes(each, decisions)) for each in here],
        seen={each.item_id: decisions.last(each.statement_id) for each in here},
        all_gone=bool(here) and all(each.gone for each in here),
        alike=Counter(each.alike for each in shown),
        undoable=decisions.undoable(reviewer_of(request)),
    )


def _notes(item: Item, decisions: Standing) -> list[str]:
    """Return what was noted, but for the note by which the item is done."""
    notes = [each for each in decisions.on(item.statement_id) if each.verdict == "note" and each.reason]
    return [f"{each.reviewer}: {each.reason}" for each in notes if each != decided(item, decisions)]
