"""Pages in the layouts of mission sites: all of the main part is kept, nothing around it, and each mention
leads back to where it stands.

`pages/` lists the blocks of each by kind, a heading after its level; the HTML lies beside, in our own words.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.acquire.media import media_type
from pipeline.extraction import extract_document
from pipeline.model import Document, Snapshot
from pipeline.read import element_at, read
from tests.read.drawn import factsheet

PAGES = Path(__file__).with_name("pages")
HYPHEN_AT_LINE_END = "\x02"
HTML = sorted(path.stem for path in PAGES.glob("*.html"))

every_page = pytest.mark.parametrize("name", [*HTML, "factsheet"])
every_html = pytest.mark.parametrize("name", HTML)


def read_page(name: str) -> Document:
    data = (PAGES / f"{name}.html").read_bytes() if name in HTML else factsheet()
    digest = hashlib.sha256(data).hexdigest()
    return read(Snapshot(digest, name, name, media_type(name, data), data))


def blocks_of(document: Document, kind: str) -> list[str]:
    blocks = [block for block in document.blocks if block.kind == kind]
    texts = [document.text[block.span.start : block.span.end] for block in blocks]
    if kind == "heading":
        return [f"{block.level} {text}" for block, text in zip(blocks, texts, strict=True)]
    return texts


@pytest.mark.parametrize("kind", ["heading", "paragraph", "list_item", "row", "caption"])
@every_page
def test_main_part_is_kept_and_nothing_else(name: str, kind: str) -> None:
    expected = tomllib.loads((PAGES / f"{name}.toml").read_text(encoding="utf-8"))

    assert blocks_of(read_page(name), kind) == expected[kind]


@every_html
def test_each_mention_leads_back_to_the_element_that_says_it(name: str) -> None:
    tree = LexborHTMLParser((PAGES / f"{name}.html").read_text(encoding="utf-8"))
    found = extract_document(read_page(name))
    assert found.mentions

    for mention in found.mentions:
        (element,) = tree.css(element_at(found.document, mention.span.start) or "")
        said = " ".join((element.attributes.get("alt") or element.text()).split())
        assert mention.text in said


@every_html
def test_each_stretch_of_the_text_has_a_path_to_one_element_that_holds_it(name: str) -> None:
    tree = LexborHTMLParser((PAGES / f"{name}.html").read_text(encoding="utf-8"))
    document = read_page(name)

    for (start, end), css_path in document.elements:
        (element,) = tree.css(css_path)
        said = element.attributes.get("alt") or element.text(separator=" ")
        assert set(re.findall(r"\w+", document.text[start:end])) <= set(re.findall(r"\w+", said))


def test_each_mention_of_a_pdf_leads_back_to_the_place_on_the_page_that_says_it() -> None:
    found = extract_document(read_page("factsheet"))
    assert {"18 February 2013", "Burkina Faso", "more than 20 000 soldiers"} <= {
        mention.text for mention in found.mentions
    }

    for mention in found.mentions:
        assert mention.text in written_at(element_at(found.document, mention.span.start) or "")


def written_at(place: str) -> str:
    """Return what stands in a place of the fact sheet, as the library finds it there."""
    page, left, top, width, height = map(int, re.findall(r"\d+", place))
    with pdfium.PdfDocument(factsheet()) as document:
        above = document[page - 1].get_height() - top
        text = document[page - 1].get_textpage()
        words = text.get_text_bounded(left, above - height, left + width, above).split()
        return " ".join(words).replace(HYPHEN_AT_LINE_END, "-")
