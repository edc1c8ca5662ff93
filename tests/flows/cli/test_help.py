"""Help and complaints of the command line speak one language, whatever the system's is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.cli.main import build
from tests.flows.program import dossiers

ENGLISH = re.compile(
    r"\b(usage|options|arguments|commands?|show this|required|default|missing|invalid|such|unexpected|extra|args)\b",
    re.I,
)
COMMANDS = sorted(command.name or "" for command in build().registered_commands)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_no_english_stands_in_the_vietnamese_help(command: str, tmp_path: Path) -> None:
    ended = dossiers(*command.split(), "--help", home=tmp_path)
    assert ended.code == 0
    assert ended.out.startswith(f"Cách dùng: dossiers {command}".rstrip())
    without_examples = re.sub(r"--\w[\w-]*|[A-Z]+…?", "", ended.out)
    assert ENGLISH.findall(without_examples) == []


def test_the_help_names_every_argument_and_option_with_what_it_is_for(tmp_path: Path) -> None:
    out = dossiers("receive", "--help", home=tmp_path).out
    assert "Cách dùng: dossiers receive [TÙY CHỌN] ID" in out
    assert re.search(r"^  ID +Mã hồ sơ", out, re.M)
    assert re.search(r"^  --date DATE +Ngày đến theo sổ, ví dụ 20/08/2025\. \(bắt buộc\)", out, re.M)
    assert re.search(r"^  --help +Xem trợ giúp này\.", out, re.M)
    assert "--consume / --keep" in dossiers("run", "--help", home=tmp_path).out


def test_without_a_command_the_help_is_shown(tmp_path: Path) -> None:
    assert dossiers(home=tmp_path).out == dossiers("--help", home=tmp_path).out


WRONG = [
    (("lst",), "không có lệnh “lst”; có phải: list?", "there is no command “lst”; did you mean: list?", ""),
    (("xyzzy",), "không có lệnh “xyzzy”.", "there is no command “xyzzy”.", ""),
    (("check",), "thiếu PATH.", "PATH is missing.", "check"),
    (("receive", "D-1"), "thiếu --date.", "--date is missing.", "receive"),
    (("check", "--nope", "x"), "không có tùy chọn --nope.", "there is no option --nope.", "check"),
    (("list", "--tra", "x"), "không có tùy chọn --tra; có phải: --tray?", "there is no option --tra", "list"),
    (("run", "--settle", "soon"), "giá trị của --settle không dùng được.", "the value of --settle cannot be", "run"),
    (("check", "x", "--received"), "tùy chọn --received thiếu giá trị", "--received lacks its value", "check"),
    (("list", "--json=3"), "tùy chọn --json thiếu giá trị", "the option --json lacks its value", "list"),
    (("show", "D-1", "D-2"), "thừa: D-2.", "too many words: D-2.", "show"),
]


@pytest.mark.parametrize(("arguments", "vi", "en", "command"), WRONG, ids=[" ".join(case[0]) for case in WRONG])
def test_a_complaint_is_told_in_the_language_of_the_screen(
    arguments: tuple[str, ...], vi: str, en: str, command: str, tmp_path: Path
) -> None:
    told = dossiers(*arguments, home=tmp_path)
    assert told.code == 2
    assert told.err.startswith(f"usage-wrong: Lệnh gõ chưa đúng: {vi}")
    assert told.err.splitlines()[1] == f"  → Xem cách dùng: dossiers {command}".rstrip() + " --help"
    assert en in dossiers("--lang", "en", *arguments, home=tmp_path).err
