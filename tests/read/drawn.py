"""Draws the PDFs that the reader is tested on."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from PIL import Image
from reportlab.lib import pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

REGULAR, BOLD = "Helvetica", "Helvetica-Bold"
LEFT, RIGHT = 72.0, 310.0
"""Where the columns begin, in points."""

Text = tuple[float, float, str, float, str]
"""What is drawn: x and y from the lower left corner, the font, its size, the words."""


def drawn(*pages: Iterable[Text], password: str | None = None, turned: bool = False) -> bytes:
    """Return a PDF with these pages in A4, encrypted with a password, or with its text turned upward."""
    file = BytesIO()
    lock = None if password is None else pdfencrypt.StandardEncryption(password, strength=128)
    canvas = Canvas(file, pagesize=A4, invariant=1, encrypt=lock)
    for page in pages:
        if turned:
            canvas.rotate(90)
            canvas.translate(0, -A4[0])
        for x, y, font, size, words in page:
            canvas.setFont(font, size)
            canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def scanned() -> bytes:
    """Return a PDF of one page that is but a picture."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, *A4)
    canvas.save()
    return file.getvalue()


def lines(
    x: float, y: float, *words: str, font: str = REGULAR, size: float = 10, leading: float = 12
) -> list[Text]:
    """Return lines below each other, the first at `y`."""
    return [(x, y - i * leading, font, size, line) for i, line in enumerate(words)]


def table(y: float, *rows: tuple[str, ...], edges: tuple[float, ...] = (72, 200, 330)) -> list[Text]:
    """Return the cells of a table, whose columns begin at `edges`."""
    return [
        (x, y - i * 18, REGULAR, 10, cell)
        for i, row in enumerate(rows)
        for x, cell in zip(edges, row, strict=True)
        if cell
    ]


def margins(number: int, of: int) -> list[Text]:
    """Return a running header, and a footer with the number of the page."""
    return [
        (LEFT, 810, REGULAR, 8, "Missions on one sheet | spring edition"),
        (270, 30, REGULAR, 8, f"Page {number} of {of}"),
    ]


def factsheet() -> bytes:
    """Return a fact sheet: a title, two columns, a list, tables, a sentence that runs on to a second page."""
    first = [
        *margins(1, 2),
        *lines(LEFT, 770, "EUTM Mali: eleven years", "with an army", font=BOLD, size=22, leading=26),
        *lines(LEFT, 715, "How it began", font=BOLD, size=13),
        *lines(
            *(
                LEFT,
                700,
                "EUTM Mali was launched on 18 February 2013",
                "when the government in Bamako had asked",
            ),
            *(
                "for it. It trained and ad-",
                "vised the armed forces, at first with 550",
                "people from 23 states. A two-",
            ),
            *("year mandate followed, and four more.",),
        ),
        *lines(
            *(
                RIGHT,
                715,
                "Its camp was in Koulikoro, an hour by road",
                "from the capital. In 2020 the mission was",
            ),
            *("to work in Burkina Faso and Niger too,", "which it did for some months, until soldiers"),
            *("in Bamako seized power and the training", "stopped."),
        ),
        *lines(LEFT, 600, "What it left", font=BOLD),
        *lines(LEFT, 585, "• more than 20 000 soldiers with a certificate, of whom many have"),
        *lines(LEFT + 9, 573, "left the army since;"),
        *lines(LEFT, 561, "• a school for officers."),
        *table(
            500, ("Year", "Staff", "Led by"), ("2013", "550", "France"), ("2022", "300", "Austria, Germany")
        ),
        *lines(LEFT, 420, "The last instructors flew home on 17 May 2024, the day on which the"),
    ]
    second = [
        *margins(2, 2),
        *lines(LEFT, 770, "mandate ended."),
        *lines(LEFT, 740, "At a glance", font=BOLD, size=13),
        *table(
            715,
            ("Seat", "Bamako"),
            ("Commanders", "fourteen, of ten states, each for half a"),
            edges=(72, 200),
        ),
        *lines(200, 685, "year or a whole one"),
        *table(661, ("Budget", "EUR 133.7 million for four years"), edges=(72, 200)),
    ]
    return drawn(first, second)
