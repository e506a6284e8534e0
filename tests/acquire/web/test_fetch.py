"""How a page is fetched: at its host's pace, under its conditions, to the address that was checked."""

from __future__ import annotations

import hashlib
import threading
import time
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.acquire import MAX_BYTES
from pipeline.acquire.addresses import resolved
from pipeline.acquire.sources import Source
from pipeline.acquire.web import Failed, Fetched, NotModified, Patience, Reach, Refused, Validators, fetch
from tests.acquire.web.conftest import LOOPBACK, PAGE, Clock, Reply, Site
from tests.acquire.web.test_cases import bomb, moved

MODIFIED = "Sun, 01 Mar 2026 10:00:00 GMT"


def fetched(source: Source, reach: Reach, previous: Validators | None = None) -> Fetched:
    outcome = fetch(source, reach=reach, previous=previous)
    assert isinstance(outcome, Fetched), outcome
    return outcome


def test_a_page_becomes_a_snapshot_with_its_address_and_moment(
    site: Site, reach: Reach, source: Source
) -> None:
    site.pages = {"/mission": [moved("/moved?page=1#part")], "/moved?page=1": [Reply()]}

    snapshot = fetched(source, reach).snapshot

    assert (snapshot.data, snapshot.document_id) == (PAGE, hashlib.sha256(PAGE).hexdigest())
    assert (snapshot.source_id, snapshot.media_type) == (source.id, "text/html")
    assert snapshot.url == site.url("/moved?page=1")
    assert snapshot.retrieved_at == reach.clock()


def test_a_part_of_a_page_is_the_page(site: Site, reach: Reach, source: Source) -> None:
    site.pages["/mission"] = [Reply()]

    snapshot = fetched(replace(source, url=f"{source.url}#part"), reach).snapshot

    assert snapshot.url == source.url


def test_a_page_is_asked_for_again_only_where_it_has_changed(
    site: Site, reach: Reach, source: Source
) -> None:
    first = Reply(headers={"ETag": '"one"', "Last-Modified": MODIFIED})
    second = Reply(headers={"ETag": '"two"'}, body=PAGE.replace(b"2024", b"2025"))
    site.pages["/mission"] = [first, Reply(304, body=b""), second]

    before = fetched(source, reach)
    assert fetch(source, reach=reach, previous=before.validators) == NotModified()
    after = fetched(source, reach, before.validators)

    assert before.validators == Validators(source.url, '"one"', MODIFIED)
    assert after.validators == Validators(source.url, '"two"')
    asked = [headers for path, headers in site.asked if path == "/mission"]
    assert [each.get("If-None-Match") for each in asked] == [None, '"one"', '"one"']
    assert [each.get("If-Modified-Since") for each in asked] == [None, MODIFIED, MODIFIED]


def test_the_state_of_a_page_is_named_to_its_own_address_alone(
    site: Site, reach: Reach, source: Source
) -> None:
    site.pages = {"/mission": [moved("/moved")], "/moved": [Reply()]}

    fetched(source, reach, Validators(site.url("/moved"), etag='"one"'))

    named = {path: headers.get("If-None-Match") for path, headers in site.asked}
    assert named == {"/robots.txt": None, "/mission": None, "/moved": '"one"'}


@pytest.mark.parametrize("etag", ['"été"', '"\x01"'])
def test_a_state_that_cannot_be_named_again_is_forgotten(
    etag: str, site: Site, reach: Reach, source: Source
) -> None:
    site.pages["/mission"] = [Reply(headers={"ETag": etag})]

    assert fetched(source, reach).validators is None


def test_not_modified_without_a_state_named_is_a_failure(site: Site, reach: Reach, source: Source) -> None:
    site.pages["/mission"] = [Reply(304, body=b"")]

    assert isinstance(fetch(source, reach=reach), Failed)


def test_the_requests_say_who_asks_and_nothing_else_of_the_machine(
    site: Site, reach: Reach, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site.pages["/mission"] = [Reply(302, {"Location": "/next", "Set-Cookie": "seen=yes"}, b"")]
    site.pages["/next"] = [Reply()]

    fetched(source, reach)

    headers = site.asked[-1][1]
    assert headers.keys() == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Accept-Language"}
    assert headers["User-Agent"].startswith("mission-extraction/")
    assert headers["Accept-Language"] == "en"


def test_a_host_is_left_alone_between_two_requests(
    site: Site, clock: Clock, reach: Reach, source: Source
) -> None:
    site.pages = {"/mission": [moved("/moved")], "/moved": [Reply()]}

    fetched(source, reach)
    fetched(replace(source, url=site.url("/moved")), reach)

    assert site.paths() == ["/robots.txt", "/mission", "/moved", "/moved"]
    assert clock.slept == [3, 3, 3]


def test_time_that_has_gone_by_since_the_last_request_counts(
    site: Site, clock: Clock, reach: Reach, source: Source
) -> None:
    site.pages["/mission"] = [Reply()]
    fetched(source, reach)
    clock.sleep(2)

    fetched(source, reach)

    assert clock.slept == [3, 2, 1]


def test_a_clock_that_is_set_back_makes_no_delay_longer(
    site: Site, clock: Clock, reach: Reach, source: Source
) -> None:
    site.pages["/mission"] = [Reply()]
    fetched(source, reach)
    clock.moment -= timedelta(hours=1)

    fetched(source, reach)

    assert clock.slept == [3, 3]


def test_a_longer_crawl_delay_counts(site: Site, clock: Clock, reach: Reach, source: Source) -> None:
    site.pages = {
        "/robots.txt": [Reply(body=b"User-agent: *\nCrawl-delay: 7.5")],
        "/mission": [Reply()],
    }

    fetched(source, reach)

    assert clock.slept == [7.5]


def test_sources_of_one_host_are_fetched_one_after_the_other(site: Site, source: Source) -> None:
    busy, most = 0, 0
    count = threading.Lock()

    def body() -> Iterator[bytes]:
        nonlocal busy, most
        with count:
            busy += 1
            most = max(most, busy)
        yield PAGE
        with count:
            busy -= 1

    site.pages["/mission"] = [Reply(body=body)]
    clock = Clock()
    reach = Reach(clock=clock, sleep=lambda _: None, resolve=lambda *_: (LOOPBACK,))

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: fetch(source, reach=reach), range(16)))

    assert all(isinstance(each, Fetched) for each in outcomes)
    assert most == 1


def test_trouble_is_waited_for_ever_longer(site: Site, clock: Clock, reach: Reach, source: Source) -> None:
    site.pages["/mission"] = [Reply(503)]

    fetch(replace(source, delay=0), reach=reach)

    assert clock.slept == [2, 4, 8]


@pytest.mark.parametrize("said", ["30", "Sun, 01 Mar 2026 12:00:30 GMT"])
def test_a_server_is_asked_again_when_it_says(
    said: str, site: Site, clock: Clock, reach: Reach, source: Source
) -> None:
    site.pages["/mission"] = [Reply(429, {"Retry-After": said}), Reply()]

    fetched(replace(source, delay=0), reach)

    assert clock.slept == [30]


def test_no_connection_is_tried_again_and_told(reach: Reach, source: Source) -> None:
    nowhere = replace(reach, resolve=lambda *_: (LOOPBACK,))

    outcome = fetch(replace(source, url="http://pages.test:9/mission"), reach=nowhere)

    assert isinstance(outcome, Failed)
    assert "http://pages.test:9/robots.txt: no connection" in outcome.reason
    assert "asked 4 times" in outcome.reason


def test_a_host_without_an_address_is_told(reach: Reach, source: Source) -> None:
    outcome = fetch(replace(source, url="http://nowhere.test/mission"), reach=reach)

    assert isinstance(outcome, Failed)
    assert "http://nowhere.test/robots.txt: no connection (it has no address)" in outcome.reason


def test_a_host_that_no_resolver_takes_is_told(reach: Reach, source: Source) -> None:
    long = "a" * 70

    outcome = fetch(
        replace(source, url=f"http://{long}.test/mission"), reach=replace(reach, resolve=resolved)
    )

    assert isinstance(outcome, Failed)
    assert "no connection (it has no address)" in outcome.reason


def test_of_several_addresses_one_that_answers_is_enough(site: Site, reach: Reach, source: Source) -> None:
    site.pages["/mission"] = [Reply()]
    several = replace(reach, resolve=lambda *_: ("127.0.0.2", LOOPBACK))

    fetched(replace(source, allow_private=("127.0.0.2", LOOPBACK)), several)


def test_silence_ends_a_request(site: Site, reach: Reach, source: Source) -> None:
    heard = threading.Event()

    def silence() -> Iterator[bytes]:
        heard.wait(10)
        yield b""

    site.pages["/mission"] = [Reply(), Reply(body=silence)]
    fetched(source, reach)
    hasty = replace(reach, patience=Patience(silence=0.05, attempts=1))

    outcome = fetch(source, reach=hasty)
    heard.set()

    assert outcome == Failed(f"{source.url}: the answer takes too long; asked 1 times")


def test_a_head_that_never_ends_is_not_waited_for(site: Site, reach: Reach, source: Source) -> None:
    def drip() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nX: "
        while True:
            time.sleep(0.01)
            yield b"x"

    site.pages["/mission"] = [Reply(), Reply(body=drip, bare=True)]
    fetched(source, reach)
    hasty = replace(
        reach, clock=lambda: datetime.now(UTC), patience=Patience(silence=5, answer=0.2, attempts=1)
    )

    outcome = fetch(source, reach=hasty)

    assert outcome == Failed(f"{source.url}: the answer takes too long; asked 1 times")


def test_the_robots_file_is_read_once(site: Site, reach: Reach, source: Source) -> None:
    site.pages["/mission"] = [Reply()]

    fetched(source, reach)
    fetched(source, reach)

    assert site.paths().count("/robots.txt") == 1


def test_nothing_is_asked_of_a_host_whose_robots_file_cannot_be_read(
    site: Site, reach: Reach, source: Source
) -> None:
    site.pages = {"/robots.txt": [Reply(503)], "/mission": [Reply()]}

    fetch(source, reach=reach)

    assert set(site.paths()) == {"/robots.txt"}


def test_redirects_are_held_to_the_robots_file_too(site: Site, reach: Reach, source: Source) -> None:
    site.pages = {
        "/robots.txt": [Reply(body=b"User-agent: *\nDisallow: /inner")],
        "/mission": [moved("/inner/page")],
        "/inner/page": [Reply()],
    }

    outcome = fetch(source, reach=reach)

    assert outcome == Refused(f"{site.url('/inner/page')}: its robots.txt forbids it")


def test_a_name_that_leads_elsewhere_the_second_time_is_not_followed(
    site: Site, reach: Reach, source: Source
) -> None:
    answers = iter([(LOOPBACK,), ("10.0.0.1",)])
    site.pages["/mission"] = [Reply()]

    outcome = fetch(source, reach=replace(reach, resolve=lambda *_: next(answers)))

    assert outcome == Refused("pages.test leads to 10.0.0.1, which is no public address")
    assert site.paths() == ["/robots.txt"]


def test_a_connection_goes_to_the_address_that_was_checked(site: Site, reach: Reach, source: Source) -> None:
    looked_up: list[str] = []

    def once(host: str, port: int) -> tuple[str, ...]:
        looked_up.append(host)
        return (LOOPBACK,)

    site.pages["/mission"] = [Reply()]

    fetched(source, replace(reach, resolve=once))

    assert looked_up == ["pages.test"] * 2
    assert site.asked[-1][1]["Host"] == f"pages.test:{site.port}"


def test_one_address_that_is_not_public_is_enough(reach: Reach, source: Source) -> None:
    mixed = replace(reach, resolve=lambda *_: ("93.184.216.34", "10.0.0.1"))

    outcome = fetch(source, reach=mixed)

    assert outcome == Refused("pages.test leads to 10.0.0.1, which is no public address")


def test_loopback_needs_to_be_allowed(site: Site, reach: Reach, source: Source) -> None:
    outcome = fetch(replace(source, allow_private=()), reach=reach)

    assert outcome == Refused("pages.test leads to 127.0.0.1, which is no public address")
    assert site.asked == []


def test_a_bomb_is_not_unpacked_beyond_what_is_read(site: Site, reach: Reach, source: Source) -> None:
    site.pages["/mission"] = [Reply(headers={"Content-Encoding": "gzip"}, body=bomb)]
    tracemalloc.start()

    outcome = fetch(source, reach=reach)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert isinstance(outcome, Failed)
    assert peak < 3 * MAX_BYTES


@pytest.mark.parametrize("reply", [Reply(404), Reply(503), Reply(headers={"Content-Type": "image/png"})])
def test_what_an_address_asks_for_is_not_told(reply: Reply, site: Site, reach: Reach, source: Source) -> None:
    site.pages["/mission?key=secret"] = [reply]

    outcome = fetch(replace(source, url=site.url("/mission?key=secret")), reach=reach)

    assert isinstance(outcome, Failed)
    assert "/mission?…" in outcome.reason
    assert "secret" not in outcome.reason
