"""Scores the mentions of one document, label by label: spans exactly, spans by overlap, and values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.evaluate.align import align, overlap
from pipeline.evaluate.gold import LABELS, GoldDocument, GoldMention
from pipeline.evaluate.measures import Error, ErrorKind, Judgement, Score, Share, Tally, error, pool
from pipeline.model import Extraction, Mention, Span

Pair = tuple[GoldMention, Mention]


def score_mentions(gold: GoldDocument, extraction: Extraction) -> Score:
    """The score of every label that the gold has in full.

    What overlaps an ambiguous span of its label is left out. Values count among the matches: exact spans,
    of STAFF overlapping ones.
    """
    return pool(_label(gold, extraction, label) for label in LABELS if label in gold.labels)


def value_agrees(label: str, wanted: str, ours: str | None) -> bool:
    """Whether the value is right; of a STAFF range `low/high` either number or both will do."""
    return ours == wanted or (label == "STAFF" and ours in wanted.split("/"))


def doubtful(gold: GoldDocument, mention: Mention) -> bool:
    """Whether careful readers may differ on this span: it overlaps an ambiguous one of its label."""
    return any(
        spot.label == mention.label and overlap(spot.span, mention.span) > 0 for spot in gold.ambiguous
    )


def _label(gold: GoldDocument, extraction: Extraction, label: str) -> Score:
    wanted = [mention for mention in gold.mentions if mention.label == label]
    labelled = [mention for mention in extraction.mentions if mention.label == label]
    given = [mention for mention in labelled if not doubtful(gold, mention)]
    overlapping = [(wanted[i], given[j]) for i, j in align(_spans(wanted), _spans(given))]
    exact = _exact(wanted, given)
    counted = overlapping if label == "STAFF" else exact
    agreed = [pair for pair in counted if _agrees(pair)]
    right = {id(mention) for _, mention in agreed}
    return Score(
        tallies={
            ("mentions exact", label): _tally(exact, wanted, given),
            ("mentions overlap", label): _tally(overlapping, wanted, given),
            ("mentions overlap and value", label): _tally(
                [pair for pair in overlapping if _agrees(pair)], wanted, given
            ),
        },
        shares={("values", label): Share(len(agreed), len(counted))},
        judgements=tuple(
            Judgement("mentions", label, row.rule, row.confidence, id(row) in right) for row in given
        ),
        errors=tuple(_errors(gold, wanted, given, counted, overlapping)),
    )


def _spans(mentions: Sequence[GoldMention] | Sequence[Mention]) -> list[Span]:
    return [mention.span for mention in mentions]


def _exact(wanted: Sequence[GoldMention], given: Sequence[Mention]) -> list[Pair]:
    """Gold spans of one label lie apart, so a span names at most one of them; a repeated one counts once."""
    by_span = {mention.span: mention for mention in reversed(given)}
    return [(mention, by_span[mention.span]) for mention in wanted if mention.span in by_span]


def _agrees(pair: Pair) -> bool:
    return value_agrees(pair[0].label, pair[0].value, pair[1].value)


def _tally(pairs: Sequence[Pair], wanted: Sequence[GoldMention], given: Sequence[Mention]) -> Tally:
    return Tally(len(pairs), len(given) - len(pairs), len(wanted) - len(pairs))


def _errors(
    gold: GoldDocument,
    wanted: Sequence[GoldMention],
    given: Sequence[Mention],
    counted: Sequence[Pair],
    overlapping: Sequence[Pair],
) -> Iterator[Error]:
    matched = {id(side) for pair in counted for side in pair}
    askew = [pair for pair in overlapping if id(pair[0]) not in matched and id(pair[1]) not in matched]
    matched |= {id(side) for pair in askew for side in pair}
    for theirs, ours in counted:
        if not _agrees((theirs, ours)):
            yield _error(gold, "wrong", ours, theirs.value, ours.value)
    for theirs, ours in askew:
        yield _error(gold, "span", ours, gold.text[theirs.span.start : theirs.span.end], ours.text)
    for theirs in wanted:
        if id(theirs) not in matched:
            yield error(gold, "missed", theirs.label, span=theirs.span, expected=theirs.value, found=None)
    for ours in given:
        if id(ours) not in matched:
            yield _error(gold, "spurious", ours, None, ours.value)


def _error(
    gold: GoldDocument, kind: ErrorKind, ours: Mention, expected: str | None, found: str | None
) -> Error:
    note = f"by {ours.rule}"
    return error(gold, kind, ours.label, span=ours.span, expected=expected, found=found, note=note)
