"""``dossiers read``, ``facts``, ``rules`` and ``doctor``: for looking inside and for scripts."""

from __future__ import annotations

from pathlib import Path

from tests.flows.program import dossiers, sample
from validators.registry import RULES


def test_read_gives_one_object_a_file_with_blocks_and_status(tmp_path: Path) -> None:
    letter, report = sample("01") / "to-trinh.docx", sample("28")
    (tmp_path / "empty.docx").write_bytes(b"")
    (tmp_path / "cut.docx").write_bytes(letter.read_bytes()[:2000])
    ended = dossiers("read", letter, report, tmp_path / "empty.docx", tmp_path / "cut.docx", "--json", home=tmp_path)
    assert ended.code == 12
    assert [row["status"] for row in ended.rows] == ["read", "read", "empty", "refused"]
    assert any("TỜ TRÌNH" in str(block) for block in ended.rows[0]["blocks"])


def test_read_shows_blocks_and_tables_as_text(tmp_path: Path) -> None:
    ended = dossiers("read", sample("01") / "to-trinh.docx", home=tmp_path)
    assert ended.code == 0
    assert "TỜ TRÌNH" in ended.out
    assert "(0,0)" in ended.out
    bad = tmp_path / "a.docx"
    bad.write_bytes(b"")
    assert "a.docx has no content" in dossiers("read", bad, "--lang", "en", home=tmp_path).out


def test_read_goes_into_an_archive_and_takes_the_rest_where_one_path_is_missing(tmp_path: Path) -> None:
    ended = dossiers("read", tmp_path / "none", sample("47"), "--json", home=tmp_path)
    assert ended.code == 4
    assert ended.error == "path-missing"
    archive, *members = ended.rows
    assert (archive["format"], archive["status"]) == ("zip", "read")
    assert members
    assert all(row["file"].startswith(f"{archive['file']}!/") for row in members)


def test_facts_show_papers_conference_and_nominees(tmp_path: Path) -> None:
    ended = dossiers("facts", sample("01"), home=tmp_path)
    assert ended.code == 0
    assert "15/09/2025" in ended.out
    assert "68/TTr-UBND" in ended.out
    assert "Lò Văn Ếm" in ended.out


def test_facts_of_several_are_one_object_a_line(tmp_path: Path) -> None:
    ended = dossiers("facts", sample("28"), tmp_path / "none", sample("01"), "--json", home=tmp_path)
    assert ended.code == 4
    assert [row["conference"]["date"] for row in ended.rows] == [None, "2025-09-15"]


def test_rules_are_listed_with_code_and_clause(tmp_path: Path) -> None:
    rows = dossiers("rules", "--json", home=tmp_path).rows
    assert [row["code"] for row in rows] == [rule.code.value for rule in RULES]
    assert {"code": "deadline-working-days", "clause": "II.2-4b"}.items() <= rows[0].items()
    shown = dossiers("rules", home=tmp_path).out
    assert all(row["code"] in shown and row["title"].split()[0] in shown for row in rows)


def test_the_page_of_a_rule_stands_in_both_languages(tmp_path: Path) -> None:
    assert "Legal basis" in dossiers("rules", "deadline-working-days", "--lang", "en", home=tmp_path).out
    vietnamese = dossiers("rules", "deadline-working-days", "--json", home=tmp_path).rows[0]
    assert vietnamese["code"] == "deadline-working-days"
    assert "căn cứ" in vietnamese["page"].lower()


def test_doctor_names_each_part_and_what_its_lack_costs(tmp_path: Path) -> None:
    ended = dossiers("doctor", "--json", home=tmp_path / "home", PATH="/nowhere")
    parts = {row["name"]: row for row in ended.rows}
    assert ended.code == 0
    assert {"Python", "prefect", "django", "SQLite", "DOSSIERS_HOME"} <= set(parts)
    assert parts["prefect"]["state"] == "present"
    assert parts["soffice"]["state"] == "missing"
    assert "libreoffice-writer" in parts["soffice"]["cost"]
    assert not parts["soffice"]["needed"]
    lacking = ("soffice", "python3-uno", "tesseract", "tesseract vie", "tesseract osd")
    assert [parts[name]["state"] for name in lacking] == ["missing"] * 5
    assert "tesseract-ocr-vie" in parts["tesseract vie"]["cost"]
    assert not (tmp_path / "home").exists()


def test_doctor_finds_libreoffice_its_bridge_and_the_languages_of_tesseract(tmp_path: Path) -> None:
    rows = dossiers("doctor", "--json", home=tmp_path).rows
    parts = {row["name"]: (row["state"], row["cost"]) for row in rows}
    for name in ("soffice", "python3-uno", "tesseract", "tesseract vie", "tesseract osd"):
        assert parts[name] == ("present", "")


def test_doctor_names_a_tesseract_without_vietnamese(tmp_path: Path) -> None:
    fake = tmp_path / "bin" / "tesseract"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\necho 'List of available languages in x (2):'\necho eng\necho osd\n", encoding="utf-8")
    fake.chmod(0o755)
    rows = dossiers("doctor", "--json", "--lang", "en", home=tmp_path / "home", PATH=str(fake.parent)).rows
    parts = {row["name"]: row["state"] for row in rows}
    assert (parts["tesseract"], parts["tesseract vie"], parts["tesseract osd"]) == ("present", "missing", "present")


def test_doctor_fails_where_the_settings_are_broken(tmp_path: Path) -> None:
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "settings.toml").write_text("wokers = 2", encoding="utf-8")
    ended = dossiers("doctor", "--lang", "en", home=tmp_path)
    assert ended.code == 3
    assert "wokers" in ended.out
