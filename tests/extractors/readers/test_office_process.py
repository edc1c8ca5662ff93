"""The warm LibreOffice: kept, replaced when it fails, gone with its worker, and missed with a remedy."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from extractors.readers.office import service
from pipeline.errors import ReadError
from pipeline.models.limits import Limits

RTF = rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 T\u7901? tr\u236?nh\par}"
SOON = 10.0


@pytest.fixture(autouse=True)
def afresh():
    """Each test with a LibreOffice of its own."""
    service.stop()
    yield
    service.stop()


def of_folder(folder):
    """Processes that were started for a private folder: the guard, the driver, LibreOffice."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                command = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if any(os.fsencode(folder) in part for part in command):
                found[int(entry.name)] = Path(os.fsdecode(command[0])).name
    return found


def folder_now():
    return str(service._warm.folder)


def office_of(folder):
    return next(pid for pid, name in of_folder(folder).items() if name == "soffice.bin")


def pipes(folder):
    """Names of sockets that LibreOffice puts where it always does."""
    return list(Path("/tmp").glob(f"OSL_PIPE_*_{Path(folder).name}"))  # noqa: S108


def gone(folder):
    """Whether soon nothing of it is left: process, folder or the names of its sockets."""
    until = time.monotonic() + SOON
    while time.monotonic() < until:
        if not of_folder(folder) and not Path(folder).exists() and not pipes(folder):
            return True
        time.sleep(0.05)
    return False


def words(answer):
    return [block.text for block in answer.blocks]


def codes(answer):
    return [problem.code.value for problem in answer.problems]


def test_one_libreoffice_reads_file_after_file_and_leaves_nothing(read_bytes):
    assert words(read_bytes(RTF, "a.rtf")) == ["Tờ trình"]
    folder = folder_now()
    office = office_of(folder)
    assert words(read_bytes(RTF, "b.rtf")) == ["Tờ trình"]

    assert (folder_now(), office_of(folder)) == (folder, office)
    assert not [path for path in Path(folder).iterdir() if path.name.startswith(("given", "converted"))]
    assert not pipes(folder)
    service.stop()
    assert gone(folder)


def test_a_libreoffice_that_died_is_replaced_and_the_file_is_read(read_bytes):
    read_bytes(RTF, "a.rtf")
    first = folder_now()
    os.kill(office_of(first), signal.SIGKILL)

    assert words(read_bytes(RTF, "b.rtf")) == ["Tờ trình"]
    assert folder_now() != first
    assert gone(first)


def test_a_libreoffice_that_hangs_is_killed_and_the_file_is_read_by_another(read_bytes):
    read_bytes(RTF, "a.rtf")
    first = folder_now()
    os.kill(office_of(first), signal.SIGSTOP)

    assert words(read_bytes(RTF, "b.rtf", Limits(seconds_per_file=20))) == ["Tờ trình"]
    assert gone(first)


def always(monkeypatch, change):
    """Change each LibreOffice as soon as it is up."""
    started = []

    def office(*arguments, made=service.Office):
        started.append(made(*arguments))
        change(office_of(str(started[-1].folder)))
        return started[-1]

    monkeypatch.setattr(service, "Office", office)
    return started


def test_a_file_over_which_each_libreoffice_dies_is_told_and_the_next_one_is_read(read_bytes, monkeypatch):
    with monkeypatch.context() as here:
        started = always(here, lambda pid: os.kill(pid, signal.SIGKILL))
        answer = read_bytes(RTF, "a.rtf")

    assert (answer.status.value, codes(answer), len(started)) == ("refused", ["reading-crashed"], 2)
    assert all(gone(str(one.folder)) for one in started)
    assert words(read_bytes(RTF, "b.rtf")) == ["Tờ trình"]


def test_a_file_over_which_libreoffice_hangs_costs_its_own_time_and_no_more(read_bytes, monkeypatch):
    with monkeypatch.context() as here:
        started = always(here, lambda pid: os.kill(pid, signal.SIGSTOP))
        begun = time.monotonic()
        answer = read_bytes(RTF, "a.rtf", Limits(seconds_per_file=10))
        took = time.monotonic() - begun

    assert (answer.status.value, codes(answer), len(started)) == ("refused", ["reading-timed-out"], 1)
    assert took < 10 + 4
    assert all(gone(str(one.folder)) for one in started)
    assert words(read_bytes(RTF, "b.rtf")) == ["Tờ trình"]


def test_libreoffice_is_replaced_when_it_has_read_its_share(read_bytes, monkeypatch):
    monkeypatch.setattr(service, "_FILES_EACH", 2)
    folders = []
    for _ in range(3):
        read_bytes(RTF, "a.rtf")
        folders.append(folder_now())

    assert folders[0] == folders[1] != folders[2]
    assert gone(folders[0])


WORKER = """
import resource, sys, time
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 4 << 30))
from extractors.readers.office import service
from extractors.readers.read import read
from pipeline.models.files import SourceFile
from pipeline.models.limits import Limits
path = Path(sys.argv[1])
source = SourceFile(
    id="f1", path=path.name, raw_name_b64=None, sha256="0" * 64, size=path.stat().st_size, location=str(path)
)
print([block.text for block in read(source, Limits()).blocks], flush=True)
print(service._warm.folder, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("stopped", [False, True])
def test_nothing_is_left_of_a_worker_that_is_killed(tmp_path, stopped):
    """Under the limits of a worker, too: LibreOffice alone may have more than 1 GiB."""
    path = tmp_path / "a.rtf"
    path.write_bytes(RTF)
    worker = subprocess.Popen([sys.executable, "-c", WORKER, str(path)], stdout=subprocess.PIPE, text=True)
    with worker:
        assert worker.stdout.readline() == "['Tờ trình']\n"
        folder = worker.stdout.readline().strip()
        assert sorted(of_folder(folder).values()) == ["python3", "python3", "soffice.bin"]
        if stopped:
            os.kill(office_of(folder), signal.SIGSTOP)
        worker.kill()

    assert gone(folder)


def _read_in_a_child(path, folders):
    from extractors.readers.office.service import Job, convert

    convert(Job(path.read_bytes(), "rtf", "Rich Text Format", Limits(), path.name), time.monotonic() + 60)
    folders.put(folder_now())


def test_nothing_is_left_of_a_worker_that_ends(tmp_path):
    path = tmp_path / "a.rtf"
    path.write_bytes(RTF)
    context = multiprocessing.get_context("fork")
    folders = context.SimpleQueue()
    worker = context.Process(target=_read_in_a_child, args=(path, folders))
    worker.start()
    folder = folders.get()
    worker.join(30)

    assert worker.exitcode == 0
    assert not Path(folder).exists()
    assert gone(folder)


def test_without_libreoffice_the_file_is_held_and_the_tool_named(read_bytes, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    answer = read_bytes(RTF, "a.rtf")

    assert (answer.status.value, codes(answer), answer.problems[0].detail) == (
        "not_read_yet",
        ["tool-missing"],
        "LibreOffice",
    )


def test_without_the_bridge_to_libreoffice_it_is_named_and_nothing_left(read_bytes, monkeypatch):
    before = set(Path(tempfile.gettempdir()).iterdir())
    monkeypatch.setattr(service, "_pythons", lambda program: iter([sys.executable]))  # has no uno

    answer = read_bytes(RTF, "a.rtf")

    assert (answer.status.value, answer.problems[0].detail) == ("not_read_yet", "LibreOffice (python3-uno)")
    left = set(Path(tempfile.gettempdir()).iterdir()) - before
    assert not [path for path in left if path.name.startswith("dossiers-office-")]
    with pytest.raises(ReadError) as raised:
        service.check()
    assert (raised.value.code, raised.value.params["detail"]) == ("tool-missing", "LibreOffice (python3-uno)")


def test_libreoffice_and_its_bridge_are_here():
    service.check()


def test_the_limit_of_file_size_of_a_worker_does_not_keep_libreoffice_from_starting(read_bytes):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 20, hard))
    try:
        assert words(read_bytes(RTF, "a.rtf")) == ["Tờ trình"]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
