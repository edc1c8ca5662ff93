"""What is handed to a check: the files as they lie, and what is known of their arrival."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from pipeline.models.base import Value
from pipeline.models.files import Problem, SourceFile
from pipeline.models.report import PastVersion

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
"""The clock of the office: UTC+7 all year."""


class Manifest(Value):
    """``submission.toml`` beside the files: what the records clerk knows of the arrival. Metadata, not a document."""

    received: dt.datetime | dt.date | None = None
    """Day or moment of receipt; a moment without zone is local time."""
    sender: str | None = None
    received_number: str | None = None
    """Số đến."""
    channel: str | None = None
    reference: str | None = None
    """The sender's own reference; the same reference again makes a new version of the dossier."""

    @property
    def received_day(self) -> dt.date | None:
        """The day of receipt in Viet Nam."""
        if isinstance(self.received, dt.datetime):
            moment = self.received if self.received.tzinfo is None else self.received.astimezone(LOCAL)
            return moment.date()
        return self.received


class Submission(Value):
    """One dossier ready to be read and judged."""

    files: tuple[SourceFile, ...]
    """As submitted; archives stand for themselves, their members are listed by the worker."""
    problems: tuple[tuple[str, Problem], ...] = ()
    """What was wrong with a name on arrival: path and problem (a link, a name that is not text)."""
    manifest: Manifest | None = None
    manifest_quote: str | None = None
    """The line of the manifest that gives the receipt."""
    register_day: dt.date | None = None
    """Ngày đến as an officer entered it: exact; what contradicts it widens the interval all the same (DESIGN §4)."""
    first_seen: dt.datetime | None = None
    """When the drop folder first saw the files, in local time."""
    given_day: dt.date | None = None
    """The day that the caller judges by where neither a letter's date nor a receipt tells."""
    dossier: str | None = None
    """Id in the ledger; null where there is none, it then comes from the content."""
    content_sha256: str | None = None
    """Identity of the content as the ledger recorded it on arrival."""
    version: int | None = None
    history: tuple[PastVersion, ...] = ()
