"""Edits of a page's text that change nothing of what it says: each says how others write the same."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from itertools import count

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_BLANK = re.compile(r"(?<=\S) (?=\S)")
_CELLS = re.compile(r"\S  +\S|[|\t]")
_MARKER = re.compile(r" *(?:[-*•]|\d+[.]) +")
_SENTENCE_END = re.compile(r"(?<=[a-z)]{3}[.])(?= [A-Z]|$)|(?<=\b\d{4}[.])(?= [A-Z]|$)", re.MULTILINE)
_THOUSANDS = re.compile(r"(?<![\d,.])(\d{1,3}),(\d{3})(?![\d,.]\d)")
_MONTH = f"(?:{'|'.join(MONTHS)})"
_DAY = re.compile(rf"(?<![\d–-])(\d{{1,2}}) ({_MONTH}) (\d{{4}})\b(?![–-])")
_SHARED_YEAR = re.compile(rf"\b\d{{1,2}}(?: {_MONTH})?(?: to | and | – |, )\Z")
_LIST_ITEM = re.compile(r"^( *)[-*•]( +)(?=\S)", re.MULTILINE)

BANNER = """\
We value your privacy

This site stores cookies on your device to count its visitors. You may refuse those that it can do without.

Accept all cookies
Refuse all cookies

Skip to main content

"""
NAVIGATION = """\
- Home
- About us
- What we do
- Newsroom
- Jobs and tenders
- Contact

"""
FOOTER = """\


Last change of this page: 3 March 2025

Share this page
Follow us
Legal notice

© 2025 The press office. All rights reserved.
"""
ELSEWHERE = "The old library by the harbour opened in 1887, was closed for two years and holds 40,000 books."


def unbreakable_blanks(text: str) -> str:
    """Every blank between words does not break."""
    return _in_prose(text, "\u00a0")


def thin_blanks(text: str) -> str:
    """The blank between a number and the word after it is a narrow one that does not break."""
    return re.sub(r"(?<=\d) (?=[a-zA-Z])", "\u202f", text)


def windows_lines(text: str) -> str:
    """Lines end as they do on Windows."""
    return text.replace("\n", "\r\n")


def doubled_blanks(text: str) -> str:
    """Blanks between words are double."""
    return _in_prose(text, "  ")


def trailing_blanks(text: str) -> str:
    """Each line is followed by a blank."""
    return text.replace("\n", " \n")


def doubled_blank_lines(text: str) -> str:
    """Blank lines are double."""
    return re.sub(r"\n(?=\n)", "\n\n", text)


def wrapped(text: str) -> str:
    """Lines are wrapped to 78 columns, but for those of tables; what is wrapped already is left as it is."""
    if max(map(len, text.split("\n"))) <= 100:
        return text
    return "\n".join(line if _CELLS.search(line) else _filled(line) for line in text.split("\n"))


def footnotes(text: str) -> str:
    """A footnote mark follows each sentence."""
    number = count(1)
    return _SENTENCE_END.sub(lambda end: f"[{next(number)}]", text)


def thousands_blank(text: str) -> str:
    """1,600 is written 1 600."""
    return _THOUSANDS.sub(r"\1 \2", text)


def thousands_narrow(text: str) -> str:
    """1,600 is written 1 600 with a narrow blank that does not break."""
    return _THOUSANDS.sub("\\1\u202f\\2", text)


def thousands_dot(text: str) -> str:
    """1,600 is written 1.600."""
    return _THOUSANDS.sub(r"\1.\2", text)


def thousands_bare(text: str) -> str:
    """1,600 is written 1600."""
    return _THOUSANDS.sub(r"\1\2", text)


def month_first(text: str) -> str:
    """18 February 2013 is written February 18, 2013."""
    return _days(text, lambda day: f"{day[2]} {day[1]}, {day[3]}")


def ordinal_days(text: str) -> str:
    """18 February 2013 is written 18th February 2013."""
    return _days(text, lambda day: f"{day[1]}{_ordinal(int(day[1]))} {day[2]} {day[3]}")


def short_months(text: str) -> str:
    """18 February 2013 is written 18 Feb 2013."""
    return _days(text, lambda day: f"{day[1]} {day[2][:3]} {day[3]}")


def dotted_days(text: str) -> str:
    """18 February 2013 is written 18.02.2013."""
    return _days(text, lambda day: f"{int(day[1]):02}.{_number(day[2]):02}.{day[3]}")


def slashed_days(text: str) -> str:
    """18 February 2013 is written 18/02/2013."""
    return _days(text, lambda day: f"{int(day[1]):02}/{_number(day[2]):02}/{day[3]}")


def iso_days(text: str) -> str:
    """18 February 2013 is written 2013-02-18."""
    return _days(text, lambda day: f"{day[3]}-{_number(day[2]):02}-{int(day[1]):02}")


def straight_marks(text: str) -> str:
    """Quotation marks are straight, dashes are hyphens."""
    return text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2014: "-"})


def curly_marks(text: str) -> str:
    """Quotation marks are curly, hyphens between blanks are dashes."""
    text = re.sub(r"(?<=\S) - (?=\S)", " – ", text)
    text = re.sub(r'"(?=\w)', "“", text)
    return text.replace("'", "’").replace('"', "”")


def bullets(text: str) -> str:
    """The items of lists are marked with bullets."""
    return _LIST_ITEM.sub(r"\1•\2", text)


def banner(text: str) -> str:
    """A question about cookies and the site's navigation go before the page."""
    return BANNER + NAVIGATION + text


def footer(text: str) -> str:
    """Links, the day of the last change and a notice of rights follow the page."""
    return text.rstrip("\n") + FOOTER


def _filled(line: str) -> str:
    marker = _MARKER.match(line)
    hanging = " " * marker.end() if marker is not None else ""
    return (
        textwrap.fill(line, 78, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
        if len(line) > 78
        else line
    )


def _in_prose(text: str, blank: str) -> str:
    """Put `blank` in for the blanks between words, but where blanks keep the cells of a table apart."""
    return "\n".join(line if _CELLS.search(line) else _BLANK.sub(blank, line) for line in text.split("\n"))


def _days(text: str, form: Callable[[re.Match[str]], str]) -> str:
    """Write days in another form, but those whose year is that of the day before them too."""

    def other(day: re.Match[str]) -> str:
        before = text[max(day.start() - 30, 0) : day.start()]
        return day[0] if _SHARED_YEAR.search(before) else form(day)

    return _DAY.sub(other, text)


def _ordinal(day: int) -> str:
    return "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _number(month: str) -> int:
    return MONTHS.index(month) + 1
