"""What text looks like in any document: a heading, a question, the caption of a logo, a footnote's mark."""

from __future__ import annotations

import re

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"

_LONGEST_HEADING = 140
_MOST_WORDS_OF_A_HEADING = 19
_LONGEST_QUESTION = 60
_LONGEST_CAPTION = 120

_OPENING = "\"'“‘«*_"
_ARTICLE_AND_NAME = re.compile(r"the\s+[A-Z]")
_NOT_IN_A_HEADING = re.compile(
    r"[.;,!?:\]…]\Z"  # closes like a sentence, or with the number of a footnote
    r"|;|(?:[^\W\d_]{3}|\b\d{4})[.!?]\s"  # goes on after the end of a sentence
    rf"|:\s+(?:[a-z.]+\s+){{0,2}}(?:\d|{MONTH}\s+\d)"  # a label and its figure or date
    r"|\A[A-Z][a-z]+(?:\s+[a-z]+)?:\s+[a-z]"  # a label and its words
    rf"|\A(?:\d{{1,2}}\s+)?{MONTH}\s+\d{{4}}\Z"  # a date alone
    r"|@|https?:|www\.|\b(?:Tel|Fax|E-?mail)\b"  # an address
)
_LOGO = re.compile(r"(?:logo ?[-_:–] ?\S.*|[^\W_].* logo)\Z", re.IGNORECASE)
_FOOTNOTE = re.compile(r"[1-9]\d{0,2}")
_BASE_OF_A_POWER = re.compile(r"(?:(?<![^\W\d_])[a-z]{1,2}|\b10)\Z")


def looks_like_heading(text: str) -> bool:
    """Whether a line has the form of a heading: short, opened like a name, not closed like a sentence."""
    return (
        len(text) <= _LONGEST_HEADING
        and _opens_like_a_name(text)
        and len(text.split()) <= _MOST_WORDS_OF_A_HEADING
        and _NOT_IN_A_HEADING.search(text) is None
    )


def looks_like_question(text: str) -> bool:
    """Whether a line has the form of a heading but for its question mark: `Who takes part?`."""
    return text.endswith("?") and len(text) <= _LONGEST_QUESTION and looks_like_heading(text[:-1])


def looks_like_logo_caption(text: str) -> bool:
    """Whether a line names a logo: `EUTM Mali logo`, `Logo-EUBAM Libya`, `Logo: EUNAVFOR`."""
    return (
        len(text) <= _LONGEST_CAPTION
        and _LOGO.match(text) is not None
        and _NOT_IN_A_HEADING.search(text) is None
    )


def is_footnote(raised: str, before: str) -> bool:
    """Whether a raised number marks a footnote: not in `km²` or `10⁶`, by the text `before` it."""
    return (
        _FOOTNOTE.fullmatch(raised.strip()) is not None
        and before.strip() != ""
        and _BASE_OF_A_POWER.search(before) is None
    )


def _opens_like_a_name(text: str) -> bool:
    first = text.lstrip(_OPENING)[:1]
    return first.isupper() or first.isdigit() or _ARTICLE_AND_NAME.match(text) is not None
