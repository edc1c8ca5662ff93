"""The ledger as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Named ``ledger`` in migrations and tables."""

    name = "pipeline.ledger"
    label = "ledger"
    verbose_name = "Sổ theo dõi hồ sơ"
    default_auto_field = "django.db.models.BigAutoField"
