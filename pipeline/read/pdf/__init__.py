"""PDF to text: what its pages say in the order of reading, and where on them each stretch of it stands."""

from __future__ import annotations

from pipeline.errors import UnreadableError
from pipeline.read.layout import Content, laid_out, settled
from pipeline.read.pdf.lines import bands_of
from pipeline.read.pdf.margins import without_margins
from pipeline.read.pdf.order import in_order
from pipeline.read.pdf.paragraphs import pieces_of
from pipeline.read.pdf.runs import Page, pages_of

_OPENING = b"%PDF-"
_OPENING_BYTES = 1024
_MOST_UNREADABLE = 0.2


def read_pdf(data: bytes) -> Content:
    """Return the content of a PDF that was made with its text, and not scanned.

    Raises UnreadableError where it has no text, or none that can be read as letters, and as `pages_of`.
    """
    if _OPENING not in data[:_OPENING_BYTES]:
        raise UnreadableError("the document is no PDF, whatever it is called")
    pages = pages_of(data)
    _refuse_without_text(pages)
    lines = [(page.height, bands_of(page.runs)) for page in pages]
    texts = without_margins(lines)
    if not any(texts):
        texts = [bands for _, bands in lines]
    numbered = [(page.number, bands) for page, bands in zip(pages, texts, strict=True)]
    parts = [(number, part) for number, bands in numbered for part in in_order(bands)]
    return laid_out(settled(list(pieces_of(parts))))


def _refuse_without_text(pages: list[Page]) -> None:
    text = "".join(run.text for page in pages for run in page.runs)
    if not text:
        raise UnreadableError("the PDF has no text (is it a scan?); recognise its text first (OCR)")
    if text.count("\ufffd") > _MOST_UNREADABLE * len(text):
        raise UnreadableError("the PDF does not say what letters it shows; recognise its text first (OCR)")
