"""The shape of the code: data goes one way, and the world is touched at its ends alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

ORDER = (
    "errors",
    "model",
    "rulebook",
    "fingerprint",
    "places",
    "moments",
    "acquire",
    "read",
    "sentences",
    "recognise",
    "normalise",
    "segment",
    "relate",
    "ledger",
    "reconcile",
    "checks",
    "score",
    "extraction",
    "decide",
    "report",
    "publish",
    "load",
    "lookup",
    "compare",
    "export",
    "lines",
    "evaluate",
    "gates",
    "batch",
    "rebuild",
    "history",
    "verify",
    "comparison",
    "importing",
    "pruning",
    "fetching",
    "adding",
    "ingestion",
    "review",
    "terminal",
    "cli",
    "__main__",
)
"""What lies in `pipeline/`, each importing only what stands before it."""

DOORS = ("pipeline/__init__.py", "pipeline/cli/", "flows/")
"""Where a run begins: the clock and the environment are read here and handed on as arguments."""

CLOCK_AND_ENVIRONMENT = {"now", "utcnow", "today", "time_ns", "environ", "getenv"}
WRITING = {"write_text", "write_bytes", "mkdir", "unlink", "symlink_to", "rmtree"}
NETWORK = {"http", "httpcore", "httpx", "requests", "socket", "urllib"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "core", "manager", "service", "misc"}

MODULES = sorted(path for folder in ("pipeline", "flows") for path in (ROOT / folder).rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def stage(path: Path) -> str:
    """Return the entry of ORDER that a module of `pipeline/` belongs to."""
    return path.relative_to(ROOT / "pipeline").parts[0].removesuffix(".py")


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted names that a module imports, wherever in it, with what `from` takes of them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"a relative import of {node.module}"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def attributes(tree: ast.AST) -> set[str]:
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def packages(tree: ast.AST) -> set[str]:
    return {name.partition(".")[0] for name in imported(tree)}


every_module = pytest.mark.parametrize("path", MODULES, ids=named)
every_stage = pytest.mark.parametrize(
    "path",
    [path for path in MODULES if path.is_relative_to(ROOT / "pipeline") and stage(path) != "__init__"],
    ids=named,
)


@every_stage
def test_a_stage_imports_only_stages_to_its_left(path: Path) -> None:
    left = ORDER[: ORDER.index(stage(path)) + 1]

    stages = {name.split(".")[1] for name in imported(parsed(path)) if name.startswith("pipeline.")}

    assert stages <= set(left)


@every_module
def test_only_flows_import_prefect(path: Path) -> None:
    assert "prefect" not in packages(parsed(path)) or named(path).startswith("flows/")


@every_module
def test_only_the_doors_read_the_clock_and_the_environment(path: Path) -> None:
    assert named(path).startswith(DOORS) or not attributes(parsed(path)) & CLOCK_AND_ENVIRONMENT


@every_module
def test_only_publish_writes_files(path: Path) -> None:
    assert named(path).startswith("pipeline/publish/") or not attributes(parsed(path)) & WRITING


@every_module
def test_only_acquire_may_reach_the_network(path: Path) -> None:
    assert named(path).startswith("pipeline/acquire/") or not packages(parsed(path)) & NETWORK


@every_module
def test_a_module_opens_with_a_docstring(path: Path) -> None:
    assert ast.get_docstring(parsed(path))


@every_module
def test_a_module_is_named_after_what_it_does(path: Path) -> None:
    assert not {part.removesuffix(".py") for part in path.relative_to(ROOT).parts} & FORBIDDEN_NAMES


def test_the_order_names_what_there_is() -> None:
    assert {stage(path) for path in MODULES if path.is_relative_to(ROOT / "pipeline")} - {"__init__"} == set(
        ORDER
    )
