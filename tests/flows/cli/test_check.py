"""``dossiers check``: a dossier in, its report out, on the screen, as JSON and into files."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.flows.program import ROOT, dossiers, sample


def test_several_dossiers_are_one_object_a_line_in_the_order_asked_for(tmp_path: Path) -> None:
    asked = ["47", "01", "28", "02", "46"]
    ended = dossiers("check", *(sample(number) for number in asked), "--json", home=tmp_path)
    singly = [json.loads(dossiers("check", sample(number), "--json", home=tmp_path).out) for number in ("01", "28")]
    assert len(ended.rows) == len(asked)
    assert [ended.rows[1], ended.rows[2]] == singly
    assert [row["recommendation"] for row in ended.rows][3:] == ["return", "quarantine"]
    assert ended.err == ""


def test_a_dossier_asked_for_twice_is_told_twice(tmp_path: Path) -> None:
    first, second = dossiers("check", sample("28"), sample("28"), "--json", home=tmp_path).rows
    assert first == second


def test_where_several_were_asked_for_one_that_is_left_is_still_a_line(tmp_path: Path) -> None:
    ended = dossiers("check", tmp_path / "none", sample("28"), "--json", home=tmp_path)
    assert len(ended.rows) == 1
    assert ended.code == 4


def test_output_and_html_are_written_and_the_same_twice(tmp_path: Path) -> None:
    written = []
    for name in ("first", "second"):
        target = tmp_path / name
        target.mkdir()
        files = (target / "report.json", target / "report.html")
        ended = dossiers("check", sample("02"), "--output", files[0], "--html", files[1], home=tmp_path)
        assert ended.code == 11
        assert ended.out.splitlines() == [f"Đã ghi {file}" for file in files]
        assert sorted(target.iterdir()) == sorted(files)
        written.append([file.read_bytes() for file in files])
    assert written[0] == written[1]
    report = json.loads(written[0][0])
    assert report["schema"] == "dossiers.report/1"
    page = written[0][1].decode()
    assert report["dossier"]["id"] in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "src=" not in page


def test_a_home_is_neither_needed_nor_made(tmp_path: Path) -> None:
    ended = dossiers("check", sample("01"), home=tmp_path / "nowhere", cwd=tmp_path)
    assert ended.code == 0
    assert list(tmp_path.iterdir()) == []


def test_the_screen_says_the_verdict_first_and_each_rule_with_its_reason(tmp_path: Path) -> None:
    first, *rest = dossiers("check", sample("02"), home=tmp_path).out.splitlines()
    assert "TRẢ LẠI" in first.upper()
    assert any(line.strip().startswith("✗") for line in rest)
    assert "()" not in "\n".join(rest)
    english = dossiers("check", sample("02"), "--lang", "en", home=tmp_path).out
    assert "RETURN" in english.splitlines()[0].upper()
    assert "working days" in english


@pytest.mark.parametrize(
    ("number", "received", "interval", "recommendation"),
    [
        # Nothing else tells the receipt: the last day by reading A is 21/08/2025.
        ("15", "20/08/2025", ("2025-08-20", "2025-08-20"), "forward"),
        ("15", "2025-08-22", ("2025-08-22", "2025-08-22"), "return"),
        # The manifest says 20/08/2025: what contradicts itself is held, not chosen from.
        ("01", "22/08/2025", ("2025-08-20", "2025-08-22"), "hold"),
    ],
)
def test_the_day_of_receipt_may_be_given(
    number: str, received: str, interval: tuple[str, str], recommendation: str, tmp_path: Path
) -> None:
    report = json.loads(dossiers("check", sample(number), "--received", received, "--json", home=tmp_path).out)
    receipt = report["facts"]["receipt"]
    assert (receipt["earliest"], receipt["latest"]) == interval
    assert receipt["latest_basis"] == "register"
    assert report["recommendation"] == recommendation


def test_the_day_to_judge_on_counts_where_the_papers_give_none(tmp_path: Path) -> None:
    for given in ("2024-03-01", "2026-03-01"):
        ended = dossiers("check", sample("46"), "--judged-on", given, "--json", home=tmp_path)
        assert json.loads(ended.out)["judged_on"] == given


def test_a_path_is_taken_however_it_is_written(tmp_path: Path) -> None:
    """By a link, with a final slash, relative, with a name that is not UTF-8, with spaces and a leading dash."""
    shutil.copytree(sample("02"), tmp_path / "hồ sơ -1")
    (tmp_path / "link").symlink_to(tmp_path / "hồ sơ -1")
    raw = os.fsencode(tmp_path) + b"/h\xf4 s\xf2"
    os.rename(tmp_path / "hồ sơ -1", raw)  # noqa: PTH104 - bytes
    wanted = json.loads(dossiers("check", sample("02"), "--json", home=tmp_path).out)["dossier"]["content_sha256"]
    ended = dossiers("check", raw, raw + b"/", os.fsencode(tmp_path) + b"/./h\xf4 s\xf2", "--json", home=tmp_path)
    assert [row["dossier"]["content_sha256"] for row in ended.rows] == [wanted] * 3


def test_reports_do_not_depend_on_where_the_dossier_lies(tmp_path: Path) -> None:
    shutil.copytree(sample("02"), tmp_path / "elsewhere" / sample("02").name)
    here = dossiers("check", sample("02"), "--json", home=tmp_path).out
    there = dossiers("check", f"elsewhere/{sample('02').name}", "--json", home=tmp_path, cwd=tmp_path).out
    assert here == there
    assert str(ROOT) not in here


def test_facts_are_those_of_the_report(tmp_path: Path) -> None:
    paths = [sample(number) for number in ("01", "28", "47")]
    reports = dossiers("check", *paths, "--json", home=tmp_path).rows
    assert dossiers("facts", *paths, "--json", home=tmp_path).rows == [report["facts"] for report in reports]
