"""What answers at once imports little, and what runs in a worker knows neither Prefect nor Django."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.program import ROOT, environment

HEAVY = ("prefect", "django", "pdfplumber", "pydantic_settings", "docx", "pypdfium2", "lxml")
_WATCH = """
import sys
from flows.cli.main import main
sys.argv = ["dossiers", *sys.argv[2:]]
try:
    main()
finally:
    loaded = {name.partition(".")[0] for name in sys.modules}
    with open(%r, "w") as stream:
        stream.write(" ".join(sorted(set(%r) & loaded)))
"""


@pytest.mark.parametrize(
    "command",
    [
        "--help",
        "check --help",
        "deadline 2026-12-20",
        "deadline 2026-12-20 --days 15 --json",
        "calendar 2026",
        "rules",
        "rules deadline-working-days",
        "rules --json --lang en",
    ],
)
def test_what_answers_at_once_imports_nothing_heavy(command: str, tmp_path: Path) -> None:
    told = tmp_path / "loaded"
    done = subprocess.run(
        [sys.executable, "-c", _WATCH % (str(told), HEAVY), "dossiers", *command.split()],
        env=environment(tmp_path),
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, told.read_text()) == (0, ""), done.stderr.decode()


def test_the_watch_sees_what_is_loaded(tmp_path: Path) -> None:
    told = tmp_path / "loaded"
    code = _WATCH % (str(told), ("typer", "prefect"))
    subprocess.run(
        [sys.executable, "-c", code, "dossiers", "--help"],
        env=environment(tmp_path),
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert told.read_text() == "typer"


def test_the_modules_of_a_worker_know_neither_prefect_nor_django() -> None:
    code = "import sys, flows.isolation; sys.exit(' '.join({'prefect', 'django'} & set(sys.modules)) or None)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
