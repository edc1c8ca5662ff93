"""The Prefect flow over the drop folder: thin, synchronous decorators over :class:`flows.run.Run`.

A task handles a batch of dossiers, never a page. Tasks catch everything and return codes, since the text of an
exception would end up in Prefect's database; parameters, states and artifacts carry identifiers and counts only.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.run import Outcome, Run, conduct, open_run
from pipeline.errors import BusyError, DossierError

_LOG = logging.getLogger(__name__)
FLOW = "drop-folder"
ARTIFACT = "dossiers"

# The run under way in this process. The run's own lock lets only one through; a task's parameters stay plain numbers.
_under_way: list[Run] = []


def _code_of(work: Callable[[], Any]) -> dict[str, Any]:
    try:
        return {"value": work()}
    except DossierError as error:
        _LOG.error("%s", error.code)
        return {"error": error}
    except Exception as error:
        _LOG.exception("unforeseen in the flow")
        return {"error": DossierError("internal", kind=type(error).__name__)}


@task(name="ingest", cache_policy=NO_CACHE, persist_result=False)
def _ingest() -> int:
    outcome = _code_of(_under_way[-1].ingest)
    _under_way[-1].failure = outcome.get("error")
    return int(outcome.get("value") or 0)


@task(name="check-batch", task_run_name="check-batch-{number}", cache_policy=NO_CACHE, persist_result=False)
def _check_batch(number: int) -> dict[str, int]:
    outcome = _code_of(lambda: _under_way[-1].check_batch(number))
    _under_way[-1].failure = outcome.get("error")
    return dict(outcome.get("value") or {})


@flow(name=FLOW, validate_parameters=False, persist_result=False)
def drop_folder(inbox: str | None = None, settle: float | None = None, consume: bool | None = None) -> State[Any]:
    """One pass over the drop folder, from listing it to the trays and the register."""
    try:
        with open_run(inbox=inbox, settle=settle, consume=consume) as run:
            return _state(conducted(run))
    except BusyError as error:
        # Another run is at work: it will see what this one came for.
        return Completed(name="Busy", message=error.code)
    except DossierError as error:
        return Failed(message=error.code)


@flow(name=FLOW, persist_result=False)
def _opened() -> State[Any]:
    """The same flow over a run that the command line has opened (it shows its progress)."""
    return _state(conducted(_under_way[-1]))


def run_as_flow(run: Run) -> Outcome:
    """Conduct an opened run as a Prefect flow run of this process."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    _under_way.append(run)
    try:
        # The heartbeat would add a second to every run; an empty environment value is refused.
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            _opened(return_state=True)
    finally:
        _under_way.remove(run)
    if run.failure is not None:
        raise run.failure
    return run.outcome()


def conducted(run: Run) -> Outcome:
    """The stages of a run as Prefect tasks, and the artifact it leaves."""
    mine = run not in _under_way
    if mine:
        _under_way.append(run)
    try:
        outcome = conduct(run, ingest=_ingest, check_batch=_check_batch)
    finally:
        if mine:
            _under_way.remove(run)
    create_table_artifact(
        key=ARTIFACT,
        table=[
            {
                "dossier": row.id,
                "version": row.version,
                "recommendation": row.recommendation.value,
                "collectives": row.collectives,
                "individuals": row.individuals,
                "unread": row.unread,
            }
            for row in outcome.rows
        ],
        description=f"{len(outcome.rows)} dossiers",
    )
    return outcome


def _state(outcome: Outcome) -> State[Any]:
    if outcome.failure is not None:
        return Failed(message=outcome.failure)
    counts = ", ".join(f"{tray}: {count}" for tray, count in sorted(outcome.counts.items()))
    return Completed(message=counts or "nothing new")
