"""Takes the text of a PDF apart into runs: a program that reads it on standard input and writes JSON.

It is started by `runs.py`, for PDFium is not made for threads, cannot be interrupted, and unfolds what a
document holds packed. So it has a process of its own, whose memory and time are bounded.
"""

from __future__ import annotations

import ctypes
import json
import math
import re
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_BYTES = 1 << 30
_SECONDS = 60
_WIDEST_GAP = 1.0
"""Of the size of the letters: what is farther apart is no word space, but that between columns."""
_REASONS = {
    pdfium.FPDF_ERR_PASSWORD: "the PDF is encrypted; save it without a password",
    pdfium.FPDF_ERR_SECURITY: "the PDF is encrypted in a way that is not known; save it without a password",
}
_BOLD = ("bold", "black", "heavy")
_HYPHEN_AT_LINE_END = 2
_UNKNOWN = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")


class Glyph(NamedTuple):
    """A character and its box, from the upper left corner of the page; `base` is where the line stands."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool
    quarter: int


def main(most_pages: int) -> None:
    """Write the pages of the PDF on standard input, or the reason why they cannot be told."""
    for limit, value in (
        (resource.RLIMIT_AS, _BYTES),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS has no bound on memory
            resource.setrlimit(limit, (value, value))
    data = sys.stdin.buffer.read()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        reason = _REASONS.get(pdfium.FPDF_GetLastError(), "the PDF is damaged; save it anew")
        _say({"reason": reason})
    elif (count := pdfium.FPDF_GetPageCount(document)) > most_pages:
        _say({"reason": f"{count:,} pages are more than the {most_pages:,} that are read; split the PDF"})
    else:
        _say({"pages": [_page(document, number) for number in range(count)]})


def _say(answer: dict[str, Any]) -> None:
    json.dump(answer, sys.stdout, ensure_ascii=True)


def _page(document: Any, number: int) -> dict[str, Any]:  # noqa: ANN401  (a handle of PDFium)
    """The size of a page and its text; what does not stand upright with the most of it is left out."""
    page = pdfium.FPDF_LoadPage(document, number)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    if not text:
        return {"size": (0, 0), "runs": []}
    glyphs = list(_glyphs(page, text))
    quarter = Counter(glyph.quarter for glyph in glyphs).most_common(1)
    upright = [glyph for glyph in glyphs if glyph.quarter == quarter[0][0]]
    found = {
        "size": (pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)),
        "runs": [_run(run) for run in _runs(upright)],
    }
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    return found


def _glyphs(page: Any, text: Any) -> Iterator[Glyph]:  # noqa: ANN401
    """The characters of a page as they are drawn, turned upright; a blank for each word space."""
    bounds, box, matrix = pdfium.FS_RECTF(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDF_GetPageBoundingBox(page, bounds)
    for i in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, i)
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        pdfium.FPDFText_GetMatrix(text, i, matrix)
        if not math.isfinite(sum((*_numbers(box), *_numbers(matrix), x.value, y.value))):
            continue
        quarter = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        size = pdfium.FPDFText_GetFontSize(text, i) * math.hypot(matrix.c, matrix.d)
        near = _turned(quarter, bounds, box.left, box.top)
        far = _turned(quarter, bounds, box.right, box.bottom)
        base = _turned(quarter, bounds, x.value, y.value)[1]
        yield Glyph(
            _character(code),
            *(min(near[0], far[0]), min(near[1], far[1]), max(near[0], far[0]), max(near[1], far[1])),
            *(base, size, _is_bold(text, i), quarter),
        )


def _numbers(shape: Any) -> Iterator[float]:  # noqa: ANN401
    return (getattr(shape, name) for name, _ in shape._fields_)


def _character(code: int) -> str:
    if code == _HYPHEN_AT_LINE_END:
        return "-"
    character = chr(min(code, 0x10FFFF))
    return character if character.isspace() or not _UNKNOWN.match(character) else "\ufffd"


def _turned(quarter: int, bounds: Any, x: float, y: float) -> tuple[float, float]:  # noqa: ANN401
    """A point of a page whose text is turned by so many right angles, as seen by who turns it upright."""
    match quarter:
        case 1:
            return y - bounds.bottom, x - bounds.left
        case 2:
            return bounds.right - x, y - bounds.bottom
        case 3:
            return bounds.top - y, bounds.right - x
    return x - bounds.left, bounds.top - y


def _is_bold(text: Any, i: int) -> bool:  # noqa: ANN401
    name = ctypes.create_string_buffer(128)
    length = pdfium.FPDFText_GetFontInfo(text, i, name, len(name), ctypes.c_int())
    known = name.value.lower().decode("ascii", "replace") if length <= len(name) else ""
    return any(word in known for word in _BOLD)


def _runs(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """The characters that follow each other on one line, in one size and weight."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text.isspace():
            if run and glyph.text == " ":
                run.append(glyph)
            continue
        if run and not _goes_on(run, glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _goes_on(run: list[Glyph], glyph: Glyph) -> bool:
    last = next(each for each in reversed(run) if each.text != " ")
    return (
        abs(last.base - glyph.base) < 0.1 * glyph.size
        and abs(last.size - glyph.size) < 0.5
        and last.bold == glyph.bold
        and -glyph.size < glyph.left - last.right < _WIDEST_GAP * glyph.size
    )


def _run(glyphs: list[Glyph]) -> list[Any]:
    inked = [glyph for glyph in glyphs if glyph.text != " "]
    text = (
        "".join(glyph.text for glyph in glyphs).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )
    left, right = min(glyph.left for glyph in inked), max(glyph.right for glyph in inked)
    top, bottom = min(glyph.top for glyph in inked), max(glyph.bottom for glyph in inked)
    first = inked[0]
    box = [round(value, 2) for value in (left, top, right, bottom, first.base, first.size)]
    return [" ".join(text.split()), *box, first.bold]


if __name__ == "__main__":
    main(int(sys.argv[1]))
