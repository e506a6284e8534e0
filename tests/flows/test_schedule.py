"""The schedule, as it is served: a real Prefect server, a served process, a page that changes meanwhile."""

from __future__ import annotations

import os
import signal
import socket
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.acquire.publications import publications
from pipeline.load import changes, load
from tests.acquire.web.conftest import LOOPBACK, PAGE, Reply
from tests.flows.world import PATIENCE, World, is_up, until

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif("SOAK" not in os.environ, reason="takes minutes: make soak"),
]

LATER = PAGE.replace(b"2024", b"2026")
NO_MISSION = PAGE.replace(b"EUTM Mali", b"The weather").replace(b"training mission", b"rain")


def test_a_changed_page_makes_a_release_with_its_changes_also_after_the_server_was_started_again(
    world: World,
) -> None:
    world.serve()

    gone = world.finished(world.trigger("visit/gone"))
    first = world.finished(world.trigger("visit/mali"))
    world.published(1)
    world.processes[0].terminate()
    world.processes[0].wait()
    world.start_server()
    world.site.pages["/mission"] = [Reply(body=LATER)]
    second = world.finished(world.trigger("visit/mali"))
    world.published(2)

    assert (gone.state.name, first.state.name, second.state.name) == ("Failed", "Completed", "Completed")
    assert "404" in gone.state.message
    assert first.name == "visit mali"
    assert set(first.tags) == {"mali", "EUTM Mali"}
    assert [(each["property"], each["new"], each["cause"]) for each in changes(out=world.out)] == [
        ("mandate_end", "2026-05-18", "source")
    ]
    until(lambda: len(world.released()) == 2, "the second release run ends")
    assert [each.name for each in world.released()] == [
        f"release {each.release_id}" for each in publications(world.out)
    ]


def test_a_source_is_visited_at_its_time(world: World) -> None:
    world.serve("5")
    world.published(1)

    world.site.pages["/mission"] = [Reply(body=LATER)]
    world.published(2)

    assert load("missions", out=world.out)["mandate_end"].tolist() == ["2026-05-18"]


def test_what_was_missed_is_made_up_for_once(world: World) -> None:
    served = world.serve()
    served.terminate()
    served.wait()
    now = datetime.now(UTC)
    missed = [world.trigger("visit/mali", due=now - timedelta(days=days)) for days in (3, 2, 1)]

    world.serve()
    ended = [world.finished(each).state.name for each in missed]
    later = world.finished(world.trigger("visit/mali", due=now - timedelta(hours=1)))

    assert sorted(ended) in (
        ["Cancelled", "Cancelled", "Completed"],
        ["Cancelled", "Completed", "Superseded"],
        ["Completed", "Superseded", "Superseded"],
    )
    assert later.state.name == "Superseded"
    assert world.site.paths().count("/mission") == 1


def test_a_breach_of_a_gate_fails_the_release_with_its_sentence_and_the_last_one_stays(
    world: World,
) -> None:
    world.serve()
    world.finished(world.trigger("visit/mali"))
    world.published(1)

    world.site.pages["/mission"] = [Reply(body=NO_MISSION)]
    world.finished(world.trigger("visit/mali"))
    until(lambda: len(world.released()) == 2, "the release fails")

    failed = world.released()[-1]
    assert failed.state.name == "Failed"
    assert "mali: it names 0 missions, expected 1 or more" in failed.state.message
    assert len(publications(world.out)) == 1


def test_a_decision_makes_a_release_without_any_visit(world: World) -> None:
    world.serve()
    world.finished(world.trigger("visit/mali"))
    world.published(1)

    decide = ["decide", "EUTM Mali", "mandate_end", "--reject", "--reviewer", "Ada", "--out", "out"]
    world.start("decide", "-m", "pipeline", *decide).wait()
    world.finished(world.trigger("look/files"))
    world.published(2)

    assert {each["cause"] for each in changes(out=world.out)} == {"decision"}
    asked = len(world.runs())
    world.finished(world.trigger("look/files"))
    assert len(world.runs()) == asked + 1  # nothing is new, so no release is asked for


def test_without_a_server_serving_starts_one_and_takes_it_along(world: World) -> None:
    for process in world.processes:
        process.terminate()
        process.wait()
    own = {"PREFECT_SERVER_API_PORT": str(world.port), "PREFECT_API_URL": ""}
    served = world.start("served", "-m", "pipeline", "serve", "--out", "out", **own)
    with world.client() as client:
        until(lambda: is_up(client) and len(client.read_deployments()) == 4, "the deployments are there")

    served.send_signal(signal.SIGINT)

    assert served.wait(PATIENCE) == 0
    with socket.socket() as asking:
        assert asking.connect_ex((LOOPBACK, world.port)) != 0
