"""What a benchmark answers: a ratio, what it is held to, and the measured values behind it."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

BUILD = Path("build")
RESULT = BUILD / "bench.json"
_PAGE = Path("docs/benchmarks.md")
_PACKAGES = ("prefect", "django", "pypdfium2", "pdfplumber", "python-docx", "pydantic", "typer", "pebble")


@dataclass(frozen=True)
class Figure:
    """One line of the table. Without ``bound`` it is told, not judged."""

    benchmark: str
    what: str
    ours: float
    other: float
    unit: str
    """Of ``ours`` and ``other``: ``s``, ``ms``, ``MiB`` or ``×``."""
    against: str
    """What ``other`` is."""
    ratio: float
    """Of ``ours`` to ``other``: the median of the ratios of single turns, where turns were taken."""
    at_most: float | None = None
    at_least: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the ratio keeps its bound; null without one."""
        if self.at_most is not None:
            return self.ratio <= self.at_most
        if self.at_least is not None:
            return self.ratio >= self.at_least
        return None

    @property
    def bound(self) -> str:
        """As it is shown."""
        if self.at_most is not None:
            return f"≤ {self.at_most:.2f}"
        return f"≥ {self.at_least:.2f}" if self.at_least is not None else ""


def in_turns(
    benchmark: str,
    what: str,
    against: str,
    turns: Sequence[tuple[float, float]],
    *,
    unit: str,
    at_most: float | None = None,
    at_least: float | None = None,
    note: str = "",
) -> Figure:
    """A figure from values measured in turns, (ours, other) for each turn."""
    return Figure(
        benchmark=benchmark,
        what=what,
        ours=statistics.median(ours for ours, _ in turns),
        other=statistics.median(other for _, other in turns),
        unit=unit,
        against=against,
        ratio=statistics.median(ours / other for ours, other in turns),
        at_most=at_most,
        at_least=at_least,
        note=note,
    )


def table(figures: Sequence[Figure]) -> str:
    """The figures as a table in Markdown, ready for ``docs/benchmarks.md``."""
    head = ("what", "ours", "against", "theirs", "ratio", "bound", "met", "note")
    rows = [
        (
            figure.what,
            _value(figure.ours, figure.unit),
            figure.against,
            _value(figure.other, figure.unit),
            f"{figure.ratio:.2f}",
            figure.bound,
            {True: "yes", False: "NO", None: ""}[figure.met],
            figure.note,
        )
        for figure in figures
    ]
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [_line(head, widths), "|" + "|".join("-" * (width + 2) for width in widths) + "|"]
    return "\n".join([*lines, *(_line(row, widths) for row in rows)])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def _value(value: float, unit: str) -> str:
    digits = 0 if value >= 1000 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit}"


def machine() -> dict[str, str | int | float]:
    """What it was measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(memory / 2**30, 1),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
        **{package: version(package) for package in _PACKAGES},
    }


def conditions(about: dict[str, str | int | float], seconds: float) -> str:
    """The machine and the time it took, as a sentence."""
    parts = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in about.items())
    return f"Measured in {seconds / 60:.0f} minutes on: {parts}; load after {os.getloadavg()[0]:.2f}."


def publish(measured: str, marks: str = "measured") -> None:
    """Put a table and its conditions between the marks of that name in ``docs/benchmarks.md``.

    Raises:
        ValueError: the page has no such marks.
    """
    begin, end = f"<!-- {marks}: begin -->", f"<!-- {marks}: end -->"
    page = _PAGE.read_text(encoding="utf-8")
    start, stop = page.index(begin) + len(begin), page.index(end)
    _PAGE.write_text(f"{page[:start]}\n{measured}\n{page[stop:]}", encoding="utf-8")


def write(figures: Sequence[Figure], about: dict[str, str | int | float], seconds: float, *, quick: bool) -> None:
    """Write ``build/bench.json``."""
    BUILD.mkdir(exist_ok=True)
    rows = [{**asdict(figure), "met": figure.met} for figure in figures]
    answer = {"machine": about, "quick": quick, "seconds": round(seconds), "figures": rows}
    RESULT.write_text(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
