"""Reads what a form sends, once it is sure that it is a form of this server."""

from __future__ import annotations

from typing import Final

from fastapi import HTTPException, Request
from starlette.datastructures import QueryParams

from pipeline.review.guard import is_form_of

_LARGEST: Final = 256 * 1024
"""Bytes; a form with a few hundred statements has a tenth."""


async def form(request: Request) -> QueryParams:
    """Return the fields of the form that a request sends.

    Raises HTTPException: 413 where it is too large, 403 where no page of this server and session made it.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST:
            raise HTTPException(413, "The form is too large; nothing was done. Select fewer statements.")
    fields = QueryParams(body.decode("utf-8", "replace"))
    if not is_form_of(request, fields.get("token", "")):
        why = "The page is from before the server was started, or cookies are off; nothing was done."
        raise HTTPException(403, f"{why} Load it again, and decide again.")
    return fields
