"""What people do: enter a receipt, decide, ask for another check. Each act has a name, a moment and a reason."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from pipeline.errors import UsageError
from pipeline.ledger.models import Decision, ReceiptEvent
from pipeline.ledger.rows import add_event, find_dossier, local, newest, ref_of
from pipeline.ledger.values import VersionRef
from pipeline.models.vocabulary import ReceiptBasis, Recommendation


def receive(
    dossier: str, day: dt.date, *, number: str | None, who: str, reason: str | None, at: dt.datetime
) -> VersionRef:
    """Enter ngày đến and số đến of the newest version; it goes before all other evidence and is checked again.

    The entry that already stands is not made twice; another one replaces it and both stay in the trail.

    Raises:
        UsageError: ``dossier-unknown``, ``dossier-ambiguous``, ``who-missing``, ``received-in-future``.
    """
    _named(who)
    if day > local(at).date():
        raise UsageError("received-in-future", day=day)
    with transaction.atomic():
        version = newest(find_dossier(dossier))
        ref = ref_of(version)
        last = version.receipts.filter(basis=ReceiptBasis.REGISTER.value).order_by("-pk").first()
        entered = (day.isoformat(), number or "")
        if last is not None and (last.received, last.number) == entered:
            return ref
        ReceiptEvent.objects.create(
            version=version,
            basis=ReceiptBasis.REGISTER.value,
            received=entered[0],
            number=entered[1],
            who=who,
            reason=reason or "",
            at=at,
        )
        version.revision += 1
        version.needs_check = True
        version.save(update_fields=["revision", "needs_check"])
        before = {"received": last.received, "number": last.number} if last is not None else None
        add_event(at, who, "received", ref, day=entered[0], number=entered[1], reason=reason or "", before=before)
        return ref


def decide(dossier: str, tray: Recommendation, *, reason: str, who: str, at: dt.datetime) -> VersionRef:
    """Decide about the newest version. It counts before what the program proposes, until the next decision.

    The decision that already stands is not made twice.

    Raises:
        UsageError: ``dossier-unknown``, ``dossier-ambiguous``, ``who-missing``, ``reason-missing``,
            ``dossier-not-checked`` (nothing was shown that could be decided on).
    """
    _named(who)
    if not reason.strip():
        raise UsageError("reason-missing")
    with transaction.atomic():
        version = newest(find_dossier(dossier))
        ref = ref_of(version)
        report = version.reports.order_by("-number").first()
        if report is None:
            raise UsageError("dossier-not-checked", dossier=ref.dossier)
        last = version.decisions.order_by("-pk").first()
        if last is not None and (last.tray, last.reason, last.who) == (tray.value, reason, who):
            return ref
        Decision.objects.create(version=version, report=report, tray=tray.value, reason=reason, who=who, at=at)
        version.needs_delivery = True
        version.save(update_fields=["needs_delivery"])
        before = last.tray if last is not None else report.recommendation
        add_event(
            at, who, "decided", ref, tray=tray.value, reason=reason, before=before, report_sha256=report.json_sha256
        )
        return ref


def ask_for_check(dossier: str, *, reason: str, who: str, at: dt.datetime) -> VersionRef:
    """Have the newest version checked again, for instance after a new policy or calendar.

    Raises:
        UsageError: ``dossier-unknown``, ``dossier-ambiguous``, ``who-missing``.
    """
    _named(who)
    with transaction.atomic():
        version = newest(find_dossier(dossier))
        ref = ref_of(version)
        if not version.needs_check:
            version.revision += 1
            version.needs_check = True
            version.save(update_fields=["revision", "needs_check"])
            add_event(at, who, "check-asked", ref, reason=reason)
        return ref


def _named(who: str) -> None:
    if not who.strip():
        raise UsageError("who-missing")
