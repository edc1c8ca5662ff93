"""Killing workers, or the run itself, loses nothing and repeats nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.flows.conftest import ENOUGH, Finished, Server, with_database
from tests.flows.program import (
    PROGRAM,
    ROOT,
    descendants,
    digest,
    dossiers,
    drop,
    environment,
    files_below,
    gone,
    results,
    trays,
    whole_samples,
    workers_of,
)

RUN = ("run", "--settle", "0", "--json")
_PATIENCE = 120


@contextmanager
def under_way(home: Path, server: Server | None) -> Iterator[subprocess.Popen[bytes]]:
    """``dossiers run`` as a process of its own, ended whatever happens; with no server it starts one."""
    process = subprocess.Popen(
        [PROGRAM, *RUN],
        env=environment(home, **({"PREFECT_API_URL": server.address} if server else {})),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(what: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + _PATIENCE
    while not what():
        assert time.monotonic() < limit
        assert process.poll() is None, "the run ended too early"
        time.sleep(0.02)


def wait_until_gone(left: Sequence[int]) -> None:
    limit = time.monotonic() + 20
    while not all(gone(pid) for pid in left):
        assert time.monotonic() < limit, "processes of what was killed live on"
        time.sleep(0.1)


def kept(home: Path) -> set[str]:
    """Hashes of every file in the inbox or in the sealed store; what is sealed is whole."""
    sealed = {path for path in files_below(home / "sealed") if not path.name.startswith("incoming-")}
    assert all(digest(path) == path.name for path in sealed)
    return {path.name for path in sealed} | {digest(path) for path in files_below(home / "inbox")}


def submitted(finished: Finished) -> set[str]:
    return {digest(file) for folder in finished.taken for file in files_below(folder)}


def test_workers_killed_in_mid_run_change_nothing_of_its_end(
    finished: Finished, prefect_server: Server, tmp_path: Path
) -> None:
    drop(tmp_path, *finished.taken)
    killed: list[int] = []
    with under_way(tmp_path, prefect_server) as process:
        for enough in (2, 7, 12):
            wait_for(lambda enough=enough: len(trays(tmp_path)) >= enough, process)  # type: ignore[misc]
            wait_for(lambda: workers_of(process.pid), process)
            victim = workers_of(process.pid)[0]
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)
        out, err = process.communicate(timeout=_PATIENCE)
    assert len(set(killed)) == 3
    assert process.returncode == finished.ended.code, err.decode()
    assert out.decode().splitlines() == finished.ended.out.splitlines()
    assert results(tmp_path) == results(finished.home)


def test_a_run_that_was_killed_is_finished_by_the_next(
    finished: Finished, prefect_server: Server, tmp_path: Path
) -> None:
    drop(tmp_path, *finished.taken)
    wanted = submitted(finished)
    points: list[Callable[[], object]] = [
        lambda: len(list((tmp_path / "sealed").glob("*/*"))) >= 20,
        lambda: len(trays(tmp_path)) >= 8,
    ]
    for point in points:
        with under_way(tmp_path, prefect_server) as process:
            wait_for(point, process)
            left = list(descendants(process.pid))
            process.kill()
            process.wait()
        assert kept(tmp_path) == wanted
        wait_until_gone(left)
    dossiers(*RUN, home=tmp_path, PREFECT_API_URL=prefect_server.address)
    assert results(tmp_path) == results(finished.home)
    assert kept(tmp_path) == wanted
    assert list((tmp_path / "inbox").iterdir()) == []
    assert not [row for row in dossiers("list", "--json", home=tmp_path).rows if row["waiting"]]
    leftovers = [*(tmp_path / "trays" / ".building").iterdir(), *(tmp_path / "trays" / ".removing").iterdir()]
    assert leftovers == []
    again = dossiers(*RUN, home=tmp_path, PREFECT_API_URL=prefect_server.address)
    assert (again.code, again.out) == (0, "")
    assert results(tmp_path) == results(finished.home)


def test_a_killed_run_without_a_server_leaves_no_process_behind(made_database: Path, tmp_path: Path) -> None:
    drop(with_database(tmp_path, made_database), *whole_samples()[:ENOUGH])
    with under_way(tmp_path, None) as process:
        wait_for(lambda: len(trays(tmp_path)) >= 2, process)
        left = list(descendants(process.pid))
        assert any(b"uvicorn" in Path(f"/proc/{pid}/cmdline").read_bytes() for pid in left)
        process.kill()
        process.wait()
    wait_until_gone(left)


def test_the_server_of_a_killed_service_ends_with_it(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from pipeline.home import Home; from flows.serve import OwnServer;"
        "own = OwnServer(Home(Path(sys.argv[1])).make()); own.launch(); time.sleep(600)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, env=environment(tmp_path))
    wait_for(lambda: [*descendants(process.pid)], process)
    time.sleep(1)
    (server,) = descendants(process.pid)
    assert not gone(server)
    process.kill()
    process.wait()
    wait_until_gone([server])
