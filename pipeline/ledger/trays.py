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
from django.db.models import Max, QuerySet

from pipeline.ledger.checking import sealed_files
from pipeline.ledger.models import Dossier, ReportRecord, Version
from pipeline.ledger.rows import PROGRAM, add_event, find_dossier, local, ref_of
from pipeline.models.vocabulary import Recommendation
from pipeline.routing.bag import Package
from pipeline.routing.deliver import clean_up, make_trays, project, standing


@dataclass(frozen=True)
class _Wanted:
    """A version that is to stand in a tray, with its newest report."""

    version: Version
    report: ReportRecord
    tray: Recommendation


def _wanted(versions: QuerySet[Version]) -> list[_Wanted]:
    """In the order of versions; three statements, however many there are."""
    rows = versions.select_related("dossier").prefetch_related("reports", "decisions").order_by("number")
    checked = [(row, max(row.reports.all(), key=lambda report: report.number)) for row in rows if row.reports.all()]
    decided = {row.pk: max(row.decisions.all(), key=lambda one: one.pk) for row, _ in checked if row.decisions.all()}
    return [
        _Wanted(row, report, Recommendation(decided[row.pk].tray if row.pk in decided else report.recommendation))
        for row, report in checked
        if row == checked[-1][0] or row.pk in decided
    ]


def _package(wanted: _Wanted) -> Package:
    version, report = wanted.version, wanted.report
    ref = ref_of(version)
    return Package(
        dossier=ref.dossier,
        version=ref.version,
        number=report.number,
        tray=wanted.tray,
        content_sha256=version.content_sha256,
        made_on=local(report.at).date(),
        files=() if report.report_only else sealed_files(version),
        report={form.name: zlib.decompress(form.body) for form in report.forms.all()},
    )


def packages(dossier: str) -> tuple[Package, ...]:
    """The packages of a dossier that are to stand in the trays, and where.

    Raises:
        UsageError: ``dossier-unknown``.
    """
    with transaction.atomic():
        return tuple(_package(one) for one in _wanted(find_dossier(dossier).versions.all()))


def deliver(dossier: str, trays: Path, at: dt.datetime) -> dict[str, Path]:
    """Make the trays show what the ledger says of a dossier; answers where its packages stand. Doing so again changes
    nothing; where something new was recorded meanwhile, the dossier stays to be delivered.

    Raises:
        UsageError: ``dossier-unknown``.
        IntegrityError: ``sealed-damaged``, ``bag-invalid``.
        SetupError: ``disk-full``.
    """
    with transaction.atomic():
        found = find_dossier(dossier)
        before = _known(found)
        wanted = _wanted(found.versions.all())
        made = tuple(_package(one) for one in wanted)
    places = project(trays, found.public_id, made)
    with transaction.atomic():
        rows = found.versions.select_for_update()
        # Whoever records a report or a decision locks its version first.
        list(rows.values_list("pk", flat=True))
        for one in wanted:
            _note(one, at)
        if _known(found) == before:
            rows.update(needs_delivery=False)
    return places


def _known(dossier: Dossier) -> dict[str, int | None]:
    """Newest version, report and decision: rows are only added, so whatever came since makes another answer."""
    return dossier.versions.aggregate(Max("pk"), Max("reports__pk"), Max("decisions__pk"))


def _note(delivered: _Wanted, at: dt.datetime) -> None:
    report, tray = delivered.report, delivered.tray.value
    if report.tray != tray:
        ref = ref_of(delivered.version)
        name = f"{ref.dossier}-v{ref.version}-{report.number}"
        add_event(at, PROGRAM, "delivered", ref, package=name, tray=tray)
        report.tray = tray
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
