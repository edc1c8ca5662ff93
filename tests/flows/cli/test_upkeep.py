"""``dossiers recheck`` and ``dossiers trays`` over a home with a finished run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows.cli.desk import _moment
from flows.lock import exclusive
from pipeline.home import Home
from tests.flows.conftest import Finished
from tests.flows.program import dossiers, sample, trays

CLOSED = '[[closing]]\ndays = [2025-08-27, 2025-08-28, 2025-08-29]\ncitation = "TB 00/TB-SNV"\n'


@pytest.fixture(name="home")
def a_copy_to_work_on(finished: Finished, tmp_path: Path) -> Path:
    home = tmp_path / "home"
    shutil.copytree(finished.home, home)
    return home


def id_of(home: Path, number: str) -> str:
    rows = dossiers("list", "--json", home=home).rows
    (found,) = (str(row["id"]) for row in rows if row["name"] == sample(number).name)
    return found


def test_a_recheck_judges_by_the_calendar_of_now_and_is_in_the_trail(home: Path) -> None:
    in_time, late = id_of(home, "01"), id_of(home, "02")
    (home / "settings" / "calendar").mkdir(parents=True, exist_ok=True)
    (home / "settings" / "calendar" / "own.toml").write_text(CLOSED, encoding="utf-8")
    before = trays(home)
    ended = dossiers("recheck", in_time, late, "--reason", "lịch mới", "--json", home=home)
    # Three days fewer to count: what came on 20/08 for the limit of 21/08 is now late by three.
    assert [(row["id"], row["recommendation"]) for row in ended.rows] == [(in_time, "return"), (late, "return")]
    assert [row["limit"] for row in ended.rows] == ["2025-08-18", "2025-08-18"]
    assert ended.code == 11
    after = trays(home)
    assert after[f"{in_time}-v1-2"][0] == "return"
    untouched = {name: place for name, place in before.items() if in_time not in name and late not in name}
    assert {name: after.get(name) for name in untouched} == untouched
    (entry,) = dossiers("show", in_time, "--json", home=home).rows
    assert [event["what"] for event in entry["events"]][-3:] == ["check-asked", "checked", "delivered"]
    assert entry["events"][-3]["details"] == {"reason": "lịch mới"}


def test_a_tray_is_rechecked_whole_and_the_same_result_changes_nothing(home: Path) -> None:
    before = trays(home)
    returned = {row["id"] for row in dossiers("list", "--tray", "return", "--json", home=home).rows}
    ended = dossiers("recheck", "--tray", "return", home=home)
    assert ended.code == 11
    assert len(returned) > 1
    assert all(dossier in ended.out for dossier in returned)
    assert trays(home) == before


def test_one_unknown_id_does_not_keep_the_others_from_being_checked(home: Path) -> None:
    known = id_of(home, "01")
    ended = dossiers("recheck", "D-00000000", known, "--json", home=home)
    assert ended.error == "dossier-unknown"
    assert [row["id"] for row in ended.rows] == [known]
    assert ended.code == 2


def test_a_recheck_of_nothing_is_refused_and_of_an_empty_tray_does_nothing(tmp_path: Path) -> None:
    refused = dossiers("recheck", home=tmp_path)
    assert (refused.code, refused.error, refused.out) == (2, "recheck-nothing", "")
    empty = dossiers("recheck", "--tray", "hold", home=tmp_path)
    assert (empty.code, empty.out) == (0, "Chưa có hồ sơ nào.\n")


def test_while_a_run_is_at_work_the_request_waits_for_the_next(home: Path) -> None:
    dossier = id_of(home, "01")
    with exclusive(Home(home)):
        ended = dossiers("recheck", dossier, home=home)
    assert ended.code == 0
    assert "01 hồ sơ" in ended.err or "1 hồ sơ" in ended.err
    (row,) = (row for row in dossiers("list", "--json", home=home).rows if row["id"] == dossier)
    assert row["waiting"] is True


def test_trays_are_made_again_and_strangers_are_named_and_left(home: Path) -> None:
    before = trays(home)
    shutil.rmtree(home / "trays" / "return")
    (broken,) = (home / "trays").glob(f"*/{id_of(home, '01')}-v1-1")
    (broken / "data" / "report.json").write_bytes(b"{}")
    stranger = home / "trays" / "hold" / "D-deadbeef-v1-1"
    stranger.mkdir(parents=True)
    ended = dossiers("trays", home=home)
    assert ended.code == 0
    assert f"{len(before)} gói hồ sơ" in ended.out
    assert "hold/D-deadbeef-v1-1" in ended.out
    assert stranger.is_dir()
    stranger.rmdir()
    assert trays(home) == before
    assert dossiers("trays", "--json", home=home).rows == [{"packages": len(before), "unknown": []}]


def test_trays_wait_for_the_run_at_work(home: Path) -> None:
    with exclusive(Home(home)):
        ended = dossiers("trays", home=home)
    assert (ended.code, ended.error) == (3, "run-busy")


@pytest.mark.parametrize(
    ("recorded", "shown"),
    [
        ("2025-08-20", "20/08/2025"),
        ("2025-08-20T07:05:00+07:00", "20/08/2025 07:05"),
        ("2025-08-20T23:30:00+00:00", "21/08/2025 06:30"),
        ("2025-08-20T07:05", "20/08/2025 07:05"),
        ("1531", "1531"),
        ("", ""),
    ],
)
def test_moments_of_the_trail_are_those_of_the_offices_clock_day_first(recorded: str, shown: str) -> None:
    assert _moment(recorded) == shown
