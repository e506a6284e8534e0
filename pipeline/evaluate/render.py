"""Renders an evaluation for the terminal: summary tables of at most 80 columns, and the list of errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.table import Table
from rich.text import Text

from pipeline.evaluate.calibrate import Calibration, highest_risk
from pipeline.evaluate.evaluation import Evaluation, total
from pipeline.evaluate.gold import LABELS
from pipeline.evaluate.measures import Error, Judgement, Score, Share, Tally
from pipeline.rulebook import Acceptance, acceptance

_TALLY = ("gold", "ours", "P", "R", "F1")
_SIDE = 100

Row = tuple[str, ...]


def render_summary(evaluation: Evaluation) -> Group:
    """The pooled figures, each with what it is a share of, then a line for each document."""
    pooled = evaluation.pooled
    return Group(
        _table("Mentions", ("exact spans", *_TALLY, "overlap F1", "and value", "values"), _mentions(pooled)),
        _table("Facts", ("", *_TALLY), _facts(pooled)),
        _table("Documents as a whole", ("", *_TALLY, "right of n"), _structure(pooled)),
        *(_calibration(table, evaluation.calibration(table)) for table in ("mentions", "statements")),
        _acceptance(acceptance(), [row for row in pooled.judgements if row.table == "statements"]),
        _table(
            "Kinds of text (first word of the name): F1 of exact spans, P and R of facts",
            ("", *LABELS, "P", "R"),
            _kinds(evaluation),
        ),
        _table(
            "Each document", ("", "spans F1", "facts P", "R", "found", "beyond", "errors"), _each(evaluation)
        ),
    )


def render_errors(evaluation: Evaluation) -> Group:
    """One line for each difference from the gold, and the place where it is under it."""
    return Group(*(line for error in evaluation.errors for line in _error(error)))


def _mentions(score: Score) -> Iterator[Row]:
    exact, loose = score.group("mentions exact"), score.group("mentions overlap")
    valued = score.group("mentions overlap and value")
    for label in (label for label in LABELS if label in exact):
        values = _share(score.shares["values", label])
        yield label, *_tally(exact[label]), _rate(loose[label].f1), _rate(valued[label].f1), values


def _facts(score: Score) -> Iterator[Row]:
    for name, tally in score.group("facts").items():
        yield name, *_tally(tally)
    yield "pooled", *_tally(total(score, "facts"))
    for name, tally in score.group("apart").items():
        yield f"{name} (apart)", *_tally(tally)


def _structure(score: Score) -> Iterator[Row]:
    for group, title in (("missions", "missions named"), ("claims", "claims"), ("sections", "boundaries")):
        yield title, *_tally(total(score, group)), ""
    for (group, name), share in score.shares.items():
        if group != "values":
            yield f"{group}: {name}", *("",) * len(_TALLY), _share(share)


def _calibration(name: str, found: Calibration) -> Group:
    figures = f"ECE {_rate(found.ece)}, Brier {_rate(found.brier)}, skill {_rate(found.skill)}"
    title = f"Confidence of {name} (n={found.n}): {figures}, AUROC {_rate(found.auroc)}"
    bins = (
        (f"{each.low:.1f} to {each.high:.1f}", str(each.n), _rate(each.confidence), _rate(each.right))
        for each in found.bins
    )
    curve = (
        (f"{each.threshold:.3f} and more", _rate(each.coverage), _rate(each.risk)) for each in found.curve
    )
    return Group(
        _table(title, ("", "n", "mean", "right"), bins),
        _table(f"Risk of {name} by coverage", ("confidence", "share", "wrong"), curve),
    )


def _acceptance(found: Acceptance, judged: Sequence[Judgement]) -> Text:
    """What is accepted of these statements, and the share of wrong ones that is not exceeded among them."""
    taken = [row for row in judged if row.confidence.value >= found.threshold]
    wrong = sum(not row.right for row in taken)
    bound = _rate(highest_risk(wrong, len(taken), found.level) if taken else None)
    share = f"{len(taken)} of {len(judged)} statements"
    return Text(
        f"Accepted, at {found.threshold:.3f} and more: {share}, {wrong} wrong; "
        f"at {found.level:.0%} confidence no more than {bound} of such are (Clopper–Pearson)\n"
    )


def _kinds(evaluation: Evaluation) -> Iterator[Row]:
    for kind, score in evaluation.kinds.items():
        exact, facts = score.group("mentions exact"), total(score, "facts")
        yield kind, *(_rate(exact.get(label, Tally()).f1) for label in LABELS), *_tally(facts)[2:4]


def _each(evaluation: Evaluation) -> Iterator[Row]:
    for name, score in evaluation.documents.items():
        spans, facts = total(score, "mentions exact"), total(score, "facts")
        missions = total(score, "missions")
        found = f"{missions.right}/{missions.gold}"
        rates = _rate(spans.f1), _rate(facts.precision), _rate(facts.recall)
        yield name, *rates, found, str(missions.spurious), str(len(score.errors))


def _error(error: Error) -> Iterator[Text]:
    sides = f"gold {_side(error.gold)}, ours {_side(error.ours)}"
    note = f" ({error.note})" if error.note else ""
    yield Text(f"{error.document}: {error.kind} {error.what}: {sides}{note}")
    if error.span is not None:
        before, text, after = (repr(part)[1:-1] for part in (error.before, _cut(error.text), error.after))
        yield Text.assemble(f"  {error.span.start}: …{before}", (f"[{text}]", "bold"), f"{after}…")


def _cut(text: str) -> str:
    """Both ends of a long text, as either may hold what it is about."""
    return text if len(text) <= _SIDE else f"{text[: _SIDE // 2]} … {text[-_SIDE // 2 :]}"


def _side(value: str | None) -> str:
    return "nothing" if value is None else repr(value[:_SIDE])


def _table(title: str, columns: Row, rows: Iterable[Row]) -> Group:
    """The title stands on a line of its own, as it may be wider than the table."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, collapse_padding=True)
    table.add_column(columns[0], no_wrap=True, max_width=31)
    for column in columns[1:]:
        table.add_column(column, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return Group(Text(title, "bold"), table, "")


def _tally(tally: Tally) -> Row:
    rates = (tally.precision, tally.recall, tally.f1)
    return str(tally.gold), str(tally.ours), *(_rate(rate) for rate in rates)


def _rate(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.3f}"


def _share(share: Share) -> str:
    return f"{share.right}/{share.n}"
