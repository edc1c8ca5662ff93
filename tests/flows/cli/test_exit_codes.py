"""Every exit code of DESIGN §4 is produced by the program itself, with an error code, a sentence and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.program import Ended, dossiers, sample

POLICY = 'id = "own"\nversion = "1"\n[[deadline.{key}]]\nvalue = 20\nclause = "1"\ncitation = "CV 00/SNV"\n'


def told(ended: Ended) -> tuple[int, str]:
    """Exit code and error code; the sentence must be followed by what to do."""
    sentence, _, remedy = ended.err.partition("\n")
    assert len(sentence) > len(ended.error) + 10
    assert remedy.startswith("  → ")
    assert len(remedy) > 10
    return ended.code, ended.error


@pytest.mark.parametrize(
    ("number", "code", "tray"),
    [("01", 0, "forward"), ("15", 10, "hold"), ("02", 11, "return"), ("46", 12, "quarantine")],
)
def test_the_exit_code_of_a_check_is_that_of_the_tray(number: str, code: int, tray: str, tmp_path: Path) -> None:
    ended = dossiers("check", sample(number), "--json", home=tmp_path)
    assert ended.code == code
    assert f'"recommendation": "{tray}"' in ended.out


def test_of_a_batch_the_highest_exit_code_counts_and_the_rest_is_still_reported(tmp_path: Path) -> None:
    ended = dossiers("check", sample("01"), tmp_path / "no-such", sample("02"), "--json", home=tmp_path)
    assert [row["recommendation"] for row in ended.rows] == ["forward", "return"]
    assert ended.code == 11
    assert told(ended)[1] == "path-missing"


USAGE = [
    (("check", "a", "--received", "31/02/2026"), "date-invalid"),
    (("check", "a", "--judged-on", "2026-13-01"), "date-invalid"),
    (("check", "a", "b", "--html", "report.html"), "html-one-dossier"),
    (("deadline", "12/20/2026"), "date-invalid"),
    (("deadline", "2026-12-20", "--days", "0"), "days-invalid"),
    (("deadline", "1999-12-20"), "calendar-out-of-range"),
    (("calendar", "26"), "calendar-year-invalid"),
    (("rules", "no-such-rule"), "rule-unknown"),
    (("run", "--settle=-1"), "settle-invalid"),
    (("serve", "--every", "0s"), "schedule-invalid"),
    (("serve", "--every", "5 minutes"), "schedule-invalid"),
    (("serve", "--every", "5m", "--cron", "0 7 * * *"), "schedule-twice"),
    (("list", "--tray", "drawer"), "tray-unknown"),
    (("decide", "D-00000000", "drawer", "--reason", "x"), "tray-unknown"),
    (("decide", "D-00000000", "hold"), "reason-missing"),
    (("decide", "D-00000000", "hold", "--reason", "  "), "reason-missing"),
    (("receive", "D-00000000", "--date", "20-12-2026"), "date-invalid"),
    (("--lang", "fr", "list"), "lang-unknown"),
    (("list", "--lang"), "lang-unknown"),
]


@pytest.mark.parametrize(("arguments", "code"), USAGE, ids=[" ".join(arguments) for arguments, _ in USAGE])
def test_a_wrong_call_is_two(arguments: tuple[str, ...], code: str, tmp_path: Path) -> None:
    ended = dossiers(*arguments, home=tmp_path / "home")
    assert told(ended) == (2, code)
    assert ended.out == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--no-such-option", "x"),
        ("no-such-command",),
        ("run", "--settle", "soon"),
        ("receive", "D-1"),
    ],
    ids=" ".join,
)
def test_what_the_command_line_itself_refuses_is_two(arguments: tuple[str, ...], tmp_path: Path) -> None:
    ended = dossiers(*arguments, home=tmp_path)
    assert told(ended) == (2, "usage-wrong")
    assert ended.out == ""


def test_a_bad_schedule_of_cron_is_two(tmp_path: Path) -> None:
    ended = dossiers("serve", "--cron", "every morning", home=tmp_path)
    assert told(ended) == (2, "schedule-invalid")
    assert "every morning" in ended.err


SETTINGS = [
    ("wokers = 2", "settings-key-unknown", "wokers"),
    ("[limits]\nmemry_mb = 512", "settings-key-unknown", "limits.memry_mb"),
    ("workers = 0", "settings-invalid", "workers"),
    ('lang = "fr"', "settings-invalid", "lang"),
    ("workers = ", "settings-unreadable", "settings.toml"),
]


@pytest.mark.parametrize(("text", "code", "named"), SETTINGS, ids=[named for *_, named in SETTINGS])
def test_a_broken_settings_file_is_three_and_its_key_is_named(text: str, code: str, named: str, tmp_path: Path) -> None:
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "settings.toml").write_text(text, encoding="utf-8")
    ended = dossiers("check", sample("01"), home=tmp_path)
    assert told(ended) == (3, code)
    assert named in ended.err.splitlines()[0]
    assert ended.out == ""


def test_a_broken_setting_in_the_environment_is_three(tmp_path: Path) -> None:
    ended = dossiers("list", home=tmp_path, DOSSIERS_WORKERS="many")
    assert told(ended) == (3, "settings-invalid")
    assert "workers" in ended.err


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (POLICY.format(key="dayz"), "deadline.dayz"),
        (POLICY.format(key="days").replace("20", '"soon"'), "deadline.days"),
        ("id = ", "own.toml"),
    ],
    ids=["unknown key", "wrong value", "no TOML"],
)
def test_a_broken_policy_is_three_and_its_key_is_named(text: str, named: str, tmp_path: Path) -> None:
    folder = tmp_path / "settings" / "policy"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(text, encoding="utf-8")
    for arguments in (("deadline", "2026-12-20"), ("check", sample("01"))):
        ended = dossiers(*arguments, home=tmp_path)
        assert told(ended) == (3, "policy-file-invalid")
        assert named in ended.err
        assert ended.out == ""


def test_a_prefect_server_that_does_not_answer_is_three_and_nothing_is_taken(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:9/api"
    for command in ("run", "serve"):
        ended = dossiers(command, home=tmp_path, PREFECT_API_URL=nowhere)
        assert told(ended) == (3, "server-not-reachable")
        assert nowhere in ended.err


PATHS = [
    (("check", "no-such"), "path-missing"),
    (("read", "no-such"), "path-missing"),
    (("facts", "no-such"), "path-missing"),
    (("check", "no-such", "--output", "."), "path-is-folder"),
    (("run", "--inbox", "no-such"), "inbox-missing"),
    (("run", "--inbox", "file"), "inbox-missing"),
    (("run", "--inbox", "."), "paths-overlap"),
    (("run", "--inbox", "home/trays"), "paths-overlap"),
    (("run", "--inbox", "home"), "paths-overlap"),
    (("run", "--inbox", "blocked", "--consume"), "inbox-not-writable"),
    (("serve", "--inbox", "no-such"), "inbox-missing"),
]


@pytest.mark.parametrize(("arguments", "code"), PATHS, ids=[" ".join(arguments) for arguments, _ in PATHS])
def test_a_path_that_cannot_be_used_is_four(arguments: tuple[str, ...], code: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "home" / "trays").mkdir(parents=True)
    # The administrator of this machine may write everywhere: a file stands where a folder is to be made.
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked" / ".dossiers-taken").write_bytes(b"")
    ended = dossiers(*arguments, home=tmp_path / "home", cwd=tmp_path)
    assert told(ended) == (4, code)
    assert ended.out == ""


def test_an_output_that_cannot_be_written_is_four(tmp_path: Path) -> None:
    ended = dossiers("check", sample("01"), "--output", tmp_path / "none" / "report.json", home=tmp_path)
    assert told(ended) == (4, "path-not-writable")


def test_an_output_of_nothing_is_not_written(tmp_path: Path) -> None:
    ended = dossiers("check", tmp_path / "none", "--output", tmp_path / "report.json", "--json", home=tmp_path)
    assert (ended.code, ended.out) == (4, "")
    assert not (tmp_path / "report.json").exists()


@pytest.mark.parametrize(("command", "home"), [("list", "file"), ("run", "file"), ("serve", "file/below")])
def test_a_home_that_cannot_be_made_is_four(command: str, home: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    ended = dossiers(command, home=tmp_path / home)
    assert told(ended) == (4, "path-not-writable")
    assert str(tmp_path / home) in ended.err


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (("rules", "x"), "Không có quy định “x”", "There is no rule “x”"),
        (("check", "no-such"), "Không tìm thấy no-such", "no-such was not found"),
        (("decide", "D-1", "hold"), "Quyết định phải có lý do", "A decision needs a reason"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_errors_are_told_in_both_languages_wherever_the_choice_stands(
    arguments: tuple[str, ...], vi: str, en: str, tmp_path: Path
) -> None:
    assert vi in dossiers(*arguments, home=tmp_path).err
    assert en in dossiers("--lang", "en", *arguments, home=tmp_path).err
    assert en in dossiers(*arguments, "--lang=en", home=tmp_path).err


def test_the_help_is_vietnamese_and_english_where_asked(tmp_path: Path) -> None:
    assert "Kiểm tra hồ sơ" in dossiers("--help", home=tmp_path).out
    assert "Check dossiers" in dossiers("--help", "--lang", "en", home=tmp_path).out
    assert "Check dossiers" in dossiers("check", "--lang", "en", "--help", home=tmp_path).out
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "settings.toml").write_text('lang = "en"', encoding="utf-8")
    assert "Check dossiers" in dossiers("--help", home=tmp_path).out
