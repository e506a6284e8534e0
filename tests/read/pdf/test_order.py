"""Whatever a page looks like, all that is written on it is read, once."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.layout import laid_out
from pipeline.read.pdf.lines import bands_of
from pipeline.read.pdf.order import in_order
from pipeline.read.pdf.paragraphs import pieces_of
from pipeline.read.pdf.runs import Run

WORDS = ("EUTM", "was launched", "in May.", "and", "A1", "of", "Mali:", "ends here", "2013")


def run(text: str, x: int, y: int, size: int, bold: bool) -> Run:
    return Run(text, x, y - size, x + len(text) * size / 2, y, y, size, bold)


places = st.integers(0, 60).map(lambda n: n * 10)
runs = st.builds(run, st.sampled_from(WORDS), places, places, st.sampled_from([8, 10, 10, 14]), st.booleans())


@given(st.lists(st.lists(runs, min_size=1, max_size=40), min_size=1, max_size=3))
def test_every_word_of_every_page_is_read_once(pages: list[list[Run]]) -> None:
    parts = [(number, part) for number, page in enumerate(pages, 1) for part in in_order(bands_of(page))]

    content = laid_out(pieces_of(parts))

    drawn = Counter("".join(run.text for page in pages for run in page).replace(" ", ""))
    assert Counter(re.sub(r"[\s|\[\]]", "", content.text)) == drawn
    assert all(before.span.end < after.span.start for before, after in pairwise(content.blocks))
    assert all(before.span.end <= after.span.start for before, after in pairwise(content.elements))
