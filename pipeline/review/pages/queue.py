"""The queue: what is to be decided, one below the other, with the filters on it."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request, Response

from pipeline.review.queue import Filters, Item, State, choices, chosen, decided, items, of_state
from pipeline.review.render import page, reviewer_of
from pipeline.review.setup import Setup
from pipeline.review.standing import Standing, standing
from pipeline.review.tables import latest

ON_A_PAGE: Final = 25

router = APIRouter()

Text = Annotated[str, Query(max_length=200)]


@router.get("/queue")
def queue(
    request: Request,
    state: State = "open",
    severity: Literal["", "high", "middle", "low", "none"] = "",
    cause: Text = "",
    field: Text = "",
    kind: Literal["", "changed", "added", "removed", "unsure"] = "",
    mission: Text = "",
    below: Annotated[float | None, Query(ge=0, le=1)] = None,
    alike: Text = "",
    leaf: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Show a leaf of the queue, as the filters in the address ask for it."""
    setup: Setup = request.app.state.setup
    release = latest(setup.out)
    decisions, everything = standing(release, setup.out), items(release)
    filters = Filters(state, severity, cause, field, kind, mission, below, alike)
    asked = chosen(everything, filters)
    shown = of_state(asked, decisions, state)
    leaves = max(-(-len(shown) // ON_A_PAGE), 1)
    leaf = min(leaf, leaves)
    here = shown[(leaf - 1) * ON_A_PAGE : leaf * ON_A_PAGE]
    return page(
        request,
        "queue.html",
        release_id=release.name,
        filters=filters,
        choices=choices(everything, filters),
        total=len(asked),
        done=sum(decided(each, decisions) is not None for each in asked),
        shown=len(shown),
        leaf=leaf,
        leaves=leaves,
        items=[(each, decided(each, decisions)) for each in here],
        notes={each.item_id: _notes(each, decisions) for each in here},
        seen={each.item_id: decisions.last(each.statement_id or "") for each in here},
        all_gone=bool(here) and all(each.gone for each in here),
        alike=Counter(each.alike for each in shown),
        undoable=decisions.undoable(reviewer_of(request)),
    )


def _notes(item: Item, decisions: Standing) -> list[str]:
    on = decisions.on(item.statement_id or "")
    return [f"{each.reviewer}: {each.reason}" for each in on if each.verdict == "note" and each.reason]
