"""What an office adds to the calendar without a release, and what is refused by name."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pipeline.calendar.deadline import last_day
from pipeline.calendar.load import load_calendar, office_folder
from pipeline.errors import SetupError
from pipeline.messages import render

MANUAL = Path(__file__).parents[3] / "docs" / "calendar.md"
NOTICE_HEAD = '[[notice]]\nyear = 2027\ntitle = "CV 1/VPCP-KGVX"\nsure = "S"\nseen_in = "bản giấy"\n'


def office(folder, text, name="van-phong.toml"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def refusal(folder):
    with pytest.raises(SetupError) as refused:
        load_calendar(folder)
    render(refused.value.code, refused.value.params)
    return refused.value


def test_the_folder_stands_under_the_settings():
    assert office_folder(Path("home")) == Path("home/settings/calendar")


def test_a_folder_that_does_not_exist_or_is_empty_adds_nothing(tmp_path, calendar):
    assert load_calendar(tmp_path / "none").sha256 == calendar.sha256
    assert load_calendar(tmp_path).version == calendar.version


def test_the_example_of_the_manual_loads_and_says_what_it_promises(tmp_path, calendar):
    example = re.search(r"```toml\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
    own = load_calendar(office(tmp_path, example[1]))
    assert own.version == "vn-civil-2026.1+office"
    assert own.sha256 != calendar.sha256
    assert own.status(date(2027, 4, 29)).kind == "swap_off"
    assert own.status(date(2027, 5, 8)).kind == "swap_worked"
    assert own.status(date(2027, 7, 5)).kind == "local_closing"
    assert not own.provisional(date(2027, 4, 1), date(2027, 5, 31))
    assert calendar.provisional(date(2027, 4, 1), date(2027, 5, 31))


def test_a_closing_day_moves_the_last_day_of_receipt(tmp_path, calendar):
    own = load_calendar(office(tmp_path, '[[closing]]\ndays = [2025-06-09]\ncitation = "TB 05/TB-SNV"\n'))
    assert last_day(date(2025, 6, 23), 15, "working_day", "A", calendar) == date(2025, 6, 2)
    assert last_day(date(2025, 6, 23), 15, "working_day", "A", own) == date(2025, 5, 30)
    assert own.status(date(2025, 6, 9)).notice == "TB 05/TB-SNV"


def test_a_notice_for_the_year_after_the_data_covers_what_it_names(tmp_path):
    text = NOTICE_HEAD.replace("2027", "2028") + (
        'by_law = ["new_year"]\n[[notice.holiday]]\nholiday = "tet"\n'
        "days = [2028-01-25, 2028-01-26, 2028-01-27, 2028-01-28, 2028-01-29]\ncompensation = [2028-01-31]\n"
    )
    own = load_calendar(office(tmp_path, text))
    assert own.years == (2013, 2028)
    assert own.status(date(2028, 1, 31)).kind == "compensation"
    assert {period.holiday for period in own.provisional(date(2028, 1, 1), date(2028, 12, 1))} == {
        "hung_kings",
        "reunification_labour",
        "national_day",
        "culture_day",
    }


def test_the_office_is_read_last_and_wins(tmp_path):
    text = NOTICE_HEAD + '[[notice.holiday]]\nholiday = "national_day"\ndays = [2027-09-01, 2027-09-02]\n'
    own = load_calendar(office(tmp_path, text))
    assert not own.is_working_day(date(2027, 9, 1))
    assert own.is_working_day(date(2027, 9, 3))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[[notise]]\nyear = 2027\n", "notise"),
        (NOTICE_HEAD + "by_laws = []\n", "notice[1].by_laws"),
        (
            NOTICE_HEAD + '[[notice.swap]]\nholiday = "tet"\noff = 2027-02-11\nwork = 2027-02-13\n',
            "notice[1].swap[1].work",
        ),
        ('[[closing]]\nday = 2027-07-05\ncitation = "x"\n', "closing[1].day"),
    ],
)
def test_an_unknown_key_is_refused_by_name(tmp_path, text, key):
    error = refusal(office(tmp_path, text))
    assert error.code == "calendar-file-invalid"
    assert error.params["key"] == key
    assert error.params["file"].endswith("van-phong.toml")
    assert error.params["allowed"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("notice = 3\n", "notice"),
        ("notice = [3]\n", "notice[1]"),
        (NOTICE_HEAD.replace("2027", '"2027"'), "notice[1].year"),
        (NOTICE_HEAD.replace('sure = "S"', 'sure = "perhaps"'), "notice[1].sure"),
        (NOTICE_HEAD.replace('title = "CV 1/VPCP-KGVX"\n', ""), "notice[1].title"),
        (NOTICE_HEAD + "issued = 2026-10-02T08:00:00\n", "notice[1].issued"),
        (NOTICE_HEAD + 'by_law = ["easter"]\n', "notice[1].by_law"),
        (NOTICE_HEAD + '[[notice.holiday]]\nholiday = "tet"\ndays = []\n', "notice[1].holiday[1].days"),
        (NOTICE_HEAD + '[[notice.holiday]]\nholiday = "tet"\ndays = ["2027-02-04"]\n', "notice[1].holiday[1].days"),
        (
            NOTICE_HEAD + '[[notice.holiday]]\nholiday = "new_year"\ndays = [2027-12-31, 2028-01-01]\n',
            "notice[1].holiday[1].days",
        ),
        (
            NOTICE_HEAD + '[[notice.holiday]]\nholiday = "tet"\ndays = [2027-02-06]\ncompensation = [2027-02-07]\n',
            "notice[1].holiday[1].compensation",
        ),
        ("[[closing]]\ndays = [2027-07-05]\n", "closing[1].citation"),
    ],
)
def test_a_value_that_is_missing_or_of_a_wrong_kind_is_refused_by_name(tmp_path, text, key):
    error = refusal(office(tmp_path, text))
    assert (error.code, error.params["key"]) == ("calendar-value-invalid", key)


@pytest.mark.parametrize(("off", "worked"), [("2027-07-03", "2027-07-10"), ("2027-07-05", "2027-07-09")])
def test_a_swap_needs_a_weekday_off_and_a_weekend_day_worked(tmp_path, off, worked):
    text = NOTICE_HEAD + f'[[notice.swap]]\nholiday = "tet"\noff = {off}\nworked = {worked}\n'
    assert refusal(office(tmp_path, text)).code == "calendar-swap-invalid"


def test_a_swap_of_a_day_that_is_off_anyway_is_refused(tmp_path):
    text = NOTICE_HEAD + '[[notice.swap]]\nholiday = "tet"\noff = 2027-02-04\nworked = 2027-02-13\n'
    assert refusal(office(tmp_path, text)).code == "calendar-swap-idle"


@pytest.mark.parametrize("content", [b"[[notice]\n", "[[closing]]\n# Sở Nội vụ\n".encode("utf-16")])
def test_a_file_that_is_no_toml_or_no_utf8_is_refused(tmp_path, content):
    (tmp_path / "van-phong.toml").write_bytes(content)
    assert refusal(tmp_path).code == "calendar-file-unreadable"


def test_a_file_that_windows_notepad_saved_with_a_mark_at_its_head_is_read(tmp_path):
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbf" + b'[[closing]]\ndays = [2027-07-05]\ncitation = "x"\n')
    assert not load_calendar(tmp_path).is_working_day(date(2027, 7, 5))


def test_the_hash_follows_every_byte_of_the_office_and_is_the_same_twice(tmp_path):
    first = load_calendar(office(tmp_path, '[[closing]]\ndays = [2027-07-05]\ncitation = "x"\n')).sha256
    again = load_calendar(tmp_path).sha256
    other = load_calendar(office(tmp_path, '[[closing]]\ndays = [2027-07-05]\ncitation = "y"\n')).sha256
    assert first == again != other


def test_the_calendar_loads_without_pydantic_django_or_prefect():
    code = (
        "import sys; from pipeline.calendar.load import load_calendar; load_calendar();"
        "heavy = {'pydantic', 'pydantic_settings', 'django', 'prefect', 'pdfplumber'} & set(sys.modules);"
        "sys.exit(', '.join(heavy) or None)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
