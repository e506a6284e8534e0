"""A release is asked for where there is something new, and once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.flow

Client = Any


@pytest.fixture
def client(server: str, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The server's client, in a folder with documents in `raw/` and the deployment of releases."""
    from prefect.client.orchestration import get_client

    from flows import schedule

    pages.rename(tmp_path / "raw")
    monkeypatch.chdir(tmp_path)
    with get_client(sync_client=True) as made:
        for each in schedule.deployments([], "extracted"):
            each.apply()
        yield made
        made.delete_deployment(made.read_deployment_by_name(schedule.RELEASE).id)


def asked(client: Client) -> list[Any]:
    """Ask for a release, and return all that there are runs of."""
    from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterName

    from flows import schedule

    schedule.ask_for_release("extracted")
    found: list[Any] = client.read_flow_runs(
        deployment_filter=DeploymentFilter(name=DeploymentFilterName(any_=["all-sources"]))
    )
    return found


def test_of_the_same_state_a_release_is_asked_for_once(client: Client) -> None:
    assert len(asked(client)) == 1
    assert len(asked(client)) == 1


def test_a_page_that_is_again_as_it_was_makes_a_release_again(client: Client, tmp_path: Path) -> None:
    page = tmp_path / "raw" / "training.txt"
    before = page.read_text(encoding="utf-8")
    asked(client)

    page.write_text(before.replace("2024", "2026"), encoding="utf-8")
    changed = asked(client)
    page.write_text(before, encoding="utf-8")
    again = asked(client)

    assert (len(changed), len(again)) == (2, 3)


@pytest.mark.parametrize(("ended", "runs"), [("Crashed", 2), ("Failed", 1), ("Completed", 1)])
def test_a_run_that_died_is_made_up_for_and_one_that_ended_is_not(
    client: Client, ended: str, runs: int
) -> None:
    from prefect import states

    [run] = asked(client)

    client.set_flow_run_state(run.id, getattr(states, ended)(), force=True)

    assert len(asked(client)) == runs


def test_a_run_that_is_said_to_go_on_for_too_long_is_made_up_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prefect import states

    from flows import schedule

    [run] = asked(client)
    client.set_flow_run_state(run.id, states.Running(), force=True)
    in_time = len(asked(client))

    monkeypatch.setattr(schedule, "LONGEST", timedelta())

    assert (in_time, len(asked(client))) == (1, 2)


def test_without_a_document_no_release_is_asked_for(client: Client, tmp_path: Path) -> None:
    for page in (tmp_path / "raw").iterdir():
        page.unlink()

    assert asked(client) == []
