"""The policy: the letter as dated data, an office's values before it, slips of the pen refused by name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.errors import SetupError
from pipeline.models.vocabulary import CommendationKind, Severity
from validators.policy.load import keys, load_policy

DAY = dt.date(2025, 8, 22)
OFFICE = """
id = "mau"
version = "1"

[[deadline.days]]
value = 10
clause = "điều 6"
citation = "Quyết định 01/2024/QĐ-UBND"
valid_from = 2024-07-01
valid_to = 2025-06-30

[[deadline.days]]
value = 20
clause = "điều 7"
citation = "Quyết định 02/2025/QĐ-UBND"
valid_from = 2025-07-01
"""


def _office(folder: Path, text: str) -> Path:
    path = folder / "office.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_letter_asks_for_15_working_days_by_reading_a_of_thematic_dossiers() -> None:
    deadline = load_policy().on(DAY).deadline
    assert (deadline.days, deadline.unit, deadline.reading) == (15, "working_day", "A")
    assert deadline.kinds == (CommendationKind.THEMATIC,)
    assert deadline.severity is Severity.ERROR


@pytest.mark.parametrize("day", [dt.date(2004, 7, 1), dt.date(2015, 6, 1), dt.date(2030, 1, 1)])
def test_the_letter_holds_on_any_day(day: dt.date) -> None:
    assert load_policy().on(day).deadline.days == 15


def test_an_old_dossier_is_judged_by_the_rule_of_its_day(tmp_path: Path) -> None:
    policy = load_policy(_office(tmp_path, OFFICE))
    days = {
        day: policy.on(day).deadline.days for day in (dt.date(2024, 6, 30), dt.date(2024, 7, 1), dt.date(2025, 6, 30))
    }
    assert list(days.values()) == [15, 10, 10]
    assert policy.on(dt.date(2025, 7, 1)).deadline.days == 20
    assert policy.entry("deadline.days", DAY).citation == "Quyết định 02/2025/QĐ-UBND"


def test_an_office_is_named_and_changes_the_hash(tmp_path: Path) -> None:
    letter, office = load_policy(), load_policy(_office(tmp_path, OFFICE))
    assert (letter.id, office.id, office.version) == ("letter", "letter+mau", f"{letter.version}+1")
    assert letter.sha256 != office.sha256
    assert load_policy().sha256 == letter.sha256


def test_a_folder_of_files_and_an_empty_folder(tmp_path: Path) -> None:
    assert load_policy(tmp_path).sha256 == load_policy().sha256
    _office(tmp_path, OFFICE)
    assert load_policy(tmp_path).on(DAY).deadline.days == 20


def test_names_of_the_receiving_office_are_known_without_a_day() -> None:
    assert "Sở Nội vụ" in load_policy().receiving_offices


ENTRY = 'clause = "x"\ncitation = "y"\n'


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (f"[[deadline.day]]\nvalue = 10\n{ENTRY}", "deadline.day"),
        (f"[[deadlines.days]]\nvalue = 10\n{ENTRY}", "deadlines"),
        ('[[deadline.days]]\nvalue = 10\nclause = "x"\n', "deadline.days[0].citation"),
        (f"[[deadline.days]]\nvalue = 0\n{ENTRY}", "deadline.days[0]"),
        (f"[[deadline.days]]\nvalue = true\n{ENTRY}", "deadline.days[0].value"),
        (f'[[deadline.days]]\nvalue = "many"\n{ENTRY}', "deadline.days[0]"),
        (f'[[deadline.reading]]\nvalue = "C"\n{ENTRY}', "deadline.reading[0]"),
        (f'[[deadline.kinds]]\nvalue = ["thematik"]\n{ENTRY}', "deadline.kinds[0].0"),
        (f"[[deadline.days]]\nvalue = 10\nvalid_form = 2024-01-01\n{ENTRY}", "deadline.days[0].valid_form"),
        (
            f"[[deadline.days]]\nvalue = 10\nvalid_from = 2025-01-01\nvalid_to = 2024-01-01\n{ENTRY}",
            "deadline.days[0].valid_to",
        ),
        (f"[[deadline.days]]\nvalue = 10\n{ENTRY}\n[[deadline.days]]\nvalue = 9\n{ENTRY}", "deadline.days[1]"),
        ("[deadline]\ndays = 10\n", "deadline.days"),
        ("deadline = 10\n", "deadline"),
    ],
)
def test_a_slip_of_the_pen_is_refused_by_name(tmp_path: Path, text: str, key: str) -> None:
    head = 'id = "mau"\nversion = "1"\n'
    with pytest.raises(SetupError) as caught:
        load_policy(_office(tmp_path, head + text))
    assert caught.value.code == "policy-file-invalid"
    assert (caught.value.params["file"], caught.value.params["key"]) == ("office.toml", key)
    assert caught.value.params["allowed"]


@pytest.mark.parametrize("text", ["id = ", 'version = "1"\n', 'id = " "\nversion = "1"\n'])
def test_a_file_that_is_no_policy_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SetupError):
        load_policy(_office(tmp_path, text))


def test_a_file_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError):
        load_policy(tmp_path / "gone.toml")


def test_every_key_has_a_value_in_the_letter() -> None:
    assert set(load_policy().histories) == set(keys())
