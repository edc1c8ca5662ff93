"""Sentences for people: a message id with parameters, rendered in Vietnamese and English through gettext.

The catalogues are ``pipeline/locale/{vi,en}/LC_MESSAGES/<domain>.po``; one domain a subject (``rules``, ``files``,
``errors``, ``report``, ``cli``). An entry's msgid is the message id; its remedy stands under ``<id>.remedy``.
Placeholders are ``{name}``. Days (``2025-08-21`` in the parameters) are written ``21/08/2025``.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
LOCALE = Path(__file__).parent / "locale"
_NAMED = 24
"""Entries of a list that a sentence names before it only counts the rest."""
_ISO_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_ISO_MOMENT = re.compile(r"^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})")


@dataclass(frozen=True)
class Message:
    """One message and its remedy in both languages; a remedy is empty where the catalogue has none."""

    vi: str
    en: str
    remedy_vi: str
    remedy_en: str

    def text(self, language: Language) -> str:
        """The sentence."""
        return self.vi if language == "vi" else self.en

    def remedy(self, language: Language) -> str:
        """What to do next."""
        return self.remedy_vi if language == "vi" else self.remedy_en


@cache
def _catalogue(language: Language) -> Mapping[str, str]:
    entries: dict[str, str] = {}
    for path in sorted((LOCALE / language / "LC_MESSAGES").glob("*.mo")):
        with path.open("rb") as stream:
            translations = gettext.GNUTranslations(stream)
        entries.update(
            {key: value for key, value in translations._catalog.items() if isinstance(key, str) and key}  # type: ignore[attr-defined]
        )
    return entries


def message_ids() -> tuple[str, ...]:
    """Every id of the catalogues, remedies left out."""
    return tuple(sorted(key for key in _catalogue("vi") if not key.endswith(".remedy")))


def day(value: date) -> str:
    """``dd/mm/yyyy``."""
    return value.strftime("%d/%m/%Y")


def _shown(value: Any, language: Language) -> str:
    if isinstance(value, Enum):
        return label(str(value.value), language)
    if isinstance(value, datetime):
        return value.strftime("%H:%M %d/%m/%Y")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, str):
        if found := _ISO_DAY.match(value):
            return f"{found[3]}/{found[2]}/{found[1]}"
        if found := _ISO_MOMENT.match(value):
            return f"{found[4]} {found[3]}/{found[2]}/{found[1]}"
        return value
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        items = [_shown(item, language) for item in value]
        if len(items) > _NAMED:
            # A sentence with hundreds of names is read by nobody; values and evidence hold them all.
            items = [*items[:_NAMED], say("list.more", language, {"count": len(items) - _NAMED})]
        return ", ".join(items)
    return str(value)


def placeholders(text: str) -> frozenset[str]:
    """Names of the parameters that a sentence needs."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def say(message_id: str, language: Language, params: Mapping[str, Any] | None = None) -> str:
    """One entry of the catalogue with its parameters filled in; KeyError where the id or a parameter is missing."""
    text = _catalogue(language)[message_id]
    return text.format_map({key: _shown(value, language) for key, value in (params or {}).items()})


def label(word: str, language: Language) -> str:
    """The word of a closed list (``same_thing``) as people say it; the word itself where no label is kept."""
    return _catalogue(language).get(f"label.{word}", word)


def render(message_id: str, params: Mapping[str, Any] | None = None) -> Message:
    """Sentence and remedy of a message in both languages."""
    texts = {language: say(message_id, language, params) for language in LANGUAGES}
    remedies = {
        language: say(f"{message_id}.remedy", language, params)
        if f"{message_id}.remedy" in _catalogue(language)
        else ""
        for language in LANGUAGES
    }
    return Message(vi=texts["vi"], en=texts["en"], remedy_vi=remedies["vi"], remedy_en=remedies["en"])
