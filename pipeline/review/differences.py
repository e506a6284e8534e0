"""The difference between two versions of a page: paragraphs side by side, and the words that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.model import Document, Span

_WORD: Final = re.compile(r"\w+|[^\w\s]")
_ALIKE: Final = 0.5
"""Share of the words of two paragraphs from which on one is taken for the other, changed."""
_AHEAD: Final = 8
"""Paragraphs within which one that changed is looked for."""
_LONG: Final = 600
"""Words; paragraphs with more are marked as changed in whole."""
_MANY: Final = 2000
"""Paragraphs; of pages with more, those that are often repeated do not lead to each other."""


class Pair(NamedTuple):
    """A paragraph in both versions, or in one; `gone` and `come` are the words that only one side has."""

    old: Span | None
    new: Span | None
    gone: tuple[Span, ...] = ()
    come: tuple[Span, ...] = ()


@lru_cache(maxsize=64)
def side_by_side(old: Document, new: Document) -> tuple[Pair, ...]:
    """Return the paragraphs of two versions in their order, those that changed beside each other."""
    olds, news = ([_folded(each, block.span) for block in each.blocks] for each in (old, new))
    found: list[Pair] = []
    matcher = SequenceMatcher(None, olds, news, autojunk=max(len(olds), len(news)) > _MANY)
    for how, i, j, k, m in matcher.get_opcodes():
        left, right = [each.span for each in old.blocks[i:j]], [each.span for each in new.blocks[k:m]]
        if how == "equal":
            found += (Pair(*both) for both in zip(left, right, strict=True))
        else:
            found += _changed(old, new, left, right)
    return tuple(found)


def _folded(document: Document, span: Span) -> str:
    return " ".join(document.text[span.start : span.end].split())


def _changed(old: Document, new: Document, left: Sequence[Span], right: Sequence[Span]) -> Iterator[Pair]:
    """Yield the paragraphs between two that are the same; each old one beside the next new one like it."""
    done = 0
    theirs = [_words(new, each) for each in right]
    for span in left:
        words = _words(old, span)
        near = range(done, min(done + _AHEAD, len(right)))
        like = next((at for at in near if _is_alike(words, theirs[at])), None)
        if like is None:
            yield Pair(span, None, gone=(span,))
            continue
        yield from (Pair(None, each, come=(each,)) for each in right[done:like])
        yield _compared(old, new, span, right[like])
        done = like + 1
    yield from (Pair(None, each, come=(each,)) for each in right[done:])


def _is_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _compared(old: Document, new: Document, left: Span, right: Span) -> Pair:
    before, after = _places(old, left), _places(new, right)
    if max(len(before), len(after)) > _LONG:
        return Pair(left, right, (left,), (right,))
    words = ([old.text[s:e] for s, e in before], [new.text[s:e] for s, e in after])
    gone: list[Span] = []
    come: list[Span] = []
    for how, i, j, k, m in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if how != "equal":
            gone += [Span(before[i].start, before[j - 1].end)] if i < j else []
            come += [Span(after[k].start, after[m - 1].end)] if k < m else []
    return Pair(left, right, tuple(gone), tuple(come))


def _words(document: Document, span: Span) -> list[str]:
    return _WORD.findall(document.text, span.start, span.end)[:_LONG]


def _places(document: Document, span: Span) -> list[Span]:
    return [Span(*found.span()) for found in _WORD.finditer(document.text, span.start, span.end)]
