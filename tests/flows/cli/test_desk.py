"""The officer's acts: ``dossiers list``, ``show``, ``receive`` and ``decide`` over a home with a finished run."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.flows.conftest import Finished
from tests.flows.program import dossiers, sample, trays


@pytest.fixture(scope="module", name="office")
def a_copy_to_work_on(finished: Finished, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    home = tmp_path_factory.mktemp("desk") / "home"
    shutil.copytree(finished.home, home)
    return Finished(home, finished.taken, finished.ended)


def id_of(office: Finished, number: str) -> str:
    """Id of a sample in the home; an officer finds it by the name of the folder."""
    (row,) = (row for row in dossiers("list", "--json", home=office.home).rows if row["name"].startswith(f"{number}-"))
    return str(row["id"])


def test_the_list_names_every_dossier_with_tray_and_receipt(office: Finished) -> None:
    rows = {row["name"]: row for row in dossiers("list", "--json", home=office.home).rows}
    assert set(rows) == {folder.name for folder in office.taken}
    row = rows[sample("05").name]
    assert row["receipt"] == {"earliest": "2024-02-05", "latest": "2024-02-05"}
    assert (row["version"], row["recommendation"], row["waiting"]) == (1, "forward", False)
    shown = dossiers("list", home=office.home).out
    assert all(row["id"] in shown for row in rows.values())
    assert "05/02/2024" in shown


def test_the_list_of_one_tray_holds_that_tray_only(office: Finished) -> None:
    rows = dossiers("list", "--tray", "return", "--json", home=office.home).rows
    assert sample("02").name in {row["name"] for row in rows}
    assert {row["tray"] for row in rows} == {"return"}


def test_an_empty_ledger_says_so(tmp_path: Path) -> None:
    assert "chưa có hồ sơ" in dossiers("list", home=tmp_path / "a").out.lower()
    english = dossiers("list", "--lang", "en", home=tmp_path / "a")
    assert (english.code, english.out) == (0, "There are no dossiers yet.\n")
    assert dossiers("list", "--json", home=tmp_path / "a").out == ""


def test_show_tells_the_report_and_what_happened(office: Finished) -> None:
    dossier = id_of(office, "02")
    (entry,) = dossiers("show", dossier, "--json", home=office.home).rows
    assert entry["report"]["dossier"]["id"] == dossier
    assert [event["what"] for event in entry["events"]] == ["arrived", "manifest", "checked", "delivered"]
    shown = dossiers("show", dossier, home=office.home).out
    assert dossier in shown.splitlines()[0]
    assert sample("02").name in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "D-00000000"),
        ("decide", "D-00000000", "hold", "--reason", "x"),
        ("receive", "D-00000000", "--date", "01/01/2025"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_an_unknown_dossier_is_refused(arguments: tuple[str, ...], office: Finished) -> None:
    ended = dossiers(*arguments, home=office.home)
    assert (ended.code, ended.error, ended.out) == (2, "dossier-unknown", "")


def test_a_day_of_receipt_in_the_future_is_refused(office: Finished) -> None:
    before = trays(office.home)
    ended = dossiers("receive", id_of(office, "04"), "--date", "01/01/2999", home=office.home)
    assert (ended.code, ended.error) == (2, "received-in-future")
    assert trays(office.home) == before


def test_a_receipt_is_entered_and_the_dossier_checked_again(office: Finished) -> None:
    dossier = id_of(office, "01")
    others = {name: place for name, place in trays(office.home).items() if dossier not in name}
    ended = dossiers(
        "receive", dossier, "--date", "20/08/2025", "--number", "1207", "--reason", "sổ đến", home=office.home
    )
    assert ended.code == 0
    assert "20/08/2025" in ended.out
    (entry,) = dossiers("show", dossier, "--json", home=office.home).rows
    assert entry["report"]["facts"]["receipt"]["earliest_basis"] == "register"
    assert [(item["basis"], item["number"]) for item in entry["versions"][0]["receipts"]][-1] == ("register", "1207")
    after = trays(office.home)
    assert {name for name in after if dossier in name} == {f"{dossier}-v1-2"}
    assert {name: place for name, place in after.items() if dossier not in name} == others
    again = dossiers("receive", dossier, "--date", "2025-08-20", "--number", "1207", home=office.home)
    assert again.code == 0
    assert trays(office.home) == after
    with closing(sqlite3.connect(office.home / "ledger.sqlite3")) as ledger:
        assert ledger.execute("SELECT COUNT(*) FROM ledger_run WHERE ended IS NULL").fetchall() == [(0,)]


def test_a_decision_moves_the_package_and_counts_from_then_on(office: Finished) -> None:
    dossier = id_of(office, "02")
    (before,) = (place for name, place in trays(office.home).items() if dossier in name)
    assert before[0] == "return"
    ended = dossiers("decide", dossier, "hold", "--reason", "đơn vị đã giải trình", "--lang", "en", home=office.home)
    assert ended.code == 0
    assert f"Decision recorded for {dossier}" in ended.out
    (after,) = (place for name, place in trays(office.home).items() if dossier in name)
    assert after == ("hold", before[1])
    (row,) = (row for row in dossiers("list", "--json", home=office.home).rows if row["id"] == dossier)
    assert (row["recommendation"], row["decision"], row["tray"]) == ("return", "hold", "hold")
    shown = dossiers("show", dossier, home=office.home).out
    assert "đơn vị đã giải trình" in shown


def test_the_reports_in_the_trays_are_those_that_show_gives(office: Finished) -> None:
    dossier = id_of(office, "03")
    (package,) = (office.home / "trays").glob(f"*/{dossier}-*")
    (entry,) = dossiers("show", dossier, "--json", home=office.home).rows
    assert json.loads((package / "data" / "report.json").read_text(encoding="utf-8")) == entry["report"]
    assert "<html" in (package / "data" / "report.html").read_text(encoding="utf-8")


def test_the_trail_is_told_by_the_offices_clock_and_names_the_program(office: Finished) -> None:
    shown = dossiers("show", id_of(office, "06"), home=office.home).out
    trail = shown[shown.index("Nhật ký") :]
    assert re.search(r"│ \d\d/\d\d/\d{4} \d\d:\d\d +│ chương trình +│ tiếp nhận +│ 06-lam-bu", trail)
    assert not re.search(r"\d{4}-\d\d-\d\d", shown)
