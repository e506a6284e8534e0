"""Who decides: a name that the browser keeps."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import QueryParams

from pipeline.review.forms import form
from pipeline.review.guard import keep
from pipeline.review.render import REVIEWER, page

LONGEST: Final = 60

router = APIRouter()


@router.get("/reviewer")
def ask(request: Request) -> Response:
    """Ask for the name of the reviewer."""
    return page(request, "reviewer.html")


@router.post("/reviewer")
def name(request: Request, fields: Annotated[QueryParams, Depends(form)]) -> Response:
    """Keep the name that a form gives."""
    given = " ".join(fields.get("name", "").split())
    if not given.isprintable() or not 0 < len(given) <= LONGEST:
        raise HTTPException(422, f"Give a name of 1 to {LONGEST} characters.")
    response = RedirectResponse("/queue", 303)
    keep(response, REVIEWER, given.encode().hex())
    return response
