"""The tables of the record of truth. Nothing outside ``pipeline.ledger`` (and ``review``) sees these classes.

A *dossier* is what the officer follows; a *version* is one content of it, known by its content hash. Rows are added,
not altered, except what a version is waiting for and the sightings of the drop folder. :class:`Event` is the trail
(who, when with offset, what) that the hash chain will later run over.
"""

from __future__ import annotations

from django.db import models

_HASH = 64
_SHORT = 80
_LONG = 300


class Dossier(models.Model):
    """One dossier with all its versions."""

    public_id = models.CharField(max_length=70, unique=True)
    """``D-7f3a19c2``: from the content hash of the first version."""


class Version(models.Model):
    """One content of a dossier, and what is still to be done with it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    own_id = models.CharField(max_length=70, unique=True)
    """The id it arrived under, before it was known to be a later version of another dossier."""
    content_sha256 = models.CharField(max_length=_HASH, unique=True)
    first_seen = models.DateTimeField()
    """When the drop folder first saw all of the files."""
    problems = models.JSONField(default=list)
    """What was wrong with names on arrival: path, code, detail."""
    revision = models.PositiveIntegerField(default=1)
    """Counts what a report depends on and can change: receipt events, links. A report is good for one revision."""
    needs_check = models.BooleanField(default=True, db_index=True)
    needs_delivery = models.BooleanField(default=False, db_index=True)
    issuer_key = models.CharField(max_length=_LONG, default="", db_index=True)
    number_key = models.CharField(max_length=_LONG, default="", db_index=True)
    letter_date = models.DateField(null=True)
    reference_key = models.CharField(max_length=_LONG, default="", db_index=True)
    sender_key = models.CharField(max_length=_LONG, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("dossier", "number"), name="one_number_a_version"),)


class File(models.Model):
    """One sealed file of a version, the manifest left out."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="files")
    path = models.TextField()
    raw_name_b64 = models.TextField(null=True)
    sha256 = models.CharField(max_length=_HASH, db_index=True)
    size = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "path"), name="one_file_a_path"),)


class Source(models.Model):
    """A name under which the content arrived; the same content under another name is one more row."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="sources")
    name = models.TextField()
    seen = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "name"), name="one_source_a_name"),)


class Sighting(models.Model):
    """The present state of one entry of a drop folder; the only table whose rows go when their object goes."""

    inbox = models.TextField()
    raw_name_b64 = models.TextField()
    state = models.CharField(max_length=_HASH)
    first_seen = models.DateTimeField()
    unchanged_since = models.DateTimeField()
    taken = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inbox", "raw_name_b64"), name="one_sighting_an_entry"),)


class ReceiptEvent(models.Model):
    """What tells when a version was received: the officer's entry or a manifest. The newest of each counts."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="receipts")
    basis = models.CharField(max_length=_SHORT)
    """``register`` or ``manifest``."""
    received = models.CharField(max_length=40, default="")
    """Day or moment in ISO form as it was given; empty where the manifest gives none."""
    number = models.TextField(default="")
    sender = models.TextField(default="")
    channel = models.TextField(default="")
    reference = models.TextField(default="")
    quote = models.TextField(null=True)
    file_sha256 = models.CharField(max_length=_HASH, default="")
    file_size = models.BigIntegerField(default=0)
    problem = models.TextField(default="")
    """Why the manifest cannot be used; empty where it can."""
    source = models.TextField(default="")
    """Name under which the manifest arrived."""
    who = models.TextField()
    reason = models.TextField(default="")
    at = models.DateTimeField()


class ReportRecord(models.Model):
    """One report about a version, with everything that made it."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    json_sha256 = models.CharField(max_length=_HASH)
    recommendation = models.CharField(max_length=_SHORT)
    report_only = models.BooleanField(default=False)
    """The package holds no papers: one of them bears a secrecy mark."""
    receipt_earliest = models.DateField(null=True)
    receipt_latest = models.DateField(null=True)
    judged_on = models.DateField()
    program = models.CharField(max_length=_SHORT)
    policy = models.CharField(max_length=_SHORT)
    policy_version = models.CharField(max_length=_SHORT)
    policy_sha256 = models.CharField(max_length=_HASH)
    calendar_version = models.CharField(max_length=_SHORT)
    calendar_sha256 = models.CharField(max_length=_HASH)
    settings_sha256 = models.CharField(max_length=_HASH)
    at = models.DateTimeField()
    tray = models.CharField(max_length=_SHORT, default="")
    """Where its package stands or last stood; empty before it was delivered."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "number"), name="one_number_a_report"),)


class ReportForm(models.Model):
    """One form of a report as it was published (``report.json``, ``report.html``), compressed with zlib."""

    report = models.ForeignKey(ReportRecord, on_delete=models.PROTECT, related_name="forms")
    name = models.CharField(max_length=_SHORT)
    body = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "name"), name="one_body_a_form"),)


class Decision(models.Model):
    """What an officer decided about a version; the newest counts."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="decisions")
    report = models.ForeignKey(ReportRecord, on_delete=models.PROTECT, related_name="decisions")
    """What the officer had before them."""
    tray = models.CharField(max_length=_SHORT)
    reason = models.TextField()
    who = models.TextField()
    at = models.DateTimeField()


class Run(models.Model):
    """One run of the program over a drop folder."""

    started = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)


class Event(models.Model):
    """One line of the trail: who did what to which dossier, and when. Only ever added to."""

    at = models.CharField(max_length=40)
    """Moment with its offset, in ISO form: the very text that a hash would be taken over."""
    who = models.TextField()
    what = models.CharField(max_length=_SHORT, db_index=True)
    dossier = models.CharField(max_length=70, db_index=True)
    version = models.PositiveIntegerField(null=True)
    details = models.JSONField(default=dict)
