"""Edits of the golden pages that do not change what they say: the same facts, totals and mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

import pytest

from pipeline import extract
from pipeline.model import Section
from tests.metamorphic import edits
from tests.metamorphic.pages import Page, Said, pages, said

Edit = Callable[[str], str]

EDITS: tuple[Edit, ...] = (
    edits.unbreakable_blanks,
    edits.thin_blanks,
    edits.windows_lines,
    edits.doubled_blanks,
    edits.trailing_blanks,
    edits.doubled_blank_lines,
    edits.wrapped,
    edits.footnotes,
    edits.thousands_blank,
    edits.thousands_narrow,
    edits.thousands_dot,
    edits.thousands_bare,
    edits.month_first,
    edits.ordinal_days,
    edits.short_months,
    edits.dotted_days,
    edits.slashed_days,
    edits.iso_days,
    edits.straight_marks,
    edits.curly_marks,
    edits.bullets,
)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Where an edit does change what a page mentions, with the reason, and what goes and comes."""

    reason: str
    gone: tuple[tuple[str, str], ...] = ()
    come: tuple[tuple[str, str], ...] = ()


OTHERWISE: Mapping[tuple[str, str], Otherwise] = {
    ("thousands_bare", "list-acronym-headings"): Otherwise(
        "'prepare 2000 Somali recruits' may be of the year 2000, as recruits are no staff",
        come=(("DATE", "2000"),),
    ),
    ("dotted_days", "neg-mission-society"): Otherwise(
        "days with dots are read from 1900 on, as no mission is older", gone=(("DATE", "1874-01-06"),)
    ),
}


FAILING = {
    (
        "footnotes",
        "press-eutm-rca",
    ): "soldiers to be trained are staff where a footnote follows",
}
"""Where the pipeline falls short, and how."""


def cases(made: Iterable[Edit]) -> list[object]:
    """Return each page that an edit changes, with the edit."""
    return [
        pytest.param(edit, page, id=f"{edit.__name__}: {page.name}", marks=known(edit, page))
        for edit in made
        for page in pages()
        if edit(page.text) != page.text
    ]


def known(edit: Callable[..., str], page: Page) -> list[pytest.MarkDecorator]:
    reason = FAILING.get((edit.__name__, page.name))
    return [pytest.mark.xfail(reason=reason)] if reason is not None else []


def expected(edit: Callable[..., str], page: Page) -> Said:
    before = said(page.found)
    otherwise = OTHERWISE.get((edit.__name__, page.name), Otherwise(""))
    return Said(
        before.facts,
        before.claims,
        before.mentions - Counter(otherwise.gone) + Counter(otherwise.come),
    )


@pytest.mark.parametrize(("edit", "page"), cases(EDITS))
def test_an_edit_of_form_changes_nothing(edit: Edit, page: Page) -> None:
    assert said(extract(edit(page.text), name=page.name)) == expected(edit, page)


@pytest.mark.parametrize(("edit", "page"), cases((edits.banner, edits.footer)))
def test_what_stands_around_a_page_adds_no_fact(edit: Edit, page: Page) -> None:
    before, after = said(page.found), said(extract(edit(page.text), name=page.name))

    assert (after.facts, after.claims) == (before.facts, before.claims)
    assert not before.mentions - after.mentions


# Sections

PARTED = [page for page in pages() if len(page.found.sections) > 1]
LISTS = [page for page in pages() if sum(section.kind == "mission" for section in page.found.sections) > 1]


def by_name(page: Page) -> str:
    return page.name


def parts(page: Page) -> list[str]:
    """Return the sections of a page, each with a blank line at its end."""
    return [f"{page.text[s.span.start : s.span.end].rstrip()}\n\n" for s in page.found.sections]


def capital_headings(page: Page) -> str:
    """Return the page with its headings in capitals."""
    text = page.text
    for block in page.found.document.blocks:
        if block.kind == "heading":
            text = text[: block.span.start] + text[slice(*block.span)].upper() + text[block.span.end :]
    return text


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, id=page.name, marks=known(capital_headings, page)) for page in pages()],
)
def test_the_case_of_headings_changes_nothing(page: Page) -> None:
    assert said(extract(capital_headings(page), name=page.name)).facts == said(page.found).facts


@pytest.mark.parametrize("page", LISTS, ids=by_name)
def test_the_order_of_sections_changes_nothing(page: Page) -> None:
    def is_moved(section: Section) -> bool:
        return section.kind == "mission"

    texts = list(zip(page.found.sections, parts(page), strict=True))
    backwards = (text for section, text in reversed(texts) if is_moved(section))
    text = "".join(next(backwards) if is_moved(section) else text for section, text in texts)

    assert said(extract(text, name=page.name)) == said(page.found)


@pytest.mark.parametrize("page", PARTED, ids=by_name)
def test_a_paragraph_on_something_else_between_sections_adds_no_fact(page: Page) -> None:
    between = chain.from_iterable((part, f"{edits.ELSEWHERE}\n\n") for part in parts(page)[:-1])
    found = said(extract("".join((*between, parts(page)[-1])), name=page.name))

    assert (found.facts, found.claims) == (said(page.found).facts, said(page.found).claims)
