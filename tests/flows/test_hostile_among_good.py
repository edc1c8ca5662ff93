"""Good dossiers never notice the hostile ones; a file that is still being copied is not taken.

`make hostile` does the first with 200 good dossiers and 30 hostile ones.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from flows.run import Outcome, conduct, open_run
from pipeline.home import VARIABLE, Home
from samples.hostile.base import Trap
from samples.hostile.make import make
from samples.hostile.named import PLAIN
from tests.flows import among
from tests.flows.program import digest, files_below, sample, trays


def test_reports_of_good_dossiers_are_the_same_with_hostile_ones_among_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "")  # set by each run, and put back here
    found = among.compare(20, among.hostile_items(10, slow=False), tmp_path)
    assert found.differing == []
    assert len(found.without) == 20
    assert found.hostile_trays.total() == 10
    assert set(found.hostile_trays) <= {"forward", "hold", "return"}
    assert found.waiting == []


def run(settle: float) -> Outcome:
    with open_run(settle=settle) as under_way:
        return conduct(under_way)


def test_a_file_that_grows_while_it_is_looked_at_is_taken_when_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    dossier = Home(tmp_path).make().inbox / "dang-chep"
    dossier.mkdir()
    (dossier / "to-trinh.docx").write_bytes((sample("01") / "to-trinh.docx").read_bytes())
    make("growing", dossier, Trap())
    growing = dossier / "dang-chep.docx"
    half = growing.read_bytes()
    assert PLAIN.startswith(half)
    rest = PLAIN[len(half) :]
    ended = threading.Event()

    def copy() -> None:
        with growing.open("ab") as stream:
            for at in range(0, len(rest), len(rest) // 20):
                stream.write(rest[at : at + len(rest) // 20])
                stream.flush()
                time.sleep(0.15)
        ended.set()

    copier = threading.Thread(target=copy)
    copier.start()
    looked = 0
    while not ended.is_set():
        outcome = run(settle=2)
        looked += not ended.is_set()
        assert len(outcome.rows) == 0
        assert [(name, why.value) for name, why in outcome.waiting] == [("dang-chep", "wait_changing")]
    copier.join()
    assert looked > 0
    time.sleep(2.1)
    assert len(run(settle=2).rows) == 1
    assert len(trays(tmp_path)) == 1
    assert digest_of(PLAIN, tmp_path) in {digest(path) for path in files_below(tmp_path / "sealed")}


def digest_of(data: bytes, folder: Path) -> str:
    path = folder / "whole"
    path.write_bytes(data)
    return digest(path)
