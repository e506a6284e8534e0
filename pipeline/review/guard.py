"""Guards the pages: who may ask, by what name, from where; and what a browser may do with an answer."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from typing import Final

from fastapi import Request, Response

from pipeline.review.setup import Setup

SESSION: Final = "missions_session"
PASS: Final = "missions_pass"
OPEN_TO_ALL: Final = ("/enter", "/assets/")

_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Not `no-referrer`: a browser would leave the origin out of what a form sends.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

Next = Callable[[Request], Awaitable[Response]]


async def guarded(request: Request, answer: Next) -> Response:
    """Return the answer to a request that may be asked, else why it may not; with the headers of both."""
    setup: Setup = request.app.state.setup
    request.state.session = request.cookies.get(SESSION) or secrets.token_hex(16)
    response = _refusal(request, setup) or await answer(request)
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.state.session != request.cookies.get(SESSION):
        keep(response, SESSION, request.state.session)
    return response


def keep(response: Response, name: str, value: str) -> None:
    """Set a cookie that no script sees and no other site's page sends."""
    response.set_cookie(name, value, max_age=365 * 24 * 3600, httponly=True, samesite="strict")


def form_token(request: Request) -> str:
    """Return what a form has to bring back to be of this session and server."""
    setup: Setup = request.app.state.setup
    return _signed(setup.secret, request.state.session)


def is_form_of(request: Request, token: str) -> bool:
    """Say whether a form was made by this server for this session."""
    return hmac.compare_digest(form_token(request).encode(), token.encode())


def pass_of(setup: Setup) -> str:
    """Return the cookie of whoever has given the token."""
    return _signed((setup.token or "").encode(), "pass")


def _refusal(request: Request, setup: Setup) -> Response | None:
    host = request.headers.get("host", "").lower()
    if setup.hosts and _name(host) not in setup.hosts:
        return _no(421, f"This server is not asked by the name {host!r}; its address is in its terminal.")
    if request.method not in {"GET", "HEAD"} and not _is_from_here(request, host):
        return _no(403, "This form is of another site; nothing was done.")
    passed = hmac.compare_digest(request.cookies.get(PASS, "").encode(), pass_of(setup).encode())
    if setup.token is None or passed or request.url.path.startswith(OPEN_TO_ALL):
        return None
    if request.method == "GET":
        return Response(status_code=303, headers={"Location": "/enter"})
    return _no(401, "Open /enter and give the token first; nothing was done.")


def _is_from_here(request: Request, host: str) -> bool:
    """Say whether a form comes from a page of this server, as far as the browser tells.

    The scheme is left out, as a server in front of this one may have another.
    """
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    return site in {"same-origin", "none"} and (origin is None or origin.partition("://")[2].lower() == host)


def _name(host: str) -> str:
    """Return a host without its port."""
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]


def _no(status: int, why: str) -> Response:
    return Response(why + "\n", status, media_type="text/plain")


def _signed(secret: bytes, text: str) -> str:
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()
