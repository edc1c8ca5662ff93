"""The least that Django needs for the ledger: no web, no accounts. The officers' web application adds its own.

Also the settings module of the type checker's Django plugin and of ``makemigrations``.
"""

from __future__ import annotations

from typing import Any

INSTALLED_APPS = ["pipeline.ledger"]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
LANGUAGE_CODE = "vi"
USE_I18N = False
SECRET_KEY = ""
"""Nothing is signed here; the web application sets its own."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES: dict[str, dict[str, Any]] = {}
"""Set when the ledger is opened."""
LOGGING_CONFIG = None
"""The program's own logging stays as it is."""


def as_mapping() -> dict[str, Any]:
    """All settings by name."""
    return {name: value for name, value in globals().items() if name.isupper()}
