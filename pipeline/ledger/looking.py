"""Looking things up: the list, one dossier with its history, a report's bytes, the runs."""

from __future__ import annotations

import datetime as dt
import zlib

from django.db.models import OuterRef, Q, Subquery

from pipeline.ledger.models import Decision, Event, ReceiptEvent, ReportForm, ReportRecord, Run, Source, Version
from pipeline.ledger.rows import find_dossier, local, ref_of
from pipeline.ledger.values import (
    DecisionEntry,
    DossierEntry,
    EventEntry,
    ReceiptEntry,
    ReportEntry,
    Row,
    RunEntry,
    VersionEntry,
    VersionRef,
)
from pipeline.models.vocabulary import Recommendation


def listing(tray: Recommendation | None = None, *, waiting: bool | None = None) -> tuple[Row, ...]:
    """The newest version of each dossier, oldest arrival first; only those of a tray, or waiting for a check."""
    reports = ReportRecord.objects.filter(version=OuterRef("pk")).order_by("-number")
    decisions = Decision.objects.filter(version=OuterRef("pk")).order_by("-pk")
    later = Version.objects.filter(dossier=OuterRef("dossier")).order_by("-number")
    rows = Version.objects.select_related("dossier").annotate(
        proposed=Subquery(reports.values("recommendation")[:1]),
        earliest=Subquery(reports.values("receipt_earliest")[:1]),
        latest=Subquery(reports.values("receipt_latest")[:1]),
        decided=Subquery(decisions.values("tray")[:1]),
        name=Subquery(Source.objects.filter(version=OuterRef("pk")).order_by("pk").values("name")[:1]),
    )
    rows = rows.filter(number=Subquery(later.values("number")[:1])).order_by("pk")
    if tray is not None:
        rows = rows.filter(Q(decided=tray.value) | Q(decided=None, proposed=tray.value))
    if waiting is not None:
        rows = rows.filter(needs_check=waiting)
    return tuple(
        Row(
            ref=ref_of(row),
            name=row.name,
            first_seen=local(row.first_seen),
            recommendation=Recommendation(row.proposed) if row.proposed else None,
            decision=Recommendation(row.decided) if row.decided else None,
            waiting=row.needs_check,
            receipt_earliest=row.earliest,
            receipt_latest=row.latest,
        )
        for row in rows
    )


def show(dossier: str) -> DossierEntry:
    """One dossier with all that happened to it.

    Raises:
        UsageError: ``dossier-unknown``, ``dossier-ambiguous``.
    """
    row = find_dossier(dossier)
    versions = tuple(_version(version) for version in row.versions.select_related("dossier").order_by("number"))
    # A later version has lines under the id that it arrived with.
    ids = list(row.versions.values_list("own_id", flat=True))
    events = tuple(
        EventEntry(event.at, event.who, event.what, event.dossier, event.version, event.details)
        for event in Event.objects.filter(dossier__in=ids).order_by("pk")
    )
    return DossierEntry(row.public_id, versions, events)


def _version(version: Version) -> VersionEntry:
    return VersionEntry(
        ref=ref_of(version),
        content_sha256=version.content_sha256,
        first_seen=local(version.first_seen),
        sources=tuple(version.sources.order_by("pk").values_list("name", flat=True)),
        files=tuple(version.files.order_by("path").values_list("path", flat=True)),
        receipts=tuple(_receipt(event) for event in version.receipts.order_by("pk")),
        reports=tuple(_report(report) for report in version.reports.order_by("number")),
        decisions=tuple(
            DecisionEntry(Recommendation(entry.tray), entry.reason, entry.who, local(entry.at))
            for entry in version.decisions.order_by("pk")
        ),
        waiting=version.needs_check,
    )


def _receipt(event: ReceiptEvent) -> ReceiptEntry:
    return ReceiptEntry(
        basis=event.basis,
        received=event.received,
        number=event.number,
        sender=event.sender,
        reference=event.reference,
        who=event.who,
        reason=event.reason,
        at=local(event.at),
    )


def _report(report: ReportRecord) -> ReportEntry:
    return ReportEntry(
        number=report.number,
        json_sha256=report.json_sha256,
        recommendation=Recommendation(report.recommendation),
        judged_on=report.judged_on,
        receipt_earliest=report.receipt_earliest,
        receipt_latest=report.receipt_latest,
        versions={
            "program": report.program,
            "policy": f"{report.policy} {report.policy_version}",
            "calendar": report.calendar_version,
            "settings": report.settings_sha256,
        },
        at=local(report.at),
        tray=Recommendation(report.tray) if report.tray else None,
    )


def report_form(ref: VersionRef, name: str) -> bytes | None:
    """The newest report of a version in one form (``report.json``), as published; null where there is none."""
    forms = ReportForm.objects.filter(
        name=name, report__version__dossier__public_id=ref.dossier, report__version__number=ref.version
    )
    form = forms.order_by("-report__number").first()
    return zlib.decompress(form.body) if form is not None else None


def start_run(at: dt.datetime) -> int:
    """Note that a run begins; answers its number."""
    return Run.objects.create(started=at).pk


def end_run(run: int, at: dt.datetime, counts: dict[str, int]) -> None:
    """Note how a run ended; a run without an end was killed."""
    Run.objects.filter(pk=run).update(ended=at, counts=counts)


def runs(limit: int = 20) -> tuple[RunEntry, ...]:
    """The newest runs, newest first."""
    return tuple(
        RunEntry(run.pk, local(run.started), local(run.ended) if run.ended else None, run.counts)
        for run in Run.objects.order_by("-pk")[:limit]
    )
