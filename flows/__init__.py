"""Flows: the ingestion as Prefect runs it; importing this package settles what Prefect reads when imported.

Each setting is only a default: what the environment says already holds.
"""

from __future__ import annotations

import os

DEFAULTS = {
    # Prefect gives the server that it starts by itself 20 s; on a small machine it takes up to 35 s.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # What holds a concurrency limit is known to a server that was started again, too.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    # Nothing leaves the machine.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
}

for name, value in DEFAULTS.items():
    os.environ.setdefault(name, value)
