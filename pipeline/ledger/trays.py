"""Which packages the ledger wants in the trays, and making the trays so.

In the trays stands the newest checked version of each dossier; an earlier version stays beside it where an officer
decided about it, since what an officer decided is not undone by what arrives later.
"""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from pipeline.ledger.checking import case
from pipeline.ledger.models import Dossier, ReportRecord, Version
from pipeline.ledger.rows import PROGRAM, add_event, find_dossier, local, ref_of
from pipeline.models.vocabulary import Recommendation
from pipeline.routing.bag import Package
from pipeline.routing.deliver import clean_up, make_trays, project, standing


def packages(dossier: str) -> tuple[Package, ...]:
    """The packages of a dossier that are to stand in the trays, and where.

    Raises:
        UsageError: ``dossier-unknown``.
    """
    with transaction.atomic():
        checked = [
            version
            for version in find_dossier(dossier).versions.select_related("dossier").order_by("number")
            if version.reports.exists()
        ]
        return tuple(_package(version) for version in checked if version == checked[-1] or version.decisions.exists())


def _package(version: Version) -> Package:
    report = version.reports.latest("number")
    ref = ref_of(version)
    return Package(
        dossier=ref.dossier,
        version=ref.version,
        number=report.number,
        tray=_tray(version, report),
        content_sha256=version.content_sha256,
        made_on=local(report.at).date(),
        files=() if report.report_only else case(ref).submission.files,
        report={form.name: zlib.decompress(form.body) for form in report.forms.all()},
    )


def _tray(version: Version, report: ReportRecord) -> Recommendation:
    decision = version.decisions.order_by("-pk").first()
    return Recommendation(decision.tray if decision is not None else report.recommendation)


def deliver(dossier: str, trays: Path, at: dt.datetime) -> dict[str, Path]:
    """Make the trays show what the ledger says of a dossier; answers where its packages stand. Doing so again changes
    nothing; where something new was recorded meanwhile, the dossier stays to be delivered.

    Raises:
        UsageError: ``dossier-unknown``.
        IntegrityError: ``sealed-damaged``, ``bag-invalid``.
        SetupError: ``disk-full``.
    """
    wanted = packages(dossier)
    public_id = find_dossier(dossier).public_id
    places = project(trays, public_id, wanted)
    with transaction.atomic():
        rows = find_dossier(dossier).versions.select_for_update()
        for package in wanted:
            _note(rows.get(number=package.version), package, at)
        if _places(packages(dossier)) == _places(wanted):
            rows.update(needs_delivery=False)
    return places


def _places(wanted: tuple[Package, ...]) -> set[tuple[str, Recommendation]]:
    return {(package.name, package.tray) for package in wanted}


def _note(version: Version, package: Package, at: dt.datetime) -> None:
    report = version.reports.get(number=package.number)
    if report.tray != package.tray.value:
        add_event(at, PROGRAM, "delivered", ref_of(version), package=package.name, tray=package.tray.value)
        report.tray = package.tray.value
        report.save(update_fields=["tray"])


@dataclass(frozen=True)
class Rebuilt:
    """What rebuilding the trays found."""

    packages: int
    unknown: tuple[str, ...]
    """Packages that the ledger knows nothing of: left where they are, for a person to look at."""


def rebuild(trays: Path, at: dt.datetime) -> Rebuilt:
    """Make all trays again from the ledger, the sealed files and the stored reports; see :func:`deliver`."""
    make_trays(trays)
    clean_up(trays)
    known: set[Path] = set()
    for dossier in Dossier.objects.order_by("pk").values_list("public_id", flat=True).iterator():
        known.update(deliver(dossier, trays, at).values())
    strangers = tuple(str(place.relative_to(trays)) for place in standing(trays) if place not in known)
    return Rebuilt(len(known), strangers)
