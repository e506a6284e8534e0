"""Render a summary as one self-contained page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from jinja2.filters import do_urlencode

from pipeline.report.hosts import hosts
from pipeline.report.timeline import timeline


def render(summary: Mapping[str, Any], texts: Sequence[Mapping[str, Any]] = ()) -> str:
    """Return the HTML page of `summary`, as `summarise` gives it, and of `texts`, as `marked_texts` does.

    A `release_id` in the summary is shown.

    The page needs nothing from elsewhere, and no script; all that came from documents is escaped.
    """
    page = _environment().get_template("report.html")
    pictures = {"timeline": timeline(summary["missions"]), "hosts": hosts(summary["missions"])}
    fields = defaultdict(list)
    for each in summary["fields"]:
        fields[each["mission_id"]].append(each)
    return page.render({"release_id": None, **summary, **pictures, "fields": fields, "texts": texts})


def render_changes(old: str, new: str, changes: Sequence[Mapping[str, Any]]) -> str:
    """Return the HTML page of the changes from one release to another, rows of their table, in their order.

    It needs nothing from elsewhere, as that of a release.
    """
    causes = sorted(Counter(each["cause"] for each in changes).items())
    rows = [{"old_quote": None, "new_quote": None, **each} for each in changes]
    return _environment().get_template("changes.html").render(old=old, new=new, causes=causes, changes=rows)


def environment_of(*packages: str) -> Environment:
    """Return what renders the templates of `packages`; it escapes all, and has the filters for numbers."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(each) for each in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "count": "{:,}".format,
        "share": "{:.2f}".format,
        "percent": "{:.1f}%".format,
        "words": lambda name: name.replace("_", " "),
    }
    return environment


def _environment() -> Environment:
    environment = environment_of("pipeline.report")
    environment.globals |= {"mission_href": _anchor, "mission_id": _name}
    return environment


def _anchor(mission_id: str) -> str:
    """Return the way to a mission on the page."""
    return "#" + do_urlencode(_name(mission_id))


def _name(mission_id: str) -> str:
    """Return what a mission's place on the page is called."""
    return "m-" + "_".join(mission_id.split())
