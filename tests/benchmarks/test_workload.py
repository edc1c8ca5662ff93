"""The workload of the benchmarks: distinct dossiers, the same each time, judged like the samples they are made from."""

from __future__ import annotations

import hashlib
from pathlib import Path

from benchmarks.workload import SAMPLES, TEMPLATES, make
from flows.check import check_path


def _hashes(folder: Path, pattern: str) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob(pattern))]


def test_no_two_word_files_of_the_workload_are_the_same(tmp_path: Path) -> None:
    make(2 * len(TEMPLATES), tmp_path)
    found = _hashes(tmp_path, "*.docx")
    assert len(found) == 48
    assert len(set(found)) == 48


def test_the_same_count_gives_the_same_bytes(tmp_path: Path) -> None:
    make(7, tmp_path / "one")
    make(7, tmp_path / "other")
    assert _hashes(tmp_path / "one", "*.*") == _hashes(tmp_path / "other", "*.*")


def test_a_copy_has_its_own_request_number_and_is_judged_like_its_sample(tmp_path: Path) -> None:
    copies = make(len(TEMPLATES), tmp_path)
    numbers = set()
    for copy, template in zip(copies, TEMPLATES, strict=True):
        report, sample = check_path(copy), check_path(SAMPLES / template)
        request = report.facts.request_letter
        assert request is not None and request.number is not None
        numbers.add(request.number.partition("/")[0])
        assert report.recommendation is sample.recommendation
        assert report.dossier.content_sha256 != sample.dossier.content_sha256
    assert numbers == {"1000", "1001", "1002", "1003", "1004", "1005"}
