"""One settings object: the office's ``settings/settings.toml``, overridden by ``DOSSIERS_…`` in the environment.

What the letter and the law say is not here but in the policy (``settings/policy``) and the calendar
(``settings/calendar``).
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from pipeline.errors import SetupError
from pipeline.home import Home
from pipeline.models.limits import Limits

FILE = "settings.toml"
_MISSED = {"ge": "<", "gt": "≤", "le": ">"}
"""How what was given relates to a bound that it misses, by pydantic's name of the bound."""


class Settings(BaseSettings):
    """How the program works on this machine. Unknown keys are refused by name."""

    model_config = SettingsConfigDict(
        env_prefix="DOSSIERS_", env_nested_delimiter="__", extra="forbid", frozen=True, validate_default=True
    )

    lang: Literal["vi", "en"] = "vi"
    """Language of the screen; reports are Vietnamese with English beside it."""
    workers: int = Field(default=2, ge=1, le=64)
    """Worker processes that read and check."""
    settle_seconds: float = Field(default=30.0, ge=0)
    """How long nothing of a dossier may have changed before it counts as completely copied."""
    batch: int = Field(default=50, ge=1)
    """Dossiers that one task of the flow takes."""
    database_url: str | None = None
    """The ledger's database; null for SQLite in the data folder."""
    limits: Limits = Limits()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment before file; no ``.env`` and no secret files."""
        toml = settings_cls.model_config.get("toml_file")
        file = (TomlConfigSettingsSource(settings_cls, Path(str(toml))),) if toml else ()
        return (init_settings, env_settings, *file)

    @property
    def sha256(self) -> str:
        """Hash of what can change a report: the limits."""
        return hashlib.sha256(self.limits.model_dump_json().encode()).hexdigest()


def load_settings(home: Home) -> Settings:
    """The settings in force for a home.

    Raises:
        SetupError: ``settings-unreadable``, ``settings-key-unknown``, ``settings-invalid``.
    """
    path = home.settings / FILE
    config = SettingsConfigDict(**{**Settings.model_config, "toml_file": path if path.exists() else None})
    try:
        settings: Settings = type("Settings", (Settings,), {"model_config": config})()
    except tomllib.TOMLDecodeError as error:
        raise SetupError("settings-unreadable", file=str(path), detail=str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        allowed = sorted(Limits.model_fields) if key.startswith("limits.") else sorted(Settings.model_fields)
        if first["type"] == "extra_forbidden":
            raise SetupError("settings-key-unknown", file=str(path), key=key, allowed=allowed) from error
        raise SetupError("settings-invalid", file=str(path), key=key, given=_given(first)) from error
    return settings


def _given(error: ErrorDetails) -> str:
    """What was given, and the bound that it misses."""
    bounds = error.get("ctx", {})
    missed = (f" {sign} {bounds[kind]}" for kind, sign in _MISSED.items() if kind in bounds)
    return "".join((str(error["input"]), *missed))
