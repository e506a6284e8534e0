"""HTML to text: the content of a page, as its elements lay it out, and where each stretch of it stands."""

from __future__ import annotations

import codecs
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.errors import UnreadableError
from pipeline.read.decode import decode
from pipeline.read.html.furniture import left_out, main_parts
from pipeline.read.html.tame import tamed
from pipeline.read.html.write import write
from pipeline.read.layout import Content, Piece, laid_out
from pipeline.rulebook import furniture

_DECLARED = re.compile(rb"""<(?:meta\s[^>]*?charset|\?xml\s[^>]*?encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.I)
_HEADER_BYTES = 4096
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_ZEROS = 0.01
_MOST_TITLES = 10
"""A page has one title; it costs as much as it has neighbours to say where each of them stands."""


def read_html(data: bytes) -> Content:
    """Return the content of an HTML document; its blocks are joined by blank lines, the rows of a table by
    line ends.

    Raises UnreadableError where the bytes are no text, or the page shows none, or has too many elements.
    """
    content = html_content(decode(_without_stray_zeros(data), declared_encoding(data)))
    if not content.blocks:
        raise UnreadableError("the HTML shows no text (does the page need JavaScript?)")
    return content


def _without_stray_zeros(data: bytes) -> bytes:
    """The bytes as a browser takes them, unless zeros belong to their encoding or tell of binary data."""
    is_stray = data.count(0) <= _MOST_ZEROS * len(data) and not data.startswith(_UTF_16)
    return data.replace(b"\0", b"") if is_stray else data


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the head of an HTML document names, as browsers read it; None where it names none."""
    match = _DECLARED.search(data, 0, _HEADER_BYTES)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def html_content(html: str) -> Content:
    """Return the main content of `html`, empty where it shows none.

    White space is folded, entities are decoded; what is around the content, forms and hidden elements are
    left out. Raises UnreadableError where the page has too many elements.
    """
    tree = LexborHTMLParser(tamed(html))
    tree.strip_tags(sorted(furniture("empty")), recursive=True)
    body = tree.body
    for root in main_parts(body) if body is not None else ():
        if pieces := write(root, left_out(root)):
            return laid_out([*_title_before(root, tree), *pieces])
    return Content("", ())


def _title_before(root: LexborNode, tree: LexborHTMLParser) -> list[Piece]:
    """The title of the page where it stands apart from the content: the heading that the tab opens with."""
    tab = tree.css_first("title")
    if tab is None or root.tag == "body" or root.css_first("h1") is not None:
        return []
    pieces = [piece for heading in tree.css("h1")[:_MOST_TITLES] for piece in write(heading, frozenset())]
    return [piece for piece in pieces if " ".join(tab.text().split()).startswith(piece.text)][:1]
