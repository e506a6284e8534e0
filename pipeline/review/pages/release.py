"""The releases; of one its manifest, its tables to download, and whether it can be rebuilt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as Folder
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, HTTPException, Path, Request, Response
from fastapi.responses import FileResponse, StreamingResponse
from starlette.datastructures import QueryParams

from pipeline.acquire.publications import publications
from pipeline.errors import ReleaseError
from pipeline.export import export
from pipeline.load import release_folder, table_file
from pipeline.publish.schemas import TABLES
from pipeline.rebuild import manifest_of
from pipeline.review.forms import form
from pipeline.review.render import page
from pipeline.review.setup import Setup
from pipeline.review.tables import latest
from pipeline.verify import Verification, verify

FORMATS: Final = {"csv": "text/csv", "jsonl": "application/x-ndjson"}

router = APIRouter()

Id = Annotated[str, Path(pattern="^r[0-9a-f]{16}$")]
Table = Annotated[str, Path(pattern="^[a-z]+$")]


@router.get("/releases")
def releases(request: Request) -> Response:
    """List what was published, the newest first."""
    setup: Setup = request.app.state.setup
    published = publications(setup.out)[::-1]
    ids = {each.release_id for each in published}
    there = {each for each in ids if (setup.out / "releases" / each).is_dir()}
    release_id = latest(setup.out).name
    return page(request, "releases.html", release_id=release_id, publications=published, there=there)


@router.get("/releases/{shown}")
def release(request: Request, shown: Id) -> Response:
    """Show a release."""
    return _shown(request, shown, verification=None)


@router.post("/releases/{shown}/verify")
def verified(request: Request, shown: Id, fields: Annotated[QueryParams, Depends(form)]) -> Response:
    """Rebuild a release from its snapshots, which takes as long as the run did, and say what came of it."""
    setup: Setup = request.app.state.setup
    _folder(setup, shown)
    return _shown(request, shown, verification=verify(shown, out=setup.out))


@router.get("/releases/{shown}/report.html")
def report(request: Request, shown: Id) -> Response:
    """Download the report of a release, a page that needs no server."""
    setup: Setup = request.app.state.setup
    file = _folder(setup, shown) / "report.html"
    if not file.is_file():
        raise HTTPException(404, f"The release {shown} has no report.")
    return FileResponse(file, filename=f"{shown}.html", media_type="text/html")


@router.get("/releases/{shown}/{name}.{ending}")
def download(
    request: Request, shown: Id, name: Table, ending: Literal["parquet", "csv", "jsonl"]
) -> Response:
    """Download a table of a release."""
    setup: Setup = request.app.state.setup
    folder = _folder(setup, shown)
    if name not in TABLES:
        raise HTTPException(404, f"There is no table {name}; there are {', '.join(TABLES)}.")
    file = table_file(folder, name)
    if ending == "parquet":
        return FileResponse(file, filename=file.name, media_type="application/vnd.apache.parquet")
    pieces: Iterator[bytes] = iter(export(name, ending, out=setup.out, release=shown))
    sent = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return StreamingResponse(pieces, media_type=FORMATS[ending], headers=sent)


def _shown(request: Request, shown: str, *, verification: Verification | None) -> Response:
    setup: Setup = request.app.state.setup
    folder = _folder(setup, shown)
    return page(
        request,
        "release.html",
        release_id=latest(setup.out).name,
        shown=shown,
        manifest=manifest_of(folder),
        tables=TABLES,
        published=[each for each in publications(setup.out) if each.release_id == shown],
        verification=verification,
    )


def _folder(setup: Setup, shown: str) -> Folder:
    """Return the folder of a release; 404 where it is not there."""
    try:
        return release_folder(setup.out, shown)
    except ReleaseError as error:
        raise HTTPException(404, str(error)) from error
