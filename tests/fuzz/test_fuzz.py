"""A short run of the fuzzer over fixed mutants; `make fuzz` is the long one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.models.files import Problem, ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, FileStatus
from tests.fuzz import judge
from tests.fuzz.kinds import KINDS, mutant
from tests.fuzz.run import Fuzz

QUICK = ("docx", "pdf", "zip", "xlsx", "eml", "edxml")
"""Those that need no external program."""
_EACH = 32


def test_every_broken_file_is_answered_with_a_status_and_a_code(tmp_path: Path) -> None:
    fuzz = Fuzz(tmp_path, tmp_path / "kept")
    fuzz.over(QUICK, first=0, count=_EACH)
    assert fuzz.escapes == []
    assert {kind: statuses.total() for kind, statuses in fuzz.statuses.items()} == dict.fromkeys(QUICK, _EACH)
    assert {"read", "refused"} <= set(fuzz.statuses["docx"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_always_means_the_same_file(kind: str) -> None:
    assert mutant(kind, 3) == mutant(kind, 3)
    assert mutant(kind, 3) != mutant(kind, 4)


def test_a_fault_of_a_reader_escapes_and_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(source: SourceFile, limits: object) -> ReadFile:
        raise ZeroDivisionError

    monkeypatch.setattr("flows.check.read_file", faulty)
    verdict = judge.judge("docx", (0,), Limits())
    ((number, wrong),) = verdict.escapes
    assert number == 0
    assert wrong.strip().endswith("ZeroDivisionError")
    fuzz = Fuzz(tmp_path, tmp_path / "kept")
    fuzz._take("docx", verdict)
    assert (tmp_path / "kept" / "docx-0.docx").read_bytes() == mutant("docx", 0)[1]


def test_answers_that_contradict_themselves_are_wrong() -> None:
    file = SourceFile(id="f1", path="a.docx", raw_name_b64=None, sha256="0" * 64, size=1, location="a")
    damaged = (Problem(code=FileCode.FILE_DAMAGED),)

    def answer(status: FileStatus, problems: tuple[Problem, ...] = ()) -> ReadFile:
        return ReadFile(file=file, status=status, format="docx", problems=problems)

    assert judge.wrong_with(answer(FileStatus.READ)) == []
    assert judge.wrong_with(answer(FileStatus.REFUSED, damaged)) == []
    assert judge.wrong_with(answer(FileStatus.READ, damaged)) != []
    assert judge.wrong_with(answer(FileStatus.REFUSED)) == ["refused without a code"]
    assert judge.wrong_with(answer(FileStatus.READ_WITH_LOSSES)) == ["losses that nobody names"]
