"""Gold with its annotations in the sentence becomes text and spans; what is malformed names its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import GoldError
from pipeline.evaluate.gold import GoldDocument, GoldFact, GoldMention, GoldSection
from pipeline.evaluate.markup import read_markup
from pipeline.model import Span

FRONT = '+++\nmentions_complete = true\n[[missions]]\nid = "EUTM Mali"\n+++\n'


def read(tmp_path: Path, source: str) -> GoldDocument:
    path = tmp_path / "page.gold"
    path.write_bytes(source.encode())
    return read_markup(path)


def test_the_text_is_what_remains_without_tags(tmp_path: Path) -> None:
    assert read(tmp_path, FRONT + "In <date 2017-10>October 2017</date>.\n").text == "In October 2017.\n"


def test_a_tag_is_a_mention_with_its_value(tmp_path: Path) -> None:
    gold = read(tmp_path, FRONT + "In <date 2017-10>October 2017</date>.")
    assert gold.mentions == (GoldMention("DATE", Span(3, 15), "2017-10"),)


def test_tags_of_two_labels_may_nest(tmp_path: Path) -> None:
    gold = read(tmp_path, FRONT + "<mission EUTM Mali>EUTM <country MLI>Mali</country></mission>")
    assert set(gold.mentions) == {
        GoldMention("MISSION", Span(0, 9), "EUTM Mali"),
        GoldMention("COUNTRY", Span(5, 9), "MLI"),
    }


@pytest.mark.parametrize("value", ["100", "100/200"])
def test_a_count_is_a_number_or_a_range(tmp_path: Path, value: str) -> None:
    assert read(tmp_path, FRONT + f"<staff {value}>some</staff>").mentions[0].value == value


def test_a_question_mark_makes_a_span_ambiguous(tmp_path: Path) -> None:
    gold = read(tmp_path, FRONT + "A <mission? EUTM Mali>training mission</mission>.")
    assert (gold.mentions, gold.ambiguous) == ((), (GoldMention("MISSION", Span(2, 18), "EUTM Mali"),))


def test_escapes_stand_for_one_character(tmp_path: Path) -> None:
    gold = read(tmp_path, FRONT + "a &lt;b> &amp;lt; <country MLI>Mali</country>")
    assert (gold.text, gold.mentions[0].span) == ("a <b> &lt; Mali", Span(11, 15))


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    source = FRONT.replace("\n", "\r\n") + "one\r\n<country MLI>Mali</country>\r\n"
    assert read(tmp_path, source).text == "one\r\nMali\r\n"


def test_sections_run_to_the_next_marker(tmp_path: Path) -> None:
    mission = "<section mission EUTM Mali><heading>EUTM</heading>\nText.\n"
    body = f"<section preamble>Before.\n{mission}<section other>End"
    assert read(tmp_path, FRONT + body).sections == (
        GoldSection(Span(0, 8), "", "preamble", None),
        GoldSection(Span(8, 19), "EUTM", "mission", "EUTM Mali"),
        GoldSection(Span(19, 22), "", "other", None),
    )


def test_without_markers_sections_are_not_annotated(tmp_path: Path) -> None:
    assert read(tmp_path, FRONT + "Text.").sections is None


def test_the_front_matter_gives_the_facts_of_a_mission(gold: GoldDocument) -> None:
    assert gold.missions[0].facts == (
        GoldFact("launched", "2013-02", "2013-02-01", "2013-02-28"),
        GoldFact("mandate_end", "2024-05-18", "2024-05-18", "2024-05-18"),
        GoldFact("host_country", "MLI"),
        GoldFact("type", "military"),
        GoldFact("staff", "100/200", quote="100 to 200 trainers"),
        GoldFact("contingent", "30", unit="FRA", quote="30 soldiers"),
    )


def test_the_front_matter_gives_what_is_unsure_and_what_is_only_named(gold: GoldDocument) -> None:
    assert (gold.missions[1].unsure, gold.others) == (frozenset({"staff"}), frozenset({"MINUSMA"}))


def test_a_claim_stands_where_its_quote_does(gold: GoldDocument) -> None:
    assert gold.claims is not None
    assert [(claim.value, claim.span) for claim in gold.claims] == [("2", Span(0, 12))]


def test_labels_may_be_complete_one_by_one(tmp_path: Path) -> None:
    source = '+++\nmentions_complete = true\nlabels_complete = ["DATE"]\n+++\nText.'
    assert read(tmp_path, source).labels == {"DATE"}


def test_incomplete_mentions_leave_no_label_to_score(tmp_path: Path) -> None:
    assert read(tmp_path, "+++\nmentions_complete = false\n+++\nText.").labels == frozenset()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("a < b", "line 6: a lone '<'; write &lt;"),
        ("a\nAT&T", "line 7: a lone '&'"),
        ("<town Bamako>Bamako</town>", "line 6: <town Bamako> is no tag; choose from mission, date"),
        ("<date>May</date>", "line 6: <date>: the value is None; write an EDTF date"),
        ("<date May>May</date>", "the value is 'May'; write an EDTF date"),
        ("<country Mali>Mali</country>", "the value is 'Mali'; write an ISO 3166"),
        ("<duration 2>two years</duration>", "the value is '2'; write an ISO 8601 duration"),
        ("<staff many>many</staff>", "the value is 'many'; write a number"),
        ("<date 2017>2017", "line 6: <date> is not closed; add </date>"),
        ("2017</date>", "line 6: </date> closes nothing here: nothing is open"),
        (
            "<country MLI><region Sahel>x</country></region>",
            "</country> closes nothing here: </region> is due",
        ),
        ("<date 2017><date 2018>x</date></date>", "<date> inside <date>"),
        ("<date 2017>2017 </date>", "'2017 ' at 0 has white space at an end"),
        ("<date 2017></date>", "DATE 0 to 0 is empty"),
        ("a<section other>b", "text before the first <section>"),
        ("<section chapter>b", "section is 'chapter'; write preamble, other or mission ID"),
        ("<section mission>b", "section is 'mission'; write preamble, other or mission ID"),
        ("<section other EUTM Mali>b", "section is 'other EUTM Mali'"),
        ("<section mission EUTM Chad>b", "mission 'EUTM Chad' is not in missions"),
        ("<section other><section other>b", "sections[0] is 0 to 0"),
        ("<section other>b <heading>c</heading>", "does not begin with its heading 'c'"),
        ("<section other><heading>b</heading><heading>c</heading>", "headed 'b' has two <heading>"),
        ("<heading>b</heading>", "<heading> without any <section>"),
    ],
)
def test_a_malformed_body_is_an_error_that_says_where_and_what(
    tmp_path: Path, body: str, message: str
) -> None:
    with pytest.raises(GoldError) as raised:
        read(tmp_path, FRONT + body)
    assert str(raised.value).startswith("page.gold: ")
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("", "mentions_complete is None; write true or false"),
        ("mentions_complete = maybe", "front matter is no TOML"),
        (
            "mentions_complete = true\nmission = []",
            "front matter has 'mission'; choose from mentions_complete",
        ),
        (
            'mentions_complete = true\nlabels_complete = ["DAY"]',
            "labels_complete has 'DAY'; choose from MISSION",
        ),
        ("mentions_complete = true\nmissions = 3", "missions is 3; write a list"),
        ("mentions_complete = true\nmissions = [3]", "missions[0] is 3; write an object"),
        ("mentions_complete = true\n[[missions]]", "missions[0]: id is None; write a text"),
        ('mentions_complete = true\nmissions = [{id = "A"}, {id = "A"}]', "missions has 'A' twice"),
        (
            'mentions_complete = true\n[[missions]]\nid = "A"\ntype = "naval"',
            "type is 'naval'; write civilian",
        ),
        (
            'mentions_complete = true\n[[missions]]\nid = "A"\nunsure = ["end"]',
            "unsure has 'end'; choose from",
        ),
        (
            'mentions_complete = true\n[[missions]]\nid = "A"\nlaunched = {value = "May"}',
            "missions[0] A: launched: the value is 'May'",
        ),
        (
            'mentions_complete = true\n[[missions]]\nid = "A"\nstaff = [{value = "ten"}]',
            "missions[0] A: staff[0]: the value is 'ten'",
        ),
        ('mentions_complete = true\nclaims = [{what = "x", value = 1, quote = "no"}]', "stands 0 times"),
        ('mentions_complete = true\nclaims = [{what = "x", value = 1, quote = "ext"}]', "stands 2 times"),
        (
            'mentions_complete = true\nclaims = [{what = "x", value = "1", quote = "Te"}]',
            "value is '1'; write a number",
        ),
    ],
)
def test_a_malformed_front_matter_is_an_error_that_says_what(
    tmp_path: Path, front: str, message: str
) -> None:
    with pytest.raises(GoldError) as raised:
        read(tmp_path, f"+++\n{front}\n+++\nText text.")
    assert message in str(raised.value)


def test_a_mission_in_neither_list_is_an_error(tmp_path: Path) -> None:
    source = "+++\nmentions_complete = true\nother_missions = []\n+++\n<mission KFOR>KFOR</mission>"
    with pytest.raises(GoldError, match="'KFOR' at 0 is in neither missions nor other_missions"):
        read(tmp_path, source)


def test_an_ambiguous_span_may_not_overlap_one_of_its_label(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"page.gold: line 6: <mission> inside <mission>"):
        read(tmp_path, FRONT + "<mission EUTM Mali>EUTM <mission? EUTM Mali>Mali</mission></mission>")


def test_a_file_without_front_matter_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"page.gold: line 1: no front matter"):
        read(tmp_path, "Text.")


def test_a_file_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "page.gold"
    path.write_bytes(FRONT.encode() + b"\xff")
    with pytest.raises(GoldError, match=r"page.gold: byte 63 is not UTF-8"):
        read_markup(path)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="cannot be read"):
        read_markup(tmp_path / "page.gold")
