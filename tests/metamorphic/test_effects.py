"""Edits of the golden pages that change what they say: what must change does, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import pytest

from pipeline import extract
from pipeline.model import Extraction, Section, Span, Statement
from pipeline.rulebook import missions
from pipeline.sentences import holding, sentences
from tests.metamorphic.pages import Fact, Page, pages, said

DATED = frozenset({"launched", "established", "mandate_end", "mandate_extension"})
SAME = {"mandate_extension": "mandate_end", "established": "launched"}
"""What a fact is called by the others that a page gives of the mission."""

LESS_EXACT = {
    "EUNAVFOR Atalanta": Fact("EUNAVFOR Atalanta", "launched", "2008-12", None, "asserted"),
    "Operation Concordia": Fact("Operation Concordia", "mandate_end", "2003-12", None, "asserted"),
    "Operation Sophia": Fact("Operation Sophia", "mandate_end", "2020-03", None, "asserted"),
}
"""What two pages give in a table to the month: a fact only where their text gives no day."""

BORNE_OUT = ("launched.nearby", "mandate.nearby")
"""Rules for a day that no words of the page tell: a fact only as long as the gazetteer knows the same day."""

OF_GAZETTEER = ("gazetteer:", *BORNE_OUT)
"""Rules that say what the gazetteer knows, which no alteration of the page moves."""


LEANING = {
    ("factsheet-eucap-nestor", "EUCAP Nestor"): Fact("EUCAP Nestor", "staff", "3", None, "asserted"),
}
"""'The mission' of another section is this one only while the page is about it alone."""


def fact(s: Statement) -> Fact:
    return Fact(s.mission_id, SAME.get(s.property, s.property), s.value, s.unit, s.assertion)


def in_text(found: Extraction, but: Section | None = None) -> frozenset[Fact]:
    """Return the facts that the text tells itself, outside a section."""
    return frozenset(
        fact(s)
        for s in found.statements
        if s.property != "name"
        and not s.rule.startswith(OF_GAZETTEER)
        and s.rule != "type.above"  # the heading above a list stays where an entry goes
        and (but is None or s.section_id != but.section_id)
    )


# Verbs

FOUNDED = ("launched", "established", "deployed", "opened", "set up", "created", "started", "inaugurated")
OTHERS = ("extended", "prolonged", "renewed", "closed", "terminated", "concluded")
PASSIVE = re.compile(
    r"\b(?P<be>was|were|has been|have been) (?P<how>formally |officially )?"
    rf"(?P<verb>{'|'.join((*FOUNDED, *OTHERS))})\b"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A page and a place in it, with the facts whose evidence holds that place."""

    found: Extraction
    position: int

    def here(self, assertion: str) -> set[tuple[str, str, str]]:
        """Return the dated facts that the words at the place tell: mission, property, value."""
        return {
            fact(s)[:3]
            for s in self.found.statements
            if s.property in DATED and s.assertion == assertion and s.span.start <= self.position < s.span.end
        }

    def elsewhere(self) -> frozenset[Fact]:
        """Return the facts that rest on other sentences, but those that a vaguer one stands in for."""
        sentence = holding(sentences(self.found.document), self.position) or Span(0, 0)
        return frozenset(
            fact(s)
            for s in self.found.statements
            if s.property != "name"
            and not s.rule.startswith(OF_GAZETTEER)
            and (s.span.end <= sentence.start or sentence.end <= s.span.start)
        ) - frozenset(LESS_EXACT.values())


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in the passive on a page, on which dated facts rest."""

    page: Page
    match: re.Match[str]

    @property
    def name(self) -> str:
        """The page, and the last words up to the verb."""
        before = self.page.text[max(self.match.start() - 20, 0) : self.match.end()]
        return f"{self.page.name}: {' '.join(before.split()[1:])}"

    @property
    def told(self) -> Told:
        return Told(self.page.found, self.match.end() - 1)

    def written(self, words: str) -> Told:
        """Return what the page tells with other words for the verb."""
        text = f"{self.page.text[: self.match.start()]}{words}{self.page.text[self.match.end() :]}"
        return Told(extract(text, name=self.page.name), self.match.start() + len(words) - 1)


def verbs() -> Iterator[Verb]:
    for page in pages():
        for match in PASSIVE.finditer(page.text):
            verb = Verb(page, match)
            if verb.told.here("asserted"):
                yield verb


def founding_verbs() -> Iterator[Verb]:
    """Yield those that the future suits; 'in June 2005, when it was set up' becomes no English."""
    for verb in verbs():
        before = verb.page.text[: verb.match.start()].split()
        if verb.match["verb"] in FOUNDED and before[-2] != "when":
            yield verb


@pytest.mark.parametrize("verb", [*verbs()], ids=lambda verb: verb.name)
def test_a_denied_fact_is_not_asserted(verb: Verb) -> None:
    be, _, been = verb.match["be"].partition(" ")
    told = verb.written(f"{be} not {been + ' ' if been else ''}{verb.match['how'] or ''}{verb.match['verb']}")

    assert not told.here("asserted") & verb.told.here("asserted")
    assert told.elsewhere() == verb.told.elsewhere()


@pytest.mark.parametrize("verb", [*founding_verbs()], ids=lambda verb: verb.name)
def test_what_will_be_launched_is_planned(verb: Verb) -> None:
    told = verb.written(f"will be {verb.match['how'] or ''}{verb.match['verb']}")

    assert told.here("planned") == verb.told.here("asserted")
    assert told.elsewhere() == verb.told.elsewhere()


# Sections


def mission_sections() -> Iterator[tuple[Page, Section]]:
    for page in pages():
        for section in page.found.sections:
            if section.kind == "mission":
                yield page, section


@pytest.mark.parametrize(
    ("page", "section"),
    [pytest.param(*case, id=f"{case[0].name}: {case[1].mission_id}") for case in mission_sections()],
)
def test_a_section_that_is_cut_takes_its_facts_along_and_no_others(page: Page, section: Section) -> None:
    text = page.text[: section.span.start] + page.text[section.span.end :]

    found = extract(text, name=page.name)

    known = {LESS_EXACT.get(section.mission_id or ""), LEANING.get((page.name, section.mission_id or ""))}
    assert in_text(found) - known == in_text(page.found, but=section) - known


# Values

YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![.,]?\d|/\d{3}|/\d+/)")
COUNT = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})*(?![\d,.])")


@pytest.mark.parametrize("years", [-4, 4])
@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_facts_move_with_the_years(page: Page, years: int) -> None:
    text = YEAR.sub(lambda year: str(int(year[0]) + years), page.text)

    found = extract(text, name=page.name)

    assert facts_by_words(found) == {moved(each, years) for each in facts_by_words(page.found)}


def facts_by_words(found: Extraction) -> frozenset[Fact]:
    """Return the facts but the days that the gazetteer bears out: it does not know those of other years."""
    told = tuple(s for s in found.statements if s.rule not in BORNE_OUT)
    return said(replace(found, statements=told)).facts


def moved(each: Fact, years: int) -> Fact:
    if each.property not in DATED:
        return each
    return each._replace(value=re.sub(r"\d{4}", lambda year: str(int(year[0]) + years), each.value))


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_counts_of_people_follow_their_numbers(page: Page) -> None:
    counts = [(m.span, m.text, m.value) for m in page.found.mentions if m.label == "STAFF" and m.value]
    otherwise = {value for _, text, value in counts if plain(COUNT.findall(text)) != [value]}
    changed = {value: str(int(value) * 3) for _, _, value in counts if value not in otherwise}
    edited = page.text
    for span, text, value in reversed(counts):
        if value in changed:
            words = COUNT.sub(f"{int(changed[value]):,}", text)
            edited = edited[: span.start] + words + edited[span.end :]

    found = extract(edited, name=page.name)

    assert people(found) == {
        each._replace(value=changed.get(each.value, each.value)) for each in people(page.found)
    }


def plain(numbers: list[str]) -> list[str]:
    return [number.replace(",", "") for number in numbers]


def people(found: Extraction) -> set[Fact]:
    return {each for each in said(found).facts if each.property in {"staff", "contingent"}}


# Names

UNLISTED = "Gambia"
TOLD = frozenset({"launched", "mandate_end", "staff", "contingent"})

BY_HOST = {
    "EUCAP Sahel Gambia": "'55 Malian colleagues' are the whole local staff where Mali is known as the host, "
    "else the share of Mali"
}
"""Renamings that change a fact, with the reason."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """A mission of a page, called by its place in all its names, and another one that is not on the page."""

    page: Page
    mission_id: str
    place: str
    other: str

    @property
    def other_id(self) -> str:
        return self.mission_id.replace(self.place, self.other)

    @property
    def text(self) -> str:
        """The page with the other place in the names of the mission."""
        text = self.page.text
        for mention in reversed(self.page.found.mentions):
            if mention.label == "MISSION" and mention.value == self.mission_id:
                name = mention.text.replace(self.place, self.other)
                text = text[: mention.span.start] + name + text[mention.span.end :]
        return text


def renamings() -> Iterator[Renaming]:
    for page in pages():
        countries = {m.text for m in page.found.mentions if m.label == "COUNTRY"}
        names: dict[str, list[str]] = {}
        for mention in page.found.mentions:
            if mention.label == "MISSION" and mention.value is not None:
                names.setdefault(mention.value, []).append(mention.text)
        for mission_id, written in names.items():
            place = mission_id.rpartition(" ")[2]
            if mission_id in missions() and place in countries and all(place in name for name in written):
                for other in (UNLISTED, *listed(mission_id, place, names)):
                    yield Renaming(page, mission_id, place, other)


def listed(mission_id: str, place: str, named: Collection[str]) -> list[str]:
    """Return the place of a listed mission of the same name but for the place, if there is any."""
    name, family = missions()[mission_id].name, mission_id.removesuffix(place)
    places = {m.mission_id.removeprefix(family): m for m in missions().values()}
    return [
        other
        for other, m in places.items()
        if m.mission_id not in {*named, mission_id} and m.name == name.replace(place, other)
    ][:1]


@pytest.mark.parametrize(
    "renaming",
    [
        pytest.param(each, id=f"{each.page.name}: {each.mission_id} to {each.other_id}")
        for each in renamings()
    ],
)
def test_facts_go_to_the_mission_by_its_name(renaming: Renaming) -> None:
    found = extract(renaming.text, name=renaming.page.name)

    before = in_text(renaming.page.found)
    renamed = {
        each._replace(mission_id=renaming.other_id) if each.mission_id == renaming.mission_id else each
        for each in before
    }
    told = {"launched", "mandate_end"} if renaming.other_id in BY_HOST else TOLD
    assert {each for each in in_text(found) if each.property in told} == {
        each for each in renamed if each.property in told
    }
