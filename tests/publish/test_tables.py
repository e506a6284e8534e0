from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.model import Confidence, Dataset
from pipeline.publish.schemas import TABLES
from pipeline.publish.tables import parquet, tables


def test_read_document_has_characters_and_no_reason(dataset: Dataset) -> None:
    [row] = tables(dataset)["documents"].filter(pa.compute.field("status") == "ingested").to_pylist()
    assert (row["characters"], row["reason"]) == (69, None)


def test_quarantined_document_has_a_reason_and_no_characters(dataset: Dataset) -> None:
    [row] = tables(dataset)["documents"].filter(pa.compute.field("status") == "quarantined").to_pylist()
    assert (row["characters"], row["reason"]) == (None, "no text in it")


def test_moment_of_retrieval_is_kept_in_utc(dataset: Dataset) -> None:
    moments = tables(dataset)["documents"]["retrieved_at"].to_pylist()
    assert moments == [datetime(2026, 1, 5, 12, 0, tzinfo=UTC), None]


def test_heading_is_the_text_of_its_span(dataset: Dataset) -> None:
    assert tables(dataset)["sections"]["heading"].to_pylist() == ["EUCAP Somalia", None]


def test_span_becomes_start_and_end(dataset: Dataset) -> None:
    rows = tables(dataset)["mentions"].select(["start", "end"]).to_pylist()
    assert rows == [{"start": 0, "end": 13}, {"start": 63, "end": 68}]


def test_confidence_keeps_its_parts(dataset: Dataset) -> None:
    row = tables(dataset)["statements"].to_pylist()[0]
    assert row["confidence"] == 0.8125
    assert row["confidence_parts"] == [{"part": "form", "value": 0.9}, {"part": "place", "value": 0.95}]


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_in_the_order_of_the_key(dataset: Dataset, name: str) -> None:
    keys = [tuple(row.values()) for row in tables(dataset)[name].select(TABLES[name].key).to_pylist()]
    assert keys == sorted(keys)


def test_file_holds_the_schema_and_nothing_of_pandas(dataset: Dataset) -> None:
    table = tables(dataset)["missions"]
    schema = pq.read_schema(pa.BufferReader(parquet(table)))
    assert schema.equals(TABLES["missions"].schema)
    assert schema.metadata is None


def test_column_that_must_not_be_null_is_not_written_null(dataset: Dataset) -> None:
    nothing: str = None  # type: ignore[assignment]
    broken = replace(dataset, statements=(dataset.statements[0]._replace(quote=nothing),))
    with pytest.raises(pa.ArrowInvalid, match="quote"):
        parquet(tables(broken)["statements"])


def test_empty_dataset_has_every_table() -> None:
    empty = tables(Dataset((), (), (), (), (), (), ()))
    assert [table.num_rows for table in empty.values()] == [0] * len(TABLES)


def test_confidence_without_parts_has_an_empty_list(dataset: Dataset) -> None:
    plain = replace(dataset, claims=(dataset.claims[0]._replace(confidence=Confidence(0.5)),))
    assert tables(plain)["claims"]["confidence_parts"].to_pylist() == [[]]
