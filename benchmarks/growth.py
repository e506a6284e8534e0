"""How the extraction grows: documents a second and peak memory with one worker, with two, and on Dask.

python benchmarks/growth.py [--documents 10000]
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import texts

LEAST, MOST = 300, 3_000
SEED = 20
MEGABYTE = 1024  # ru_maxrss is in kilobytes
MOMENT = datetime(2026, 1, 5, tzinfo=UTC)
WAYS = ("one worker", "two workers", "Dask, two workers")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    call = parser.parse_args()
    if call.way is not None:
        _measure(call.way, call.folder)
        return
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _write(folder / "pages", call.documents)
        print(f"| {call.documents:,} documents | documents a second | peak memory: run, each worker (MB) |")
        print("|---|---:|---:|")
        for way in WAYS:
            # A process of its own each, so that no peak is that of the way before.
            subprocess.run([sys.executable, __file__, "--way", way, "--folder", made], check=True)


def _write(folder: Path, number: int) -> None:
    folder.mkdir()
    for i, text in enumerate(texts.documents(number, least=LEAST, most=MOST, seed=SEED)):
        (folder / f"page-{i:05}.txt").write_text(text, encoding="utf-8")


def _measure(way: str, folder: Path) -> None:
    pages, out = folder / "pages", folder / way.replace(" ", "-").replace(",", "")
    number = len(list(pages.iterdir()))
    release, seconds, workers = {
        "one worker": lambda: _plain(pages, out, workers=1),
        "two workers": lambda: _plain(pages, out, workers=2),
        "Dask, two workers": lambda: _dask(pages, out),
    }[way]()
    peaks = ", ".join(f"{kilobytes / MEGABYTE:,.0f}" for kilobytes in (_peak(), *workers))
    print(f"| {way} | {number / seconds:.0f} | {peaks} |")
    print(f"{way}: release {release}, {seconds:.0f} s", file=sys.stderr)


def _plain(pages: Path, out: Path, *, workers: int) -> tuple[str, float, list[int]]:
    from pipeline.ingestion import ingest

    begun = time.perf_counter()
    made = ingest([pages], out=out, published_at=MOMENT, workers=workers)
    seconds = time.perf_counter() - begun
    # Of the pool's processes, which do the same, the system tells the greatest peak.
    of_children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return made.release.release_id, seconds, [of_children] if workers > 1 else []


def _dask(pages: Path, out: Path) -> tuple[str, float, list[int]]:
    os.environ["PREFECT_LOGGING_LEVEL"] = "ERROR"
    from distributed import Client, LocalCluster
    from prefect.testing.utilities import prefect_test_harness

    from flows import ingest

    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with cluster, prefect_test_harness(server_startup_timeout=120):
        os.environ[ingest.DASK] = cluster.scheduler_address
        begun = time.perf_counter()
        made = ingest.run([str(pages)], out=out)
        seconds = time.perf_counter() - begun
        with Client(cluster) as client:
            peaks = sorted(client.run(_peak).values())
    return made.release.release_id, seconds, peaks


def _peak() -> int:
    """Return the peak memory of this process, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
