"""Finding rows, adding lines to the trail, and the keys that names are compared by; for this package only."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

from pipeline.errors import UsageError
from pipeline.ledger.models import Dossier, Event, Version
from pipeline.ledger.values import VersionRef
from pipeline.models.submission import LOCAL

PROGRAM = "dossiers"
"""Who acts where no person does."""

_KEY_LENGTH = 300
_FOUND_SHOWN = 5


def ref_of(version: Version) -> VersionRef:
    """The public name of a version."""
    return VersionRef(version.dossier.public_id, version.number)


def find_dossier(dossier: str) -> Dossier:
    """By its id, by the id a later version arrived under, or by the beginning of one that fits no other.

    Raises:
        UsageError: ``dossier-unknown``, ``dossier-ambiguous``.
    """
    exact = Version.objects.select_related("dossier").filter(own_id=dossier).first()
    if exact is not None:
        return exact.dossier
    if len(dossier) > len("D-"):
        found = list(Dossier.objects.filter(versions__own_id__startswith=dossier).distinct()[: _FOUND_SHOWN + 1])
        if len(found) == 1:
            return found[0]
        if found:
            ids = sorted(one.public_id for one in found)[:_FOUND_SHOWN]
            raise UsageError("dossier-ambiguous", dossier=dossier, found=ids)
    raise UsageError("dossier-unknown", dossier=dossier)


def newest(dossier: Dossier) -> Version:
    """The newest version, locked where the database has row locks."""
    version = dossier.versions.select_for_update().order_by("-number").first()
    if version is None:
        raise UsageError("dossier-unknown", dossier=dossier.public_id)
    return version


def version_of(ref: VersionRef) -> Version:
    """The row of a version, locked where the database has row locks.

    Raises:
        UsageError: ``dossier-unknown``.
    """
    rows = Version.objects.select_for_update().select_related("dossier")
    version = rows.filter(dossier__public_id=ref.dossier, number=ref.version).first()
    if version is None:
        raise UsageError("dossier-unknown", dossier=ref.dossier)
    return version


def local(moment: dt.datetime) -> dt.datetime:
    """The moment as the office's clock shows it."""
    return moment.astimezone(LOCAL)


def add_event(at: dt.datetime, who: str, what: str, ref: VersionRef, **details: Any) -> None:
    """One more line of the trail."""
    Event.objects.create(
        at=local(at).isoformat(), who=who, what=what, dossier=ref.dossier, version=ref.version, details=details
    )


def name_key(name: str | None) -> str:
    """A name for comparing: NFC, one case, single blanks. Marks stay: Tân Hoà and Tân Hóa are two communes."""
    return " ".join(unicodedata.normalize("NFC", name or "").casefold().split())[:_KEY_LENGTH]


def number_key(number: str | None) -> str:
    """A paper's number for comparing: ``05 / TTr-UBND`` is ``5/ttr-ubnd``."""
    return "".join(unicodedata.normalize("NFC", number or "").casefold().split()).lstrip("0")[:_KEY_LENGTH]
