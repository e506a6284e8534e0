"""Export: every table of a release goes through every format and comes back with its values."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from pipeline.errors import ReleaseError
from pipeline.export import export
from pipeline.export.cells import plain
from pipeline.export.sheet import BATCH, sheet
from pipeline.load import release_folder
from pipeline.publish.schemas import TABLES

every_table = pytest.mark.parametrize("table", ["list", *TABLES])


def rows(table: str, out: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in b"".join(export(table, "jsonl", out=out)).split(b"\n")[:-1]]


@pytest.mark.parametrize("table", TABLES)
def test_json_lines_hold_the_rows_of_the_table(table: str, out: Path) -> None:
    published = pq.read_table(out / "latest" / f"{table}.parquet").to_pylist()
    for row in published:
        if moment := row.get("retrieved_at"):
            row["retrieved_at"] = f"{moment:%Y-%m-%dT%H:%M:%SZ}"

    assert rows(table, out) == published


@every_table
def test_csv_holds_the_same_cells(table: str, out: Path) -> None:
    text = b"".join(export(table, "csv", out=out)).decode("utf-8-sig")

    read = list(csv.DictReader(io.StringIO(text, newline="")))

    written = {None: "", True: "true", False: "false"}
    assert read == [
        {
            name: written[cell] if cell is None or isinstance(cell, bool) else str(cell)
            for name, cell in ((name, plain(value)) for name, value in row.items())
        }
        for row in rows(table, out)
    ]


@every_table
def test_a_workbook_holds_the_same_cells(table: str, out: Path) -> None:
    book = load_workbook(io.BytesIO(b"".join(export(table, "xlsx", out=out))))

    header, *read = book[table].iter_rows(values_only=True)

    counts = {"staff", "staff_lower", "staff_upper"}
    expected = [
        [
            int(str(row[name])) if name in counts and row[name] else plain(row[name])
            for name in map(str, header)
        ]
        for row in rows(table, out)
    ]
    assert [list(row) for row in read] == expected
    assert book.sheetnames == [table]


def test_the_whole_release_is_one_workbook_with_the_list_first(out: Path) -> None:
    book = load_workbook(io.BytesIO(b"".join(export(None, "xlsx", out=out))))

    assert book.sheetnames[:3] == ["list", "missions", "statements"]
    assert set(book.sheetnames) == {"list", *TABLES}


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_without_a_table_it_is_the_list(form: str, out: Path) -> None:
    assert list(export(None, form, out=out)) == list(export("list", form, out=out))  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_the_same_release_gives_the_same_bytes(form: str, out: Path) -> None:
    assert list(export(None, form, out=out)) == list(export(None, form, out=out))  # type: ignore[arg-type]


def test_an_earlier_release_is_named_by_its_id(out: Path) -> None:
    named = release_folder(out, "latest").name

    assert list(export(None, "jsonl", out=out, release=named)) == list(export(None, "jsonl", out=out))


def test_an_unknown_table_is_told_before_anything_is_written(out: Path) -> None:
    with pytest.raises(ReleaseError, match=r"mission: no such table in release .* expected one of checks"):
        export("mission", "csv", out=out)


def test_an_unknown_release_lists_those_that_are_there(out: Path) -> None:
    with pytest.raises(ReleaseError, match="r0: no such release"):
        export(None, "csv", out=out, release="r0")


def test_a_damaged_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "claims.parquet").write_bytes(b"PAR1 no more")

    with pytest.raises(ReleaseError, match=r"claims\.parquet: the table cannot be read"):
        sheet("claims", tmp_path)


def test_only_one_batch_of_rows_is_read_at_a_time(out: Path, tmp_path: Path) -> None:
    table = pq.read_table(out / "latest" / "missions.parquet").slice(0, 1)
    pq.write_table(table.take([0] * (3 * BATCH)), tmp_path / "missions.parquet")

    taken = iter(sheet("missions", tmp_path).rows)
    first = next(taken)

    assert first["mission_id"]
    assert sum(1 for _ in taken) == 3 * BATCH - 1
