"""A run in plain Python, as the flow conducts it: what it keeps, and what stops it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from flows.rows import Rows
from flows.run import Outcome, conduct, open_run
from pipeline.errors import SetupError
from pipeline.home import VARIABLE, Home
from pipeline.ledger.checking import unfinished
from pipeline.models.vocabulary import Recommendation
from pipeline.reports.summary import Summary
from pipeline.settings import Settings, load_settings
from tests.flows import faults
from tests.flows.program import drop, sample, trays


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path


def run() -> Outcome:
    with open_run(settle=0) as under_way:
        outcome = conduct(under_way)
        assert unfinished().to_check == ()
    return outcome


def test_a_dossier_that_kills_whoever_judges_it_is_put_away_and_stops_no_run(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.pool.check_job", faults.check_or_leave)
    monkeypatch.setattr("flows.pool.judge_job", faults.judge)
    inbox = drop(home, sample("02"))
    bad = inbox / "01-bad"
    bad.mkdir()
    shutil.copy(sample("01") / "to-trinh.docx", bad)
    shutil.copy(sample("01") / "bien-ban.docx", bad / f"{faults.JUDGING}kill.docx")
    drop(home, sample("28"))

    first = run()
    assert first.rows[0].outcomes["deadline-working-days"] == "undetermined"
    assert len(first.rows) == len(trays(home)) == 3
    assert first.rows[0].recommendation is Recommendation.HOLD
    assert list(inbox.iterdir()) == []
    # The papers go to the officer with the report that says that nothing was judged.
    (package,) = (home / "trays" / "hold").glob(f"{first.rows[0].id}-*")
    assert {path.name for path in (package / "data").iterdir()} == {
        "0001.docx",
        "0002.docx",
        "report.json",
        "report.html",
    }
    before = trays(home)
    drop(home, sample("01"))
    second = run()
    assert len(second.rows) == 1
    assert before.items() < trays(home).items()


def test_the_register_and_the_outcome_show_every_row_of_a_run(home: Path) -> None:
    drop(home, *(sample(number) for number in ("01", "28", "47")))
    outcome = run()
    assert len(outcome.rows) == 3
    assert sum(outcome.counts.values()) == 3
    assert outcome.example is not None
    assert outcome.example.name.startswith(outcome.rows[0].id)
    assert outcome.register is not None
    sheet = openpyxl.load_workbook(outcome.register).worksheets[0]
    assert [sheet.cell(row=number, column=1).value for number in (2, 3, 4)] == [row.id for row in outcome.rows]
    assert sheet.cell(row=5, column=1).value is None


def summary(number: int) -> Summary:
    return Summary(
        id=f"D-{number:08x}",
        version=1,
        content_sha256=f"{number:064x}",
        recommendation=Recommendation.FORWARD,
        reasons=(),
        outcomes={"counts-agree": "passed"},
        issuer="UBND xã Tân Hòa\nSuối Đá",
        number=f"{number}/TTr-UBND",
        date=dt.date(2025, 8, 15),
        conference="15/9/2025",
        limit=None,
        received="",
        receipt_earliest=None,
        receipt_latest=dt.date(2025, 8, 20),
        collectives=2,
        individuals=None,
        committees=0,
        unread=0,
    )


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Rows]:
    kept = Rows(tmp_path)
    for number in range(5):
        kept.append(summary(number))
    yield kept
    kept.close()


def test_rows_come_back_as_they_were_added_whatever_was_read_in_between(rows: Rows, tmp_path: Path) -> None:
    assert rows[3] == summary(3)
    rows.append(summary(5))
    assert list(rows) == [summary(number) for number in range(6)]
    assert rows[-1] == summary(5)
    assert rows[1:3] == [summary(1), summary(2)]
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(IndexError):
        rows[6]


LIMITS = [
    ("memory_mb = 191", "limits.memory_mb", "191 < 192"),
    ("seconds_per_file = 0", "limits.seconds_per_file", "0 ≤ 0.0"),
    ('memory_mb = "much"', "limits.memory_mb", "much"),
]


@pytest.mark.parametrize(("text", "key", "given"), LIMITS, ids=[given for *_, given in LIMITS])
def test_a_limit_out_of_its_bounds_is_told_with_the_bound(text: str, key: str, given: str, tmp_path: Path) -> None:
    home = Home(tmp_path).make()
    (home.settings / "settings.toml").write_text(f"[limits]\n{text}\n", encoding="utf-8")
    with pytest.raises(SetupError) as refused:
        load_settings(home)
    assert (refused.value.code, refused.value.params["key"], refused.value.params["given"]) == (
        "settings-invalid",
        key,
        given,
    )
    message = refused.value.message
    assert f"có giá trị không dùng được: {given}." in message.vi
    assert key in message.remedy_vi


def test_the_least_memory_may_be_set(tmp_path: Path) -> None:
    home = Home(tmp_path).make()
    (home.settings / "settings.toml").write_text("[limits]\nmemory_mb = 192\n", encoding="utf-8")
    settings: Settings = load_settings(home)
    assert settings.limits.memory_mb == 192
