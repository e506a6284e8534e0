"""Ingestion: what happens to many documents between their paths and the release."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import batch, ingestion
from pipeline.errors import InputError, RuleError
from pipeline.extraction import extract_document
from pipeline.importing import take_in
from pipeline.ingestion import Ingestion
from pipeline.model import Document, Extraction, Quarantined
from pipeline.verify import verify

MOMENT = datetime(2030, 1, 2, tzinfo=UTC)
Files = Callable[[Path], dict[str, bytes]]


def ingested(*paths: Path, out: Path, workers: int = 1) -> Ingestion:
    return ingestion.ingest(paths, out=out, published_at=MOMENT, workers=workers)


def in_quarantine(made: Ingestion) -> dict[str, str]:
    return {each.name: each.reason for each in made.dataset.documents if isinstance(each, Quarantined)}


def test_every_document_of_a_folder_is_ingested(pages: Path, tmp_path: Path) -> None:
    made = ingested(pages, out=tmp_path / "out")

    assert {each.name for each in made.dataset.documents} == {"kosovo.txt", "training.txt", "weather.txt"}


def test_the_order_of_inputs_changes_neither_id_nor_bytes(
    pages: Path, tmp_path: Path, files_under: Files
) -> None:
    files = sorted(pages.iterdir())

    one = ingested(*files, out=tmp_path / "one").release
    other = ingested(*reversed(files), out=tmp_path / "other").release

    assert files_under(Path(one.path)) == files_under(Path(other.path))
    assert one.release_id == other.release_id


def test_the_number_of_workers_changes_no_byte(
    pages: Path, tmp_path: Path, files_under: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingestion, "BATCH", 1)

    one = ingested(pages, out=tmp_path / "one").release
    two = ingested(pages, out=tmp_path / "two", workers=2).release

    assert files_under(Path(one.path)) == files_under(Path(two.path))


def test_the_same_bytes_are_kept_once_under_the_least_name(pages: Path, tmp_path: Path) -> None:
    (pages / "a-copy.txt").write_bytes((pages / "kosovo.txt").read_bytes())

    made = ingested(pages, out=tmp_path / "out")

    assert {each.name for each in made.dataset.documents} == {"a-copy.txt", "training.txt", "weather.txt"}


def test_of_two_sidecars_of_the_same_bytes_one_wins_in_any_order(pages: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "here", tmp_path / "there"]
    for folder in folders:
        folder.mkdir()
        (folder / "page.txt").write_text("EUTM Mali began.", encoding="utf-8")
        (folder / "page.txt.meta.json").write_text(
            f'{{"url": "https://pages.test/{folder.name}"}}', encoding="utf-8"
        )

    one = ingested(*folders, out=tmp_path / "out").release
    other = ingested(*reversed(folders), out=tmp_path / "out").release

    assert one.release_id == other.release_id


def test_an_unreadable_document_is_named_with_its_reason_and_the_others_go_on(
    pages: Path, tmp_path: Path
) -> None:
    (pages / "empty.txt").write_bytes(b"")

    made = ingested(pages, out=tmp_path / "out")

    assert list(in_quarantine(made)) == ["empty.txt"]
    assert in_quarantine(made)["empty.txt"]


def test_a_document_whose_extraction_fails_goes_into_quarantine_with_one_line(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(document: Document) -> Extraction:
        if document.name == "kosovo.txt":
            raise ValueError("two\nlines")
        return extract_document(document)

    monkeypatch.setattr(batch, "extract_document", failing)

    made = ingested(pages, out=tmp_path / "out")

    assert in_quarantine(made) == {
        "kosovo.txt": "extraction failed (ValueError: two lines); please report it"
    }


def test_a_broken_rule_is_not_blamed_on_a_document(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(document: Document) -> Extraction:
        raise RuleError("dates.toml: no")

    monkeypatch.setattr(batch, "extract_document", broken)

    with pytest.raises(RuleError):
        ingested(pages, out=tmp_path / "out")


def test_where_nothing_can_be_read_the_earlier_release_stays(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = ingested(pages, out=out).release
    unreadable = tmp_path / "empty.txt"
    unreadable.write_bytes(b"")

    with pytest.raises(InputError, match=r"none of 1 documents can be read.*empty\.txt: "):
        ingested(unreadable, out=out)

    assert (out / "latest").resolve() == Path(before.path).resolve()


def test_a_folder_with_nothing_to_read_is_an_error_that_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "bare"
    folder.mkdir()

    with pytest.raises(InputError, match="bare"):
        ingested(folder, out=tmp_path / "out")


def test_progress_is_told_from_nothing_to_all(pages: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    ingestion.ingest(
        [pages],
        out=tmp_path / "out",
        published_at=MOMENT,
        progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_an_input_is_a_path_where_there_is_one(pages: Path) -> None:
    assert ingestion.locate([str(pages)]).paths == (pages,)


def test_an_input_may_be_the_name_of_a_document_in_raw(pages: Path) -> None:
    assert ingestion.locate(["kosovo"], raw=pages).paths == (pages / "kosovo.txt",)


def test_no_input_means_all_of_raw(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingestion, "listed", lambda: ())

    assert ingestion.locate([], out=pages.parent / "out", raw=pages).paths == (pages,)


def test_with_sources_it_means_the_store_too_before_anything_was_fetched(pages: Path) -> None:
    out = pages.parent / "out"

    located = ingestion.locate([], out=out, raw=pages)

    assert located.paths == (pages, out / "raw")
    assert located.sources == ingestion.listed()


def test_the_state_is_another_one_where_a_document_is(pages: Path, tmp_path: Path) -> None:
    before = ingestion.state([pages], out=tmp_path / "out")
    assert ingestion.state([pages], out=tmp_path / "out") == before

    (pages / "weather.txt").write_text("The sun came out.", encoding="utf-8")

    assert ingestion.state([pages], out=tmp_path / "out") != before
    assert not (tmp_path / "out").exists()


def test_an_input_that_is_nothing_is_an_error_that_says_what_there_is(pages: Path) -> None:
    with pytest.raises(InputError, match=r"^nowhere: no such file or folder.*kosovo.*training.*weather"):
        ingestion.locate(["nowhere"], raw=pages)


def test_an_address_may_be_longer_than_a_path(pages: Path) -> None:
    url = f"https://pages.test/{'mali/' * 2000}"

    assert [each.url for each in ingestion.locate([url], raw=pages).sources] == [url]


def test_an_unchanged_document_is_not_extracted_again(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ingested(pages, out=tmp_path / "out").release
    monkeypatch.setattr(batch, "extract_document", lambda document: pytest.fail(document.name))

    again = ingested(pages, out=tmp_path / "out").release

    assert again.release_id == first.release_id


def test_a_damaged_entry_of_the_cache_is_made_anew(pages: Path, tmp_path: Path) -> None:
    first = ingested(pages, out=tmp_path / "out").release
    entries = [path for path in (tmp_path / "out" / "cache").rglob("*") if path.is_file()]
    whole = [path.read_bytes() for path in entries]
    for path in entries:
        path.write_bytes(b"damaged")

    again = ingested(pages, out=tmp_path / "out").release

    assert again.release_id == first.release_id
    assert [path.read_bytes() for path in entries] == whole


def test_every_document_is_kept_as_a_snapshot(pages: Path, tmp_path: Path) -> None:
    made = ingested(pages, out=tmp_path / "out")

    kept = {path.stem for path in (tmp_path / "out" / "raw").rglob("*.txt")}
    assert kept == {each.document_id for each in made.dataset.documents}


def test_the_text_of_a_page_is_kept_beside_its_snapshot(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>EUTM Mali began in 2013.</p></body></html>", encoding="utf-8")

    made = ingested(page, out=tmp_path / "out")

    [document] = made.dataset.documents
    assert isinstance(document, Document)
    [text] = (tmp_path / "out" / "raw" / "page").glob(f"{document.document_id}.*.txt")
    assert text.read_text(encoding="utf-8") == document.text


def test_a_release_as_of_a_day_is_made_of_what_had_been_seen_then(tmp_path: Path) -> None:
    archive, out = tmp_path / "archive", tmp_path / "out"
    archive.mkdir()
    for year, end in ((2020, 2022), (2022, 2024)):
        text = f"EUTM Mali\n\nThe mandate of EUTM Mali runs until 18 May {end}.\n"
        (archive / f"mali-{year}-06-01.txt").write_text(text, encoding="utf-8")
    take_in(archive, store=out / "raw", seen_at=MOMENT)

    then = ingestion.ingest(
        [out / "raw"], out=out, published_at=MOMENT, as_of=datetime(2021, 1, 1, tzinfo=UTC)
    )
    now = ingestion.ingest([out / "raw"], out=out, published_at=MOMENT)

    assert [each.mandate_end for each in (*then.dataset.missions, *now.dataset.missions)] == [
        "2022-05-18",
        "2024-05-18",
    ]


def test_a_release_as_of_a_day_can_be_verified_though_its_page_was_never_ingested(tmp_path: Path) -> None:
    page, out = tmp_path / "page.html", tmp_path / "out"
    page.write_text("<html><body><p>EUTM Mali began in 2013.</p></body></html>", encoding="utf-8")
    page.with_name("page.html.meta.json").write_text('{"retrieved_at": "2020-06-01"}', encoding="utf-8")

    made = ingestion.ingest([page], out=out, published_at=MOMENT, as_of=datetime(2021, 1, 1, tzinfo=UTC))

    assert verify(made.release.release_id, out=out).difference is None


def test_before_anything_was_seen_there_is_no_release(pages: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing had been seen there by 2001-01-01"):
        ingestion.ingest(
            [pages], out=tmp_path / "out", published_at=MOMENT, as_of=datetime(2001, 1, 1, tzinfo=UTC)
        )
