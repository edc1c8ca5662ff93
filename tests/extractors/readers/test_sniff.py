"""The kind of a file is told by its content; its name is only compared."""

from __future__ import annotations

import os
import struct

import pytest

from extractors.readers import base
from extractors.readers.read import read
from extractors.readers.sniff import lies, sniff
from pipeline.errors import ReadError
from pipeline.models.files import SourceFile
from pipeline.models.limits import Limits

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def compound(*names, nested=()):
    """An OLE file whose root holds ``names``; ``nested`` stand in a storage of their own."""
    everything = ["Root Entry", *names, *(("MBD1",) if nested else ()), *nested]
    free = 0xFFFFFFFF
    entries = b""
    top = 1 + len(names) + bool(nested)
    for number, name in enumerate(everything):
        raw = name.encode("utf-16-le")
        right = number + 1 if 0 < number < top - 1 or top <= number < len(everything) - 1 else free
        child = 1 if number == 0 else top if name == "MBD1" else free
        entries += raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw) + 2, 1, 1, free, right, child)
        entries += bytes(128 - 80)
    sectors = -(-len(entries) // 512)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    table = [0xFFFFFFFD, *range(2, 1 + sectors), 0xFFFFFFFE]
    return header + struct.pack("<128I", *table, *[free] * (128 - len(table))) + entries.ljust(sectors * 512, b"\0")


BYTES = {
    "pdf": b"%PDF-1.7\n",
    "pdf after some bytes": b"\n\n%PDF-1.4\n",
    "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "png": b"\x89PNG\r\n\x1a\n\x00",
    "tif": b"II*\x00\x08\x00",
    "heic": b"\x00\x00\x00\x18ftypheic",
    "rtf": b"{\\rtf1\\ansi",
    "rar": b"Rar!\x1a\x07\x00",
    "7z": b"7z\xbc\xaf\x27\x1c\x00",
    "eml": b"From: a@example.invalid\r\nTo: b@example.invalid\r\n\r\nx",
    "edxml": b'<?xml version="1.0"?>\n<!-- x --><edXML:edXML xmlns:edXML="u">',
    "edxml in its flat writing": b"<EdXMLEnvelope><MessageHeader/></EdXMLEnvelope>",
    "xml": b"<hoSo><a/></hoSo>",
    "html": b"\r\n<html xmlns:o='urn'><head>",
    "toml": "# Phiếu gửi\nreceived = 2025-08-25\n".encode(),
    "text": "Kính gửi: Sở Nội vụ".encode(),
    "text in UTF-16": "Kính gửi".encode("utf-16"),
    "unknown": b"\x00\x01\x02\x03" * 20,
    "doc": compound("WordDocument", "1Table"),
    "xls": compound("Workbook", nested=("WordDocument",)),
    "ppt": compound("PowerPoint Document"),
    "msg": compound("__properties_version1.0", "__nameid_version1.0"),
    "tnef": b"\x78\x9f\x3e\x22\x00\x00\x01",
    "ole": compound("Something"),
}


@pytest.mark.parametrize("name", BYTES)
def test_a_kind_is_told_by_content_whatever_the_name(name):
    assert sniff(BYTES[name], "lying.docx", Limits()) == name.split()[0]


def test_word_workbook_open_document_and_plain_archives_are_told_apart(make):
    assert sniff(make.package("<w:p/>"), "x.zip", Limits()) == "docx"
    assert sniff(make.package("", main=SHEET), "x.docx", Limits()) == "xlsx"
    macro, binary = ("application/vnd.ms-excel.sheet." + kind for kind in ("macroEnabled", "binary.macroEnabled"))
    assert sniff(make.package("", main=f"{macro}.main+xml"), "x.xlsx", Limits()) == "xlsm"
    assert sniff(make.package("", main=f"{binary}.main"), "x.xlsx", Limits()) == "xlsb"
    assert sniff(make.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "x", Limits()) == "odt"
    assert sniff(make.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "x", Limits()) == "ods"
    assert sniff(make.zipped({"to-trinh.docx": make.package("<w:p/>")}), "x.docx", Limits()) == "zip"
    assert sniff(make.zipped({}), "x", Limits()) == "zip"


def test_an_encrypted_word_file_is_told_from_an_old_one():
    with pytest.raises(ReadError) as raised:
        sniff(compound("EncryptionInfo", "EncryptedPackage"), "x.docx", Limits())

    assert raised.value.code == "file-encrypted"


@pytest.mark.parametrize(
    ("path", "kind", "expected"),
    [
        ("a.docx", "docx", False),
        ("a.DOCX", "docx", False),
        ("a.docx", "pdf", True),
        ("a.pdf.docx", "docx", False),
        ("a.doc", "docx", True),
        ("a.jpeg", "jpg", False),
        ("noi-bo.edxml", "edxml", False),
        ("khong-duoi", "pdf", False),
        ("a.la", "pdf", False),
        ("so.2/van-ban", "pdf", False),
    ],
)
def test_only_a_known_extension_can_lie(path, kind, expected):
    assert lies(path, kind) is expected


def codes(answer):
    return [problem.code.value for problem in answer.problems]


@pytest.mark.parametrize(
    ("data", "path", "status", "kind", "problems"),
    [
        (b"", "a.docx", "empty", "unknown", ["file-empty"]),
        (BYTES["heic"], "a.heic", "not_read_yet", "heic", ["format-not-read-yet"]),
        (BYTES["jpg"], "a.jpg", "refused", "jpg", ["file-damaged"]),
        (BYTES["ppt"], "a.ppt", "not_read_yet", "ppt", ["format-not-read-yet"]),
        (BYTES["ppt"], "a.docx", "not_read_yet", "ppt", ["format-not-read-yet", "extension-lies"]),
        (BYTES["doc"][:1024], "a.doc", "refused", "doc", ["file-damaged"]),
        (BYTES["doc"][:512], "a.bin", "refused", "ole", ["file-damaged"]),
        (BYTES["rar"], "a.rar", "not_read_yet", "rar", ["format-not-read-yet"]),
        (BYTES["unknown"], "a.docx", "refused", "unknown", ["file-damaged"]),
        (BYTES["unknown"], "a.bin", "refused", "unknown", ["file-kind-unknown"]),
        (compound("EncryptedPackage"), "a.docx", "refused", "docx", ["file-encrypted"]),
        (compound("EncryptedPackage"), "a.xlsx", "refused", "xlsx", ["file-encrypted"]),
        (BYTES["msg"], "a.msg", "not_read_yet", "msg", ["format-not-read-yet"]),
        (BYTES["toml"], "con/submission.toml", "not_read_yet", "toml", ["format-not-read-yet"]),
    ],
)
def test_a_file_that_no_reader_reads_is_answered(read_bytes, data, path, status, kind, problems):
    answer = read_bytes(data, path)

    assert (answer.status.value, answer.format, codes(answer), answer.blocks) == (status, kind, problems, ())


def test_a_word_file_with_another_name_is_read_and_the_name_told(read_bytes, make):
    answer = read_bytes(make.package("<w:p><w:r><w:t>Đọc được</w:t></w:r></w:p>"), "a.pdf")

    assert ([block.text for block in answer.blocks], codes(answer)) == (["Đọc được"], ["extension-lies"])
    assert answer.problems[0].place.file == "a.pdf"


def test_the_manifest_at_the_top_is_shown_line_by_line(read_bytes):
    answer = read_bytes(BYTES["toml"], "submission.toml")

    assert (answer.status.value, answer.format) == ("read", "toml")
    assert [block.text for block in answer.blocks] == ["# Phiếu gửi", "received = 2025-08-25"]


def source(location, path="a.docx"):
    return SourceFile(id="f1", path=path, raw_name_b64=None, sha256="0" * 64, size=1, location=str(location))


def test_links_pipes_folders_and_missing_files_are_not_opened(tmp_path):
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()

    def code(name):
        answer = read(source(tmp_path / name), Limits())
        return answer.status.value, codes(answer)

    assert code("link") == ("refused", ["not-a-regular-file"])
    assert code("pipe") == ("refused", ["not-a-regular-file"])
    assert code("folder") == ("refused", ["not-a-regular-file"])
    assert code("missing") == ("refused", ["file-damaged"])


def test_running_out_of_memory_is_not_an_answer(monkeypatch, read_bytes):
    def exhausted(*_):
        raise MemoryError

    monkeypatch.setattr(base, "open_bytes", exhausted)
    with pytest.raises(MemoryError):
        read_bytes(b"x")
