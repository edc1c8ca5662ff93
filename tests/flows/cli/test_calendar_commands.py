"""``dossiers deadline`` and ``dossiers calendar``: what they print, what they refuse."""

import json
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from flows.cli import calendar, screen
from pipeline.errors import SetupError, UsageError


@pytest.fixture(autouse=True)
def vietnamese_and_an_empty_home(monkeypatch, tmp_path):
    monkeypatch.setenv("DOSSIERS_HOME", str(tmp_path))
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("COLUMNS", "120")
    screen.choose_language("vi")
    yield
    screen.choose_language("vi")


def run(*arguments):
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command("deadline")(calendar.deadline)
    app.command("calendar")(calendar.calendar)
    result = CliRunner().invoke(app, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_json_of_a_deadline_is_one_object_a_line_with_the_keys_of_the_contract():
    lines = run("deadline", "2025-09-15", "20/12/2026", "--json").splitlines()
    first, second = (json.loads(line) for line in lines)
    assert list(first) == ["conference", "required", "unit", "latest_receipt", "provisional", "days"]
    assert (first["conference"], first["required"], first["unit"]) == ("2025-09-15", 15, "working_day")
    assert first["latest_receipt"] == {"A": "2025-08-21", "B": "2025-08-20"}
    assert first["provisional"] is False
    holiday = next(day for day in first["days"] if day["date"] == "2025-09-02")
    assert list(holiday) == ["date", "counted", "why", "notice"]
    assert (holiday["counted"], holiday["why"]) == (False, "holiday")
    assert holiday["notice"].startswith("CV 8726/VPCP-KGVX")
    assert (second["conference"], second["latest_receipt"]["A"]) == ("2026-12-20", "2026-11-30")


def test_days_and_unit_are_taken_from_the_command_line():
    answer = json.loads(run("deadline", "2025-09-15", "--days", "10", "--calendar-days", "--json"))
    assert (answer["required"], answer["unit"]) == (10, "calendar_day")
    assert answer["latest_receipt"] == {"A": "2025-09-05", "B": "2025-09-04"}


def test_an_office_that_changes_the_letter_changes_the_days(tmp_path):
    folder = tmp_path / "settings" / "policy"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(
        'id = "own"\nversion = "1"\n[[deadline.days]]\nvalue = 20\nclause = "1"\ncitation = "CV 00/SNV"\n',
        encoding="utf-8",
    )
    assert json.loads(run("deadline", "2025-09-15", "--json"))["required"] == 20


def test_the_screen_is_vietnamese_whatever_lang_says_and_shows_the_reasons():
    text = run("deadline", "20/05/2024")
    assert "cách A (không tính ngày hội nghị): thứ Năm 25/04/2024" in text
    assert "cách B (đủ số ngày nằm trọn ở giữa): thứ Tư 24/04/2024" in text
    assert "15 A" in text
    assert "nghỉ hoán đổi, làm bù 04/05/2024" in text
    assert "CV 2450/VPCP-KGVX" in text
    assert "vn-civil-2026.1" in text


def test_the_screen_is_english_where_asked():
    screen.choose_language("en")
    text = run("deadline", "20/05/2024")
    assert "reading A (conference day not counted): Thursday 25/04/2024" in text
    assert "swapped day off, worked on 04/05/2024" in text


def test_a_provisional_count_names_the_holiday_that_is_open():
    text = run("deadline", "2027-04-20")
    assert "Giỗ Tổ Hùng Vương (16/04/2027) chưa có thông báo" in text
    assert "chưa có thông báo" not in run("deadline", "2027-03-01")


def test_the_year_lists_days_off_and_worked_saturdays_with_their_notice():
    answer = json.loads(run("calendar", "2026", "--json"))
    days = {day["date"]: day for day in answer["days"]}
    assert answer["working_days"] == 249
    assert days["2026-01-10"]["working"] is True
    assert days["2026-01-10"]["swapped_with"] == "2026-01-02"
    assert days["2026-01-10"]["notice"] == "CV 12729/VPCP-KGVX (25/12/2025)"
    assert answer["provisional"] == []
    text = run("calendar", "2026")
    assert "ngày làm bù cho 31/08/2026" in text
    assert "249 ngày làm việc" in text


def test_the_year_marks_what_no_notice_covers():
    answer = json.loads(run("calendar", "2027", "--json"))
    marked = {day["date"] for day in answer["days"] if day["provisional"]}
    assert marked == {"2027-01-01", "2027-04-16", "2027-04-30", "2027-05-01", "2027-05-03", "2027-11-24"}
    assert [entry["holiday"] for entry in answer["provisional"]] == [
        "new_year",
        "hung_kings",
        "reunification_labour",
        "culture_day",
    ]


@pytest.mark.parametrize("text", ["12/20/2026", "2026-13-01", "20-12-2026", "tomorrow", "29/02/2026", "", "2026"])
def test_what_is_no_date_is_refused_and_nothing_is_printed(text):
    with pytest.raises(UsageError) as refused:
        run("deadline", "2026-12-20", text)
    assert refused.value.code == "date-invalid"
    assert refused.value.message.remedy_vi


def test_the_day_stands_before_the_month():
    assert json.loads(run("deadline", "05/09/2025", "--json"))["conference"] == "2025-09-05"


@pytest.mark.parametrize("days", ["0", "-3", "366"])
def test_a_number_of_days_below_one_or_absurd_is_refused(days):
    with pytest.raises(UsageError) as refused:
        run("deadline", "2026-12-20", f"--days={days}")
    assert refused.value.code == "days-invalid"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("calendar", "1999"), "calendar-out-of-range"),
        (("calendar", "2100"), "calendar-out-of-range"),
        (("calendar", "year"), "calendar-year-invalid"),
        (("calendar", "0000"), "calendar-year-invalid"),
        (("deadline", "2012-05-01"), "calendar-out-of-range"),
        (("deadline", "0001-01-02", "--calendar-days"), "calendar-out-of-range"),
    ],
)
def test_years_without_data_and_what_is_no_year_are_refused(arguments, code):
    with pytest.raises(UsageError) as refused:
        run(*arguments)
    assert refused.value.code == code
    assert refused.value.message.vi
    assert refused.value.message.remedy_en


def test_a_calendar_file_of_the_office_is_used_and_a_broken_one_stops_the_command(tmp_path):
    folder = tmp_path / "settings" / "calendar"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text('[[closing]]\ndays = [2025-06-09]\ncitation = "TB 05"\n', encoding="utf-8")
    assert json.loads(run("deadline", "2025-06-23", "--json"))["latest_receipt"]["A"] == "2025-05-30"
    (folder / "own.toml").write_text("[[close]]\n", encoding="utf-8")
    with pytest.raises(SetupError) as refused:
        run("deadline", "2025-06-23")
    assert (refused.value.code, refused.value.exit_code) == ("calendar-file-invalid", 3)


def test_nothing_heavy_is_loaded():
    code = (
        "import sys, typer\nfrom flows.cli import calendar\n"
        "calendar.deadline(['2026-12-20'], None, False, True)\ncalendar.calendar('2026', True)\n"
        "sys.exit(', '.join({'pydantic_settings', 'django', 'prefect', 'pdfplumber'} & set(sys.modules)) or None)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
