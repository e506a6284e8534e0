"""Finds mission names: those of the gazetteer as phrases, unlisted ones by the forms that they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from pipeline.recognise.introduced import introduced, is_in_name
from pipeline.recognise.misspelt import misspelt
from pipeline.recognise.patterns import (
    Candidate,
    TokenPatterns,
    Tokens,
    found,
    keep,
    longest,
    read,
)
from pipeline.rulebook import MissionEntry, families, missions, name_words, reopened, token_rules, wordlist

_JOINERS = frozenset("-–—/")
_QUOTES = frozenset("\"“”„‘’'")
_BRACKETS = frozenset("()")
_NEAR = 3
_AROUND = 10
_FAR = 40
_FULL_NAME = 3
_LONG_NAME = 5
_CAPITALS = 2
_SHORT = 3


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
        candidates = self._patterns.candidates(tokens.marked(places))
        unlisted = list(_corrected(tokens, places, _unlisted(tokens, candidates)))
        short = introduced(tokens, unlisted, doc.user_data.setdefault("introduced", set()))
        forms = (*self._listed(doc, tokens), *unlisted, *short)
        names = longest(doc, (each for each in forms if not _ends_in_compound(tokens, each)))
        keep(doc, "missions", _supported(tokens, _joined(tokens, names)))
        return doc

    def _listed(self, doc: Doc, tokens: Tokens) -> Iterator[Candidate]:
        for key, start, end in self._phrases(doc):
            form = doc.vocab.strings[key]
            if _is_written_as(tokens.words(start, end), form):
                sure, weak = _forms()[form]
                strength = "sure" if sure else "weak"
                ids = (*sure, *(mission for mission in weak if mission not in sure))
                yield Candidate(start, end, "MISSION", strength, f"gazetteer.{strength}", ids)


def _unlisted(tokens: Tokens, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Leave out what is no name after all; tell bare acronyms from supported ones."""
    for each in candidates:
        if not _is_name(tokens, each):
            continue
        is_bare = each.reading == "acronym" and each.end == each.start + 1
        if each.reading == "un-acronym":
            yield each._replace(reading="acronym")
        elif (
            is_bare
            and tokens.words(each.start, each.end) not in families()
            and not _near_mission_word(tokens, each)
        ):
            yield each._replace(reading="bare-acronym")
        else:
            yield each


def _is_name(tokens: Tokens, each: Candidate) -> bool:
    """Say whether the words of a form can be a name: no office or body, no spaced dash in them."""
    if tokens.has("NOTOPENING", each.start, each.end):
        return False
    is_headed = each.reading == "full-name" and tokens.has("HEAD", each.end - 1, each.end)
    if is_headed and tokens.words(each.start, each.end - 1).lower() in _forms():  # 'EU BAM Libya Mission'
        return False
    if _has_spaced_dash(tokens, each) and each.rule != "mission.full-name-dash-place":
        return False
    if each.reading in {"acronym", "named", "un-acronym"} and tokens.has("NOTMISSION", each.start, each.end):
        return False
    if each.reading == "un-acronym":
        return _near_mission_word(tokens, each)
    if each.reading == "operation":  # of 'Operation IFOR' and 'Operation EUFOR Pontos' the rest is the name
        ends = each.end, min(each.end + 1, len(tokens.ends))
        rest = (tokens.words(each.start + 1, end).lower() for end in ends)
        is_acronym = tokens.has("EUACRONYM", each.start + 1, each.start + 2)
        return not is_acronym and not any(words in _forms() for words in rest)
    if each.reading == "named":
        is_thing = tokens.has("NOTNAME", each.end - 1, each.end)
        after = each.end, each.end + 1
        goes_on = tokens.has("TITLE", *after) and not tokens.has("NOTNAME", *after)
        return (
            not is_thing and not goes_on and (_is_of_family(tokens, each) or _near_mission_word(tokens, each))
        )
    return True


def _is_of_family(tokens: Tokens, each: Candidate) -> bool:
    return tokens.words(each.start, each.start + 1) in families() or tokens.has("APART", each.start, each.end)


def _corrected(
    tokens: Tokens, places: list[tuple[int, int, str]], candidates: Iterable[Candidate]
) -> Iterator[Candidate]:
    """Give a name with a slip of the pen the id that it means, unless its last word is a place."""
    in_place = {i for start, end, _ in places for i in range(start, end)}
    for each in candidates:
        is_unknown = each.reading in {"misspelt", "acronym", "named"} and (
            each.end - each.start > 1 or (each.reading == "misspelt" and _near_mission_word(tokens, each))
        )
        if is_unknown and each.end - 1 not in in_place:
            meant = misspelt(tokens.words(each.start, each.end))
            if meant is not None:
                yield Candidate(each.start, each.end, "MISSION", "misspelt", each.rule, (meant,))
                continue
        if each.reading != "misspelt":
            yield each


def _ends_in_compound(tokens: Tokens, each: Candidate) -> bool:
    """Say whether the last word belongs to one like 'Kosovo-wide' and so not to the name before it."""
    end = each.end
    return (
        end - each.start > 1
        and end + 1 < len(tokens.starts)
        and tokens.has("DASH", end, end + 1)
        and tokens.has("COMPOUND", end + 1, end + 2)
        and tokens.ends[end - 1] == tokens.starts[end]
        and tokens.ends[end] == tokens.starts[end + 1]
    )


def _has_spaced_dash(tokens: Tokens, each: Candidate) -> bool:
    words = tokens.words(each.start, each.end)
    return any(f" {joiner} " in words for joiner in _JOINERS)


def _is_written_as(text: str, form: str) -> bool:
    """Say whether case agrees: acronyms in capitals, names with a capital, descriptions opened by one."""
    if text.endswith(" operation"):  # 'the Althea operation': its last word is none of the name
        return False
    if form in _acronyms() and form.count(" ") + 1 < _FULL_NAME:
        capitals = sum(letter.isupper() for letter in text)
        if text.istitle() and text.isalpha() and len(text) > _SHORT:  # 'Eufor', as newspapers write
            return form not in wordlist("also_names")
        return capitals >= _CAPITALS and not any(word.islower() for word in text.split())
    opener, _, rest = text.partition(" ")
    is_description = rest.islower() and (opener.isupper() or rest.split()[-1] in name_words("heads"))
    return text[0].isupper() and not is_description


def _joined(tokens: Tokens, found: list[Candidate]) -> list[Candidate]:
    """Join neighbours that can mean the same mission ('EUFOR' 'Althea') and take in 'Operation'."""
    joined: list[Candidate] = []
    for each in found:
        last = joined[-1] if joined else None
        if last is None or not _stand_together(tokens, last, each):
            joined.append(each)
        elif shared := tuple(mission for mission in last.ids if mission in each.ids):
            end = each.end + (tokens.words(last.end, each.start) in _QUOTES)
            joined[-1] = Candidate(last.start, end, "MISSION", "sure", "gazetteer.joined", shared)
        elif _is_unlisted_operation(tokens, last, each):
            joined[-1] = Candidate(last.start, each.end, "MISSION", "named", last.rule)
        else:
            joined.append(each)
    return [_with_operation(tokens, each) for each in joined]


def _stand_together(tokens: Tokens, last: Candidate, each: Candidate) -> bool:
    """Say whether two names stand side by side, or with a dash or a quotation mark between them."""
    is_full_name = tokens.has("OPENER", each.start, each.start + 1) or each.end - each.start > _FULL_NAME
    # 'EUXY Gambia – EU Harbour Mission', 'EU Harbour Mission EUXY': the acronym and the full name, two names
    is_acronym = tokens.has("OPENER", last.start, last.start + 1) and tokens.has(
        "EUACRONYM", each.start, each.start + 1
    )
    if each.start == last.end:
        return not is_acronym and not (is_full_name and last.reading == each.reading == "sure")
    between = tokens.words(last.end, each.start) if each.start == last.end + 1 else ""
    if between in _QUOTES:
        return each.end < len(tokens.starts) and tokens.words(each.end, each.end + 1) in _QUOTES
    is_spaced = tokens.starts[each.start] > tokens.ends[last.end]
    return between in _JOINERS and not (is_spaced and (is_full_name or is_acronym))


def _is_unlisted_operation(tokens: Tokens, last: Candidate, each: Candidate) -> bool:
    """Say whether two names are an unlisted one like 'EUNAVFOR - Operation Pontos'."""
    return (
        each.reading == "operation"
        and last.reading in {"acronym", "named"}
        and tokens.has("NAMINGFAMILY", last.start, last.end)
    )


def _with_operation(tokens: Tokens, each: Candidate) -> Candidate:
    """Take a capitalised 'Operation' before or after the name into the span, quotation marks and all."""
    start, end = each.start, each.end
    if start > 1 and _is_in_quotes(tokens, each) and tokens.has("OPERATIONHEAD", start - 2, start - 1):
        return each._replace(start=start - 2, end=end + 1)
    if start and tokens.has("OPERATIONHEAD", start - 1, start):
        return each._replace(start=start - 1)
    after = end + 1 < len(tokens.starts) and tokens.has("OPERATIONHEAD", end, end + 1)
    return each._replace(end=end + 1) if after and not tokens.has("TITLE", end + 1, end + 2) else each


def _supported(tokens: Tokens, found: list[Candidate]) -> list[Candidate]:
    """Keep the names that their context bears, and the bare names of missions that those name or stand by."""
    kept = [each for each in found if _has_support(tokens, each)]
    named = {mission for each in kept if each.reading == "sure" for mission in each.ids}
    short = [
        e
        for i, e in enumerate(found)
        if e not in kept
        and e.reading == "weak"
        and (
            not named.isdisjoint(e.ids)
            or (_is_told(tokens, e) and (named or _is_in_row(tokens, e, found[max(i - 1, 0) : i + 2])))
        )
    ]
    return sorted([*kept, *short]) if short else kept


def _has_support(tokens: Tokens, each: Candidate) -> bool:
    """Say whether the context bears a form that is no mission's name by itself."""
    if each.reading not in {"weak", "operation"}:
        return True
    if each.reading == "operation":
        return _is_deployment(tokens, each)
    if _is_set_apart(tokens, each) and tokens.has("MISSIONWORD", each.start - _AROUND, each.end + _AROUND):
        return True
    words = [tokens.words(i, i + 1) for i in range(each.start, each.end)]
    is_name = len(words) > 1 and all(word[0].isupper() or word in _JOINERS for word in words)
    is_acronym = tokens.words(each.start, each.end).lower() in _acronyms()
    if is_name or is_acronym or len(words) >= _FULL_NAME:
        return True
    is_borne = _near_mission_word(tokens, each) or _is_among_forces(tokens, each)
    return is_borne and not _is_other_story(tokens, each)


def _is_told(tokens: Tokens, each: Candidate) -> bool:
    """Say whether forces or missions are told of around a name, and it is nobody else's."""
    around = each.start - _FAR, each.end + _FAR
    is_told = tokens.has("MILITARY", *around) or tokens.has("MISSIONWORD", *around)
    return is_told and not is_in_name(tokens, each.start, each.end) and not _is_other_story(tokens, each)


def _is_in_row(tokens: Tokens, each: Candidate, beside: Iterable[Candidate]) -> bool:
    """Say whether a name is in a row with another ('after Concordia and Artemis')."""
    listed = (other for other in beside if other != each and other.reading in {"sure", "weak"})
    pairs = (sorted((each, other), key=lambda name: name.start) for other in listed)
    return any(tokens.words(first.end, second.start) in wordlist("row") for first, second in pairs)


def _is_deployment(tokens: Tokens, each: Candidate) -> bool:
    """Say whether an unlisted 'Operation X' has a mission or forces around it, and no story or police."""
    is_thing = tokens.has("NOTOPERATION", each.start + 1, each.start + 2)
    sides = (each.start - _FAR, each.start), (each.end, each.end + _FAR)  # 'Operation' itself says nothing
    is_military = any(tokens.has(cls, *side) for cls in ("MILITARY", "MISSIONWORD") for side in sides)
    return is_military and not is_thing and not _is_other_story(tokens, each)


def _is_other_story(tokens: Tokens, each: Candidate) -> bool:
    around = each.start - _AROUND, each.end + _AROUND
    return tokens.has("FICTION", *around) or tokens.has("POLICING", *around)


def _is_among_forces(tokens: Tokens, each: Candidate) -> bool:
    """Say whether a word like 'Barkhane' has forces beside it, or them and a mission around it."""
    around = each.start - _AROUND, each.end + _AROUND
    beside = tokens.has("MILITARY", each.start - _NEAR, each.end + _NEAR)
    is_mission = tokens.has("MISSIONWORD", *around) and tokens.has("MILITARY", *around)
    return (beside or is_mission) and not is_in_name(tokens, each.start, each.end)


def _is_set_apart(tokens: Tokens, each: Candidate) -> bool:
    """Say whether a name stands in quotation marks or alone in brackets: 'the force at sea ("Proxima")'."""
    beside = (each.start - 1, each.end)
    marks = {tokens.words(i, i + 1) for i in beside if 0 <= i < len(tokens.starts)}
    return marks == _BRACKETS or _is_in_quotes(tokens, each)


def _is_in_quotes(tokens: Tokens, each: Candidate) -> bool:
    beside = (each.start - 1, each.end)
    return all(0 <= i < len(tokens.starts) and tokens.words(i, i + 1) in _QUOTES for i in beside)


def _near_mission_word(tokens: Tokens, each: Candidate) -> bool:
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
    """Return the weak aliases, and names less their opening ('Sea Guardian') or, where long, their place."""
    opener, _, name = entry.mission_id.partition(" ")
    forms = [*entry.weak]
    if opener == "Operation" and " " in name:
        forms.append(name)
    rest = entry.name.removeprefix("United Nations ")
    is_general = rest.startswith(tuple(name_words("general")))
    if rest != entry.name and rest.count(" ") >= _FULL_NAME and not is_general:
        forms.append(rest)
    placeless = entry.name.lower().rpartition(" in ")[0]
    if placeless.count(" ") >= _LONG_NAME:
        forms += sorted(_reopened({placeless}))
    family, _, place = entry.mission_id.partition(" ")
    sure = {form.lower() for form in entry.sure}
    forms += [f"{form} ({place})" for form in entry.weak if place and f"{form} {place}".lower() in sure]
    if place and family in entry.weak:
        forms.append(f"{family} ({place})")
    return tuple(dict.fromkeys(forms))


def _sure_forms(entry: MissionEntry) -> set[str]:
    forms = {form.lower() for form in (entry.mission_id, entry.name, *entry.sure)}
    forms = _reopened(forms)
    return forms | {form.replace(" in the ", " in ") for form in forms}


def _reopened(forms: set[str]) -> set[str]:
    """Return the forms, and the ways to open and to spell them otherwise; all in lower case."""
    found = set(forms)
    for long, shorts in reopened().items():
        rests = {form.removeprefix(long) for form in forms if form.startswith(f"{long} ")}
        found |= {short + rest for short in shorts for rest in rests}
    return found | {form.replace("stabilization", "stabilisation") for form in found}


@cache
def _acronyms() -> frozenset[str]:
    """Return the forms, in lower case, that begin with an acronym and so must be written in capitals."""
    listed = (form for entry in missions().values() for form in (entry.mission_id, *entry.sure, *entry.weak))
    return frozenset(form.lower() for form in listed if form.split()[0].split("-")[0].isupper())
