"""The Prefect servers of a home, where none is named, and the deployment that a schedule triggers."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from urllib.error import URLError
from urllib.request import urlopen

from flows.prefect_env import SERVER_VARIABLE, server_address
from pipeline.errors import SetupError, UsageError
from pipeline.home import Home

_LOG = logging.getLogger(__name__)
ZONE = "Asia/Ho_Chi_Minh"
DEPLOYMENT = "scheduled"
_START_SECONDS = 120
_GLANCE = 0.1
_HOST = "127.0.0.1"
# The server ends with the process that started it, also where that one is killed: PR_SET_PDEATHSIG is 1.
_GUARD = """
import ctypes, os, runpy, signal, sys
ctypes.CDLL(None).prctl(1, signal.SIGTERM)
if os.getppid() != int(sys.argv.pop(1)):
    sys.exit()
"""
_WHOLE = """
runpy.run_module("prefect", run_name="__main__", alter_sys=True)
"""
# What Prefect itself starts for a flow without a server, which would outlive a run that is killed: neither pages nor
# schedules, so it is up sooner and cannot trigger what belongs to `dossiers serve`.
_TEMPORARY = """
import uvicorn
from prefect.server.api.server import create_app
host, port = sys.argv[1:]
uvicorn.run(create_app(ephemeral=True, final=True), host=host, port=int(port), log_level="error", lifespan="on")
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _healthy(address: str) -> bool:
    try:
        with urlopen(f"{address}/health", timeout=2) as answer:  # noqa: S310 - an address of this machine, made here
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


class OwnServer:
    """A Prefect server of this home on a free port of this machine, started again when it dies.

    A ``temporary`` one is for the flow of this process alone.
    """

    def __init__(self, home: Home, *, temporary: bool = False) -> None:
        self._home = home
        self._temporary = temporary
        self._port = _free_port()
        self._stopping = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self.address = f"http://{_HOST}:{self._port}/api"

    def start(self) -> None:
        """Start and wait until it answers.

        Raises:
            SetupError: ``server-not-started``; its log says why.
        """
        self.launch()
        self.wait()

    def wait(self) -> None:
        """Wait until it answers; from then on it is started again when it dies.

        Raises:
            SetupError: ``server-not-started``; its log says why.
        """
        limit = time.monotonic() + _START_SECONDS
        while not _healthy(self.address):
            if time.monotonic() > limit or (self._process and self._process.poll() is not None):
                self.stop()
                raise SetupError("server-not-started", log=str(self._log_path))
            time.sleep(_GLANCE)
        Thread(target=self._supervise, name="prefect-server-supervisor", daemon=True).start()

    @property
    def _log_path(self) -> str:
        return str(self._home.logs / "prefect-server.log")

    def launch(self) -> None:
        """Start the process; it takes seconds to answer, in which other things may be done."""
        if self._temporary:
            code, arguments = _GUARD + _TEMPORARY, [_HOST, str(self._port)]
        else:
            code, arguments = _GUARD + _WHOLE, ["server", "start", "--host", _HOST, "--port", str(self._port)]
        command = [sys.executable, "-c", code, str(os.getpid()), *arguments]
        # The server must not look for another one.
        environment = {key: value for key, value in os.environ.items() if key != SERVER_VARIABLE}
        with open(self._log_path, "ab") as log:  # noqa: PTH123 - handed to the process
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, fixed arguments
                command, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )

    def _supervise(self) -> None:
        while not self._stopping.wait(1.0):
            if self._process is not None and self._process.poll() is not None:
                _LOG.error("prefect server ended with %s; starting it again", self._process.returncode)
                self.launch()

    def stop(self) -> None:
        """End the server and what it started."""
        self._stopping.set()
        if self._process is None or self._process.poll() is not None:
            return
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def named_server() -> str | None:
    """The server that the environment names; null where it names none.

    Raises:
        SetupError: ``server-not-reachable``.
    """
    named = server_address()
    if named is not None and not _healthy(named):
        raise SetupError("server-not-reachable", address=named)
    return named


@contextmanager
def server(home: Home) -> Iterator[str]:
    """The address of the server named by the environment, or of an own one for as long as the block runs."""
    named = named_server()
    if named is not None:
        yield named
        return
    own = OwnServer(home)
    with _named(own):
        own.start()
        yield own.address


@contextmanager
def server_of_run(home: Home) -> Iterator[Callable[[], None]]:
    """A server for the flow of this process: the one that the environment names, or a temporary one of our own.

    To be entered before Prefect is imported. An own one starts while the block goes on; what is answered waits for it
    and is to be called before the flow.

    Raises:
        SetupError: ``server-not-started`` from the answered call.
    """
    if server_address() is not None:
        yield lambda: None
        return
    own = OwnServer(home, temporary=True)
    with _named(own):
        own.launch()
        yield own.wait


@contextmanager
def _named(own: OwnServer) -> Iterator[None]:
    """The environment names this server, which is stopped at the end."""
    os.environ[SERVER_VARIABLE] = own.address
    try:
        yield
    finally:
        del os.environ[SERVER_VARIABLE]
        own.stop()


def check_cron(text: str) -> None:
    """Refuse what Prefect's scheduler would not take.

    Raises:
        UsageError: ``schedule-invalid``.
    """
    from prefect.client.schemas.schedules import CronSchedule

    try:
        CronSchedule(cron=text, timezone=ZONE)
    except ValueError as error:
        raise UsageError("schedule-invalid", given=text) from error


def _is_trouble(record: logging.LogRecord) -> bool:
    """Told to stop in the middle of a run, Prefect cancels the connection to it, and Python 3.11 reports that."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


def serve(*, every: timedelta | None, cron: str | None, parameters: dict[str, object]) -> None:
    """Serve the deployment until the process is told to stop. A Prefect server must be reachable.

    Stopping leaves the schedule as it is (prefect#16363 would pause it); overlapping runs are held off by the run's
    own lock besides Prefect's limit.
    """
    from prefect.schedules import Cron, Interval

    from flows.drop_folder import drop_folder

    schedule = Cron(cron, timezone=ZONE) if cron else Interval(every or timedelta(minutes=5), timezone=ZONE)
    # Prefect's own handler of SIGTERM calls its asynchronous stop without awaiting it; the process ends all the same.
    warnings.filterwarnings("ignore", message="coroutine 'Runner.astop' was never awaited")
    logging.getLogger("asyncio").addFilter(_is_trouble)
    drop_folder.serve(
        name=DEPLOYMENT,
        schedules=[schedule],
        parameters=parameters,
        pause_on_shutdown=False,
        limit=1,
        print_starting_message=False,
    )
