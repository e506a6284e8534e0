"""The elements of HTML by how browsers treat them."""

from __future__ import annotations


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


BLOCKS = _names(
    "address article blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu ol p pre search section summary "
    "table tbody td tfoot th thead tr ul"
)
"""What begins on a line of its own and holds content."""

UNCOUNTED = _names(
    "a area base br col colgroup dd dt embed form hr img input li link meta nobr option p param source "
    "tbody td tfoot th thead tr track wbr"
)
"""What ends by itself: where the next of its kind begins, or the element around it ends."""

FORMATS = _names("b big code em font i s small strike strong tt u")
"""What is opened again in each block that follows, until it is closed, or the cell ends that it stands in."""

WALLS = _names("applet caption html marquee math object svg table template")
"""What no end tag of an element around it reaches over."""

SPECIAL = WALLS | _names(
    "address article aside blockquote body button center details dir div dl fieldset figcaption figure "
    "footer frameset h1 h2 h3 h4 h5 h6 head header hgroup main menu nav noscript ol pre search section "
    "select summary ul"
)
"""What no end tag of another element than these reaches over."""
