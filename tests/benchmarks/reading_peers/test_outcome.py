"""What the tables say, and when a target is met."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import figures
from benchmarks.reading_peers.corpus import Item
from benchmarks.reading_peers.differences import told
from benchmarks.reading_peers.drivers.common import from_markdown, unmarked
from benchmarks.reading_peers.outcome import Outcome, Outcomes, page, percent
from benchmarks.reading_peers.papers import Known
from benchmarks.reading_peers.peers import OURS, PYTHON_DOCX, READERS
from benchmarks.reading_peers.targets import judge
from benchmarks.reading_peers.turns import Answer, Runs

ITEM = Item(Path("mot.docx"), Known(("Tổ Một",), ((("1", "Tổ Một"),),)), "list", 0)
_KREUZBERG = next(reader for reader in READERS if reader.name == "kreuzberg")
RIGHT = Answer(0.1, "Tổ Một", [[["1", "Tổ Một"]]], "")
WRONG = Answer(0.1, "Tổ Mọt", [[["1", "Tổ Mọt"]]], "")


def outcomes(ours: Answer, seconds: list[float]) -> Outcomes:
    """Word files read by us, python-docx (one second a turn, all right) and kreuzberg."""
    readers = ((OURS, ours, seconds), (PYTHON_DOCX, RIGHT, [1.0] * 3), (_KREUZBERG, WRONG, [0.5] * 3))
    runs = {r.name: Runs(r, [answer], [[second] for second in took], 20.0) for r, answer, took in readers}
    return {"word": {name: Outcome(run, (ITEM,)) for name, run in runs.items()}}


@pytest.mark.parametrize(
    ("ours", "seconds", "met"),
    [
        (RIGHT, [1.2, 1.3, 1.4], [True, True, True, None]),
        (RIGHT, [1.31, 1.4, 1.5], [True, True, False, None]),
        (WRONG, [0.2, 0.2, 0.2], [False, False, True, None]),
    ],
)
def test_a_target_is_met_by_the_median_turn_and_against_the_best_peer(
    ours: Answer, seconds: list[float], met: list[bool | None]
) -> None:
    assert [target.met for target in judge(outcomes(ours, seconds))] == met


def test_the_table_tells_speed_memory_and_shares() -> None:
    line = next(line for line in page(outcomes(WRONG, [2.0] * 3)).splitlines() if line.startswith("| this project"))
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert cells == ["this project", "0.50 files/s", "20 MiB", "16.7 %", "50.0 %", "50.0 %", ""]


def test_differences_name_what_was_meant_what_was_read_and_where() -> None:
    said = told("word", outcomes(WRONG, [1.0])["word"][OURS.name])
    assert "1 ×: 'ộ' read as 'ọ' (mot.docx: …Tổ Một…)" in said
    assert "1 ×: 'Tổ Một' read as 'Tổ Mọt' (mot.docx)" in said


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (1.0, "100.00 %"),
        (0.99999, "99.99 %"),
        (0.0, "0.00 %"),
        (0.000001, "0.01 %"),
        (0.5, "50.0 %"),
        (0.0123, "1.23 %"),
    ],
)
def test_short_of_all_never_shows_as_all(share: float, shown: str) -> None:
    assert percent(share) == shown


def test_markdown_is_read_back_as_text_and_cells() -> None:
    text, tables = from_markdown("# DANH SÁCH\n\n| STT | **Họ và tên** |\n|---|---|\n| 1 | Tổ\\_Một<br>xã A |\n")
    assert text == "DANH SÁCH\n\nSTT Họ và tên\n1 Tổ_Một\nxã A"
    assert tables == [[["STT", "Họ và tên"], ["1", "Tổ_Một\nxã A"]]]


@pytest.mark.parametrize(
    ("marked", "plain"), [("**TỜ TRÌNH**", "TỜ TRÌNH"), ("*Lũng Mẫu*", "Lũng Mẫu"), ("3 * 4", "3 * 4")]
)
def test_only_the_signs_of_emphasis_are_taken_away(marked: str, plain: str) -> None:
    assert unmarked(marked) == plain


def test_publishing_replaces_what_stands_between_the_marks_of_that_name_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_file = tmp_path / "page.md"
    page_file.write_text(
        "<!-- measured: begin -->\nold\n<!-- measured: end -->\n<!-- reading: begin -->\n<!-- reading: end -->"
    )
    monkeypatch.setattr(figures, "_PAGE", page_file)
    figures.publish("new", "reading")
    assert page_file.read_text() == (
        "<!-- measured: begin -->\nold\n<!-- measured: end -->\n<!-- reading: begin -->\nnew\n<!-- reading: end -->"
    )
    with pytest.raises(ValueError, match="substring"):
        figures.publish("new", "nothing")
