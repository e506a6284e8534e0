"""Visits: what comes of fetching a source, in the store, in its log and in the next release."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import ingestion
from pipeline.acquire.publications import publications
from pipeline.acquire.snapshots import folder_of, history
from pipeline.acquire.sources import Gates, Source
from pipeline.acquire.visits import visits
from pipeline.acquire.web import Reach
from pipeline.errors import GateError, InputError
from pipeline.fetching import visit, visit_all
from pipeline.ingestion import Ingestion
from tests.acquire.web.conftest import PAGE, Clock, Reply, Site

MOMENT = datetime(2030, 1, 2, tzinfo=UTC)
LATER = PAGE.replace(b"2024", b"2026")
WALL = b"<html><head><title>Just a moment...</title></head><body><p>Checking your browser.</p></body></html>"


def published(source: Source, out: Path, *, accept_gates: bool = False) -> Ingestion:
    return ingestion.ingest(
        [folder_of(out / "raw", source.id)], out=out, published_at=MOMENT, accept_gates=accept_gates
    )


def ends(made: Ingestion) -> list[str | None]:
    return [each.mandate_end for each in made.dataset.missions]


def test_a_visited_page_is_in_the_next_release(
    site: Site, reach: Reach, source: Source, tmp_path: Path
) -> None:
    site.pages["/mission"] = [Reply()]

    made = visit(source, store=tmp_path / "raw", reach=reach)

    assert (made.outcome, made.reason) == ("changed", None)
    [document] = published(source, tmp_path).dataset.documents
    assert (document.source_id, document.url, document.retrieved_at) == (source.id, source.url, made.at)


def test_the_same_bytes_again_change_no_byte_of_the_release(
    site: Site, clock: Clock, reach: Reach, source: Source, tmp_path: Path
) -> None:
    site.pages["/mission"] = [Reply()]
    visit(source, store=tmp_path / "raw", reach=reach)
    first = published(source, tmp_path).release
    clock.sleep(86_400)

    again = visit(source, store=tmp_path / "raw", reach=reach)

    assert again.outcome == "unchanged"
    assert published(source, tmp_path).release.release_id == first.release_id
    assert len(history(folder_of(tmp_path / "raw", source.id))) == 2


def test_a_page_that_the_server_says_is_unchanged_is_not_sent_again(
    site: Site, reach: Reach, source: Source, tmp_path: Path
) -> None:
    site.pages["/mission"] = [Reply(headers={"ETag": '"one"'}), Reply(304, body=b"")]

    outcomes = [visit(source, store=tmp_path, reach=reach).outcome for _ in range(3)]

    assert outcomes == ["changed", "unchanged", "unchanged"]
    assert [headers.get("If-None-Match") for path, headers in site.asked if path == "/mission"] == [
        None,
        '"one"',
        '"one"',
    ]


def test_a_change_of_the_page_is_a_change_by_the_source(
    site: Site, clock: Clock, reach: Reach, source: Source, tmp_path: Path
) -> None:
    site.pages["/mission"] = [Reply(), Reply(body=LATER)]
    visit(source, store=tmp_path / "raw", reach=reach)
    published(source, tmp_path)
    clock.sleep(86_400)
    visit(source, store=tmp_path / "raw", reach=reach)

    changed = published(source, tmp_path).changes

    assert changed is not None
    assert [(each.property, each.new, each.cause) for each in changed.changes] == [
        ("mandate_end", "2026-05-18", "source")
    ]


@pytest.mark.parametrize(
    ("reply", "outcome", "reason"),
    [
        (Reply(404), "failed", "404"),
        (Reply(body=WALL), "no page", "wall"),
        (Reply(body=b"\x00\x01\x02" * 99), "no page", "binary"),
    ],
)
def test_what_is_no_page_leaves_the_last_snapshot_and_is_logged(
    site: Site, reach: Reach, source: Source, tmp_path: Path, reply: Reply, outcome: str, reason: str
) -> None:
    site.pages["/mission"] = [Reply(headers={"ETag": '"one"'}), reply]
    visit(source, store=tmp_path / "raw", reach=reach)

    made = visit(source, store=tmp_path / "raw", reach=reach)

    assert made.outcome == outcome
    assert reason in str(made.reason)
    assert visits(folder_of(tmp_path / "raw", source.id))[-1] == made
    assert ends(published(source, tmp_path)) == ["2024-05-18"]


def test_a_wall_does_not_name_the_state_that_is_asked_for_next(
    site: Site, reach: Reach, source: Source, tmp_path: Path
) -> None:
    site.pages["/mission"] = [Reply(body=WALL, headers={"ETag": '"wall"'}), Reply()]
    visit(source, store=tmp_path, reach=reach)

    made = visit(source, store=tmp_path, reach=reach)

    assert made.outcome == "changed"
    assert "If-None-Match" not in site.asked[-1][1]


def test_a_failing_source_does_not_keep_the_others(
    site: Site, reach: Reach, source: Source, tmp_path: Path
) -> None:
    site.pages["/mission"] = [Reply()]
    broken = replace(source, id="broken", url=site.url("/gone"))

    made = visit_all([broken, source], store=tmp_path, reach=reach)

    assert [each.outcome for each in made] == ["failed", "changed"]


def test_a_source_that_never_gave_a_page_is_no_release(
    site: Site, reach: Reach, source: Source, tmp_path: Path
) -> None:
    visit(source, store=tmp_path / "raw", reach=reach)

    with pytest.raises(InputError, match="nothing had been seen there"):
        published(source, tmp_path)


@pytest.fixture
def gated(source: Source, monkeypatch: pytest.MonkeyPatch) -> Source:
    """The source as the list has it: it names one mission at least, and none may vanish."""
    listed = replace(source, gates=Gates(missions=1, vanished=0.0))
    monkeypatch.setattr(ingestion, "listed", lambda: (listed,))
    return listed


def test_a_breach_of_a_gate_keeps_the_last_release(
    site: Site, clock: Clock, reach: Reach, gated: Source, tmp_path: Path
) -> None:
    nothing = PAGE.replace(b"EUTM Mali", b"The weather").replace(b"training mission", b"rain")
    site.pages["/mission"] = [Reply(), Reply(body=nothing)]
    visit(gated, store=tmp_path / "raw", reach=reach)
    first = published(gated, tmp_path).release
    clock.sleep(86_400)
    visit(gated, store=tmp_path / "raw", reach=reach)

    with pytest.raises(GateError, match=r"eutm-mali: .*EUTM Mali.*--accept-gate"):
        published(gated, tmp_path)

    assert (tmp_path / "latest").readlink().name == first.release_id


def test_a_gate_is_passed_once_by_order_and_that_is_logged(
    site: Site, clock: Clock, reach: Reach, gated: Source, tmp_path: Path
) -> None:
    site.pages["/mission"] = [Reply(), Reply(body=PAGE.replace(b"EUTM Mali", b"EUTM Niger"))]
    visit(gated, store=tmp_path / "raw", reach=reach)
    published(gated, tmp_path)
    clock.sleep(86_400)
    visit(gated, store=tmp_path / "raw", reach=reach)

    published(gated, tmp_path, accept_gates=True)

    assert "EUTM Mali" in publications(tmp_path)[-1].accepted_gates[0]


def test_a_damaged_release_is_replaced_by_order_alone_where_gates_ask_what_it_said(
    site: Site, reach: Reach, gated: Source, tmp_path: Path
) -> None:
    site.pages["/mission"] = [Reply()]
    visit(gated, store=tmp_path / "raw", reach=reach)
    table = Path(published(gated, tmp_path).release.path, "statements.parquet")
    table.write_bytes(b"damaged")

    with pytest.raises(GateError, match=r"vanished.*cannot be told: .*statements\.parquet.*--accept-gate"):
        published(gated, tmp_path)

    assert table.read_bytes() == b"damaged"
    assert ends(published(gated, tmp_path, accept_gates=True)) == ["2024-05-18"]
    assert table.read_bytes() != b"damaged"
