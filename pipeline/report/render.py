"""Render a summary as one self-contained page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.filters import do_urlencode

from pipeline.report.hosts import hosts
from pipeline.report.timeline import timeline

FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "count": "{:,}".format,
    "share": "{:.2f}".format,
    "percent": "{:.1f}%".format,
    "words": lambda name: name.replace("_", " "),
}
"""How templates write numbers and names."""


def render(summary: Mapping[str, Any]) -> str:
    """Return the HTML page of `summary`, as `summarise` gives it; a `release_id` in it is shown.

    The page needs nothing from elsewhere, and no script; all that came from documents is escaped.
    """
    page = _environment().get_template("report.html")
    pictures = {"timeline": timeline(summary["missions"]), "hosts": hosts(summary["missions"])}
    return page.render({"release_id": None, **pictures, **summary})


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= FILTERS
    environment.globals["mission_href"] = _anchor
    return environment


def _anchor(mission_id: str) -> str:
    """Return the place of a mission on the page."""
    return "#" + do_urlencode(f"m-{mission_id}".replace(" ", "_"))
