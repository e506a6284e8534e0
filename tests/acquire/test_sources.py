"""The list of sources is read strictly: what is wrong is named with its line and what is expected there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from pipeline.acquire.sources import Gates, Source, id_of, ids_of, next_run, parse_sources, read_sources
from pipeline.errors import SourceError

ROOT = Path(__file__).parents[2]
ATHENS = timezone(timedelta(hours=2))
FULL = """# The pages.
[[source]]
id = "north-1"
url = "https://example.org/north"
publisher = "North"  # , delay = 9
cron = "30 4 * * 1"
media_type = "text/html"
language = "en"
# delay = 3
delay = 2.5
verified = 2026-04-30
allowed_hosts = ["files.example.org"]
allow_private = ["127.0.0.1"]
gates = { missions = 3, linked = 0.5, filled = 1, vanished = 0 }
"""
NORTH = Source(
    id="north-1",
    url="https://example.org/north",
    publisher="North",
    cron="30 4 * * 1",
    media_type="text/html",
    language="en",
    delay=2.5,
    gates=Gates(missions=3, linked=0.5, filled=1, vanished=0),
    verified=date(2026, 4, 30),
    allowed_hosts=("files.example.org",),
    allow_private=("127.0.0.1",),
)


def changed(line: str, to: str) -> str:
    assert FULL.count(f"\n{line}") == 1
    return FULL.replace(f"\n{line}", f"\n{to}")


def wrong(text: str) -> str:
    with pytest.raises(SourceError) as error:
        parse_sources(text, name="sources.toml")
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_source_is_read_with_all_its_keys() -> None:
    assert parse_sources(FULL, name="") == (NORTH,)


def test_what_may_be_left_out_is_not_asked_and_not_allowed() -> None:
    without = "".join(line for line in FULL.splitlines(keepends=True) if not line.startswith("allow"))
    [source] = parse_sources(
        without.replace("{ missions = 3, linked = 0.5, filled = 1, vanished = 0 }", "{}").replace(
            "2026-04-30", "false"
        ),
        name="",
    )

    assert (source.allowed_hosts, source.allow_private, source.gates) == ((), (), Gates())
    assert source.verified is None


def test_gates_may_be_a_table_of_their_own() -> None:
    text = FULL.replace("gates = { missions = 3, linked = 0.5, filled = 1, vanished = 0 }", "")

    assert parse_sources(f"{text}[source.gates]\nmissions = 2\n", name="")[0].gates == Gates(missions=2)


def test_sources_keep_their_order() -> None:
    text = FULL.replace("north-1", "b") + FULL.replace("north-1", "a")

    assert [source.id for source in parse_sources(text, name="")] == ["b", "a"]


def test_a_file_without_a_source_has_none() -> None:
    assert parse_sources("# none yet\n", name="") == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (changed('id = "north-1"', 'id = "North 1"'), "3: id is 'North 1', expected small letters"),
        (changed('id = "north-1"', 'id = "../north"'), "3: id is '../north', expected small letters"),
        (changed('url = "https://example.org/north"', "url = 3"), "4: url is 3, expected an address"),
        (changed('publisher = "North"', 'publisher = ""'), "5: publisher is '', expected a name"),
        (changed('cron = "30 4 * * 1"', 'cron = "daily"'), "6: cron is 'daily', expected five fields"),
        (changed('cron = "30 4 * * 1"', 'cron = "0 0 30 2 *"'), "6: cron is '0 0 30 2 *', expected"),
        (changed('cron = "30 4 * * 1"', 'cron = "99 * * * *"'), "6: cron is '99 * * * *', expected"),
        (changed('cron = "30 4 * * 1"', 'cron = "0 30 4 * * 1"'), "6: cron is '0 30 4 * * 1', expected"),
        (changed('media_type = "text/html"', 'media_type = "image/png"'), "7: media_type is 'image/png'"),
        (changed('language = "en"', 'language = "English"'), "8: language is 'English', expected two"),
        (changed("delay = 2.5", "delay = true"), "10: delay is True, expected seconds"),
        (changed("delay = 2.5", "delay = -1"), "10: delay is -1, expected seconds"),
        (changed("delay = 2.5", "delay = nan"), "10: delay is nan, expected seconds"),
        (changed("verified = 2026", "verified = true #"), "11: verified is True, expected a day"),
        (changed("allowed_hosts = [", "allowed_hosts = [1, "), "12: allowed_hosts is [1, 'files"),
        (changed("allow_private = [", 'allow_private = ["home", '), "13: allow_private is ['home'"),
        (FULL.replace("missions = 3", "missions = 0.5"), "14: missions is 0.5, expected a number"),
        (FULL.replace("linked = 0.5", "linked = 50"), "14: linked is 50, expected a share"),
        (FULL.replace("linked = 0.5", "likned = 0.5"), "14: unknown key 'likned'; allowed are missions"),
        (changed("delay = 2.5", "delai = 2.5"), "10: unknown key 'delai'; allowed are id, url"),
        (changed("delay = 2.5", ""), "2: the key 'delay' is missing; expected seconds"),
        (changed("delay = 2.5", "delay = "), "10: no TOML"),
        (FULL + '[[source]]\nid = "x', "16: no TOML"),
        (FULL + FULL, "17: there is a source 'north-1' already"),
        ("[[sources]]\n" + FULL, "1: 'sources' is not expected here"),
        ("# one\nsource = [{}]\n", "2: 'source' is not expected here"),
        ("[source]\nid = 'x'\n", "1: 'source' is not expected here"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(text: str, reason: str) -> None:
    assert wrong(text).startswith(f"sources.toml:{reason}")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "only http and https are fetched"),
        ("ftp://example.org/x", "only http and https are fetched"),
        ("example.org/x", "only http and https are fetched"),
        ("https://", "no address of a page"),
        ("https://me:secret@example.org/x", "the address holds a name or password"),
        ("https://secret@example.org/x", "the address holds a name or password"),
        ("https://me:secret@example.org/\\u0001", "no address of a page"),
        ("", "only http and https are fetched"),
        ("https://[north/", "no address of a page"),
        ("https://north%41.org/", "no address of a page"),
        ("https://example.org:99999/", "no address of a page"),
    ],
)
def test_an_address_that_is_not_fetched_is_refused_without_its_secrets(url: str, reason: str) -> None:
    said = wrong(FULL.replace("https://example.org/north", url))

    assert said.startswith("sources.toml:4: ")
    assert reason in said
    assert "secret" not in said


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.toml: cannot be read \(No such file or directory\)"):
        read_sources(tmp_path / "none.toml")


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_bytes(FULL.replace("North", "Été").encode("cp1252"))

    with pytest.raises(SourceError, match=r"sources\.toml: no UTF-8 at byte \d+; save it as UTF-8"):
        read_sources(tmp_path / "sources.toml")


@pytest.mark.parametrize(
    ("after", "due"),
    [
        (datetime(2026, 3, 2, 4, 29, 59, tzinfo=UTC), datetime(2026, 3, 2, 4, 30, tzinfo=UTC)),
        (datetime(2026, 3, 2, 4, 30, tzinfo=UTC), datetime(2026, 3, 9, 4, 30, tzinfo=UTC)),
        (datetime(2026, 3, 2, 6, tzinfo=ATHENS), datetime(2026, 3, 2, 4, 30, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_the_next_run_is_the_first_moment_after_by_the_cron(after: datetime, due: datetime) -> None:
    assert next_run(NORTH, after) == due


def test_the_sources_of_the_project_are_sound() -> None:
    sources = read_sources(ROOT / "sources.toml")

    assert len({source.url for source in sources}) == len(sources)
    assert not [source.id for source in sources if source.allow_private]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/missions/mali",
        "http://example.org/missions/mali/",
        "https://EXAMPLE.org:443/missions/mali#staff",
    ],
)
def test_a_page_is_the_same_source_however_its_address_is_written(url: str) -> None:
    assert id_of(url) == "example-org-missions-mali"


def test_another_host_path_or_query_is_another_source() -> None:
    others = (
        "http://eu.example.org/missions/mali",
        "http://example.org/mali",
        "http://example.org/missions/mali?fr",
    )

    assert id_of("http://example.org/missions/mali") not in map(id_of, others)


def test_long_addresses_that_begin_alike_are_sources_of_their_own() -> None:
    council, press = (id_of(f"https://example.org/{'mission/' * 20}{end}") for end in ("council", "press"))

    assert council != press
    assert all(len(each) <= 100 and each.startswith("example-org-mission-") for each in (council, press))


def test_a_listed_page_has_its_own_id_however_its_address_is_written() -> None:
    named = ids_of([NORTH])

    assert (named("http://www.example.org/north/"), named("https://example.org/south")) == (
        "north-1",
        "example-org-south",
    )
