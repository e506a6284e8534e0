"""The command line `missions`; what a command needs is imported when it runs, so that help is quick."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn, cast

import typer

from pipeline.errors import InputError, MissionsError, RuleError
from pipeline.moments import last_moment
from pipeline.places import EXTRACTED, SOURCES, decisions_of, store_of

if TYPE_CHECKING:
    from rich.console import RenderableType

    from pipeline.acquire.sources import Source
    from pipeline.acquire.web import Reach
    from pipeline.adding import Seen
    from pipeline.comparison import Compared
    from pipeline.evaluate import Evaluation
    from pipeline.ingestion import Ingestion
    from pipeline.model import Decision, Document, Extraction, Verdict

STDOUT = Path("-")
CHANGES_SHOWN = 10
LOOPBACK = ("127.0.0.1", "::1", "localhost")
LOOPBACK_NAMES = ("127.0.0.1", "[::1]", "localhost")
"""How a browser on this machine may name the pages' server; any other name may be a trick of another site."""
SHORTEST_TOKEN = 16

app = typer.Typer(
    help="Mission records, with evidence and confidence, from the pages that describe EU missions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[INPUT ...]",
        help="Files, folders, or names (without ending) of documents in raw/; without any, all of raw/.",
        show_default=False,
    ),
]
Mission = Annotated[str, typer.Argument(help="The id of a mission, as in 'EUTM Mali'.")]
Flow = Annotated[bool, typer.Option("--flow", help="Run as a Prefect flow: history, retries, artifacts.")]
Workers = Annotated[int, typer.Option(min=1, metavar="N", help="Processes that extract.")]
AsOf = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="As it was by then: a day, or a moment in UTC.", show_default=False),
]
Out = Annotated[Path, typer.Option(help="The folder of the releases.", file_okay=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]


def main() -> None:
    """Run the command that the arguments name, and exit with its code."""
    app(prog_name="missions")


@app.command()
def run(
    inputs: Inputs = None,
    out: Out = EXTRACTED,
    flow: Flow = False,
    workers: Workers = 1,
    as_of: AsOf = None,
    accept_gate: Annotated[
        bool, typer.Option("--accept-gate", help="Publish although a source's gate says no; it is logged.")
    ] = False,
    as_json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Ingest documents and publish a release of what they say."""
    moment = _moment(as_of)
    with _reported(debug):
        call = _Run(inputs or [], out, workers, moment, accept_gate)
        made = (_run_flow if flow else _run_here)(call)
        for warning in made.warnings:
            typer.echo(f"missions: warning: {warning}", err=True)
        _print_run(made, as_json)


@app.command()
def sources(out: Out = EXTRACTED, as_json: AsJson = False, debug: Debug = False) -> None:
    """List the pages that are followed: when each was fetched and changed last, is due, and how it does."""
    with _reported(debug):
        from pipeline.acquire.health import as_row, health
        from pipeline.ingestion import listed

        found = health(listed(), store=store_of(out), now=datetime.now(UTC))
        if as_json:
            _print_json({"sources": [as_row(each) for each in found]})
            return
        from pipeline import terminal

        _print(terminal.sources(found))


@app.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="The page, as in https://example.org/missions.")],
    cron: Annotated[
        str | None, typer.Option(help="When it is fetched: five fields, UTC; daily unless told.")
    ] = None,
    name: Annotated[str | None, typer.Option("--id", help="Its id; unless told, from its address.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who answers for it; unless told, its host.")] = None,
    as_json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Add a page to sources.toml: fetches it, shows what would be extracted, then writes its table."""
    with _reported(debug):
        from pipeline.acquire.sources import source_at
        from pipeline.adding import look
        from pipeline.ingestion import listed
        from pipeline.publish.sources import add_source, table_of

        usual = source_at(url)
        source = replace(
            usual,
            cron=usual.cron if cron is None else cron,
            id=usual.id if name is None else name,
            publisher=usual.publisher if publisher is None else publisher,
        )
        table_of(source)  # a wrong schedule is said before anybody is asked for a page
        with _progress("fetching 1 page"):
            seen = look(source, listed=listed(), reach=_reach())
        if not as_json:
            _print_seen(seen)
            if sys.stdin.isatty() and not typer.confirm(f"add it to {SOURCES}?"):
                raise typer.Exit(1)
        add_source(SOURCES, seen.source)
        _print_added(seen, as_json)


@app.command()
def serve(out: Out = EXTRACTED, debug: Debug = False) -> None:
    """Visit each source at its time, and publish a release once there is something new, until stopped."""
    with _reported(debug):
        from flows import schedule

        schedule.serve(out)


@app.command("import")
def import_(
    archive: Annotated[
        Path,
        typer.Argument(
            help="WARC files, and pages whose names or sidecars say when they were fetched: a folder, or one."
        ),
    ],
    out: Out = EXTRACTED,
    as_json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Take archived pages into the store: the snapshots that `run --as-of` and `history` know."""
    with _reported(debug):
        from pipeline.acquire.sources import ids_of, read_sources
        from pipeline.importing import take_in

        store, source_of = store_of(out), ids_of(read_sources(SOURCES) if SOURCES.is_file() else ())
        made = take_in(archive, store=store, seen_at=datetime.now(UTC), source_of=source_of)
        for each in made.refused:
            typer.echo(f"missions: refused: {each.name}: {each.reason}", err=True)
        counts = {"new": made.new, "known": made.known, "refused": len(made.refused)}
        if as_json:
            passed_over = {"passed_over": made.passed_over}
            _print_json({"store": str(store), "sources": made.sources} | counts | passed_over)
            return
        typer.echo("{new} snapshots new, {known} known before, {refused} refused".format(**counts))
        if made.passed_over:
            typer.echo(f"passed     {made.passed_over} records of web archives that are no pages")
        typer.echo(f"sources    {', '.join(made.sources)}")
        typer.echo(f"store      {store}")


@app.command()
def extract(
    file: Annotated[
        Path,
        typer.Argument(help="The document; - reads it from standard input.", dir_okay=False, allow_dash=True),
    ],
    debug: Debug = False,
) -> None:
    """Print what one document says as JSON lines, one a row; `kind` says of which table."""
    with _reported(debug):
        from pipeline.extraction import extract_document
        from pipeline.lines import lines

        for line in lines(extract_document(_document(file))):
            typer.echo(json.dumps(line, ensure_ascii=False))


@app.command()
def show(
    mission: Mission,
    out: Out = EXTRACTED,
    as_of: AsOf = None,
    as_json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Show one mission of the latest release: each field with its confidence, quote and place."""
    moment = _moment(as_of)
    with _reported(debug):
        from pipeline.load import latest_by, release_folder
        from pipeline.lookup import known_as

        release = release_folder(out, "latest" if moment is None else latest_by(moment, out=out)).name
        records = {each["mission_id"]: each for each in _rows("missions", out, release)}
        record = records[known_as(mission, records, where=f"release {release}")]
        of_all = _rows("statements", out, release)
        statements = [each for each in of_all if each["mission_id"] == record["mission_id"]]
        if as_json:
            _print_json({"mission": record, "statements": statements})
            return
        from pipeline import terminal

        names = {each["document_id"]: each["name"] for each in _rows("documents", out, release)}
        _print(terminal.mission(record, statements, names))


@app.command()
def history(
    mission: Mission,
    what: Annotated[
        str | None,
        typer.Option("--property", help="As in mandate_end; all but name without it.", show_default=False),
    ] = None,
    out: Out = EXTRACTED,
    as_json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Show what each source, snapshot by snapshot, and each release said of a mission, oldest first."""
    with _reported(debug):
        from pipeline.history import as_dict
        from pipeline.history import history as history_of

        with _progress("reading snapshots") as progress:
            found = history_of(mission, out=out, name=what, progress=progress)
        for warning in found.warnings:
            typer.echo(f"missions: warning: {warning}", err=True)
        if as_json:
            _print_json(as_dict(found))
            return
        from pipeline import terminal

        _print(terminal.history(found))


@app.command()
def export(
    table: Annotated[
        str | None,
        typer.Argument(
            metavar="[TABLE]",
            help="A table, or 'list': a row a mission with its evidence. Without one the list, "
            "and in a workbook every table too.",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help="Its ending says the format; - is standard output.",
            dir_okay=False,
            allow_dash=True,
        ),
    ] = STDOUT,
    form: Annotated[
        Literal["csv", "jsonl", "xlsx"] | None,
        typer.Option(
            "--format", help="The format, where no FILE says it: jsonl unless told.", show_default=False
        ),
    ] = None,
    release: Annotated[str, typer.Option(metavar="ID", help="The release.")] = "latest",
    out: Out = EXTRACTED,
    debug: Debug = False,
) -> None:
    """Export the list of missions or a table of a release: a workbook, CSV or JSON lines."""
    form = form or _format_of(to)
    if form == "xlsx" and to == STDOUT and sys.stdout.isatty():
        raise typer.BadParameter("a workbook is nothing for a terminal; name a file with --to")
    with _reported(debug):
        from pipeline.export import export as exported
        from pipeline.publish.save import save

        pieces = exported(table, form, out=out, release=release)
        if to == STDOUT:
            sys.stdout.buffer.writelines(pieces)
            sys.stdout.buffer.flush()
        else:
            save(pieces, to)


@app.command()
def decide(
    mission: Mission,
    what: Annotated[str, typer.Argument(metavar="PROPERTY", help="As in launched, mandate_end or staff.")],
    reviewer: Annotated[str, typer.Option(envvar="MISSIONS_REVIEWER", help="Who decides.")],
    accept: Annotated[bool, typer.Option("--accept", help="The statement is right.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It is wrong.")] = False,
    correct: Annotated[
        str | None,
        typer.Option(metavar="VALUE", help="What its words say: EDTF, ISO code, number."),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="A remark, which changes nothing.")] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Earlier decisions hold no more.")] = False,
    value: Annotated[str | None, typer.Option(help="The value that the statement has now.")] = None,
    statement: Annotated[str | None, typer.Option(metavar="ID", help="The id of the statement.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why, for whoever reads it later.")] = None,
    out: Out = EXTRACTED,
    as_json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Decide on a statement of the latest release: the next run follows it where its words stand again."""
    with _reported(debug):
        verdict = _verdict(
            accept=accept,
            reject=reject,
            correct=correct is not None,
            note=note is not None,
            withdraw=withdraw,
        )
        from pipeline.publish.decisions import append
        from pipeline.review.decision import decision_on, statements_of

        found = statements_of(mission, what, out=out, value=value, statement_id=statement)
        if len(found) > 1:
            _refuse("\n".join([f"{len(found)} statements, name one with --statement:", *map(_choice, found)]))
        decision = decision_on(
            found[0],
            out=out,
            verdict=verdict,
            value=correct,
            reason=reason if note is None else note,
            reviewer=reviewer,
            decided_at=datetime.now(UTC),
        )
        file = append(decision, decisions_of(out))
        _print_decision(decision, file, as_json)


@app.command()
def diff(
    old: Annotated[
        str | None, typer.Argument(metavar="[OLD]", help="The earlier release.", show_default=False)
    ] = None,
    new: Annotated[
        str | None,
        typer.Argument(metavar="[NEW]", help="The later one; unless named, the latest.", show_default=False),
    ] = None,
    working_tree: Annotated[
        bool,
        typer.Option("--working-tree", help="What the rules and code here would make of OLD's pages."),
    ] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown, for a pull request.")] = False,
    html: Annotated[bool, typer.Option("--html", help="Print a page of its own, for mail.")] = False,
    out: Out = EXTRACTED,
    as_json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Tell what changed between two releases, each change with its cause: without any named, the last two."""
    with _reported(debug):
        from pipeline.comparison import compare_between, compare_working_tree

        if working_tree and new is not None:
            _refuse("--working-tree takes one release, found two")
        if working_tree:
            found = compare_working_tree(old or "latest", out=out)
        else:
            found = compare_between(old, new, out=out)
        if found.warning is not None:
            typer.echo(f"missions: warning: {found.warning}", err=True)
        _print_changes(found, as_json=as_json, markdown=markdown, html=html)


@app.command()
def review(
    host: Annotated[
        str, typer.Option(help="Where to listen; other machines reach it by another than 127.0.0.1.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes one that is free.")] = 8420,
    token: Annotated[
        str | None,
        typer.Option(envvar="MISSIONS_TOKEN", help="What whoever comes has to know.", show_default=False),
    ] = None,
    reviewer: Annotated[
        str | None,
        typer.Option(envvar="MISSIONS_REVIEWER", help="Who decides, if no form says it.", show_default=False),
    ] = None,
    out: Out = EXTRACTED,
    debug: Debug = False,
) -> None:
    """Serve the pages on which reviewers look at releases and decide, until Ctrl-C."""
    is_loopback = host in LOOPBACK
    if not is_loopback and (token is None or len(token) < SHORTEST_TOKEN):
        _refuse(
            f"--host {host}: other machines could reach the pages, so that --token (or MISSIONS_TOKEN) with "
            f"at least {SHORTEST_TOKEN} characters is needed; this makes one: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe())'"
        )
    with _reported(debug):
        import secrets

        from pipeline.load import release_folder
        from pipeline.review.serve import serve
        from pipeline.review.setup import Setup

        release_folder(out, "latest")  # without a release there is nothing to look at: say so at once
        setup = Setup(
            out=out,
            clock=lambda: datetime.now(UTC),
            secret=secrets.token_bytes(32),
            reviewer=reviewer,
            token=token,
            hosts=frozenset(LOOPBACK_NAMES) if is_loopback else frozenset(),
        )
        serve(setup, host=host, port=port, announce=lambda address: typer.echo(f"review     {address}"))


@app.command()
def verify(
    release: Annotated[str, typer.Argument(metavar="[RELEASE]", help="The id of a release.")] = "latest",
    out: Out = EXTRACTED,
    as_json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Rebuild a release from its snapshots and compare it to the byte: 0 the same, 1 not."""
    with _reported(debug):
        from pipeline.verify import verify as verified

        found = verified(release, out=out)
        if as_json:
            _print_json(asdict(found))
        elif found.difference is None:
            typer.echo(
                f"{found.release_id}: the same to the byte, {found.files} files from {found.snapshots} "
                f"snapshots and {found.decisions} decisions; {found.quotes} values stand where they point to"
            )
        if found.difference is not None:
            typer.echo(f"missions: {found.release_id}: {found.difference}", err=True)
            raise typer.Exit(1)


@app.command()
def prune(
    keep: Annotated[int, typer.Option(min=1, metavar="N", help="So many publications stay at least.")] = 30,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go; nothing does.")] = False,
    out: Out = EXTRACTED,
    as_json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Drop releases that are neither among the newest nor of the last 90 days; every snapshot stays."""
    with _reported(debug):
        from pipeline.pruning import prune_by_age

        gone = prune_by_age(out, now=datetime.now(UTC), keep=keep, dry_run=dry_run)
        if as_json:
            _print_json(asdict(gone))
            return
        for release in gone.releases:
            typer.echo(f"release    {release}")
        typer.echo(
            f"{'would drop' if dry_run else 'dropped'} {len(gone.releases)} releases, {len(gone.changes)} "
            f"comparisons, {gone.cached} entries of the cache: {gone.bytes:,} bytes"
        )


@app.command()
def evaluate(
    corpus: Annotated[Path, typer.Argument(help="Its texts/NAME.txt with gold/NAME.json, or NAME.gold.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every difference from the gold.")] = False,
    as_json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Measure the extraction against annotated documents: precision, recall, F1 and calibration."""
    with _reported(debug):
        from pipeline.evaluate.render import render_errors, render_summary

        outcome = _evaluation(corpus)
        if as_json:
            _print_json(outcome.as_dict())
            return
        _print(render_summary(outcome))
        if errors:
            _print(render_errors(outcome))


@app.command()
def calibrate(
    gold: Annotated[list[Path], typer.Argument(help="Folders of annotated pages that nobody tuned to.")],
    tuned: Annotated[
        list[Path] | None, typer.Option(help="A folder of others, which say what matters, not how often.")
    ] = None,
    debug: Debug = False,
) -> None:
    """Fit the confidences to annotated documents; prints the rule file confidence.toml."""
    with _reported(debug):
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


@contextmanager
def _reported(debug: bool) -> Iterator[None]:
    """Turn an error into one line on standard error and exit code 1; with `debug` into its traceback."""
    try:
        yield
    except BrokenPipeError:
        # The reader (`head`, say) has enough; what is left must not be flushed into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except MissionsError as error:
        _fail(str(error), error, debug)
    except (typer.Exit, KeyboardInterrupt):
        raise
    except Exception as error:
        message = f"{type(error).__name__}: {error}. This is a fault of the program; --debug shows where"
        _fail(message, error, debug)


def _verdict(**given: bool) -> Verdict:
    """Return the one verdict that is given; a call with none or several is wrong."""
    named = [name for name, is_given in given.items() if is_given]
    if len(named) != 1:
        options = ", ".join(f"--{name}" for name in given)
        _refuse(f"expected one of {options}, found {' and '.join(f'--{name}' for name in named) or 'none'}")
    return cast("Verdict", named[0])


def _choice(statement: Mapping[str, Any]) -> str:
    quote = " ".join(statement["quote"].split())
    return f"  {statement['statement_id']}  {statement['value']}  “{quote}” ({statement['status']})"


def _print_decision(decision: Decision, file: Path, as_json: bool) -> None:
    from pipeline.acquire.decisions import as_line

    if as_json:
        _print_json({"file": str(file), "decision": json.loads(as_line(decision))})
        return
    from pipeline import terminal

    _print(terminal.decision(decision))
    typer.echo(f"written    {file}; it holds from the next run on")


def _print_changes(found: Compared, *, as_json: bool, markdown: bool, html: bool) -> None:
    from pipeline.compare.text import markdown as as_markdown

    if as_json:
        from pipeline.publish.changes import as_row

        _print_json({"old": found.old, "new": found.new, "changes": [as_row(each) for each in found.changes]})
    elif html:
        from pipeline.publish.changes import as_row
        from pipeline.report.render import render_changes

        typer.echo(render_changes(found.old, found.new, [as_row(each) for each in found.changes]))
    elif markdown:
        typer.echo(as_markdown(found.old, found.new, found.changes), nl=False)
    else:
        from pipeline import terminal

        typer.echo(f"from {found.old} to {found.new}")
        _print(terminal.changes(found.changes))


def _refuse(message: str) -> NoReturn:
    """Say why a call is wrong, and exit with its code."""
    typer.echo(f"missions: {message}", err=True)
    raise typer.Exit(2)


def _fail(message: str, error: Exception, debug: bool) -> NoReturn:
    if debug:
        raise error
    typer.echo(f"missions: {' '.join(message.split())}", err=True)
    raise typer.Exit(1)


def _format_of(file: Path) -> Literal["csv", "jsonl", "xlsx"]:
    match file.suffix.lower():
        case ".csv":
            return "csv"
        case ".xlsx":
            return "xlsx"
        case ".jsonl":
            return "jsonl"
        case _ if file == STDOUT:
            return "jsonl"
        case _:
            message = f"{file}: expected a name that ends in .csv, .jsonl or .xlsx"
            raise typer.BadParameter(f"{message}; or say which with --format", param_hint="--to")


def _moment(written: str | None) -> datetime | None:
    """Return the moment that an option means; anything else is a wrong call."""
    if written is None:
        return None
    try:
        return last_moment(written)
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="--as-of") from None


@dataclass(frozen=True, slots=True)
class _Run:
    """What a call of `run` asks for."""

    inputs: Sequence[str]
    out: Path
    workers: int
    as_of: datetime | None
    accept_gates: bool


def _run_here(call: _Run) -> Ingestion:
    from pipeline import ingestion

    located = ingestion.locate(call.inputs, out=call.out)
    unread = _visited(located.sources, call)
    with _progress("reading and extracting") as progress:
        made = ingestion.ingest(
            located.paths,
            out=call.out,
            published_at=datetime.now(UTC),
            as_of=call.as_of,
            accept_gates=call.accept_gates,
            workers=call.workers,
            progress=progress,
        )
    return replace(made, warnings=(*unread, *made.warnings))


def _visited(sources: Sequence[Source], call: _Run) -> tuple[str, ...]:
    """Fetch the sources of a run, but not of one that asks how it was; say which gave no page, and why."""
    if not sources or call.as_of is not None:
        return ()
    from pipeline.fetching import told, visit_all

    with _progress(f"fetching {len(sources)} pages"):
        return told(visit_all(sources, store=store_of(call.out), reach=_reach()))


def _reach() -> Reach:
    from pipeline.acquire.web import Reach

    return Reach(clock=lambda: datetime.now(UTC), sleep=time.sleep)


def _run_flow(call: _Run) -> Ingestion:
    from pipeline import ingestion

    ingestion.locate(call.inputs, out=call.out)  # a wrong name is said at once, before a server starts
    # Errors come out of here as the one line that everybody gets; the run's own log is kept by Prefect.
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    with _progress("starting Prefect") as progress:
        from flows import ingest

        return ingest.run(
            call.inputs,
            out=call.out,
            as_of=call.as_of,
            accept_gates=call.accept_gates,
            workers=call.workers,
            progress=progress,
        )


@contextmanager
def _progress(waiting: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show a bar on standard error where that is a terminal, and `waiting` until the first progress."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    text = TextColumn("{task.description}")
    columns = (SpinnerColumn(), text, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(waiting, total=None)
        yield lambda done, total: bar.update(task, description="documents", completed=done, total=total)


def _print_run(made: Ingestion, as_json: bool) -> None:
    from pipeline.report import summarise

    release, summary = made.release, summarise(made.dataset)
    report = str(Path(release.path, "report.html"))
    if as_json:
        changed = None if made.changes is None else len(made.changes.changes)
        place = {"path": release.path, "report": report, "new": release.new, "changes": changed}
        _print_json({"release_id": release.release_id} | place | summary)
        return
    from pipeline import terminal

    _print(terminal.run_summary(summary))
    if made.changes is not None:
        _print(terminal.changes(made.changes.changes, most=CHANGES_SHOWN))
    typer.echo(f"release    {release.path}" + ("" if release.new else "  (there already: nothing changed)"))
    typer.echo(f"report     {report}")


def _print_seen(seen: Seen) -> None:
    from pipeline import terminal
    from pipeline.publish.sources import table_of
    from pipeline.report import summarise

    _print(terminal.run_summary(summarise(seen.dataset)))
    typer.echo(f"statements {len(seen.dataset.statements)}")
    typer.echo(f"\n{table_of(seen.source)}")


def _print_added(seen: Seen, as_json: bool) -> None:
    if not as_json:
        typer.echo(f"added      {seen.source.id} to {SOURCES}; `missions run {seen.source.id}` ingests it")
        return
    from pipeline.report import summarise

    summary = summarise(seen.dataset)
    told = {"missions": summary["missions"], "statements": len(seen.dataset.statements)}
    _print_json({"id": seen.source.id, "url": seen.source.url} | told | {"checks": summary["checks"]})


def _evaluation(folder: Path) -> Evaluation:
    import pipeline
    from pipeline import evaluate as gold

    with _progress("documents") as progress:
        done = count(1)

        def extraction(text: str, name: str) -> Extraction:
            progress(next(done), None)
            return pipeline.extract(text, name=name)

        return gold.evaluate(folder, extract=extraction)


def _document(file: Path) -> Document:
    from pipeline.acquire import acquire, given
    from pipeline.errors import UnreadableError
    from pipeline.model import Quarantined
    from pipeline.read import read

    [taken] = [given(sys.stdin.buffer.read(), name="-")] if str(file) == "-" else acquire([file])
    if isinstance(taken, Quarantined):
        raise InputError(f"{file}: {taken.reason}")
    try:
        return read(taken)
    except UnreadableError as error:
        raise InputError(f"{file}: {error}") from error


def _rows(table: str, out: Path, release: str) -> list[dict[str, Any]]:
    """Return the rows of a table of a release in JSON's types, null where there is no value."""
    import pipeline

    frame = pipeline.load(table, out=out, release=release)
    rows: list[dict[str, Any]] = json.loads(frame.to_json(orient="records", date_format="iso"))
    return rows


def _print_json(value: Mapping[str, Any]) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _print(what: RenderableType) -> None:
    from rich.console import Console

    Console().print(what)
