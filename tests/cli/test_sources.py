"""The commands of the sources: what `missions sources` lists, what `missions add` shows before it writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pipeline.acquire import sources
from pipeline.acquire.sources import read_sources
from pipeline.cli import app
from tests.acquire.web.conftest import LOOPBACK, PAGE, Reply, Site, serving

Missions = Callable[..., Result]

WALL = b"<html><head><title>Just a moment...</title></head><body><p>Checking your browser.</p></body></html>"


@pytest.fixture
def web() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def missions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Missions:
    """A function that runs `missions` in an empty folder, where new sources may lie on loopback."""
    usual = sources.source_at

    def on_loopback(url: str) -> sources.Source:
        return replace(usual(url), delay=0, allow_private=(LOOPBACK,))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sources, "source_at", on_loopback)
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def listed(folder: Path) -> list[str]:
    file = folder / "sources.toml"
    return [each.id for each in read_sources(file)] if file.exists() else []


def mission(web: Site) -> str:
    return web.url("/mission", host=LOOPBACK)


def test_without_a_list_there_are_no_sources(missions: Missions) -> None:
    done = missions("sources")

    assert (done.exit_code, done.stdout) == (0, "no sources: `missions add URL` adds one\n")


def test_adding_shows_what_the_page_says_and_writes_its_table(
    missions: Missions, web: Site, tmp_path: Path
) -> None:
    web.pages["/mission"] = [Reply()]

    done = missions("add", mission(web), "--id", "mali", "--cron", "15 5 * * 2", "--publisher", "EEAS")

    assert done.exit_code == 0, done.stderr
    assert "EUTM Mali" in done.stdout
    assert "statements" in done.stdout
    [source] = read_sources(tmp_path / "sources.toml")
    assert (source.id, source.cron, source.publisher) == ("mali", "15 5 * * 2", "EEAS")
    assert source.verified is not None
    assert source.gates.missions == 1


def test_an_added_source_is_listed_and_run(missions: Missions, web: Site) -> None:
    web.pages["/mission"] = [Reply()]
    missions("add", mission(web), "--id", "mali")

    before = json.loads(missions("sources", "--json").stdout)
    ran = missions("run", "mali")
    after: dict[str, Any] = json.loads(missions("sources", "--json").stdout)

    assert [each["health"] for each in before["sources"]] == ["never fetched"]
    assert ran.exit_code == 0, ran.stderr
    [row] = after["sources"]
    assert row["health"] == "well"
    assert row["last_change"] is not None
    assert "mali" in missions("sources").stdout


def test_what_was_added_is_told_to_programs(missions: Missions, web: Site) -> None:
    web.pages["/mission"] = [Reply()]

    told = json.loads(missions("add", mission(web), "--id", "mali", "--json").stdout)

    assert told["id"] == "mali"
    assert [each["mission_id"] for each in told["missions"]] == ["EUTM Mali"]
    assert told["statements"] > 0


@pytest.mark.parametrize(
    ("reply", "said"),
    [(Reply(404), "404"), (Reply(body=WALL), "wall"), (Reply(body=b"\x00\x01" * 99), "binary")],
)
def test_what_is_no_page_is_no_source(
    missions: Missions, web: Site, tmp_path: Path, reply: Reply, said: str
) -> None:
    web.pages["/mission"] = [reply]

    done = missions("add", mission(web))

    assert done.exit_code == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert listed(tmp_path) == []


def test_what_robots_are_asked_to_leave_is_left(missions: Missions, web: Site, tmp_path: Path) -> None:
    web.pages |= {
        "/robots.txt": [Reply(headers={"Content-Type": "text/plain"}, body=b"User-agent: *\nDisallow: /")],
        "/mission": [Reply()],
    }

    done = missions("add", mission(web))

    assert done.exit_code == 1
    assert "robots.txt" in done.stderr
    assert "/mission" not in web.paths()


def test_the_same_address_or_id_is_refused_before_it_is_fetched(
    missions: Missions, web: Site, tmp_path: Path
) -> None:
    web.pages |= {"/mission": [Reply()], "/other": [Reply()]}
    missions("add", mission(web), "--id", "mali")
    asked = len(web.asked)

    again = missions("add", mission(web), "--id", "other")
    same_id = missions("add", web.url("/other", host=LOOPBACK), "--id", "mali")

    assert "it is the source 'mali' already" in again.stderr
    assert "there is a source of that id already" in same_id.stderr
    assert (again.exit_code, same_id.exit_code) == (1, 1)
    assert len(web.asked) == asked
    assert listed(tmp_path) == ["mali"]


def test_a_wrong_schedule_is_said_before_anything_is_fetched(missions: Missions, web: Site) -> None:
    done = missions("add", mission(web), "--cron", "daily")

    assert done.exit_code == 1
    assert "cron is 'daily', expected five fields" in done.stderr
    assert web.asked == []


def test_a_page_about_no_mission_is_added_unverified_and_without_gates(
    missions: Missions, web: Site, tmp_path: Path
) -> None:
    words = PAGE.replace(b"EUTM Mali", b"The weather").replace(b"training mission", b"rain")
    web.pages["/mission"] = [Reply(body=words)]

    missions("add", mission(web), "--id", "weather")

    [source] = read_sources(tmp_path / "sources.toml")
    assert (source.verified, source.gates) == (None, sources.Gates())


@pytest.mark.flow
def test_serving_takes_a_source(missions: Missions) -> None:
    done = missions("serve")

    assert done.exit_code == 1
    assert done.stderr == "missions: sources.toml: there is no source to visit; `missions add URL` adds one\n"
