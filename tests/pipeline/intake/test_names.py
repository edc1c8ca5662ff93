"""Names of submitted files: what people see, and what is kept of the name as submitted."""

from __future__ import annotations

import base64
import unicodedata

import pytest

from pipeline.intake.names import (
    dossier_path,
    is_junk,
    is_owner_file,
    is_unusual,
    owner_file_of,
    raw_name_b64,
    shown,
    unique,
)

NFC = "Tờ trình.docx"
NFD = unicodedata.normalize("NFD", NFC)
HIDDEN = "\ufffd"


@pytest.mark.parametrize(
    ("raw", "path", "unusual"),
    [
        pytest.param(NFC.encode(), NFC, False, id="plain"),
        pytest.param(NFD.encode(), NFC, False, id="decomposed-letters-of-a-Mac"),
        pytest.param(b"t\xc3\xb2 tr\xa8nh.docx", f"tò tr{HIDDEN}nh.docx", True, id="bytes-that-are-not-UTF-8"),
        pytest.param(b"a\nb.docx", f"a{HIDDEN}b.docx", True, id="line-break"),
        pytest.param("hoa-don\u202efdp.exe".encode(), f"hoa-don{HIDDEN}fdp.exe", True, id="right-to-left-override"),
        pytest.param("a\u200bb.docx".encode(), f"a{HIDDEN}b.docx", True, id="invisible-character"),
        pytest.param("a\u2028b.docx".encode(), f"a{HIDDEN}b.docx", True, id="line-separator"),
        pytest.param(b"danh sach, ban 2.docx", "danh sach, ban 2.docx", False, id="comma"),
        pytest.param(b"=cmd.docx", "=cmd.docx", False, id="formula-sign"),
        pytest.param(b"phu luc/bang.xlsx", "phu luc/bang.xlsx", False, id="folder"),
        pytest.param(b"a.zip!/b.docx", f"a.zip{HIDDEN}/b.docx", True, id="folder-like-an-archive"),
        pytest.param(b"gap!.docx", "gap!.docx", False, id="exclamation-mark-in-a-file-name"),
        pytest.param(b"b.docx ", "b.docx ", True, id="blank-at-the-end"),
    ],
)
def test_a_path_is_safe_to_show_and_its_raw_bytes_are_not_lost(raw: bytes, path: str, unusual: bool) -> None:
    assert dossier_path(raw) == path
    assert is_unusual(raw) is unusual
    kept = raw_name_b64(raw, path)
    assert (base64.b64decode(kept) if kept is not None else path.encode()) == raw


def test_shown_text_has_no_bidi_marks_or_controls() -> None:
    assert shown("a\u2066b\u2069\x1b[31mc\r\n") == f"a{HIDDEN}b{HIDDEN}{HIDDEN}[31mc{HIDDEN}{HIDDEN}"


def test_two_names_that_look_the_same_stay_two_paths() -> None:
    taken: set[str] = set()
    assert unique("a/Tờ trình.docx", taken) == "a/Tờ trình.docx"
    assert unique("a/Tờ trình.docx", taken) == "a/Tờ trình (2).docx"
    assert unique("a/Tờ trình.docx", taken) == "a/Tờ trình (3).docx"
    assert unique("b/Tờ trình.docx", taken) == "b/Tờ trình.docx"


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "Thumbs.db", "desktop.ini", "._to-trinh.docx", "@eaDir", ".stfolder", "__MACOSX", ".ready"],
)
def test_what_systems_leave_behind_is_no_part_of_a_dossier(name: str) -> None:
    assert is_junk(name.encode())


@pytest.mark.parametrize("name", ["to-trinh.docx", ".hidden.docx", "Thumbs.db.docx", "~$to-trinh.docx"])
def test_everything_else_is_looked_at(name: str) -> None:
    assert not is_junk(name.encode())


@pytest.mark.parametrize(
    ("owner", "file", "belongs"),
    [
        ("~$a.docx", "a.docx", True),
        ("~$ao cao thanh tich.docx", "Bao cao thanh tich.docx", True),
        ("~$o cao thanh tich.docx", "Bao cao thanh tich.docx", True),
        ("~$o cao thanh tich.docx", "to-trinh.docx", False),
        ("~$", "to-trinh.docx", False),
    ],
)
def test_an_owner_file_belongs_to_the_document_beside_it(owner: str, file: str, belongs: bool) -> None:
    assert is_owner_file(owner.encode())
    assert owner_file_of(owner.encode(), file.encode()) is belongs
