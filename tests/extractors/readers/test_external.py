"""External programs: under which limits they are started."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.readers import external

SCARCE = {resource.RLIMIT_CPU: 100_000, resource.RLIMIT_AS: 64 << 30}
"""Enough for the tests, and less than without a limit."""


@pytest.fixture(autouse=True)
def _scarce() -> Iterator[None]:
    """This process under soft limits, as a worker is that reads a file alone."""
    before = {which: resource.getrlimit(which) for which in SCARCE}
    for which, most in SCARCE.items():
        resource.setrlimit(which, (most, before[which][1]))
    yield
    for which, limits in before.items():
        resource.setrlimit(which, limits)


@pytest.mark.parametrize("limit", ["t", "v"], ids=["processor time", "address space"])
def test_a_program_has_the_hard_limits_and_not_what_is_left_to_the_worker(limit: str, tmp_path: Path) -> None:
    shell = ["sh", "-c", f"ulimit -S{limit}; ulimit -H{limit}"]

    soft, hard = external.run(shell, tmp_path, seconds=10, file="a.doc").split()

    assert soft == hard
    assert soft not in (b"100000", str((64 << 30) // 1024).encode())
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] == 100_000
