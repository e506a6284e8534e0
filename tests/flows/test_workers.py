"""`prefect.yaml` says what `missions serve` serves, and the README how to hear of a release with changes."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from pipeline.acquire.sources import read_sources

ROOT = Path(__file__).parents[2]


def test_the_deployments_for_workers_are_those_that_are_served() -> None:
    from flows.workers import as_yaml

    written = (ROOT / "prefect.yaml").read_text(encoding="utf-8")

    assert written == as_yaml(read_sources(ROOT / "sources.toml")), (
        "run python -m flows.workers > prefect.yaml"
    )


def test_each_source_is_visited_by_its_own_schedule() -> None:
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]

    crons = {each["name"]: [schedule["cron"] for schedule in each["schedules"]] for each in deployments}

    listed = {each.id: [each.cron] for each in read_sources(ROOT / "sources.toml")}
    assert listed.items() <= crons.items()
    assert set(crons) - set(listed) == {"all-sources", "files"}


def test_the_automation_of_the_readme_waits_for_the_event_that_a_release_emits() -> None:
    from prefect.events.schemas.automations import AutomationCore, EventTrigger

    from flows.told import CHANGED

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [shown] = re.findall(r"```yaml\n(name: missions.*?)```", readme, flags=re.DOTALL)
    automation = AutomationCore.model_validate(yaml.safe_load(shown))

    assert isinstance(automation.trigger, EventTrigger)
    assert automation.trigger.expect == {CHANGED}
