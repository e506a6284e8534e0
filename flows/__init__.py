"""Flows: the ingestion as Prefect runs it; importing this package settles what Prefect reads when imported.

Each setting is only a default: what the environment says already holds.
"""

from __future__ import annotations

import os

DEFAULTS = {
    # A small machine needs up to 35 s for the server that Prefect starts by itself; without this it is given 20 s.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # Nothing leaves the machine.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
}

for name, value in DEFAULTS.items():
    os.environ.setdefault(name, value)
