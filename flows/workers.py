"""Writes `prefect.yaml`: the deployments that are served, for workers of a pool instead.

python -m flows.workers > prefect.yaml
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, Final

import yaml
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment

from flows.schedule import deployments
from pipeline import ingestion
from pipeline.acquire.sources import Source
from pipeline.places import EXTRACTED

POOL: Final = "missions"
_HEAD: Final = (
    "# Written by `python -m flows.workers > prefect.yaml`, from sources.toml; the README says how.\n"
)


def as_yaml(sources: Sequence[Source]) -> str:
    """Return the text of `prefect.yaml`: the deployments of `serve`, for the work pool `missions`."""
    found = [_entry(each) for each in deployments(sources, str(EXTRACTED))]
    said = {"name": "mission-extraction", "deployments": found}
    written: str = yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=110)
    return _HEAD + written


def _entry(deployment: RunnerDeployment) -> dict[str, Any]:
    module, _, name = (deployment.entrypoint or "").rpartition(".")
    options = deployment.concurrency_options
    crons = [each.schedule for each in deployment.schedules or () if isinstance(each.schedule, CronSchedule)]
    entry: dict[str, Any] = {
        "name": deployment.name,
        "entrypoint": f"{module.replace('.', '/')}.py:{name}",
        "parameters": deployment.parameters,
        "tags": deployment.tags,
        "schedules": [{"cron": each.cron, "timezone": "UTC"} for each in crons],
        "work_pool": {"name": POOL},
    }
    if options is not None:
        limit = {
            "limit": deployment.concurrency_limit,
            "collision_strategy": options.collision_strategy.value,
        }
        entry["concurrency_limit"] = limit
    return entry


if __name__ == "__main__":
    sys.stdout.write(as_yaml(ingestion.listed()))
