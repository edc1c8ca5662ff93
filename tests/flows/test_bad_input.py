"""Bad input in one batch with good dossiers: each bad file costs its finding, the good ones never notice."""

from __future__ import annotations

import base64
import json
import os
import shutil
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.intake.names import shown_name
from tests.flows.conftest import Server
from tests.flows.program import Ended, digest, dossiers, drop, files_below, sample, whole_samples

FIXTURES = Path(__file__).parents[1] / "extractors" / "readers" / "fixtures"
NFD = unicodedata.normalize("NFD", "Hồ sơ đề nghị")
_SECTOR = 512


def ole_with_encrypted_package() -> bytes:
    """The least of an OLE file that Word makes of a document with a password: its directory names the package."""
    header = bytearray(_SECTOR)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[24:34] = b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
    header[44:52] = (1).to_bytes(4, "little") + (1).to_bytes(4, "little")
    header[56:60] = (4096).to_bytes(4, "little")
    header[60:76] = b"\xfe\xff\xff\xff" + bytes(4) + b"\xfe\xff\xff\xff" + bytes(4)
    header[76:512] = bytes(4) + b"\xff" * 432
    table = b"\xfd\xff\xff\xff" + b"\xfe\xff\xff\xff" + b"\xff" * (_SECTOR - 8)
    root = _entry("Root Entry", kind=5, child=1)
    streams = _entry("EncryptedPackage", kind=2, right=2) + _entry("EncryptionInfo", kind=2)
    return bytes(header) + table + root + streams + bytes(128)


def _entry(name: str, kind: int, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF) -> bytes:
    raw = name.encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(raw)] = raw
    entry[64:66] = (len(raw) + 2).to_bytes(2, "little")
    entry[66:68] = bytes([kind, 1])
    entry[68:80] = b"\xff" * 4 + right.to_bytes(4, "little") + child.to_bytes(4, "little")
    entry[116:120] = b"\xfe\xff\xff\xff"
    return bytes(entry)


@dataclass(frozen=True)
class Bad:
    """A sample with something wrong in it, and what is to be said of it: code and file."""

    spoil: Callable[[Path], object]
    told: tuple[str, str] | None = None
    name: str = ""
    """Of the folder, where it matters."""
    tray: str = ""
    """Where it does not follow from the tray of the sample as it was."""


def cut(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes()[:1500])


def add(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(content)


def rename_raw(old: str, new: bytes) -> Callable[[Path], object]:
    return lambda folder: os.rename(folder / old, os.fsencode(folder) + b"/" + new)  # noqa: PTH104 - bytes


def only(name: str, content: bytes) -> Callable[[Path], object]:
    def spoil(folder: Path) -> None:
        for file in folder.iterdir():
            file.unlink()
        (folder / name).write_bytes(content)

    return spoil


def rename(old: str, new: str) -> Callable[[Path], object]:
    return lambda folder: (folder / old).rename(folder / new)


def link(folder: Path) -> None:
    (folder / "link.docx").symlink_to("/etc/passwd")


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe.docx")


def archive_that_steps_up(folder: Path) -> None:
    with zipfile.ZipFile(folder / "goi.zip", "w") as archive:
        archive.writestr("../../thoat.docx", b"x")


PDF = sample("28").read_bytes()
HARMLESS = ("extension-lies", "name-unusual")
"""Told to the officer, without changing what the papers say."""
BAD: dict[str, Bad] = {
    "empty file": Bad(add("trong.docx", b""), ("file-empty", "trong.docx")),
    "truncated Word": Bad(cut("bien-ban.docx"), ("file-damaged", "bien-ban.docx")),
    "truncated PDF": Bad(add("phu-luc.pdf", PDF[:900]), ("file-damaged", "phu-luc.pdf")),
    "Word with a password": Bad(add("khoa.docx", ole_with_encrypted_package()), ("file-encrypted", "khoa.docx")),
    "PDF with a password": Bad(
        add("khoa.pdf", (FIXTURES / "user-password.pdf").read_bytes()), ("file-encrypted", "khoa.pdf")
    ),
    "wrong extension": Bad(rename("bien-ban.docx", "bien-ban.pdf"), ("extension-lies", "bien-ban.pdf")),
    "unknown kind": Bad(add("la.xyz", b"\x00\x01\x02" * 99), ("file-kind-unknown", "la.xyz")),
    "name in NFD": Bad(rename("bien-ban.docx", unicodedata.normalize("NFD", "biên bản.docx")), name=NFD),
    "name not UTF-8": Bad(
        rename_raw("bien-ban.docx", b"bi\xean b\x9dn.docx"), ("name-unusual", "bi\ufffdn b\ufffdn.docx")
    ),
    "name with a line break": Bad(
        rename("bien-ban.docx", "bien\nban.docx"), ("name-unusual", "bien\ufffdban.docx"), name="hai\ndòng"
    ),
    "name with a comma": Bad(rename("bien-ban.docx", 'biên, "bản".docx'), name='một, "hai"'),
    "name with a formula": Bad(rename("bien-ban.docx", "=HYPERLINK(1).docx"), name='=cmd|"calc"!A1'),
    "name that turns its direction": Bad(
        rename("bien-ban.docx", "bien\u202excod.docx"), ("name-unusual", "bien\ufffdxcod.docx"), name="@SUM(1)"
    ),
    "link": Bad(link, ("not-a-regular-file", "link.docx")),
    "pipe": Bad(pipe, ("not-a-regular-file", "pipe.docx")),
    "archive that steps up": Bad(archive_that_steps_up, ("archive-unsafe", "goi.zip!/../../thoat.docx")),
    "manifest with an unknown key": Bad(
        add("submission.toml", b"recieved = 2025-08-20\n"), ("manifest-invalid", "submission.toml"), tray="hold"
    ),
    "no request letter": Bad(
        lambda folder: (folder / "to-trinh.docx").unlink(), ("no-request-letter", ""), tray="hold"
    ),
    "nothing but a damaged file": Bad(
        only("to-trinh.docx", b"PK\x03\x04"), ("file-damaged", "to-trinh.docx"), tray="quarantine"
    ),
    "nothing but an empty file": Bad(only("to-trinh.pdf", b""), ("file-empty", "to-trinh.pdf"), tray="quarantine"),
}
GOOD = ("01", "02", "19", "28")
_NOT_FOR_THIS = (*GOOD, "03", "42", "43", "44", "45", "49", "50")
"""Good ones, those with something wrong already, and those that belong to another."""


def to_be_spoilt() -> list[Path]:
    """A sample of its own for each: the same papers would be one dossier, the same letter a correction."""
    needed = ("to-trinh.docx", "bien-ban.docx", "submission.toml")
    return [
        folder
        for folder in whole_samples()
        if all((folder / name).exists() for name in needed) and not folder.name.startswith(_NOT_FOR_THIS)
    ]


ORIGINS = dict(zip(BAD, to_be_spoilt(), strict=False))


@dataclass(frozen=True)
class Batch:
    """A run over good and bad dossiers together."""

    home: Path
    ended: Ended
    submitted: set[str]
    reports: dict[str, dict[str, Any]]
    """By the name under which the dossier was submitted, as people see it."""
    before: dict[str, dict[str, Any]]
    """The good ones and those that were to be spoilt, checked by themselves."""


def told(report: dict[str, Any]) -> set[tuple[str, str]]:
    """Code and file of every finding that is not of a rule."""
    return {(found["code"], found["params"]["file"]) for found in report["findings"] if not found["outcome"]}


@pytest.fixture(scope="module")
def batch(prefect_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Batch:
    home = tmp_path_factory.mktemp("bad")
    inbox = drop(home, *(sample(number) for number in GOOD))
    for title, bad in BAD.items():
        folder = inbox / (bad.name or title)
        shutil.copytree(ORIGINS[title], folder)
        bad.spoil(folder)
    submitted = {digest(file) for file in files_below(inbox) if not file.is_symlink()}
    ended = dossiers("run", "--settle", "0", "--json", home=home, PREFECT_API_URL=prefect_server.address)
    names = {row["id"]: row["name"] for row in dossiers("list", "--json", home=home).rows}
    packages = (home / "trays").glob("[!.]*/D-*/data/report.json")
    reports = {report["dossier"]["id"]: report for report in (json.loads(path.read_bytes()) for path in packages)}
    alone = [*(sample(number) for number in GOOD), *ORIGINS.values()]
    before = dossiers("check", *alone, "--json", home=home).rows
    return Batch(
        home,
        ended,
        submitted,
        {names[key]: report for key, report in reports.items()},
        {path.name: report for path, report in zip(alone, before, strict=True)},
    )


def test_every_dossier_of_the_batch_has_its_report(batch: Batch) -> None:
    names = {sample(number).name for number in GOOD} | {
        shown_name((bad.name or title).encode()) for title, bad in BAD.items()
    }
    assert set(batch.reports) == names
    assert len(ORIGINS) == len(BAD)
    assert batch.ended.code == 12
    assert batch.ended.err == ""


def test_good_dossiers_are_not_affected(batch: Batch) -> None:
    for path in map(sample, GOOD):
        report, alone = batch.reports[path.name], batch.before[path.name]
        assert report["recommendation"] == alone["recommendation"]
        assert outcomes(report) == outcomes(alone)
        assert report["facts"]["nominees"] == alone["facts"]["nominees"]
        assert told(report) == set()


def outcomes(report: dict[str, Any]) -> dict[str, str]:
    return {found["code"]: found["outcome"] for found in report["findings"]}


@pytest.mark.parametrize("title", BAD)
def test_what_is_wrong_is_told_with_sentence_and_remedy_and_nothing_else(title: str, batch: Batch) -> None:
    bad = BAD[title]
    name = shown_name((bad.name or title).encode())
    report = batch.reports[name]
    assert told(report) == ({bad.told} if bad.told else set())
    for found in report["findings"]:
        if not found["outcome"]:
            assert all(found[key] for key in ("message", "message_en", "remedy", "remedy_en"))
            assert found["params"]["file"] in found["message"]
    before = batch.before[ORIGINS[title].name]["recommendation"]
    harmless = bad.told is None or bad.told[0] in HARMLESS
    assert report["recommendation"] == (bad.tray or (before if harmless or before == "return" else "hold"))


def test_names_are_kept_as_they_were_beside_what_is_shown(batch: Batch) -> None:
    kept = {
        name: {base64.b64decode(file["raw_name_b64"]) for file in report["dossier"]["files"] if file["raw_name_b64"]}
        for name, report in batch.reports.items()
    }
    assert kept["name not UTF-8"] == {b"bi\xean b\x9dn.docx"}
    assert kept["hai\ufffddòng"] == {b"bien\nban.docx"}
    assert kept[unicodedata.normalize("NFC", NFD)] == {unicodedata.normalize("NFD", "biên bản.docx").encode()}
    assert kept["@SUM(1)"] == {"bien\u202excod.docx".encode()}


def test_every_submitted_byte_is_sealed_and_the_inbox_is_empty(batch: Batch) -> None:
    assert {path.name for path in files_below(batch.home / "sealed")} == batch.submitted
    assert list((batch.home / "inbox").iterdir()) == []


def test_the_register_holds_no_formula_whatever_the_names_are(batch: Batch) -> None:
    (register,) = (batch.home / "registers").iterdir()
    cells = [cell for sheet in openpyxl.load_workbook(register) for row in sheet.iter_rows() for cell in row]
    assert len(cells) > len(batch.reports)
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_the_pages_name_odd_files_without_breaking(batch: Batch) -> None:
    for page in (batch.home / "trays").glob("[!.]*/D-*/data/report.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "\u202e" not in text


def test_the_list_shows_each_dossier_on_one_line(batch: Batch) -> None:
    rows = dossiers("list", "--json", home=batch.home).out.splitlines()
    assert len(rows) == len(batch.reports)
    assert dossiers("list", home=batch.home, COLUMNS="250").code == 0
