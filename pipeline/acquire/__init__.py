"""Where documents come from: each acquirer gives snapshots, and what could not be taken with the reason."""

from __future__ import annotations

from pipeline.acquire.local import MAX_BYTES, acquire, too_large
from pipeline.acquire.stream import given

__all__ = ["MAX_BYTES", "acquire", "given", "too_large"]
