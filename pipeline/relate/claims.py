"""Finds totals that a document states of its subject as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Claim, Confidence, Document, Mention, Span
from pipeline.normalise.numbers import read_count
from pipeline.relate.frames import Frame
from pipeline.rulebook import ClaimRule, claim_rules

_UNSCORED = Confidence(0.0)


def claims(document: Document, frames: Sequence[Frame], taken: set[Span]) -> Iterator[Claim]:
    """Yield the claims in order; counts of people in `taken` are facts of one
    mission, and no claims; nor is what stands in the section of one mission."""
    for frame in frames:
        if frame.section.mission_id is not None:
            continue
        used: list[Span] = []
        for rule in claim_rules():
            for claim in _by_rule(document, frame, rule):
                if not any(span.start < claim.span.end and claim.span.start < span.end for span in used):
                    used.append(claim.span)
                    yield claim
        yield from _staff_totals(document, frame, taken, used)


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


def _staff_totals(
    document: Document, frame: Frame, taken: set[Span], used: Sequence[Span]
) -> Iterator[Claim]:
    for mention in frame.mentions:
        is_used = any(span.start < mention.span.end and mention.span.start < span.end for span in used)
        if (
            mention.label == "STAFF"
            and mention.span not in taken
            and not is_used
            and _is_total(frame, mention)
        ):
            yield Claim(
                document.document_id,
                "staff_total" if not _is_of_plans(frame) else "other",
                mention.value or "",
                mention.span,
                mention.text,
                "claim.staff-total",
                _UNSCORED,
                mention.lower,
                mention.upper,
                mention.unit,
            )


def _is_total(frame: Frame, mention: Mention) -> bool:
    """Say whether the count is of all missions: no mission, and no country's own, is spoken of."""
    alone = not any(m.label == "MISSION" for m in frame.mentions) and frame.section.mission_id is None
    return (
        alone
        and mention.value is not None
        and frame.block.kind == "paragraph"
        and any(
            word in frame.text
            for word in ("missions", "operations", "CSDP", "promote peace", "on the ground")
        )
    )


def _is_of_plans(frame: Frame) -> bool:
    return "plan" in frame.text
