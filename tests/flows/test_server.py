"""The server that Prefect starts runs with the web framework that the lock holds."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.flow


def test_the_server_starts_and_says_that_it_is_well(server: str) -> None:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        assert client.api_healthcheck() is None


def test_the_start_limit_is_raised_for_small_machines() -> None:
    from prefect.settings import PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS

    assert PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS.value() == 120
