"""Finds mission names: those of the gazetteer as phrases, unlisted ones by the forms that they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from pipeline.recognise.misspelt import misspelt
from pipeline.recognise.patterns import (
    Candidate,
    Letters,
    TokenPatterns,
    alphabet,
    found,
    keep,
    longest,
    read,
)
from pipeline.rulebook import MissionEntry, missions, token_rules

_JOINERS = frozenset("-–—/")
_NEAR = 3
_FULL_NAME = 3
_CAPITALS = 2


@Language.factory("missions_names")
def create(nlp: Language, name: str) -> Names:
    """Make the component; it finds "missions", with the ids that the gazetteer allows. Needs the places."""
    return Names(nlp)


class Names:
    """The spaCy component: phrases and forms, the longest first; neighbours of one mission joined."""

    def __init__(self, nlp: Language) -> None:
        self._phrases = PhraseMatcher(nlp.vocab, attr="LOWER")
        for form, written in _written().items():
            self._phrases.add(form, [nlp.make_doc(text) for text in (form, *written)])
        self._patterns = TokenPatterns(token_rules("missions"))

    def __call__(self, doc: Doc) -> Doc:
        tokens = read(doc)
        places = [(place.start, place.end, "PLACE") for place in found(doc, "places")]
        candidates = self._patterns.candidates(alphabet().overwrite(doc, tokens, places))
        unlisted = _corrected(tokens, places, _unlisted(tokens, candidates))
        forms = (*self._listed(doc, tokens), *unlisted)
        names = longest(doc, (each for each in forms if not _ends_in_compound(tokens, each)))
        keep(doc, "missions", _supported(tokens, _joined(tokens, names)))
        return doc

    def _listed(self, doc: Doc, tokens: Letters) -> Iterator[Candidate]:
        for key, start, end in self._phrases(doc):
            form = doc.vocab.strings[key]
            if _is_written_as(tokens.words(start, end), form):
                sure, weak = _forms()[form]
                strength = "sure" if sure else "weak"
                ids = (*sure, *(mission for mission in weak if mission not in sure))
                yield Candidate(start, end, "MISSION", strength, f"gazetteer.{strength}", ids)


def _unlisted(tokens: Letters, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Leave out offices, bodies and names across a spaced dash; tell bare acronyms from supported ones."""
    for each in candidates:
        if tokens.has("NOTOPENING", each.start, each.end) or _has_spaced_dash(tokens, each):
            continue
        is_bare = each.reading == "acronym" and each.end == each.start + 1
        if (
            is_bare
            and tokens.words(each.start, each.end) not in families()
            and not _near_mission_word(tokens, each)
        ):
            yield each._replace(reading="bare-acronym")
        else:
            yield each


def _corrected(
    tokens: Letters, places: list[tuple[int, int, str]], candidates: Iterable[Candidate]
) -> Iterator[Candidate]:
    """Give a name with a slip of the pen the id that it means, unless its last word is a place."""
    for each in candidates:
        is_unknown = each.reading in {"misspelt", "acronym"} and each.end - each.start > 1
        if is_unknown and not any(start < each.end <= end for start, end, _ in places):
            meant = misspelt(tokens.words(each.start, each.end))
            if meant is not None:
                yield Candidate(each.start, each.end, "MISSION", "misspelt", "mission.misspelt", (meant,))
                continue
        if each.reading != "misspelt":
            yield each


def _ends_in_compound(tokens: Letters, each: Candidate) -> bool:
    """Say whether the last word belongs to one like 'Kosovo-wide' and so not to the name before it."""
    end = each.end
    return (
        end - each.start > 1
        and end + 1 < len(tokens.letters)
        and tokens.has("DASH", end, end + 1)
        and tokens.has("COMPOUND", end + 1, end + 2)
        and tokens.ends[end - 1] == tokens.starts[end]
        and tokens.ends[end] == tokens.starts[end + 1]
    )


def _has_spaced_dash(tokens: Letters, each: Candidate) -> bool:
    words = tokens.words(each.start, each.end)
    return any(f" {joiner} " in words for joiner in _JOINERS)


def _is_written_as(text: str, form: str) -> bool:
    """Say whether case agrees: acronyms in capitals, names with a capital, descriptions opened by one."""
    if form.count(" ") + 1 >= _FULL_NAME:
        opener, _, rest = text.partition(" ")
        return text[0].isupper() and not (opener.isupper() and rest.islower())
    if form in _acronyms():
        capitals = sum(letter.isupper() for letter in text)
        return capitals >= _CAPITALS and not any(word.islower() for word in text.split())
    return text[0].isupper()


def _joined(tokens: Letters, found: list[Candidate]) -> list[Candidate]:
    """Join neighbours that can mean the same mission ('EUFOR' 'Althea') and take in 'Operation'."""
    joined: list[Candidate] = []
    for each in found:
        shared = _shared(tokens, joined[-1], each) if joined else ()
        if shared:
            joined[-1] = Candidate(joined[-1].start, each.end, "MISSION", "sure", "gazetteer.joined", shared)
        else:
            joined.append(each)
    return [_with_operation(tokens, each) for each in joined]


def _shared(tokens: Letters, last: Candidate, each: Candidate) -> tuple[str, ...]:
    if each.start - last.end > 1:
        return ()
    if each.start > last.end:
        if tokens.words(last.end, each.start) not in _JOINERS:
            return ()
        is_spaced = tokens.starts[each.start] > tokens.ends[last.end]
        if is_spaced and tokens.has("OPENER", each.start, each.start + 1):
            return ()  # 'EUXY Gambia – EU Harbour Mission': the acronym and the full name, two names
    return tuple(mission for mission in last.ids if mission in each.ids)


def _with_operation(tokens: Letters, each: Candidate) -> Candidate:
    """Take a capitalised 'Operation' before or after the name into the span."""
    start, end = each.start, each.end
    if start and tokens.has("OPERATIONHEAD", start - 1, start):
        return each._replace(start=start - 1)
    after = end + 1 < len(tokens.letters) and tokens.has("OPERATIONHEAD", end, end + 1)
    return each._replace(end=end + 1) if after and not tokens.has("TITLE", end + 1, end + 2) else each


def _supported(tokens: Letters, found: list[Candidate]) -> list[Candidate]:
    """Keep the names that their context bears, and the bare names of missions that those name."""
    kept = [each for each in found if _has_support(tokens, each)]
    named = {mission for each in kept if each.reading == "sure" for mission in each.ids}
    short = [e for e in found if e not in kept and e.reading == "weak" and not named.isdisjoint(e.ids)]
    return sorted([*kept, *short]) if short else kept


def _has_support(tokens: Letters, each: Candidate) -> bool:
    """Say whether the context bears a form that is no mission's name by itself."""
    if each.reading in {"sure", "full-name", "misspelt", "mission-place"}:
        return True
    if each.reading == "operation":
        return not tokens.has("NOTOPERATION", each.start + 1, each.start + 2)
    if each.reading in {"acronym", "bare-acronym"}:
        return not tokens.has("NOTMISSION", each.start, each.start + 1)
    words = [tokens.words(i, i + 1) for i in range(each.start, each.end)]
    is_name = len(words) > 1 and all(word[0].isupper() or word in _JOINERS for word in words)
    is_acronym = tokens.words(each.start, each.end).lower() in _acronyms()
    return is_name or is_acronym or len(words) >= _FULL_NAME or _near_mission_word(tokens, each)


def _near_mission_word(tokens: Letters, each: Candidate) -> bool:
    return tokens.has("MISSIONWORD", each.start - _NEAR, each.end + _NEAR)


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
