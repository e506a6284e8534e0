"""The server that Prefect starts runs with the web framework that the lock holds."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.flow


def test_the_server_starts_and_says_that_it_is_well(server: str) -> None:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        assert client.api_healthcheck() is None


def test_the_start_limit_is_raised_for_small_machines() -> None:
    from prefect.settings import PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS

    assert PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS.value() == 120


def test_the_server_schedules_what_has_a_schedule(server: str) -> None:
    from prefect import flow
    from prefect.client.orchestration import get_client

    @flow
    def nothing() -> None:
        pass

    made: Any = nothing.to_deployment("hourly", cron="0 * * * *")
    deployment_id = made.apply()
    with get_client(sync_client=True) as client:
        client.request("POST", "/deployments/{id}/schedule", path_params={"id": deployment_id})

        assert client.read_flow_runs()
