"""Submitted ZIP files are listed and hashed where they lie, and what is unsafe in them is told."""

from __future__ import annotations

import base64
import hashlib
import io
import stat
import struct
import zipfile
import zlib

import pytest

from extractors.readers.base import open_bytes
from extractors.readers.containers import kind_of, members
from extractors.readers.read import read
from pipeline.models.limits import Limits


def archive(*entries, method=zipfile.ZIP_DEFLATED):
    """A ZIP with (name or ZipInfo, bytes) entries, the same name twice included."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as target:
        for name, data in entries:
            target.writestr(name, data)
    return stream.getvalue()


def told(problems):
    return [(problem.code.value, problem.place.file) for problem in problems]


@pytest.fixture
def listed(submit):
    def answer(data, limits=None, path="ho-so.zip"):
        return members(submit(data, path), limits or Limits(), first_id=2)

    return answer


def test_entries_are_listed_hashed_and_numbered_in_their_order(listed):
    files, problems = listed(archive(("ca-nhan/b.docx", b"hai"), ("a.pdf", b"mot")))

    assert problems == []
    assert [(f.id, f.path, f.member, f.parent, f.size, f.sha256, f.raw_name_b64) for f in files] == [
        ("f2", "ho-so.zip!/ca-nhan/b.docx", "ca-nhan/b.docx", "f1", 3, hashlib.sha256(b"hai").hexdigest(), None),
        ("f3", "ho-so.zip!/a.pdf", "a.pdf", "f1", 3, hashlib.sha256(b"mot").hexdigest(), None),
    ]
    assert open_bytes(files[0]) == b"hai"


def test_a_member_is_read_through_its_archive(listed, make):
    word = make.package("<w:p><w:r><w:t>Trong tệp nén</w:t></w:r></w:p>")
    files, problems = listed(archive(("to-trinh.docx", word)))

    answer = read(files[0], Limits())

    assert problems == []
    assert [block.text for block in answer.blocks] == ["Trong tệp nén"]


def test_folders_and_what_systems_leave_behind_are_left_out(listed):
    files, problems = listed(
        archive(
            ("thu-muc/", b""),
            ("__MACOSX/._a.docx", b"x"),
            (".DS_Store", b"x"),
            ("thu-muc/Thumbs.db", b"x"),
            ("desktop.ini", b"x"),
            ("~$to-trinh.docx", b"x"),
            ("./thu-muc/a.txt", b"x"),
        )
    )

    assert [file.path for file in files] == ["ho-so.zip!/thu-muc/a.txt"]
    assert problems == []


def linked():
    info = zipfile.ZipInfo("lien-ket.docx")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        ("../../etc/passwd", "../../etc/passwd"),
        ("a/../b.docx", "a/../b.docx"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\windows\\x.docx", "C:/windows/x.docx"),
        ("..\\x.docx", "../x.docx"),
        (linked(), "lien-ket.docx"),
    ],
)
def test_an_entry_that_would_be_dangerous_unpacked_is_told_and_left_out(listed, entry, shown):
    files, problems = listed(archive((entry, b"x"), ("tot.txt", b"y")))

    assert [file.path for file in files] == ["ho-so.zip!/tot.txt"]
    assert told(problems) == [("archive-unsafe", f"ho-so.zip!/{shown}")]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_told_and_neither_is_taken(listed):
    files, problems = listed(archive(("a.docx", b"mot"), ("a.docx", b"hai")))

    assert files == []
    assert [code for code, _ in told(problems)] == ["archive-unsafe", "archive-unsafe"]


def test_archives_in_an_archive_are_files_of_it(listed):
    files, problems = listed(archive(("trong.zip", archive(("a.txt", b"x"))), ("b.rar", b"Rar!\x1a\x07\x00")))

    assert [file.path for file in files] == ["ho-so.zip!/trong.zip", "ho-so.zip!/b.rar"]
    assert problems == []
    answer = read(files[1], Limits())
    assert (answer.status.value, [p.code.value for p in answer.problems]) == ("not_read_yet", ["archive-nested"])


def test_an_encrypted_entry_a_bad_checksum_and_a_large_one_cost_themselves_only(listed):
    data = archive(("khoa.txt", b"khoa"), ("hong.txt", b"noi dung"), ("to.txt", b"0" * 2_000_000), method=0)
    at = data.index(b"PK\x01\x02")
    data = data[: at + 8] + b"\x01" + data[at + 9 :]  # the flag of encryption in the directory
    data = data.replace(b"noi dung", b"noi dunG")

    files, problems = listed(data + b"", Limits(file_mb=1))

    assert files == []
    assert told(problems) == [
        ("file-encrypted", "ho-so.zip!/khoa.txt"),
        ("file-damaged", "ho-so.zip!/hong.txt"),
        ("file-too-large", "ho-so.zip!/to.txt"),
    ]


def test_packing_that_unpacks_without_bound_is_not_opened(listed):
    files, problems = listed(archive(("a.txt", b"x" * 1000), method=zipfile.ZIP_BZIP2))

    assert files == []
    assert told(problems) == [("format-not-read-yet", "ho-so.zip!/a.txt")]


@pytest.mark.parametrize(
    "limits",
    [
        pytest.param(Limits(files=2), id="files"),
        pytest.param(Limits(parts=2), id="entries"),
        pytest.param(Limits(unpacked_mb=1), id="unpacked size"),
    ],
)
def test_a_bomb_is_not_opened_at_all(listed, limits):
    data = archive(*((f"{number}.txt", bytes(600_000)) for number in range(3)))

    assert len(data) < 10_000
    files, problems = listed(data, limits)
    assert files == []
    assert told(problems) == [("archive-unsafe", "ho-so.zip")]


def test_a_directory_that_understates_its_entries_is_counted(listed):
    data = archive(*((f"{number}", b"") for number in range(50)))
    end = data.rindex(b"PK\x05\x06")
    data = data[: end + 8] + struct.pack("<HH", 1, 1) + data[end + 12 :]

    files, problems = listed(data, Limits(parts=10))

    assert (files, told(problems)) == ([], [("archive-unsafe", "ho-so.zip")])


@pytest.mark.parametrize("data", [b"PK\x03\x04 rubbish", archive(("a.txt", b"x"))[:-10], b"khong phai"])
def test_a_damaged_archive_is_told(listed, data):
    assert (lambda found: (found[0], told(found[1])))(listed(data)) == ([], [("file-damaged", "ho-so.zip")])


def raw_named(raw, extra=b""):
    """A ZIP whose one entry has these raw bytes for a name and no flag for UTF-8."""
    placeholder = b"n" * len(raw)
    info = zipfile.ZipInfo(placeholder.decode())
    info.extra = extra
    return archive((info, b"x")).replace(placeholder, raw)


def test_a_decomposed_name_is_shown_composed_and_its_bytes_are_kept(listed):
    name = "Bie\u0302n ba\u0309n.docx"

    (file,), problems = listed(archive((name, b"x")))

    assert file.path == "ho-so.zip!/Biên bản.docx"
    assert base64.b64decode(file.raw_name_b64) == f"ho-so.zip!/{name}".encode()
    assert problems == []
    assert open_bytes(file) == b"x"


def test_a_name_in_utf8_without_the_flag_is_read_as_utf8(listed):
    (file,), _ = listed(raw_named("Tờ trình.docx".encode()))

    assert (file.path, file.raw_name_b64) == ("ho-so.zip!/Tờ trình.docx", None)
    assert open_bytes(file) == b"x"


def test_a_name_in_a_code_page_is_shown_as_dos_would_and_told(listed):
    (file,), problems = listed(raw_named(b"H\x93 s\xa2.txt"))

    assert file.path == "ho-so.zip!/Hô só.txt"
    assert base64.b64decode(file.raw_name_b64) == b"ho-so.zip!/H\x93 s\xa2.txt"
    assert told(problems) == [("name-unusual", "ho-so.zip!/Hô só.txt")]
    assert open_bytes(file) == b"x"


def test_the_unicode_name_beside_a_name_is_preferred_while_it_belongs_to_it(listed):
    raw = b"H? s?.txt"
    name = "Hồ sơ.txt".encode()

    def extra(checksum):
        return struct.pack("<HHBI", 0x7075, 5 + len(name), 1, checksum) + name

    (right,), _ = listed(raw_named(raw, extra(zlib.crc32(raw))))
    (stale,), _ = listed(raw_named(raw, extra(1)))

    assert (right.path, stale.path) == ("ho-so.zip!/Hồ sơ.txt", "ho-so.zip!/H? s?.txt")


def test_what_is_an_archive_is_told_by_content(submit, make):
    assert kind_of(submit(archive(("a.txt", b"x")), "khong-duoi"), Limits()) == "zip"
    assert kind_of(submit(make.package("<w:p/>"), "la-word.zip"), Limits()) is None
    assert kind_of(submit(b"%PDF-1.4", "a.zip"), Limits()) is None
