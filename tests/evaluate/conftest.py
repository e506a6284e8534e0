"""One small gold document with a span of every label, and an extraction that agrees with all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.evaluate.gold import GoldDocument, GoldFact, GoldMission
from pipeline.evaluate.markup import read_markup
from pipeline.model import (
    Claim,
    Confidence,
    Document,
    Extraction,
    Mention,
    Record,
    Section,
    Span,
    Statement,
)

PAGE = """\
+++
mentions_complete = true
notes = ["a page of two missions"]

[[missions]]
id = "EUTM Mali"
type = "military"
host_countries = ["MLI"]
launched = {value = "2013-02", earliest = "2013-02-01", latest = "2013-02-28"}
mandate_end = {value = "2024-05-18", earliest = "2024-05-18", latest = "2024-05-18"}
staff = [{value = [100, 200], quote = "100 to 200 trainers"}]
contingents = [{country = "FRA", value = 30, quote = "30 soldiers"}]

[[missions]]
id = "EUCAP Sahel Niger"
host_countries = ["NER"]
unsure = ["staff"]

[[other_missions]]
id = "MINUSMA"
org = "UN"

[[claims]]
what = "missions_ongoing"
value = 2
quote = "Two missions"
+++
<section preamble>Two missions work in the <region Sahel>Sahel</region>.

<section mission EUTM Mali><heading><mission EUTM Mali>EUTM <country MLI>Mali</country></mission></heading>
It opened in <date 2013-02>February 2013</date>, and closed on <date 2024-05-18>18 May 2024</date>, with
<staff 100/200>100 to 200 trainers</staff>, <staff 30>30 soldiers</staff> of them from
<country FRA>France</country>; <mission MINUSMA>MINUSMA</mission> stood by, and a
<mission? EUTM Mali>military mission</mission> was what it was for all of <duration P2Y>two years</duration>.

<section mission EUCAP Sahel Niger><heading><mission EUCAP Sahel Niger>EUCAP</mission></heading>
It advises <country NER>Niger</country>.
"""

_SURE = Confidence(0.9)


@pytest.fixture
def gold(tmp_path: Path) -> GoldDocument:
    path = tmp_path / "page.gold"
    path.write_text(PAGE, encoding="utf-8")
    return read_markup(path)


@pytest.fixture
def ours(gold: GoldDocument) -> Extraction:
    return Extraction(
        document=Document("d", "s", gold.name, "text/plain", gold.text, ()),
        sections=tuple(
            Section("d", f"s{n}", n, None, each.kind, each.mission_id, each.span, "r")
            for n, each in enumerate(gold.sections or ())
        ),
        mentions=tuple(
            Mention("d", "s", f"m{n}", each.label, each.span, _quote(gold, each.span), each.value, "r", _SURE)  # type: ignore[arg-type]
            for n, each in enumerate(gold.mentions)
        ),
        statements=tuple(
            _statement(gold, mission, fact) for mission in gold.missions for fact in mission.facts
        ),
        claims=tuple(
            Claim("d", each.what, each.value, each.span, _quote(gold, each.span), "r", _SURE)
            for each in gold.claims or ()
        ),
        checks=(),
        missions=(
            *(_record(mission.mission_id, "EU") for mission in gold.missions),
            *(_record(mission_id, "UN") for mission_id in gold.others or ()),
        ),
    )


def _quote(gold: GoldDocument, span: Span) -> str:
    return gold.text[span.start : span.end]


def _statement(gold: GoldDocument, mission: GoldMission, fact: GoldFact) -> Statement:
    return Statement(
        statement_id=f"{mission.mission_id} {fact.property}",
        mission_id=mission.mission_id,
        property=fact.property,
        value=fact.value,
        document_id="d",
        section_id="s",
        span=Span(0, 3),
        quote=gold.text[:3],
        rule="r",
        confidence=_SURE,
        lower=fact.earliest,
        upper=fact.latest,
        unit=fact.unit,
    )


def _record(mission_id: str, organisation: str) -> Record:
    return Record(
        mission_id=mission_id,
        name=mission_id,
        acronym=None,
        organisation=organisation,
        kind="mission",
        provisional=False,
        type=None,
        status="unknown",
        host_countries=(),
        launched=None,
        launched_earliest=None,
        launched_latest=None,
        mandate_end=None,
        mandate_end_earliest=None,
        mandate_end_latest=None,
        staff=None,
        staff_lower=None,
        staff_upper=None,
        predecessor=None,
        successor=None,
        wikidata_id=None,
        confidence=0.9,
        needs_review=True,
    )
