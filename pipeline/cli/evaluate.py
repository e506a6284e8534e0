"""`missions evaluate` and `missions calibrate`: extractions against annotated documents."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.arguments import AsJson
from pipeline.cli.output import print_json, print_view, progress
from pipeline.errors import RuleError

if TYPE_CHECKING:
    from pipeline.evaluate import Evaluation
    from pipeline.model import Extraction


def evaluate(
    corpus: Annotated[Path, typer.Argument(help="Its texts/NAME.txt with gold/NAME.json, or NAME.gold.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every difference from the gold.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure the extraction against annotated documents: precision, recall, F1 and calibration."""
    from pipeline.evaluate.render import render_errors, render_summary

    found = _evaluation(corpus)
    if as_json:
        print_json(found.as_dict())
        return
    print_view(render_summary(found))
    if errors:
        print_view(render_errors(found))


def calibrate(
    gold: Annotated[list[Path], typer.Argument(help="Folders of annotated pages that nobody tuned to.")],
    tuned: Annotated[
        list[Path] | None, typer.Option(help="A folder of others, which say what matters, not how often.")
    ] = None,
) -> None:
    """Fit the confidences to annotated documents; prints the rule file confidence.toml."""
    try:
        from pipeline.evaluate.fit import as_toml, fit
    except ImportError as error:
        raise RuleError(
            f"calibrate: {error}; install the development requirements, as `make test` does"
        ) from error

    scores, others = (
        {name: score for each in folders for name, score in _evaluation(each).documents.items()}
        for folders in (gold, tuned or [])
    )
    typer.echo(as_toml(fit(scores, others)), nl=False)


def _evaluation(folder: Path) -> Evaluation:
    import pipeline
    from pipeline import evaluate as gold

    with progress("documents") as shown:
        done = count(1)

        def extraction(text: str, name: str) -> Extraction:
            shown(next(done), None)
            return pipeline.extract(text, name=name)

        return gold.evaluate(folder, extract=extraction)
