"""The sources: `sources.toml` to typed values, every key checked, a wrong one named with its line."""

from __future__ import annotations

import hashlib
import re
import reprlib
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple, cast
from urllib.parse import urlsplit

from cronsim import CronSim, CronSimError

from pipeline.acquire.addresses import fault, shown
from pipeline.acquire.media import MEDIA_TYPES
from pipeline.errors import SourceError

_LONGEST_ID = 100
_LONGEST_DELAY = 600
_USUAL_DELAY: Final = 10
_DAILY: Final = "0 4 * * *"
_HEADER = re.compile(r"\s*\[\[\s*source\s*\]\]")
_AT_LINE = re.compile(r"at line (\d+)")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HOST = re.compile(r"[a-z0-9.-]+")
_LANGUAGE = re.compile(r"[a-z]{2}")
_ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Gates:
    """What must hold before a release shows what a source says; null is not asked.

    `missions` is the least number that it names; `linked` and `filled` are the least shares of its headed
    sections and of its missions' fields; `vanished` is the greatest share of missions gone at once.
    """

    missions: int | None = None
    linked: float | None = None
    filled: float | None = None
    vanished: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A page on the web: where it is, when and how it is fetched, and what it must hold.

    `delay` is the seconds between two requests to its host. `allowed_hosts` are the hosts it may redirect to
    besides its own, `allow_private` the addresses that are not public and may be visited all the same.
    `verified` is the day on which the page was seen to be fetched and read well, null before.
    """

    id: str
    url: str
    publisher: str
    cron: str
    media_type: str
    language: str
    delay: float
    gates: Gates
    verified: date | None = None
    allowed_hosts: tuple[str, ...] = ()
    allow_private: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """The host of its address."""
        return urlsplit(self.url).hostname or ""


class _Key(NamedTuple):
    """What is expected of the value of a key, in words and as a test."""

    expected: str
    holds: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file as it is written: its values, and the lines where they stand."""

    file: str
    first_line: int
    lines: list[str]
    values: dict[str, Any]

    def at(self, key: str) -> str:
        """Return file and line of `key`, or of the table's head where the key is not there."""
        written = re.compile(rf"(?:^|[{{,.\[])\s*[\"']?{re.escape(key)}[\"']?\s*[=\]]")
        found = (i for i, line in enumerate(self.lines) if written.search(line.partition("#")[0]))
        return f"{self.file}:{self.first_line + next(found, 0)}"


def read_sources(path: Path) -> tuple[Source, ...]:
    """Return the sources of a TOML file, in its order.

    Raises SourceError, in one line with file and line number, for the first thing that is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}); check the path") from None
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: no UTF-8 at byte {error.start}; save it as UTF-8") from None
    return parse_sources(text, name=str(path))


def parse_sources(text: str, *, name: str) -> tuple[Source, ...]:
    """Return the sources that a text in TOML says; `name` is what errors call the file."""
    sources: dict[str, Source] = {}
    for table in _tables(text, name):
        source = _source(table)
        if source.id in sources:
            raise SourceError(f"{table.at('id')}: there is a source {source.id!r} already; choose another id")
        sources[source.id] = source
    return tuple(sources.values())


def is_address(name: str) -> bool:
    """Say whether an input is meant as an address on the web."""
    return re.match(r"(?i)[a-z][a-z0-9+.-]*://", name) is not None


def source_at(url: str) -> Source:
    """Return the source of an address that no list has: without gates, named by the address.

    Raises SourceError where no source can have that address.
    """
    why = fault(url)
    if why is not None:
        raise SourceError(f"{shown(url)}: {why}")
    address = urlsplit(url)
    media_type = "application/pdf" if address.path.lower().endswith(".pdf") else "text/html"
    return Source(
        id=id_of(url),
        url=url,
        publisher=address.hostname or "",
        cron=_DAILY,
        media_type=media_type,
        language="en",
        delay=_USUAL_DELAY,
        gates=Gates(),
    )


def id_of(url: str) -> str:
    """Return the id of the source at an address: its host and path, as an id is written.

    A long one is cut, and ends with what tells it from others of the same beginning.
    """
    address = urlsplit(url)
    said = f"{(address.hostname or '').removeprefix('www.')} {address.path} {address.query}"
    whole = "-".join(re.findall(r"[a-z0-9]+", said.lower()))
    if len(whole) <= _LONGEST_ID:
        return whole
    digest = hashlib.sha256(whole.encode()).hexdigest()[:8]
    return f"{whole[: _LONGEST_ID - len(digest) - 1].rstrip('-')}-{digest}"


def ids_of(listed: Iterable[Source]) -> Callable[[str], str]:
    """Return what gives the id of the source at an address: of a listed page its own, else `id_of`'s."""
    known = {id_of(each.url): each.id for each in listed}
    return lambda url: known.get(id_of(url)) or id_of(url)


def next_run(source: Source, after: datetime) -> datetime:
    """Return the first moment after `after` at which the source is due, in UTC."""
    return next(CronSim(source.cron, after.astimezone(UTC)))


def _tables(text: str, name: str) -> list[_Table]:
    """The [[source]] tables of the file, each with its lines."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise SourceError(f"{name}:{line}: no TOML ({error}); mend the line") from None
    lines = text.splitlines()
    starts = [i for i, line in enumerate(lines) if _HEADER.match(line)]
    tables = said.pop("source", [])
    if said or not isinstance(tables, list) or len(tables) != len(starts):
        wrong = next(iter(said), "source")
        place = _Table(name, 1, lines, said).at(wrong)
        raise SourceError(f"{place}: {wrong!r} is not expected here; write one [[source]] table a page")
    stretches = pairwise([*starts, len(lines)])
    return [
        _Table(name, start + 1, lines[start:end], values)
        for (start, end), values in zip(stretches, tables, strict=True)
    ]


def _source(table: _Table) -> Source:
    _check(table, table.values, _KEYS, optional={"allowed_hosts", "allow_private"})
    _check(table, table.values["gates"], _GATES, optional=set(_GATES))
    why = fault(table.values["url"])
    if why is not None:
        raise SourceError(f"{table.at('url')}: {shown(table.values['url'])}: {why}")
    lists = {key: tuple(table.values.get(key, ())) for key in ("allowed_hosts", "allow_private")}
    verified = table.values["verified"] or None
    return Source(**{**table.values, **lists, "gates": Gates(**table.values["gates"]), "verified": verified})


def _check(table: _Table, values: Mapping[str, Any], keys: Mapping[str, _Key], *, optional: set[str]) -> None:
    """Hold the names and the values of a table to what is expected of each."""
    for name in values:
        if name not in keys:
            raise SourceError(f"{table.at(name)}: unknown key {name!r}; allowed are {', '.join(keys)}")
    for name, key in keys.items():
        if name not in values:
            if name not in optional:
                raise SourceError(f"{table.at(name)}: the key {name!r} is missing; expected {key.expected}")
        elif not key.holds(values[name]):
            seen = reprlib.repr(values[name])
            raise SourceError(f"{table.at(name)}: {name} is {seen}, expected {key.expected}")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != "" and value.isprintable()


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_share(value: object) -> bool:
    return _is_number(value) and 0 <= cast(float, value) <= 1


def _is_delay(value: object) -> bool:
    return _is_number(value) and 0 <= cast(float, value) <= _LONGEST_DELAY


def _is_cron(value: object) -> bool:
    """Whether a schedule has five fields and comes round at all."""
    if not isinstance(value, str) or len(value.split()) != 5:
        return False
    try:
        return next(CronSim(value, _ANY_MOMENT), None) is not None
    except CronSimError:
        return False


def _is_address(value: object) -> bool:
    try:
        return isinstance(value, str) and str(ip_address(value)) == value
    except ValueError:
        return False


def _is_day(value: object) -> bool:
    return value is False or (isinstance(value, date) and not isinstance(value, datetime))


def _is_list_of(holds: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(holds, value))


def _matches(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


_KEYS = {
    "id": _Key("small letters, digits and hyphens, like 'eeas-missions'", _matches(_ID)),
    "url": _Key("an address like 'https://example.org/missions'", lambda value: isinstance(value, str)),
    "publisher": _Key("a name", _is_text),
    "cron": _Key("five fields like '30 4 * * 1' (minute, hour, day, month, weekday; UTC)", _is_cron),
    "media_type": _Key(f"one of {', '.join(MEDIA_TYPES)}", lambda value: value in MEDIA_TYPES),
    "language": _Key("two small letters, like 'en'", _matches(_LANGUAGE)),
    "delay": _Key(f"seconds from 0 to {_LONGEST_DELAY}", _is_delay),
    "verified": _Key("a day like 2026-04-30, or false", _is_day),
    "gates": _Key("a table like { missions = 10 }", lambda value: isinstance(value, dict)),
    "allowed_hosts": _Key("a list of hosts like ['www.example.org']", _is_list_of(_matches(_HOST))),
    "allow_private": _Key("a list of addresses like ['127.0.0.1']", _is_list_of(_is_address)),
}
_GATES = {
    "missions": _Key("a number from 0", lambda value: type(value) is int and value >= 0),
    "linked": _Key("a share from 0 to 1", _is_share),
    "filled": _Key("a share from 0 to 1", _is_share),
    "vanished": _Key("a share from 0 to 1", _is_share),
}
