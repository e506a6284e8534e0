"""The application: its pages, what guards them, and what is said where something goes wrong."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as AnyHTTPException

from pipeline.errors import MissionsError
from pipeline.review.guard import guarded
from pipeline.review.pages import (
    change,
    decide,
    document,
    enter,
    mission,
    overview,
    queue,
    release,
    reviewer,
    rules,
)
from pipeline.review.render import page
from pipeline.review.setup import Setup

_PAGES: Final = (overview, queue, change, decide, mission, document, release, rules, reviewer, enter)
_TITLES: Final = {404: "Not found", 403: "Not allowed", 409: "Something changed meanwhile"}


def create(setup: Setup) -> FastAPI:
    """Return the application of the review pages; it reads and writes what `setup` names."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.setup = setup
    app.middleware("http")(guarded)
    for each in _PAGES:
        app.include_router(each.router)
    app.add_api_route("/assets/{name}", _asset)
    app.add_exception_handler(AnyHTTPException, _said)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(MissionsError, _failed)
    return app


def _asset(name: str) -> Response:
    """Return the style sheet, the script or the icon."""
    assets = _assets()
    if name not in assets:
        raise HTTPException(404, f"There is no {name} here.")
    media_type, text = assets[name]
    return Response(text, media_type=media_type, headers={"Cache-Control": "no-cache"})


def _assets() -> Mapping[str, tuple[str, str]]:
    ours, report = files("pipeline.review") / "assets", files("pipeline.report") / "templates"
    styles = (report / "report.css").read_text("utf-8") + (ours / "review.css").read_text("utf-8")
    return {
        "style.css": ("text/css", styles),
        "icon.svg": ("image/svg+xml", (ours / "icon.svg").read_text("utf-8")),
        "keys.js": ("text/javascript", (ours / "keys.js").read_text("utf-8")),
    }


def _said(request: Request, error: Exception) -> Response:
    assert isinstance(error, AnyHTTPException)
    why = error.detail if error.detail != "Not Found" else "There is no such page."
    return _sorry(request, error.status_code, why)


def _not_understood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    what = ", ".join(f"{each['loc'][-1]}: {each['msg']}" for each in error.errors())
    return _sorry(request, 422, f"The address is not understood ({what}).")


def _failed(request: Request, error: Exception) -> Response:
    """The errors of the pipeline say in one line what is wrong and how to mend it."""
    return _sorry(request, 500, str(error))


def _sorry(request: Request, status: int, why: str) -> Response:
    title = _TITLES.get(status, "That did not work")
    return page(request, "sorry.html", status=status, title=title, why=why)
