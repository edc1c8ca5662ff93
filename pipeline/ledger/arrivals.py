"""From the drop folder into the ledger: sightings, arrivals, and what a manifest says of the receipt."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from pipeline.intake.collect import Collected
from pipeline.intake.scan import Entry, Seen
from pipeline.intake.seal import dossier_id
from pipeline.ledger.models import Dossier, File, ReceiptEvent, Sighting, Source, Version
from pipeline.ledger.rows import PROGRAM, add_event, local, name_key, ref_of
from pipeline.ledger.values import Arrival, ArrivalStatus, VersionRef
from pipeline.models.vocabulary import FileCode, ReceiptBasis


def record_sightings(inbox: Path, entries: Iterable[Entry], now: dt.datetime) -> dict[bytes, Seen]:
    """Note what the drop folder shows now; answers for each entry, by raw name, since when it is unchanged.

    What is no longer there is forgotten: an entry of the same name is then a new one.
    """
    seen: dict[bytes, Seen] = {}
    with transaction.atomic():
        rows = {row.raw_name_b64: row for row in Sighting.objects.filter(inbox=str(inbox))}
        for entry in entries:
            row = rows.pop(_b64(entry.raw), None)
            if row is None:
                row = Sighting(inbox=str(inbox), raw_name_b64=_b64(entry.raw), first_seen=now)
            if row.state != entry.state:
                row.state, row.unchanged_since, row.taken = entry.state, now, False
                row.save()
            seen[entry.raw] = Seen(local(row.first_seen), local(row.unchanged_since), row.taken)
        Sighting.objects.filter(pk__in=[row.pk for row in rows.values()]).delete()
    return seen


def record_arrival(
    collected: Collected,
    content_sha256: str,
    *,
    first_seen: dt.datetime,
    at: dt.datetime,
    inbox: Path | None = None,
    entry: Entry | None = None,
) -> Arrival:
    """Record a dossier whose files are sealed. Recording it again changes nothing.

    ``content_sha256`` is :func:`pipeline.intake.seal.identity` over the files, members of archives in place of the
    archive. ``first_seen`` is when all of it had been seen. ``inbox`` and ``entry`` mark the drop folder's entry as
    taken in the same transaction.
    """
    with transaction.atomic():
        version = Version.objects.select_for_update().filter(content_sha256=content_sha256).first()
        if version is None:
            arrival = Arrival(_new(collected, content_sha256, first_seen, at), ArrivalStatus.NEW)
        else:
            arrival = Arrival(ref_of(version), _again(version, collected, first_seen, at))
        if inbox is not None and entry is not None:
            Sighting.objects.filter(inbox=str(inbox), raw_name_b64=_b64(entry.raw), state=entry.state).update(
                taken=True
            )
    return arrival


def _new(collected: Collected, content_sha256: str, first_seen: dt.datetime, at: dt.datetime) -> VersionRef:
    public_id = _free_id(content_sha256)
    version = Version.objects.create(
        dossier=Dossier.objects.create(public_id=public_id),
        number=1,
        own_id=public_id,
        content_sha256=content_sha256,
        first_seen=first_seen,
        problems=[
            [path, problem.code.value, problem.detail]
            for path, problem in collected.problems
            if problem.code is not FileCode.MANIFEST_INVALID
        ],
    )
    File.objects.bulk_create(
        File(version=version, path=file.path, raw_name_b64=file.raw_name_b64, sha256=file.sha256, size=file.size)
        for file in collected.content
    )
    Source.objects.create(version=version, name=collected.name, seen=first_seen)
    ref = ref_of(version)
    add_event(at, PROGRAM, "arrived", ref, name=collected.name, content_sha256=content_sha256)
    _add_manifest(version, collected, at)
    return ref


def _again(version: Version, collected: Collected, first_seen: dt.datetime, at: dt.datetime) -> ArrivalStatus:
    _, added = Source.objects.get_or_create(version=version, name=collected.name, defaults={"seen": first_seen})
    if added:
        add_event(at, PROGRAM, "arrived-again", ref_of(version), name=collected.name)
    file = collected.manifest_file
    known = version.receipts.filter(basis=ReceiptBasis.MANIFEST.value, source=collected.name).order_by("-pk").first()
    # Another folder with the same papers and the same manifest says nothing new either.
    newest = known or version.receipts.filter(basis=ReceiptBasis.MANIFEST.value).order_by("-pk").first()
    if file is None or (newest is not None and newest.file_sha256 == file.sha256):
        return ArrivalStatus.KNOWN
    _add_manifest(version, collected, at)
    version.revision += 1
    version.needs_check = True
    version.save(update_fields=["revision", "needs_check"])
    return ArrivalStatus.NEW_RECEIPT


def _add_manifest(version: Version, collected: Collected, at: dt.datetime) -> None:
    file, manifest = collected.manifest_file, collected.manifest
    if file is None:
        return
    invalid = [problem.detail for _, problem in collected.problems if problem.code is FileCode.MANIFEST_INVALID]
    received = manifest.received if manifest is not None else None
    ReceiptEvent.objects.create(
        version=version,
        basis=ReceiptBasis.MANIFEST.value,
        received=received.isoformat() if received is not None else "",
        number=(manifest and manifest.received_number) or "",
        sender=(manifest and manifest.sender) or "",
        channel=(manifest and manifest.channel) or "",
        reference=(manifest and manifest.reference) or "",
        quote=collected.manifest_quote,
        file_sha256=file.sha256,
        file_size=file.size,
        problem=invalid[0] if invalid else "",
        source=collected.name,
        who=PROGRAM,
        at=at,
    )
    version.reference_key = name_key(manifest.reference if manifest else None)
    version.sender_key = name_key(manifest.sender if manifest else None)
    version.save(update_fields=["reference_key", "sender_key"])
    add_event(at, PROGRAM, "manifest", ref_of(version), sha256=file.sha256, valid=not invalid)


def _free_id(content_sha256: str) -> str:
    """The shortest id, from eight digits on, that no other content has."""
    for digits in range(8, len(content_sha256), 4):
        candidate = dossier_id(content_sha256, digits)
        if not Version.objects.filter(own_id=candidate).exists():
            return candidate
    return dossier_id(content_sha256, len(content_sha256))


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
