"""Render a summary as one self-contained page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def render(summary: Mapping[str, Any]) -> str:
    """Return the HTML page of `summary`, as `summarise` gives it; a `release_id` in it is shown.

    The page needs nothing from elsewhere, and no script; all that came from documents is escaped.
    """
    page = _environment().get_template("report.html")
    return page.render({"release_id": None, **summary})


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["count"] = "{:,}".format
    environment.filters["share"] = "{:.2f}".format
    environment.filters["words"] = lambda name: name.replace("_", " ")
    return environment
