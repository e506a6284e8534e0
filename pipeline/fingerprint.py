"""The fingerprint of what rows follow from besides documents and decisions: rules, code, libraries."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline import rulebook

# Of these libraries, another version can give other bytes for the same input.
LIBRARIES = (
    "babel", "dateparser", "jinja2", "pandas", "pyarrow", "pycountry", "pypdfium2", "selectolax",
    "spacy", "text2num",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """SHA-256 digests (hex) of the rule files and of the package's code, and the versions of libraries."""

    rules: str
    code: str
    versions: tuple[tuple[str, str], ...]


@cache
def fingerprint() -> Fingerprint:
    """Return the fingerprint of the pipeline that runs; the files are read once a process."""
    return Fingerprint(rulebook.digest(), _code(), tuple((name, version(name)) for name in LIBRARIES))


def _code() -> str:
    """Return a digest of the package's code and templates: names and bytes, wherever they are installed.

    The pages for review are left out: a release is the same however it is looked at.
    """
    package = Path(__file__).parent
    found = hashlib.sha256()
    files = sorted(path for suffix in ("py", "html", "css") for path in package.rglob(f"*.{suffix}"))
    for path in (each for each in files if not each.is_relative_to(package / "review")):
        found.update(path.relative_to(package).as_posix().encode() + b"\0")
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
