"""The reviewers' decisions: JSON lines to decisions and back; what cannot be read is told and passed over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, get_args

from pipeline.errors import DecisionError
from pipeline.model import Decision, Verdict
from pipeline.moments import written

_KEYS: Final = tuple(field.name for field in fields(Decision))
_NO_TEXTS: Final = frozenset({"key", "alike", "decided_at"})
_MAY_BE_NULL: Final = ("section", "value", "reason")


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the files hold: each decision once, by its id, and a warning for each line that is none."""

    decisions: tuple[Decision, ...]
    warnings: tuple[str, ...]


def read_decisions(folders: Sequence[Path]) -> Decisions:
    """Return the decisions of every `*.jsonl` in `folders`; a folder that is not there has none."""
    found: dict[str, Decision] = {}
    warnings: list[str] = []
    for file in (file for folder in folders for file in sorted(folder.glob("*.jsonl"))):
        for number, line in _lines(file, warnings):
            try:
                decision = _decision(line)
            except DecisionError as error:
                warnings.append(f"{file}:{number}: {error}; the line is passed over")
            else:
                found[decision.decision_id] = decision
    return Decisions(tuple(found[each] for each in sorted(found)), tuple(warnings))


def identified(decision: Decision) -> Decision:
    """Return `decision` with the id that follows from all else that it says."""
    said = {name: value for name, value in _as_json(decision).items() if name != "decision_id"}
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return replace(decision, decision_id=hashlib.sha256(canonical.encode()).hexdigest()[:24])


def as_line(decision: Decision) -> str:
    """Return `decision` as one line of JSON, without the line's end."""
    return json.dumps(_as_json(decision), ensure_ascii=False)


def _lines(file: Path, warnings: list[str]) -> Iterator[tuple[int, bytes]]:
    try:
        data = file.read_bytes()
    except OSError as error:
        warnings.append(f"{file}: cannot be read ({error.strerror}); its decisions do not apply")
        return
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield number, line


def _decision(line: bytes) -> Decision:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        raise DecisionError("no JSON, or torn") from None
    if not isinstance(said, dict) or set(said) != set(_KEYS):
        raise DecisionError(f"expected an object with the keys {', '.join(_KEYS)}")
    texts = {name: _text(name, value) for name, value in said.items() if name not in _NO_TEXTS}
    if texts["verdict"] not in get_args(Verdict):
        raise DecisionError(
            f"verdict is {texts['verdict']!r}, expected one of {', '.join(get_args(Verdict))}"
        )
    if not isinstance(said["key"], list) or not all(isinstance(each, str) for each in said["key"]):
        raise DecisionError("key is no list of texts")
    if type(said["alike"]) is not int:
        raise DecisionError(f"alike is {said['alike']!r}, expected a number")
    moment = _moment(said["decided_at"])
    made = Decision(**texts, key=tuple(said["key"]), alike=said["alike"], decided_at=moment)
    if made != identified(made):
        raise DecisionError("decision_id does not follow from the content: the line was altered")
    return made


def _text(name: str, value: object) -> Any:  # noqa: ANN401  (a text, or null where that is allowed)
    if value is None and name in _MAY_BE_NULL:
        return None
    if not isinstance(value, str) or any("\ud800" <= c <= "\udfff" for c in value):
        raise DecisionError(f"{name} is {value!r}, expected a text")
    return value


def _moment(written: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(written))
    except ValueError:
        moment = datetime.min
    if moment.tzinfo is None:
        raise DecisionError(f"decided_at is {written!r}, expected a moment in UTC like 2025-04-30T12:00:00Z")
    return moment.astimezone(UTC)


def _as_json(decision: Decision) -> dict[str, Any]:
    moment = written(decision.decided_at.astimezone(UTC))
    return asdict(decision) | {"key": list(decision.key), "decided_at": moment}
