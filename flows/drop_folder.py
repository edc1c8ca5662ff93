"""The Prefect flow over the drop folder: thin, synchronous decorators over :class:`flows.run.Run`.

A task handles a batch of dossiers, never a page. Tasks catch everything and return, since the text of an exception
would end up in Prefect's database; parameters, states and artifacts carry identifiers and counts only.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Completed, Failed

from flows.run import Outcome, Run, conduct, open_run
from pipeline.errors import BusyError, DossierError, SetupError

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")
FLOW = "drop-folder"
ARTIFACT = "dossiers"

# The run under way in this process; its lock lets only one through, so tasks need no other parameter than a number.
_under_way: list[Run] = []


def _caught(work: Callable[[Run], _T], otherwise: _T) -> _T:
    """What the stage answers; its error, whatever it is, is kept by the run as a code."""
    run = _under_way[-1]
    try:
        return work(run)
    except DossierError as error:
        _LOG.error("%s", error.code)
        run.failure = error
    except Exception as error:
        _LOG.exception("unforeseen in the flow")
        run.failure = DossierError("internal", kind=type(error).__name__)
    return otherwise


@task(name="ingest", cache_policy=NO_CACHE, persist_result=False)
def _ingest() -> int:
    return _caught(lambda run: run.ingest(), 0)


@task(name="check-batch", task_run_name="check-batch-{number}", cache_policy=NO_CACHE, persist_result=False)
def _check_batch(number: int) -> dict[str, int]:
    return _caught(lambda run: run.check_batch(number), {})


@flow(name=FLOW, persist_result=False)
def drop_folder(inbox: str | None = None, settle: float | None = None, consume: bool | None = None) -> State[Any]:
    """One pass over the drop folder, from listing it to the trays and the register."""
    try:
        with _run(inbox, settle, consume) as run:
            outcome = conduct(run, ingest=_ingest, check_batch=_check_batch)
    except BusyError as error:
        # Another run is at work: it, or the one after it, does what this one came for.
        return Completed(name="Busy", message=error.code)
    except DossierError as error:
        return Failed(message=error.code)
    _leave_artifact(outcome)
    if outcome.failure is not None:
        return Failed(message=outcome.failure)
    counts = ", ".join(f"{tray}: {count}" for tray, count in sorted(outcome.counts.items()))
    return Completed(message=counts or "nothing new")


@contextmanager
def _run(inbox: str | None, settle: float | None, consume: bool | None) -> Iterator[Run]:
    """The run that the command line has opened, to show its progress; else one of the flow's own."""
    if _under_way:
        yield _under_way[-1]
        return
    with open_run(inbox=inbox, settle=settle, consume=consume) as run, _as_current(run):
        yield run


@contextmanager
def _as_current(run: Run) -> Iterator[None]:
    _under_way.append(run)
    try:
        yield
    finally:
        _under_way.remove(run)


def run_as_flow(run: Run) -> Outcome:
    """Conduct an opened run as a Prefect flow run of this process.

    Raises:
        DossierError: what ended the run early.
    """
    # The heartbeat would add a second to every run; an empty environment value is refused.
    with _as_current(run), temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        state = drop_folder(return_state=True)
    if run.failure is not None:
        raise run.failure
    if not state.is_completed():
        raise SetupError("flow-not-completed", state=state.name or state.type.value)
    return run.outcome()


def _leave_artifact(outcome: Outcome) -> None:
    rows = [
        {
            "dossier": row.id,
            "version": row.version,
            "recommendation": row.recommendation.value,
            "collectives": row.collectives,
            "individuals": row.individuals,
            "unread": row.unread,
        }
        for row in outcome.rows
    ]
    create_table_artifact(key=ARTIFACT, table=rows, description=f"{len(rows)} dossiers")
