"""Sets the environment that Prefect reads when it is imported. Call :func:`prepare` before the first import of it.

Prefect's own data stays under the home, telemetry is off, results are not kept, and nothing is sent anywhere.
"""

from __future__ import annotations

import os

from pipeline.home import VARIABLE, Home

SERVER_VARIABLE = "PREFECT_API_URL"


def prepare(home: Home) -> None:
    """Put Prefect's settings for this home into the environment, for this process and those it starts."""
    os.environ[VARIABLE] = str(home.root)
    os.environ["PREFECT_HOME"] = str(home.prefect)
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    os.environ["DO_NOT_TRACK"] = "1"
    os.environ["PREFECT_RESULTS_PERSIST_BY_DEFAULT"] = "false"
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "ERROR")
    # Prefect's own temporary server outlives a run that is killed; flows.serve starts one that does not.
    os.environ["PREFECT_SERVER_ALLOW_EPHEMERAL_MODE"] = "false"


def server_address() -> str | None:
    """The Prefect server that the environment names; None where the program runs its own."""
    return os.environ.get(SERVER_VARIABLE) or None
