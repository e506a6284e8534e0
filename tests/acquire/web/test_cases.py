"""What a server may do, case by case, and what comes of it: a page, or the reason why there is none."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest

from pipeline.acquire.sources import Source
from pipeline.acquire.web import Failed, Fetched, NotModified, Reach, Refused, Validators, fetch
from pipeline.errors import UnreadableError
from pipeline.read import read
from pipeline.read.wall import why_no_page
from tests.acquire.web.conftest import PAGE, Clock, Reply, Site

FIGURE = "€ 40 million – for café, fuel and rent"
MISSIONS = f"<h1>EUTM Mali</h1><p>The training mission cost {FIGURE} in its first year.</p>"
LARGE = 100_000_000
CROWD = b"".join(b"User-agent: r%d\n" % n for n in range(9000)) + b"Disallow: /x\n" * 9000


def page(*, title: str = "", main: str = "", body: str = "") -> bytes:
    return f"<!doctype html><title>{title}</title><body>{body}<main>{main}</main>".encode()


def endless() -> Iterator[bytes]:
    while True:
        yield b"<p>more of it</p>"


def hundred_megabytes() -> Iterator[bytes]:
    piece = b" " * 1_000_000
    return (piece for _ in range(LARGE // len(piece)))


def bomb() -> Iterator[bytes]:
    """Gzip data that unpack to ten gigabytes: one stretch of zeros, which may stand as often as one likes."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    zeros = packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    yield gzip.compress(b"")[:10]
    for _ in range(1000):
        yield zeros


def packed_and_endless() -> Iterator[bytes]:
    yield gzip.compress(PAGE)
    yield from endless()


@dataclass(frozen=True)
class Case:
    """Replies by path; `gets` opens the outcome. A `{url}` in a Location is the server's address."""

    gets: str
    mission: tuple[Reply, ...] = (Reply(),)
    others: dict[str, Reply] = field(default_factory=dict)
    allowed_hosts: tuple[str, ...] = ()
    step: float = 0


def moved(to: str, status: int = 302) -> Reply:
    return Reply(status, {"Location": to}, b"")


CASES = {
    "page": Case("page: EUTM Mali"),
    "packed": Case(
        "page: EUTM Mali", (Reply(headers={"Content-Encoding": "gzip"}, body=gzip.compress(PAGE)),)
    ),
    "not modified": Case("not modified", (Reply(304, body=b""),)),
    "not found": Case("failed: {url}/mission: 404 Not Found; look for where", (Reply(404),)),
    "gone": Case("failed: {url}/mission: 410 Gone; look for where", (Reply(410),)),
    "forbidden": Case("failed: {url}/mission: 403 Forbidden; the host does not show", (Reply(403),)),
    "too many requests, then the page": Case("page: EUTM Mali", (Reply(429, {"Retry-After": "30"}), Reply())),
    "too many requests, for an hour": Case(
        "failed: {url}/mission: 429 Too Many Requests; it asks to be left alone for 3,600 seconds",
        (Reply(429, {"Retry-After": "3600"}),),
    ),
    "out of service, then the page": Case("page: EUTM Mali", (Reply(503), Reply(503), Reply())),
    "out of service": Case("failed: {url}/mission: 503 Service Unavailable; asked 4 times", (Reply(503),)),
    "slow drip": Case("failed: {url}/mission: the answer takes too long", (Reply(body=endless),), step=2),
    "truncated": Case(
        "failed: {url}/mission: the answer breaks off",
        (Reply(headers={"Content-Length": str(len(PAGE) + 1)}),),
    ),
    "truncated, packed": Case(
        "failed: {url}/mission: its gzip data do not end",
        (Reply(headers={"Content-Encoding": "gzip"}, body=gzip.compress(PAGE)[:-9]),),
    ),
    "packed, with more behind it": Case(
        "failed: {url}/mission: its gzip data do not end",
        (Reply(headers={"Content-Encoding": "gzip"}, body=gzip.compress(PAGE) + b"more"),),
    ),
    "packed, with no end of more behind it": Case(
        "failed: {url}/mission: its gzip data do not end",
        (Reply(headers={"Content-Encoding": "gzip"}, body=packed_and_endless),),
    ),
    "packed in nothing": Case("page: EUTM Mali", (Reply(headers={"Content-Encoding": ""}),)),
    "packed, and damaged": Case(
        "failed: {url}/mission: its gzip data are damaged",
        (Reply(headers={"Content-Encoding": "gzip"}, body=gzip.compress(PAGE)[:20] + bytes(99)),),
    ),
    "100 MB, announced": Case(
        "failed: {url}/mission: more than 20,000,000 bytes",
        (Reply(headers={"Content-Length": str(LARGE)}),),
    ),
    "100 MB, unannounced": Case(
        "failed: {url}/mission: more than 20,000,000 bytes", (Reply(body=hundred_megabytes),)
    ),
    "gzip bomb": Case(
        "failed: {url}/mission: more than 20,000,000 bytes",
        (Reply(headers={"Content-Encoding": "gzip"}, body=bomb),),
    ),
    "packed otherwise": Case(
        "failed: {url}/mission: packed with 'br'", (Reply(headers={"Content-Encoding": "br"}),)
    ),
    "empty": Case("failed: {url}/mission: an empty answer", (Reply(body=b""),)),
    "XHTML": Case("page: EUTM Mali", (Reply(headers={"Content-Type": "application/xhtml+xml"}),)),
    "another media type": Case(
        "failed: {url}/mission: 'application/pdf' came", (Reply(headers={"Content-Type": "application/pdf"}),)
    ),
    "redirect": Case("page: EUTM Mali", (moved("/moved", 301),), {"/moved": Reply()}),
    "redirect to the front page": Case(
        "failed: {url}/mission: redirects to the front page; look for where", (moved("/"),), {"/": Reply()}
    ),
    "redirect to www": Case(
        "page: EUTM Mali", (moved("http://www.pages.test:{port}/moved", 308),), {"/moved": Reply()}
    ),
    "redirect loop": Case(
        "failed: {url}/mission: redirects lead back", (moved("/b"),), {"/b": moved("/mission")}
    ),
    "endless redirects": Case(
        "failed: {url}/mission: more than 5 redirects",
        (moved("/0"),),
        {f"/{i}": moved(f"/{i + 1}") for i in range(9)},
    ),
    "redirect to nowhere": Case("failed: {url}/mission: 302 Found, but it does not say", (Reply(302),)),
    "redirect to another host": Case(
        "refused: {url}/mission redirects to https://example.org/x?…: another host",
        (moved("https://example.org/x?token=secret"),),
    ),
    "redirect to a file": Case(
        "refused: {url}/mission redirects to file:/etc/passwd: only http and https",
        (moved("file:///etc/passwd"),),
    ),
    "redirect with a password": Case(
        "refused: {url}/mission redirects to {url}/x: the address holds a name or password",
        (moved("http://me:secret@pages.test:{port}/x"),),
    ),
    "redirect to another port": Case(
        "refused: {url}/mission redirects to http://pages.test:22/x: another port",
        (moved("http://pages.test:22/x"),),
    ),
    "redirect to loopback": Case(
        "refused: inside.test leads to 127.0.0.2, which is no public address",
        (moved("http://inside.test:{port}/x"),),
        allowed_hosts=("inside.test",),
    ),
    "redirect to metadata, by its address": Case(
        "refused: {url}/mission redirects to http://169.254.169.254/latest: another host",
        (moved("http://169.254.169.254/latest"),),
    ),
    "redirect to metadata, by a name": Case(
        "refused: meta.test leads to 169.254.169.254, which is no public address",
        (moved("http://meta.test:{port}/latest"),),
        allowed_hosts=("meta.test",),
    ),
    "wrong charset": Case(
        f"page: EUTM Mali The training mission cost {FIGURE}",
        (Reply(headers={"Content-Type": "text/html; charset=utf-8"}, body=MISSIONS.encode("cp1252")),),
    ),
    "consent wall": Case(
        "no page: it asks for consent to cookies",
        (
            Reply(
                body=page(
                    title="Your choice",
                    main="<p>Our partners and we use cookies. Accept all or reject all of them.</p>",
                )
            ),
        ),
    ),
    "login": Case(
        "no page: it asks for a login",
        (Reply(body=page(title="Sign in", body="<form><input type=password></form>", main="<p>Staff.</p>")),),
    ),
    "soft 404": Case(
        "no page: it says that there is no such page",
        (Reply(body=page(title="Missions", main="<h1>Page not found</h1><p>Try the search.</p>")),),
    ),
    "captcha": Case(
        "no page: it checks whether a person is there",
        (Reply(body=page(title="Just a moment…", main="<p>One instant, please.</p>")),),
    ),
    "empty shell": Case(
        "no page: it shows next to nothing without its programs",
        (Reply(body=page(title="Missions", main="<p>Loading</p>", body="<script src=app.js></script>")),),
    ),
    "shell without a word": Case(
        "unread: the HTML shows no text",
        (Reply(body=page(title="Missions", body="<div id=app></div><script src=app.js></script>")),),
    ),
    "robots.txt forbids": Case(
        "refused: {url}/mission: its robots.txt forbids it",
        others={"/robots.txt": Reply(body=b"User-agent: *\nDisallow: /mission")},
    ),
    "robots.txt forbids others": Case(
        "page: EUTM Mali",
        others={"/robots.txt": Reply(body=b"User-agent: greedy\nDisallow: /\n\nUser-agent: *\nDisallow: /x")},
    ),
    "robots.txt out of service": Case(
        "failed: {url}/mission is not asked for, as robots.txt cannot be read: {url}/robots.txt: 503",
        others={"/robots.txt": Reply(503)},
    ),
    "robots.txt not implemented": Case(
        "failed: {url}/mission is not asked for, as robots.txt cannot be read: {url}/robots.txt: 501",
        others={"/robots.txt": Reply(501)},
    ),
    "robots.txt on another host": Case(
        "refused: {url}/robots.txt redirects to https://example.org/robots.txt: another host",
        others={"/robots.txt": moved("https://example.org/robots.txt")},
    ),
    "robots.txt names thousands of robots with thousands of rules": Case(
        "failed: {url}/mission is not asked for, as robots.txt cannot be read: {url}/robots.txt: 9,000 rob",
        others={"/robots.txt": Reply(body=CROWD)},
    ),
    "robots.txt wants an hour between requests": Case(
        "refused: {url}/mission: its robots.txt asks for 3,600 seconds",
        others={"/robots.txt": Reply(body=b"User-agent: *\nCrawl-delay: 3600")},
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_a_server_does_has_one_outcome(
    case: Case, site: Site, clock: Clock, reach: Reach, source: Source
) -> None:
    site.pages["/mission"] = [filled(reply, site) for reply in case.mission]
    site.pages.update({path: [filled(reply, site)] for path, reply in case.others.items()})
    clock.step = case.step
    seen = Validators(source.url, etag='"one"')

    outcome = told(replace(source, allowed_hosts=case.allowed_hosts), reach, seen)

    gets = case.gets.replace("{url}", site.url(""))
    assert outcome[: len(gets)] == gets


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"HTTP/1.1 000 No such status",
        b"HTTP/1.1 100 Continue",
        b"HTTP/1.1 101 Switching Protocols",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz",
        b"HTTP/1.1 200 OK\r\nContent-Type: \xff\xfe",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip",
        b"HTTP/1.1 200 OK\r\nLong: " + b"x" * 300_000,
        b"HTTP/1.1 206 Partial Content",
        b"HTTP/1.1 302 Found\r\nLocation: http://[::1",
        b"HTTP/1.1 302 Found\r\nLocation: http://\x80.test/",
        b"HTTP/1.1 302 Found\r\nLocation: http://pages.test:abc/",
        b"HTTP/1.1 302 Found\r\nLocation: javascript:alert(1)",
        b"HTTP/1.1 302 Found\r\nLocation: http://pages.test\\@inside.test/",
        b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: " + b"9" * 400,
        b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: Mon, 32 Foo 99999 99:99:99 GMT",
        b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
        b"HTTP/1.1 999 All of it",
        b"\x16\x03\x01\x02",
    ],
)
def test_whatever_a_server_sends_the_reason_is_one_line(
    head: bytes, site: Site, reach: Reach, source: Source
) -> None:
    site.pages["/mission"] = [Reply(body=head + b"\r\n\r\nmore", bare=True)]

    outcome = fetch(source, reach=reach)

    assert isinstance(outcome, Failed | Refused)
    assert outcome.reason.isprintable()


def filled(reply: Reply, site: Site) -> Reply:
    return replace(
        reply, headers={key: value.replace("{port}", str(site.port)) for key, value in reply.headers.items()}
    )


def told(source: Source, reach: Reach, previous: Validators) -> str:
    """Return an outcome in one line; of a page the text, or why it is none."""
    outcome = fetch(source, reach=reach, previous=previous)
    match outcome:
        case NotModified():
            return "not modified"
        case Refused(reason):
            return f"refused: {reason}"
        case Failed(reason):
            return f"failed: {reason}"
        case Fetched(snapshot):
            try:
                document = read(snapshot)
            except UnreadableError as error:
                return f"unread: {error}"
            why = why_no_page(snapshot, document)
            return f"page: {' '.join(document.text.split())}" if why is None else f"no page: {why}"
