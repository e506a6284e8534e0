"""Finds mission names: those of the gazetteer as phrases, unlisted ones by the forms that they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.recognise.tokens import longest, matcher, matches, windows
from pipeline.rulebook import MissionEntry, missions, token_classes, token_rules, wordlist

_ANCHORS = ("HEAD", "EUACRONYM", "MINU")
_BEFORE, _AFTER = 11, 14
_JOINERS = frozenset("-–—/")
_NEAR = 3
_FULL_NAME = 3
_CAPITALS = 2


@Language.factory("missions_names")
def create(nlp: Language, name: str) -> Names:
    """Make the component; it writes `doc.spans["missions"]`. Needs the places.

    The ids that the gazetteer allows for a span lie in `doc.user_data["mission_ids"]`, by its tokens.
    """
    return Names(nlp)


class Names:
    """The spaCy component: phrases and forms, the longest first; neighbours of one mission joined."""

    def __init__(self, nlp: Language) -> None:
        self._phrases = PhraseMatcher(nlp.vocab, attr="LOWER")
        for form, written in _written().items():
            self._phrases.add(form, [nlp.make_doc(text) for text in (form, *written)])
        self._rules = {rule.id: rule for rule in token_rules("missions")}
        self._matcher = matcher(nlp.vocab, self._rules.values())

    def __call__(self, doc: Doc) -> Doc:
        spans = longest([*self._listed(doc), *self._unlisted(doc)])
        ids = {(span.start, span.end): _ids(span) for span in spans}
        spans = _supported(doc, _joined(doc, spans, ids), ids)
        doc.spans["missions"] = spans
        doc.user_data["mission_ids"] = ids
        doc.set_ents(filter_spans([*spans, *doc.spans["places"]]))
        return doc

    def _listed(self, doc: Doc) -> Iterator[Span]:
        for form, first, end in self._phrases(doc):
            text = doc[first:end].text
            if _is_written_as(text, doc.vocab.strings[form]):
                strength = "sure" if _forms()[doc.vocab.strings[form]][0] else "weak"
                yield Span(doc, first, end, label="MISSION", kb_id=strength, span_id=f"gazetteer.{strength}")

    def _unlisted(self, doc: Doc) -> Iterator[Span]:
        for rule_id, first, end in matches(
            self._matcher, doc, windows(doc, _ANCHORS, before=_BEFORE, after=_AFTER)
        ):
            span = Span(doc, first, end, label="MISSION", kb_id=self._rules[rule_id].reading, span_id=rule_id)
            if wordlist("not_openings").isdisjoint(token.lower_ for token in span) and not _has_spaced_dash(
                doc, span
            ):
                yield _with_reading(doc, span)


def _with_reading(doc: Doc, span: Span) -> Span:
    """Tell an acronym of no known family, with nothing beside it, from one that is surely a mission's."""
    is_bare = span.kb_id_ == "acronym" and len(span) == 1 and span.text not in families()
    if not is_bare or near_mission_word(doc, span):
        return span
    return Span(doc, span.start, span.end, label="MISSION", kb_id="bare-acronym", span_id=span.id_)


def _has_spaced_dash(doc: Doc, span: Span) -> bool:
    return any(
        token.text in _JOINERS and doc[token.i - 1].whitespace_ and token.whitespace_ for token in span
    )


def _is_written_as(text: str, form: str) -> bool:
    """Say whether case agrees: acronyms in capitals, names with a capital, descriptions opened by one."""
    words = form.count(" ") + 1
    if words >= _FULL_NAME:
        opener, _, rest = text.partition(" ")
        return text[0].isupper() and not (opener.isupper() and rest.islower())
    if form in _acronyms():
        return sum(letter.isupper() for letter in text) >= _CAPITALS and not any(
            w.islower() for w in text.split()
        )
    return text[0].isupper()


def _ids(span: Span) -> tuple[str, ...]:
    sure, weak = _forms().get(span.text.lower(), ((), ()))
    return sure + tuple(mission for mission in weak if mission not in sure)


def _joined(doc: Doc, spans: list[Span], ids: dict[tuple[int, int], tuple[str, ...]]) -> list[Span]:
    """Join neighbours that can mean the same mission ('EUFOR' 'Althea') and take in 'Operation'."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        shared = _shared(doc, last, span, ids) if last is not None else ()
        if last is not None and shared:
            span = joined[-1] = Span(
                doc, last.start, span.end, "MISSION", kb_id="sure", span_id="gazetteer.joined"
            )
            ids[span.start, span.end] = shared
        else:
            joined.append(span)
    return [_with_operation(doc, span, ids) for span in joined]


def _shared(doc: Doc, last: Span, span: Span, ids: dict[tuple[int, int], tuple[str, ...]]) -> tuple[str, ...]:
    gap = doc[last.end : span.start]
    if len(gap) > 1 or (len(gap) == 1 and gap[0].text not in _JOINERS):
        return ()
    if len(gap) == 1 and gap[0].whitespace_ and token_classes()["OPENER"].holds(span[0].text):
        return ()  # 'EUXY Gambia – EU Harbour Mission': the acronym and the full name, two names
    right = ids[span.start, span.end]
    return tuple(mission for mission in ids[last.start, last.end] if mission in right)


def _with_operation(doc: Doc, span: Span, ids: dict[tuple[int, int], tuple[str, ...]]) -> Span:
    """Take a capitalised 'Operation' before or after the name into the span."""
    first, end = span.start, span.end
    if first and doc[first - 1].text in {"Operation", "OPERATION"}:
        first -= 1
    elif end + 1 < len(doc) and doc[end].text == "Operation" and not doc[end + 1].is_title:
        end += 1
    if (first, end) == (span.start, span.end):
        return span
    ids[first, end] = ids[span.start, span.end]
    return Span(doc, first, end, "MISSION", kb_id=span.kb_id_, span_id=span.id_)


def _supported(doc: Doc, spans: list[Span], ids: dict[tuple[int, int], tuple[str, ...]]) -> list[Span]:
    """Keep the spans that their context bears, and the bare names of missions that those name."""
    kept = [span for span in spans if _has_support(doc, span)]
    named = {mission for span in kept if span.kb_id_ == "sure" for mission in ids[span.start, span.end]}
    short = [s for s in spans if s not in kept and s.kb_id_ == "weak" and named & {*ids[s.start, s.end]}]
    return sorted([*kept, *short])


def _has_support(doc: Doc, span: Span) -> bool:
    """Say whether the context bears a form that is no mission's name by itself."""
    if span.kb_id_ in {"sure", "full-name", "mission-place"}:
        return True
    if span.kb_id_ == "operation":
        return wordlist("not_operations").isdisjoint({span[1].lower_})
    if span.kb_id_ in {"acronym", "bare-acronym"}:
        return span[0].lower_ not in wordlist("not_missions")
    is_name = len(span) > 1 and all(token.text[0].isupper() or token.text in _JOINERS for token in span)
    return (
        is_name or len(span) >= _FULL_NAME or span.text.lower() in _acronyms() or near_mission_word(doc, span)
    )


def near_mission_word(doc: Doc, span: Span) -> bool:
    near = doc[max(span.start - _NEAR, 0) : span.end + _NEAR]
    return not wordlist("mission_words").isdisjoint(token.lower_ for token in near)


@cache
def _written() -> dict[str, set[str]]:
    """Return the forms in lower case with the ways they are listed: tokens depend on the case ('BiH')."""
    written: dict[str, set[str]] = {form: set() for form in _forms()}
    for entry in missions().values():
        for form in (entry.mission_id, entry.name, *entry.sure, *_weak_forms(entry)):
            written[form.lower()].add(form)
    return written


@cache
def _forms() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return for each written form, in lower case, the ids that it surely and possibly means."""
    sure, weak = defaultdict(list), defaultdict(list)
    for entry in missions().values():
        for form in _sure_forms(entry):
            sure[form].append(entry.mission_id)
        for form in _weak_forms(entry):
            weak[form.lower()].append(entry.mission_id)
    return {form: (tuple(sure[form]), tuple(weak[form])) for form in {**sure, **weak}}


def _weak_forms(entry: MissionEntry) -> tuple[str, ...]:
    """Return the weak aliases, and the name of an 'Operation Sea Guardian' without its first word."""
    opener, _, name = entry.mission_id.partition(" ")
    return (
        (*entry.weak, name)
        if opener == "Operation" and " " in name and name not in entry.weak
        else entry.weak
    )


def _sure_forms(entry: MissionEntry) -> set[str]:
    forms = {form.lower() for form in (entry.mission_id, entry.name, *entry.sure)}
    for long, short in (
        ("european union ", "eu "),
        ("united nations ", "un "),
        ("european union ", "european "),
    ):
        forms |= {short + form.removeprefix(long) for form in forms if form.startswith(long)}
    forms |= {form.replace("stabilization", "stabilisation") for form in forms}
    return forms | {form.replace(" in the ", " in ") for form in forms}


@cache
def _acronyms() -> frozenset[str]:
    """Return the forms, in lower case, that begin with an acronym and so must be written in capitals."""
    listed = (form for entry in missions().values() for form in (entry.mission_id, *entry.sure, *entry.weak))
    return frozenset(form.lower() for form in listed if form.split()[0].split("-")[0].isupper())


@cache
def families() -> frozenset[str]:
    """Return the acronyms that open the names of EU missions: EUTM, EUCAP, ..."""
    return frozenset(m.split()[0] for m in missions() if m.startswith("EU") and m.split()[0].isupper())
