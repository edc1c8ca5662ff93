"""One run over the drop folder, in plain Python: ingest, check in batches, record, route, report.

The Prefect flow puts its decorators around these stages and nothing else. Everything a run does is keyed in the
ledger, so a run that was killed is finished by the next one and a run over the same inbox changes nothing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flows.isolation import Checked, Job, leaf_hashes
from flows.lock import exclusive
from flows.logs import log_to
from flows.office import make_home, office_of
from flows.pool import WorkerPool
from flows.rows import Rows
from pipeline.clock import now
from pipeline.errors import DossierError, PathError, SetupError
from pipeline.home import Home, home_from_environment
from pipeline.intake.collect import Collected, collect
from pipeline.intake.consume import consume, finish_consuming
from pipeline.intake.scan import Entry, Seen, Wait, check_inbox, list_inbox, waiting
from pipeline.intake.seal import identity, remove_leftovers, seal_all
from pipeline.ledger.arrivals import record_arrival, record_sightings
from pipeline.ledger.bootstrap import close_ledger, open_ledger
from pipeline.ledger.checking import REPORT_JSON, case, link, predecessor, record_report, unfinished
from pipeline.ledger.looking import end_run, start_run
from pipeline.ledger.trays import deliver
from pipeline.ledger.values import ArrivalStatus, Case, VersionRef
from pipeline.messages import Language
from pipeline.models.files import SourceFile
from pipeline.reports.register import write_register
from pipeline.reports.summary import Summary
from pipeline.routing.deliver import clean_up, make_trays
from pipeline.settings import Settings, load_settings

_LOG = logging.getLogger(__name__)
REPORT_HTML = "report.html"


@dataclass(frozen=True)
class Options:
    """What one run is told; null means the setting of the office."""

    inbox: Path
    settle: dt.timedelta
    consume: bool
    language: Language = "vi"


@dataclass
class Outcome:
    """What a run did."""

    rows: Rows
    counts: Counter[str] = field(default_factory=Counter)
    """How many dossiers were put into which tray."""
    example: Path | None = None
    """The package of the first dossier that was delivered."""
    waiting: list[tuple[str, Wait]] = field(default_factory=list)
    refused: list[tuple[str, DossierError]] = field(default_factory=list)
    linked: int = 0
    """Arrivals whose content was known."""
    register: Path | None = None
    failure: str | None = None
    """Code of the error that ended the run early."""

    def add(self, row: Summary) -> None:
        """One more dossier that is checked and recorded."""
        self.rows.append(row)
        self.counts[row.recommendation.value] += 1


class Run:
    """A run under way; made by :func:`open_run`, which holds the lock and the worker processes."""

    def __init__(self, home: Home, settings: Settings, options: Options, pool: WorkerPool) -> None:
        self.home = home
        self.settings = settings
        self.options = options
        self.failure: DossierError | None = None
        self.on_start: Callable[[int], None] = lambda total: None
        self.on_dossier: Callable[[Summary], None] = lambda row: None
        self._pool = pool
        self._batches: list[tuple[VersionRef, ...]] = []
        self._outcome = Outcome(Rows(home.registers))
        self._started = now()
        self._number = start_run(self._started)

    def ingest(self) -> int:
        """Finish what an earlier run left, take in what is complete; answers the number of batches to check."""
        remove_leftovers(self.home.sealed)
        make_trays(self.home.trays)
        clean_up(self.home.trays)
        inbox = self.options.inbox
        if self.options.consume:
            finish_consuming(inbox, self.home.sealed)
        listing = list_inbox(inbox)
        self._outcome.refused += [(name, DossierError("entry-not-regular", name=name)) for name in listing.refused]
        moment = now()
        seen = record_sightings(inbox, listing.entries, moment)
        for entry in listing.entries:
            self._look_at(entry, seen[entry.raw], moment)
        left = unfinished()
        for dossier in left.to_deliver:
            self._deliver(dossier)
        size = self.settings.batch
        self._batches = [tuple(left.to_check[at : at + size]) for at in range(0, len(left.to_check), size)]
        self.on_start(len(left.to_check))
        return len(self._batches)

    def _look_at(self, entry: Entry, seen: Seen, moment: dt.datetime) -> None:
        why = waiting(entry, seen, moment, self.options.settle)
        if why is not None:
            self._outcome.waiting.append((entry.name, why))
            return
        try:
            if not seen.taken:
                self._take(entry, seen)
            if self.options.consume:
                consume(self.options.inbox, entry.raw, self.home.sealed)
        except SetupError:
            # A full disk or a broken store is the same trouble for every dossier.
            raise
        except DossierError as error:
            _LOG.warning("entry not taken: %s", error.code)
            self._outcome.refused.append((entry.name, error))

    def _take(self, entry: Entry, seen: Seen) -> None:
        collected = collect(entry.path(self.options.inbox))
        sealed = dataclasses.replace(collected, files=seal_all(collected.files, self.home.sealed))
        arrival = record_arrival(
            sealed,
            self._identity(sealed),
            first_seen=seen.unchanged_since,
            at=now(),
            inbox=self.options.inbox,
            entry=entry,
        )
        self._outcome.linked += arrival.status is ArrivalStatus.KNOWN

    def _identity(self, collected: Collected) -> str:
        """Archives are listed by a worker, like everything submitted; one that cannot be counts as itself."""
        hashes: list[str] = []
        for file in collected.content:
            if _may_be_archive(file):
                try:
                    hashes += self._pool.call(leaf_hashes, file, self.settings.limits)
                    continue
                except DossierError as error:
                    _LOG.warning("archive %s not listed: %s", file.sha256[:8], error.code)
            hashes.append(file.sha256)
        return identity(hashes)

    def check_batch(self, number: int) -> dict[str, int]:
        """Check, record and route the dossiers of one batch; answers how many went into which tray."""
        counts: Counter[str] = Counter()
        refs: Sequence[VersionRef] = self._batches[number]
        while refs:
            again: list[VersionRef] = []
            for ref, row in self._checked(refs, again):
                counts[row.recommendation.value] += 1
                self._outcome.add(row)
                self._deliver(ref.dossier)
                self.on_dossier(row)
            refs = again
        return dict(counts)

    def _checked(self, refs: Sequence[VersionRef], again: list[VersionRef]) -> Iterator[tuple[VersionRef, Summary]]:
        """Recorded reports; a version that turns out to correct an earlier one is put to ``again``."""
        cases: dict[str, Case] = {}

        def jobs() -> Iterator[Job]:
            for ref in refs:
                one = cases[ref.dossier + f"-v{ref.version}"] = case(ref)
                seen = one.submission.first_seen
                submission = one.submission.model_copy(update={"given_day": seen.date() if seen else None})
                yield Job(f"{ref.dossier}-v{ref.version}", submission, self.options.language)

        for job, checked in self._pool.check(jobs()):
            one = cases.pop(job.key)
            row = checked.summary
            corrected = predecessor(one.ref, issuer=row.issuer, number=row.number, letter_date=row.date)
            if corrected is not None:
                again.append(link(one.ref, corrected, now()))
                continue
            record_report(one, _forms(checked), now())
            yield one.ref, row

    def _deliver(self, dossier: str) -> None:
        try:
            places = deliver(dossier, self.home.trays, now())
        except SetupError:
            raise
        except DossierError as error:
            # The ledger keeps the dossier as undelivered; the next run tries again.
            _LOG.error("dossier %s not delivered: %s", dossier, error.code)
            self._outcome.refused.append((dossier, error))
        else:
            self._outcome.example = self._outcome.example or next(reversed(places.values()), None)

    def recheck(self, refs: Sequence[VersionRef]) -> list[Summary]:
        """Check versions again, after an officer's entry or for a newer reading; answers their rows."""
        self._batches = [tuple(refs)]
        self.on_start(len(refs))
        before = len(self._outcome.rows)
        self.check_batch(0)
        return self._outcome.rows[before:]

    def end(self) -> None:
        """Note the end and what was done."""
        end_run(self._number, now(), dict(self._outcome.counts))

    def outcome(self) -> Outcome:
        """What was done; writes the register of the run and notes its end."""
        if self._outcome.rows and self._outcome.register is None:
            name = f"{self._started:%Y-%m-%d-%H%M%S}-{self._number}.xlsx"
            self._outcome.register = self.home.registers / name
            write_register(self._outcome.register, self._outcome.rows, self.options.language)
        self._outcome.failure = self.failure.code if self.failure is not None else None
        self.end()
        return self._outcome


def _may_be_archive(file: SourceFile) -> bool:
    """Whether a worker should look: a ZIP by its first bytes that does not say it is a Word or Excel file, a message or
    an envelope by its name."""
    if file.path.lower().endswith((".docx", ".xlsx")):
        return False
    if file.path.lower().endswith((".eml", ".edxml", ".xml")):
        return True
    with Path(file.location).open("rb") as stream:
        return stream.read(4) == b"PK\x03\x04"


def _forms(checked: Checked) -> dict[str, bytes]:
    return {REPORT_JSON: checked.json.encode(), REPORT_HTML: checked.html.encode()}


def conduct(
    run: Run,
    *,
    ingest: Callable[[], int] | None = None,
    check_batch: Callable[[int], dict[str, int]] | None = None,
) -> Outcome:
    """The stages in their order. Prefect gives its tasks for them; without it they are the run's own methods."""
    batches = (ingest or run.ingest)()
    for number in range(batches):
        if run.failure is not None:
            break
        (check_batch or run.check_batch)(number)
    return run.outcome()


def options_for(
    home: Home,
    settings: Settings,
    *,
    inbox: str | Path | None = None,
    settle: float | None = None,
    consume: bool | None = None,
    language: Language | None = None,
) -> Options:
    """Options with the office's settings filled in; makes the home's folders and refuses an inbox that cannot work.

    The home's own inbox is emptied unless told otherwise, any other is left as it is unless told otherwise.

    Raises:
        PathError: the inbox is missing, cannot be emptied, or overlaps what the program writes.
    """
    folder = Path(inbox).absolute() if inbox is not None else home.inbox
    own = folder.resolve() == home.inbox.resolve()
    options = Options(
        inbox=folder,
        settle=dt.timedelta(seconds=settings.settle_seconds if settle is None else settle),
        consume=own if consume is None else consume,
        language=language or settings.lang,
    )
    if not own and not folder.is_dir():
        raise PathError("inbox-missing", path=str(folder))
    make_home(home)
    written = [home.sealed, home.trays, home.registers, home.logs, home.settings, home.prefect]
    check_inbox(folder, written if own else [home.root], consume=options.consume)
    return options


@contextmanager
def open_run(
    *,
    inbox: str | Path | None = None,
    settle: float | None = None,
    consume: bool | None = None,
    language: Language | None = None,
) -> Iterator[Run]:
    """Open the home, the ledger and the workers for one run; only one run at a time works on a home.

    Raises:
        BusyError: another run holds the lock.
        PathError: see :func:`options_for`.
        SetupError: settings, policy, calendar or ledger are broken.
    """
    home = home_from_environment()
    settings = load_settings(home)
    # Broken policy or calendar files are told before anything is taken in.
    office = office_of(home, settings)
    office.context()
    options = options_for(home, settings, inbox=inbox, settle=settle, consume=consume, language=language)
    log_to(home)
    with exclusive(home):
        open_ledger(home.root, settings.database_url)
        try:
            with WorkerPool(office, settings.workers) as pool:
                yield Run(home, settings, options, pool)
        finally:
            close_ledger()
