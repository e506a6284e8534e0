"""Finds totals that a document states of its subject as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model import Claim, Confidence, Document, Mention, Section, Span
from pipeline.normalise.numbers import read_count
from pipeline.relate.frames import Frame
from pipeline.rulebook import ClaimRule, claim_cue, claim_rules, claim_subject

_UNSCORED = Confidence(0.0)
_LEAST_LISTED = 3
_TELLING = frozenset({"paragraph", "list_item"})
_MISSIONS = frozenset({"missions_ongoing", "missions_civilian", "missions_military"})


def claims(
    document: Document, sections: Sequence[Section], frames: Sequence[Frame], taken: set[Span]
) -> Iterator[Claim]:
    """Yield the claims in order; counts of people in `taken` are facts of one mission, and no claims.

    Nor is what stands in the section of one mission.
    """
    is_list = sum(section.kind == "mission" for section in sections) >= _LEAST_LISTED
    for frame in frames:
        if frame.section.mission_id is not None:
            continue
        told: list[Claim] = []
        for rule in claim_rules() if claim_cue().search(frame.text) else ():
            told += [
                each
                for each in _by_rule(document, frame, rule)
                if _is_free(each.span, [c.span for c in told])
            ]
        yield from told
        used = (*(claim.span for claim in told), *taken)
        is_counted = is_list or any(claim.what in _MISSIONS for claim in told)
        for mention in frame.mentions:
            if _is_total(frame, mention, is_list=is_counted) and _is_free(mention.span, used):
                yield _staff_total(document, mention)


def _is_free(span: Span, used: Iterable[Span]) -> bool:
    return not any(other.start < span.end and span.start < other.end for other in used)


def _by_rule(document: Document, frame: Frame, rule: ClaimRule) -> Iterator[Claim]:
    text = document.text[frame.span.start : frame.span.end]
    if rule.needs is not None and rule.needs.search(text) is None:
        return
    for found in rule.pattern.finditer(text):
        words = found.groupdict()
        span = Span(frame.span.start + found.start(), frame.span.start + len(text[: found.end()].rstrip()))
        count = read_count("count", (words.get("bound") or "") + found["value"])
        if count is not None:
            what = rule.what.format(kind=words.get("kind"))
            quote = document.text[span.start : span.end]
            yield Claim(
                document.document_id,
                what,
                count.value,
                span,
                quote,
                rule.id,
                _UNSCORED,
                count.lower,
                count.upper,
                words.get("unit"),
            )


def _is_total(frame: Frame, mention: Mention, *, is_list: bool) -> bool:
    """Say whether a count is of all missions: the page lists or the sentence counts them, or says so."""
    if mention.label != "STAFF" or mention.value is None or mention.unit is None:
        return False
    if frame.block.kind not in _TELLING or any(m.label in {"MISSION", "COUNTRY"} for m in frame.mentions):
        return False
    is_prose = frame.block.kind == "paragraph"
    return (is_list and is_prose) or claim_subject().search(frame.text) is not None


def _staff_total(document: Document, mention: Mention) -> Claim:
    """Make the claim; what has an upper bound alone is a capacity, and no total."""
    is_capacity = mention.lower is None and mention.upper is not None
    return Claim(
        document.document_id,
        "other" if is_capacity else "staff_total",
        mention.value or "",
        mention.span,
        mention.text,
        "claim.staff-total",
        _UNSCORED,
        mention.lower,
        mention.upper,
        mention.unit,
    )
