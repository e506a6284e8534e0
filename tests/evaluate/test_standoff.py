"""Gold beside its text: offsets that index it, and clear errors where the two do not fit."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import GoldError
from pipeline.evaluate.gold import GoldClaim, GoldMention, GoldSection
from pipeline.evaluate.standoff import read_standoff
from pipeline.model import Span

TEXT = "EUTM Mali\nHas 10 staff.\n"


def write(folder: Path, text: str = TEXT, **changes: Any) -> Path:  # noqa: ANN401 (a field may hold anything)
    """A folder with one document, whose annotations are changed so."""
    data = text.encode()
    gold: dict[str, Any] = {
        "doc": "page",
        "sha256": hashlib.sha256(data).hexdigest(),
        "mentions_complete": True,
        "missions": [{"id": "EUTM Mali", "host_countries": ["MLI"], "type": None, "launched": None}],
        "mentions": {"MISSION": [[0, 9, "EUTM Mali"]], "STAFF": [[14, 22, 10]]},
    }
    for name, content in (("texts/page.txt", data), ("gold/page.json", json.dumps(gold | changes).encode())):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return folder


def test_mentions_are_read_in_the_order_of_the_text(tmp_path: Path) -> None:
    gold = read_standoff(write(tmp_path), "page")
    assert gold.mentions == (
        GoldMention("MISSION", Span(0, 9), "EUTM Mali"),
        GoldMention("STAFF", Span(14, 22), "10"),
    )


def test_a_range_of_staff_is_read_as_one_value(tmp_path: Path) -> None:
    gold = read_standoff(write(tmp_path, mentions={"STAFF": [[14, 22, [10, 20]]]}), "page")
    assert gold.mentions[0].value == "10/20"


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    gold = read_standoff(write(tmp_path, "A\r\nMali\r\n", mentions={"COUNTRY": [[3, 7, "MLI"]]}), "page")
    assert gold.text == "A\r\nMali\r\n"


def test_a_byte_order_mark_is_taken_off_and_offsets_follow(tmp_path: Path) -> None:
    sections = [{"start": 0, "end": 5, "heading": "", "kind": "other", "mission": None}]
    folder = write(tmp_path, "\ufeffMali", mentions={"COUNTRY": [[1, 5, "MLI"]]}, sections=sections)
    gold = read_standoff(folder, "page")
    assert (gold.text, gold.mentions[0].span) == ("Mali", Span(0, 4))
    assert gold.sections == (GoldSection(Span(0, 4), "", "other", None),)


def test_sections_and_claims_are_null_where_nobody_annotated_them(tmp_path: Path) -> None:
    gold = read_standoff(write(tmp_path), "page")
    assert (gold.sections, gold.claims, gold.others) == (None, None, None)


def test_claims_have_their_span(tmp_path: Path) -> None:
    claim = {"what": "staff_total", "value": 10, "quote": "10 staff", "start": 14, "end": 22}
    assert read_standoff(write(tmp_path, claims=[claim]), "page").claims == (
        GoldClaim("staff_total", "10", Span(14, 22)),
    )


def test_ambiguous_spans_are_kept_apart(tmp_path: Path) -> None:
    gold = read_standoff(write(tmp_path, ambiguous={"COUNTRY": [[5, 9, "MLI"]]}), "page")
    assert gold.ambiguous == (GoldMention("COUNTRY", Span(5, 9), "MLI"),)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"doc": "other"}, "doc is 'other'; write 'page'"),
        ({"sha256": "0"}, "sha256 is '0', but texts/page.txt has"),
        ({"mentions": []}, "mentions is []; write an object"),
        ({"mentions": {"DATE": 3}}, "mentions.DATE is 3; write a list"),
        ({"mentions": {"DATE": [[1, 2]]}}, "mentions.DATE[0] is [1, 2]; write [start, end, value]"),
        (
            {"mentions": {"DATE": [["1", 2, "2017"]]}},
            "mentions.DATE[0]: start '1' and end 2 must be whole numbers",
        ),
        ({"mentions": {"DATE": [[14, 16, 2017]]}}, "mentions.DATE[0]: the value is 2017; write an EDTF date"),
        ({"mentions": {"COUNTRY": [[5, 99, "MLI"]]}}, "COUNTRY 5 to 99 is empty or outside 0 to 24"),
        ({"mentions": {"COUNTRY": [[4, 9, "MLI"]]}}, "COUNTRY ' Mali' at 4 has white space at an end"),
        ({"mentions": {"COUNTRY": [[0, 9, "MLI"], [5, 9, "MLI"]]}}, "'Mali' (5) overlaps one at 0"),
        ({"ambiguous": {"MISSION": [[5, 9, "EUTM Mali"]]}}, "MISSION 'Mali' (5) overlaps one at 0"),
        ({"sections": [{"start": 1, "end": 24, "heading": "", "kind": "other"}]}, "sections[0] is 1 to 24"),
        (
            {"sections": [{"start": 0, "end": 9, "heading": "", "kind": "other"}]},
            "sections end at 9, the text at 24",
        ),
        (
            {"sections": [{"start": 0, "end": 24, "heading": "", "kind": "part"}]},
            "kind is 'part'; write mission",
        ),
        (
            {"sections": [{"start": 0, "end": 24, "heading": None, "kind": "other"}]},
            "heading is None; write a text",
        ),
        (
            {"sections": [{"start": 0, "end": 24, "heading": "", "kind": "mission"}]},
            "kind 'mission' with mission None",
        ),
        ({"sections": [{"start": 0, "end": 24, "heading": "Has", "kind": "other"}]}, "its heading 'Has'"),
        (
            {"claims": [{"what": "x", "value": 1, "start": 0, "end": 4}]},
            "claims[0]: quote is None; write a text",
        ),
    ],
)
def test_a_malformed_file_is_an_error_that_says_where_and_what(
    tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(GoldError) as raised:
        read_standoff(write(tmp_path, **changes), "page")
    assert str(raised.value).startswith("gold/page.json: ")
    assert message in str(raised.value)


def test_a_claim_whose_quote_stands_elsewhere_is_an_error(tmp_path: Path) -> None:
    claim = {"what": "staff_total", "value": 10, "quote": "10 staff", "start": 0, "end": 4}
    with pytest.raises(GoldError, match="quote is '10 staff', the text at 0 has 'EUTM'"):
        read_standoff(write(tmp_path, claims=[claim]), "page")


def test_a_broken_file_names_the_line(tmp_path: Path) -> None:
    (write(tmp_path) / "gold/page.json").write_text('{\n"doc" 3}')
    with pytest.raises(GoldError, match=r"gold/page.json: line 2 is no JSON"):
        read_standoff(tmp_path, "page")


@pytest.mark.parametrize("name", ["texts/page.txt", "gold/page.json"])
def test_either_file_alone_is_an_error(tmp_path: Path, name: str) -> None:
    (write(tmp_path) / name).unlink()
    with pytest.raises(GoldError, match=r"page.*cannot be read"):
        read_standoff(tmp_path, "page")


def test_a_text_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    data = b"Mali \xff"
    write(tmp_path, sha256=hashlib.sha256(data).hexdigest())
    (tmp_path / "texts/page.txt").write_bytes(data)
    with pytest.raises(GoldError, match=r"texts/page.txt: byte 5 is not UTF-8"):
        read_standoff(tmp_path, "page")
