"""The page, the rules and a reviewer, each alone and together: every change is told with its right cause.

The earlier release is made by a copy of the package with two of its rule files altered, where the rules
are to change; the later one by the package itself.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import pipeline
from pipeline.ingestion import Ingestion, ingest
from pipeline.model import Change, Decision, Verdict
from pipeline.publish.decisions import append
from pipeline.review import decision as review

MOMENT = datetime(2030, 1, 2, tzinfo=UTC)
PAGE = """EUTM Mali

EUTM Mali was launched on 18 February 2013 and its mandate runs until 18 May 2022. It has 600 staff.

EUAM Ukraine

EUAM Ukraine advises the police of the country.

EUMAM Chad

EUMAM Chad is due to be launched in March 2024.
"""
LATER_PAGE = PAGE.replace("18 May 2022", "18 May 2024").replace("March 2024", "May 2024")
EDITS = {
    # The word that made the launch of EUMAM Chad a planned one was no such word.
    "assertions.toml": [("due|", "")],
    # The gazetteer had EUAM Ukraine for military.
    "missions.csv": [("Reform in Ukraine,EU,mission,civilian", "Reform in Ukraine,EU,mission,military")],
}
RUN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pipeline.ingestion import ingest
ingest([Path(sys.argv[1])], out=Path(sys.argv[2]), published_at=datetime(2030, 1, 1, tzinfo=UTC))
"""

Causes = dict[tuple[str, str], tuple[str, str | None, str | None]]

END = ("EUTM Mali", "mandate_end")
STAFF = ("EUTM Mali", "staff")
TYPE = ("EUAM Ukraine", "type")
LAUNCH = ("EUMAM Tchad", "launched")
STATUS = ("EUMAM Tchad", "status")
"""A field of the record alone: a mission whose only launch is planned is planned itself."""

EXPECTED: dict[str, Causes] = {
    "": {},
    "page": {
        END: ("source", "2022-05-18", "2024-05-18"),
        LAUNCH: ("source", "2024-03", "2024-05"),
    },
    "rules": {
        TYPE: ("rules", "military", "civilian"),
        LAUNCH: ("rules", "2024-03", "2024-03"),
        STATUS: ("rules", "running", "planned"),
    },
    "decision": {
        STAFF: ("decision", "600", None),
    },
    "page rules": {
        END: ("source", "2022-05-18", "2024-05-18"),
        TYPE: ("rules", "military", "civilian"),
        LAUNCH: ("source+rules", "2024-03", "2024-05"),
        STATUS: ("rules", "running", "planned"),
    },
    "page decision": {
        STAFF: ("decision", "600", None),
        END: ("source+decision", "2022-05-18", "2025-05-18"),
        LAUNCH: ("source", "2024-03", "2024-05"),
    },
    "rules decision": {
        STAFF: ("decision", "600", None),
        TYPE: ("rules+decision", "military", None),
        LAUNCH: ("rules", "2024-03", "2024-03"),
        STATUS: ("rules", "running", "planned"),
    },
    "page rules decision": {
        STAFF: ("decision", "600", None),
        END: ("source+decision", "2022-05-18", "2025-05-18"),
        TYPE: ("rules+decision", "military", None),
        LAUNCH: ("source+rules+decision", "2024-03", "2024-06"),
        STATUS: ("rules", "running", "planned"),
    },
}
"""By what changed: the property, with the cause of its change, its old and its new value."""


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """Return a folder with the earlier release, by whether the rules are other ones than now."""
    folder = tmp_path_factory.mktemp("earlier")
    page = folder / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    rules = folder / "package" / "pipeline" / "rules"
    shutil.copytree(Path(pipeline.__file__).parent, rules.parent)
    for name, edits in EDITS.items():
        text = (rules / name).read_text(encoding="utf-8")
        for old, new in edits:
            assert old in text, name
            text = text.replace(old, new)
        (rules / name).write_text(text, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-c", RUN, str(page), str(folder / "other")],
        cwd=rules.parents[1],
        env={"PYTHONPATH": str(rules.parents[1])},
        check=True,
    )
    ingest([page], out=folder / "same", published_at=MOMENT)
    return {True: folder / "other", False: folder / "same"}


@pytest.fixture(scope="module")
def decisions(tmp_path_factory: pytest.TempPathFactory) -> list[Decision]:
    """Return what a reviewer decides who has both versions of the page, by the rules of now."""
    folder = tmp_path_factory.mktemp("decided")
    made = []
    for text in (PAGE, LATER_PAGE):
        published(text, folder)
        made.append(decided(folder, *STAFF, "reject"))
        if text == LATER_PAGE:
            made.append(decided(folder, *END, "correct", "2025-05-18"))
            made.append(decided(folder, *LAUNCH, "correct", "2024-06"))
        made.append(decided(folder, *TYPE, "reject"))
    return made


def published(text: str, out: Path) -> Ingestion:
    page = out.parent / f"{out.name}-pages" / "page.txt"
    page.parent.mkdir(exist_ok=True)
    page.write_text(text, encoding="utf-8")
    return ingest([page], out=out, published_at=MOMENT)


def decided(out: Path, mission_id: str, name: str, verdict: Verdict, value: str | None = None) -> Decision:
    [row] = review.statements_of(mission_id, name, out=out)
    return review.decision_on(
        row, out=out, verdict=verdict, value=value, reason=None, reviewer="Ada", decided_at=MOMENT
    )


def on_this(decisions: list[Decision], what: str) -> list[Decision]:
    """Return the decisions of a case, those that are on something which its later release says."""
    chosen = [each for each in decisions if (each.mission_id, each.property) == STAFF]
    if "page" in what:
        chosen += [each for each in decisions if (each.mission_id, each.property) == END]
    if "rules" in what:
        chosen += [each for each in decisions if (each.mission_id, each.property) == TYPE]
    if "page" in what and "rules" in what:
        chosen += [each for each in decisions if (each.mission_id, each.property) == LAUNCH]
    return chosen


@pytest.fixture(scope="module", params=EXPECTED, ids=lambda what: what or "nothing")
def case(
    request: pytest.FixtureRequest,
    earlier: dict[bool, Path],
    decisions: list[Decision],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[str, tuple[Change, ...]]:
    """Return what changed, and the changes between the earlier release and the later one."""
    what: str = request.param
    out = tmp_path_factory.mktemp("later") / "out"
    shutil.copytree(earlier["rules" in what], out, symlinks=True)
    for each in on_this(decisions, what) if "decision" in what else ():
        append(each, out / "decisions")
    made = published(LATER_PAGE if "page" in what else PAGE, out)
    return what, () if made.changes is None else made.changes.changes


def test_every_change_has_its_cause_and_there_is_no_other(case: tuple[str, tuple[Change, ...]]) -> None:
    what, changes = case

    found = {(each.mission_id, each.property): (each.cause, each.old, each.new) for each in changes}

    assert found == EXPECTED[what]
    assert len(found) == len(changes)


def test_a_change_says_its_cause_in_words(case: tuple[str, tuple[Change, ...]]) -> None:
    _, changes = case
    words = {"source": "the page changed", "rules": "the rules", "decision": "a reviewer decided"}

    for change in changes:
        for cause in change.cause.split("+"):
            assert words[cause] in change.explanation
