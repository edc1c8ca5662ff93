"""The guides are held to the code: commands, links, settings, exit codes, messages and words."""

from __future__ import annotations

import importlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from pydantic import BaseModel

from flows.cli.main import build
from pipeline import errors
from pipeline.intake.collect import collect
from pipeline.intake.manifest import KEYS, parse
from pipeline.intake.seal import dossier_id, identity
from pipeline.messages import label, message_ids
from pipeline.models import vocabulary
from pipeline.models.limits import Limits
from pipeline.routing.tray import exit_code
from pipeline.settings import Settings
from validators.policy.load import keys as policy_keys
from validators.policy.load import load_policy

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
GUIDES = [ROOT / "README.md", ROOT / "docs" / "huong-dan.md", ROOT / "docs" / "administration.md"]
ADMINISTRATION = ROOT / "docs" / "administration.md"
GUIDE = ROOT / "docs" / "huong-dan.md"


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _fences(page: Path, language: str) -> list[str]:
    return re.findall(rf"^[ ]*```{language}\n(.*?)^[ ]*```", _text(page), re.MULTILINE | re.DOTALL)


def _quoted_commands(page: Path) -> Iterator[str]:
    """Command lines of shell blocks and of code within a sentence."""
    for fence in _fences(page, "sh"):
        yield from (line.strip() for line in fence.splitlines())
    without_fences = re.sub(r"^[ ]*```.*?^[ ]*```", "", _text(page), flags=re.MULTILINE | re.DOTALL)
    yield from re.findall(r"`([^`\n]+)`", without_fences)


def _calls() -> list[tuple[str, str]]:
    pattern = re.compile(r"^(?:\.venv/bin/)?dossiers (?P<rest>.+)$")
    lines = ((_name(page), pattern.match(line)) for page in PAGES for line in _quoted_commands(page))
    return [(page, match["rest"]) for page, match in lines if match]


def _commands() -> dict[str, Any]:
    group: Any = typer.main.get_command(build())
    return dict(group.commands)


def _rows(page: Path, heading: str) -> list[list[str]]:
    """Body rows of the first table after a line that begins so."""
    after = _text(page).split(heading, 1)[1]
    table = re.search(r"\|[-| ]+\|\n((?:\|.*\n)+)", after)
    assert table is not None
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table[1].splitlines()]


@pytest.mark.parametrize(("page", "rest"), _calls())
def test_every_quoted_command_is_one_the_program_takes(page: str, rest: str) -> None:
    words = shlex.split(rest, comments=True)
    if all(word.startswith("--") for word in words):
        return
    commands = _commands()
    assert words[0] in commands, f"{page}: no command {words[0]}"
    command = commands[words[0]]
    options = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    for word in words[1:]:
        if word.startswith("--"):
            assert word.partition("=")[0] in options | {"--help", "--lang"}, f"{page}: {words[0]} has no {word}"


def test_full_command_lines_of_the_guides_parse() -> None:
    commands = _commands()
    full = [rest for page in GUIDES for fence in _fences(page, "sh") for rest in _lines_of(fence)]
    assert len(full) > 15
    for rest in full:
        words = shlex.split(rest, comments=True)
        command = commands[words[0]]
        command.make_context(words[0], words[1:], resilient_parsing=False).close()


def _lines_of(fence: str) -> list[str]:
    return re.findall(r"^\s*(?:\.venv/bin/)?dossiers (.+)$", fence, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", _text(page)):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        place = page.parent / path
        assert place.exists(), f"{_name(page)}: {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", _text(place), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_samples_named_in_the_guides_exist() -> None:
    named = {match for page in PAGES for match in re.findall(r"samples/dossiers/[\w./-]+", _text(page))}
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_dossier_ids_quoted_in_the_guides_are_those_of_the_samples() -> None:
    samples = (collect(path) for path in sorted((ROOT / "samples" / "dossiers").iterdir()))
    known = {dossier_id(identity(file.sha256 for file in sample.content)) for sample in samples}
    # README shows the form of an id with an invented one.
    quoted = set(re.findall(r"D-[0-9a-f]{8}\b", _text(GUIDE)))
    assert quoted
    assert quoted - known == set()


@pytest.mark.parametrize(("heading", "model"), [("## Settings", Settings), ("| Key of `[limits]`", Limits)])
def test_reference_of_settings_has_every_key_with_its_default(heading: str, model: type[BaseModel]) -> None:
    shown = {row[0].strip("`"): row[1].strip("`") for row in _rows(ADMINISTRATION, heading)}
    fields = model.model_fields
    assert set(shown) == set(fields)
    for key, text in shown.items():
        if key not in ("database_url", "limits"):
            assert text == str(fields[key].default), key


def test_reference_of_policy_has_every_key_with_the_letters_clause() -> None:
    rows = {row[0].strip("`"): row for row in _rows(ADMINISTRATION, "valid_from = 2026-02-01\n```")}
    assert set(rows) == set(policy_keys())
    histories = load_policy().histories
    for key, row in rows.items():
        entry = histories[key][0]
        assert row[3] == entry.clause, key
        if isinstance(entry.value, int | str):
            assert row[2] == f"`{entry.value}`", key


def test_policy_example_of_the_reference_loads(tmp_path: Path) -> None:
    example = next(fence for fence in _fences(ADMINISTRATION, "toml") if "[[deadline.reading]]" in fence)
    (tmp_path / "so.toml").write_text(example, encoding="utf-8")
    assert load_policy(tmp_path).id == "letter+so-noi-vu"


def test_exit_codes_of_the_reference_are_those_of_the_program() -> None:
    shown = {int(row[0]): row[1] for row in _rows(ADMINISTRATION, "## Exit codes")}
    kinds = (errors.DossierError, errors.UsageError, errors.SetupError, errors.PathError, errors.BusyError)
    trays = {exit_code(tray): tray.value for tray in vocabulary.Recommendation}
    assert set(shown) == {kind.exit_code for kind in kinds} | set(trays) | {130}
    for code, tray in trays.items():
        assert f"`{tray}`" in shown[code]


@pytest.mark.parametrize("page", [ROOT / "README.md", GUIDE], ids=_name)
def test_manifest_of_the_guides_is_a_valid_one_with_every_key(page: Path) -> None:
    example = next(fence for fence in _fences(page, "toml") if "received" in fence)
    shown = re.findall(r"^\s*(\w+) =", example, re.MULTILINE)
    assert sorted(shown) == sorted(KEYS)
    assert parse(example.encode()).received_number == "1523"


def test_message_codes_of_the_guide_exist_and_every_code_about_files_is_explained() -> None:
    rows = [row for part in ("Về tệp và hồ sơ", "Khi gõ lệnh:") for row in _rows(GUIDE, part)]
    shown = {code for row in rows for code in re.findall(r"`([\w-]+)`", row[0])}
    assert shown - set(message_ids()) == set()
    assert {code.value for code in vocabulary.FileCode} - shown == set()


def _glossary() -> list[tuple[str, str, str]]:
    rows = re.findall(r"^\| (.+?) \| (.+?) \| `([^`]+)` \|$", _text(ROOT / "docs" / "glossary.md"), re.MULTILINE)
    assert len(rows) > 100
    return rows


@pytest.mark.parametrize(("english", "vietnamese", "code"), _glossary())
def test_names_of_the_glossary_exist_and_lists_have_the_words_of_the_reports(
    english: str, vietnamese: str, code: str
) -> None:
    head, _, name = code.partition(".")
    kind = getattr(vocabulary, head, None)
    if kind is None:
        module, _, name = code.rpartition(".")
        assert hasattr(importlib.import_module(module), name), code
        return
    assert name in {member.value for member in kind}, code
    closed = _text(ROOT / "docs" / "glossary.md").partition("## Closed lists")[2]
    if f"| {english} | {vietnamese} | `{code}` |" in closed:
        assert (english, vietnamese) == (label(name, "en"), label(name, "vi"))
