"""What the program does with a recorded version: take it up, find its predecessor, record its report."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from pipeline.errors import IntegrityError
from pipeline.home import Home
from pipeline.intake.manifest import FILE_NAME as MANIFEST
from pipeline.intake.seal import sealed_path
from pipeline.ledger.bootstrap import opened_home
from pipeline.ledger.models import Dossier, ReceiptEvent, ReportForm, ReportRecord, Version
from pipeline.ledger.rows import PROGRAM, add_event, local, name_key, number_key, ref_of, version_of
from pipeline.ledger.values import Case, Recorded, Unfinished, VersionRef
from pipeline.models.files import Problem, SourceFile
from pipeline.models.report import PastVersion
from pipeline.models.submission import Manifest, Submission
from pipeline.models.vocabulary import FileCode, Outcome, Reason, ReceiptBasis, RuleCode

REPORT_JSON = "report.json"


def unfinished() -> Unfinished:
    """What is to be checked and delivered, oldest first; to be taken up at each start."""
    to_check = Version.objects.filter(needs_check=True).select_related("dossier").order_by("pk")
    to_deliver = Version.objects.filter(needs_delivery=True).order_by("pk").values_list("dossier__public_id", flat=True)
    return Unfinished(tuple(ref_of(version) for version in to_check), tuple(dict.fromkeys(to_deliver)))


def case(ref: VersionRef) -> Case:
    """All that a check of this version may know: sealed files, receipt events, earlier versions.

    Raises:
        UsageError: ``dossier-unknown``.
    """
    with transaction.atomic():
        version = version_of(ref)
        newest = {event.basis: event for event in version.receipts.order_by("pk")}
        manifest_event = newest.get(ReceiptBasis.MANIFEST.value)
        register = newest.get(ReceiptBasis.REGISTER.value)
        problems = [(path, Problem(code=FileCode(code), detail=detail)) for path, code, detail in version.problems]
        if manifest_event is not None and manifest_event.problem:
            problems.append((MANIFEST, Problem(code=FileCode.MANIFEST_INVALID, detail=manifest_event.problem)))
        submission = Submission(
            files=_files(version, manifest_event),
            problems=tuple(problems),
            manifest=_manifest(manifest_event),
            manifest_quote=manifest_event.quote if manifest_event is not None else None,
            register_day=dt.date.fromisoformat(register.received) if register is not None else None,
            first_seen=local(version.first_seen),
            dossier=ref.dossier,
            content_sha256=version.content_sha256,
            version=version.number,
            history=_history(version),
        )
        return Case(ref, version.revision, submission)


def sealed_files(version: Version) -> tuple[SourceFile, ...]:
    """The files of a version where they are sealed, its newest manifest among them, numbered by path."""
    return _files(version, version.receipts.filter(basis=ReceiptBasis.MANIFEST.value).order_by("-pk").first())


def _files(version: Version, manifest: ReceiptEvent | None) -> tuple[SourceFile, ...]:
    store = Home(opened_home()).sealed
    rows = [(file.path, file.raw_name_b64, file.sha256, file.size) for file in version.files.all()]
    if manifest is not None:
        rows.append((MANIFEST, None, manifest.file_sha256, manifest.file_size))
    return tuple(
        SourceFile(
            id=f"f{number}",
            path=path,
            raw_name_b64=raw,
            sha256=sha256,
            size=size,
            location=str(sealed_path(store, sha256)),
        )
        for number, (path, raw, sha256, size) in enumerate(sorted(rows, key=lambda row: row[0]), start=1)
    )


def _manifest(event: ReceiptEvent | None) -> Manifest | None:
    if event is None or event.problem:
        return None
    received: dt.date | dt.datetime | None = None
    if event.received:
        moment = "T" in event.received
        received = dt.datetime.fromisoformat(event.received) if moment else dt.date.fromisoformat(event.received)
    return Manifest(
        received=received,
        sender=event.sender or None,
        received_number=event.number or None,
        channel=event.channel or None,
        reference=event.reference or None,
    )


def _history(version: Version) -> tuple[PastVersion, ...]:
    past: list[PastVersion] = []
    if version.number == 1:
        return ()
    for earlier in version.dossier.versions.filter(number__lt=version.number).order_by("number"):
        report = earlier.reports.order_by("-number").first()
        past.append(
            PastVersion(
                dossier=version.dossier.public_id,
                version=earlier.number,
                receipt_earliest=report.receipt_earliest if report is not None else None,
                receipt_latest=report.receipt_latest if report is not None else None,
            )
        )
    return tuple(past)


def predecessor(ref: VersionRef, *, issuer: str | None, number: str | None, letter_date: dt.date | None) -> str | None:
    """The dossier that this version corrects: its request has the same issuer and number, or the same sender gave it
    the same reference. Null where there is none, and for a version whose own id has been published.

    Numbers of papers start anew each year (Decree 30/2020/NĐ-CP, annex III), so the year of the letters must be
    known and the same. A reference counts unless the two senders are known to differ.
    """
    with transaction.atomic():
        version = version_of(ref)
        if version.reports.exists() or version.dossier.versions.count() > 1:
            return None
        others = Version.objects.select_related("dossier").exclude(dossier=version.dossier).order_by("pk")
        if version.reference_key:
            for other in others.filter(reference_key=version.reference_key):
                if "" in (version.sender_key, other.sender_key) or version.sender_key == other.sender_key:
                    return other.dossier.public_id
        keys = {"issuer_key": name_key(issuer), "number_key": number_key(number)}
        if letter_date is None or not all(keys.values()):
            return None
        found = others.filter(**keys, letter_date__year=letter_date.year).first()
        return found.dossier.public_id if found is not None else None


def link(ref: VersionRef, to: str, at: dt.datetime) -> VersionRef:
    """Make a version the next one of the dossier it corrects; answers what it is called from now on."""
    with transaction.atomic():
        version = version_of(ref)
        first = Dossier.objects.select_for_update().get(public_id=to)
        if version.dossier_id == first.pk:
            return ref
        left = version.dossier
        version.dossier = first
        version.number = max(first.versions.values_list("number", flat=True)) + 1
        version.revision += 1
        version.needs_check = True
        version.save(update_fields=["dossier", "number", "revision", "needs_check"])
        left.delete()
        linked = ref_of(version)
        add_event(at, PROGRAM, "linked", linked, arrived_as=ref.dossier)
        return linked


def record_report(case: Case, forms: Mapping[str, bytes], at: dt.datetime) -> Recorded:
    """Record the report of a case; ``forms`` holds ``report.json`` and whatever else is published with it.

    The same bytes as the newest report make no new row. A receipt event that came while the check was under way keeps
    the version waiting for another.

    Raises:
        IntegrityError: ``content-differs`` where the report is about something else.
    """
    body = forms[REPORT_JSON]
    report = json.loads(body)
    sha256 = hashlib.sha256(body).hexdigest()
    with transaction.atomic():
        version = version_of(case.ref)
        about = report["dossier"]
        if (about["id"], about["version"], about["content_sha256"]) != (*case.ref, version.content_sha256):
            raise IntegrityError("content-differs", dossier=case.ref.dossier)
        version.needs_check = version.revision != case.revision
        last = version.reports.order_by("-number").first()
        new = last is None or last.json_sha256 != sha256
        if last is None or new:
            last = _add_report(version, report, sha256, case.revision, (last.number if last else 0) + 1, at)
            ReportForm.objects.bulk_create(
                ReportForm(report=last, name=name, body=zlib.compress(content)) for name, content in forms.items()
            )
            version.needs_delivery = True
            add_event(
                at, PROGRAM, "checked", case.ref,
                report=last.number, sha256=sha256, recommendation=last.recommendation, versions=report["versions"],
            )  # fmt: skip
        letter = _letter(report)
        version.issuer_key, version.number_key = name_key(letter.get("issuer")), number_key(letter.get("number"))
        version.letter_date = _day(letter.get("date"))
        version.save()
        return Recorded(last.number, new)


def _add_report(
    version: Version, report: dict[str, Any], sha256: str, revision: int, number: int, at: dt.datetime
) -> ReportRecord:
    receipt, made_with = report["facts"]["receipt"], report["versions"]
    return ReportRecord.objects.create(
        version=version,
        number=number,
        revision=revision,
        json_sha256=sha256,
        recommendation=report["recommendation"],
        report_only=bears_secrecy_mark(report),
        receipt_earliest=_day(receipt["earliest"]),
        receipt_latest=_day(receipt["latest"]),
        judged_on=dt.date.fromisoformat(report["judged_on"]),
        program=made_with["program"],
        policy=made_with["policy"]["id"],
        policy_version=made_with["policy"]["version"],
        policy_sha256=made_with["policy"]["sha256"],
        calendar_version=made_with["calendar"]["version"],
        calendar_sha256=made_with["calendar"]["sha256"],
        settings_sha256=made_with["settings_sha256"],
        at=at,
    )


def bears_secrecy_mark(report: Mapping[str, Any]) -> bool:
    """Whether a paper bears a secrecy mark, surely or perhaps: its package then holds the report only."""
    return any(
        finding["code"] == RuleCode.SECRET_MARK.value
        and (finding["outcome"] == Outcome.VIOLATED.value or finding["reason"] == Reason.SECRET_MARK.value)
        for finding in report["findings"]
    )


def _letter(report: Mapping[str, Any]) -> Mapping[str, Any]:
    facts = report["facts"]
    return next((paper for paper in facts["documents"] if paper["id"] == facts["request"]), {})


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
