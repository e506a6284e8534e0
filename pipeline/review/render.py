"""Renders a page from its template; all that came from documents and reviewers is escaped."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment
from jinja2.filters import do_urlencode

from pipeline.report.countries import country_name
from pipeline.report.render import environment_of
from pipeline.review.guard import form_token
from pipeline.review.setup import Setup

REVIEWER = "missions_reviewer"


def page(request: Request, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
    """Return the page that `template` makes of `context`; what all pages show is added."""
    shown = {
        "path": request.url.path,
        "asked": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "reviewer": reviewer_of(request),
        "token": form_token(request),
        "release_id": None,
    }
    return HTMLResponse(_environment().get_template(template).render(shown | context), status)


def reviewer_of(request: Request) -> str | None:
    """Return who decides: the name that a form has set, else that of the server."""
    setup: Setup = request.app.state.setup
    return name_in(request.cookies.get(REVIEWER, "")) or setup.reviewer


def name_in(cookie: str) -> str:
    """Return the name that a cookie holds, hexadecimal digits as it may have any letters."""
    try:
        return bytes.fromhex(cookie).decode()
    except ValueError:
        return ""


@cache
def _environment() -> Environment:
    environment = environment_of("pipeline.review", "pipeline.report")
    environment.filters |= {"country": country_name, "moment": _moment, "short": lambda name: name[:12]}
    environment.globals["mission_href"] = lambda mission_id: f"/missions/{do_urlencode(mission_id)}"
    return environment


def _moment(when: datetime) -> str:
    """Return a moment for people."""
    return when.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
