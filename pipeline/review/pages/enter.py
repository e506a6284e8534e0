"""Lets in whoever knows the token."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import QueryParams

from pipeline.review.forms import form
from pipeline.review.guard import PASS, keep, pass_of
from pipeline.review.render import page
from pipeline.review.setup import Setup

router = APIRouter()


@router.get("/enter")
def ask(request: Request) -> Response:
    """Ask for the token."""
    return page(request, "enter.html")


@router.post("/enter")
def enter(request: Request, fields: Annotated[QueryParams, Depends(form)]) -> Response:
    """Let in whoever gives the token."""
    setup: Setup = request.app.state.setup
    given = fields.get("secret", "").strip()
    if setup.token is None or not hmac.compare_digest(given.encode(), setup.token.encode()):
        raise HTTPException(403, "That is not the token. It was set where the server was started.")
    response = RedirectResponse("/", 303)
    keep(response, PASS, pass_of(setup))
    return response
