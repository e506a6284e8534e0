"""The log of publications, as it is read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.acquire.publications import publications
from pipeline.errors import ReleaseError
from pipeline.model import Publication

LINE = '{"published_at": "2025-04-30T12:00:00Z", "release_id": "r1", "previous": null}\n'


def test_publications_are_read_with_their_moments(tmp_path: Path) -> None:
    (tmp_path / "releases.jsonl").write_text(LINE, encoding="utf-8")

    assert publications(tmp_path) == (Publication("r1", datetime(2025, 4, 30, 12, tzinfo=UTC)),)


def test_without_a_log_nothing_was_published(tmp_path: Path) -> None:
    assert publications(tmp_path) == ()


@pytest.mark.parametrize("line", ["[]", "{}", '{"published_at": "2025-04-30", "release_id": "r1"}', "7"])
def test_a_line_that_is_no_publication_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "releases.jsonl").write_text(f"{LINE}{line}\n", encoding="utf-8")

    with pytest.raises(ReleaseError, match=r"releases\.jsonl:2: expected an object"):
        publications(tmp_path)
