"""Archives, messages and envelopes in each other: one level is unfolded, deeper ones are told."""

from __future__ import annotations

import io
import struct
import zipfile
from email.message import EmailMessage
from email.parser import BytesParser

import pytest

from extractors.readers import zipped as zips
from extractors.readers.base import open_bytes
from extractors.readers.containers import unfold
from extractors.readers.read import read
from pipeline.models.limits import Limits


def zipped(*entries, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as target:
        for name, data in entries:
            target.writestr(name, data)
    return stream.getvalue()


def mailed(*entries):
    mail = EmailMessage()
    mail["From"] = mail["To"] = "a@b.example"
    mail.set_content("Kèm theo hồ sơ.")
    for name, data in entries:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


@pytest.fixture
def unfolded(submit):
    def answer(data, path="ho-so.zip", limits=None):
        return unfold(submit(data, path), limits or Limits(), first_id=100)

    return answer


def leaves(found):
    return [file.path for file in found.leaves]


def told(found):
    return [(problem.code.value, problem.place.file) for one in found.containers for problem in one.problems]


def test_an_archive_in_an_archive_is_listed_and_its_files_are_opened(unfolded):
    found = unfolded(zipped(("a.txt", b"mot"), ("trong.zip", zipped(("thu-muc/b.txt", b"hai"), ("c.txt", b"ba")))))

    assert [(one.file.path, one.kind, one.members) for one in found.containers] == [
        ("ho-so.zip", "zip", 2),
        ("ho-so.zip!/trong.zip", "zip", 2),
    ]
    assert [(file.id, file.path, file.parent, file.within, file.member) for file in found.leaves] == [
        ("f100", "ho-so.zip!/a.txt", "f1", (), "a.txt"),
        ("f102", "ho-so.zip!/trong.zip!/thu-muc/b.txt", "f101", ("trong.zip",), "thu-muc/b.txt"),
        ("f103", "ho-so.zip!/trong.zip!/c.txt", "f101", ("trong.zip",), "c.txt"),
    ]
    assert [open_bytes(file) for file in found.leaves] == [b"mot", b"hai", b"ba"]


def test_a_word_file_two_levels_down_is_read(unfolded, make):
    word = make.package("<w:p><w:r><w:t>Hai cấp</w:t></w:r></w:p>")
    found = unfolded(mailed(("ho-so.zip", zipped(("a.docx", word)))), "thu.eml")

    (leaf,) = found.leaves
    assert leaf.path == "thu.eml!/ho-so.zip!/a.docx"
    assert [block.text for block in read(leaf, Limits()).blocks] == ["Hai cấp"]


def test_what_lies_deeper_is_kept_and_told_and_not_opened(unfolded):
    third = zipped(("c.txt", b"x"))
    found = unfolded(zipped(("b.zip", zipped(("c.zip", third), ("thu.eml", mailed(("d.txt", b"x")))))))

    assert leaves(found) == ["ho-so.zip!/b.zip!/c.zip"]
    answer = read(found.leaves[0], Limits())
    assert (answer.status.value, [problem.code.value for problem in answer.problems]) == (
        "not_read_yet",
        ["archive-nested"],
    )
    # Of a message that deep the text is read; what is attached to it is told.
    assert told(found) == [("archive-nested", "ho-so.zip!/b.zip!/thu.eml!/d.txt")]
    assert found.containers[-1].file.path == "ho-so.zip!/b.zip!/thu.eml"


def test_other_archives_inside_are_told(unfolded):
    found = unfolded(zipped(("a.rar", b"Rar!\x1a\x07\x00"), ("b.7z", b"7z\xbc\xaf\x27\x1c")))

    assert [read(file, Limits()).problems[0].code.value for file in found.leaves] == ["archive-nested"] * 2


@pytest.mark.parametrize(
    ("limits", "inner"),
    [
        pytest.param(Limits(unpacked_mb=2), [("b.txt", bytes(1_500_000))], id="size of both levels together"),
        pytest.param(Limits(files=4), [(f"{n}.txt", b"") for n in range(3)], id="files of both levels together"),
    ],
)
def test_limits_hold_over_both_levels(unfolded, limits, inner):
    found = unfolded(zipped(("a.txt", bytes(1_000_000)), ("trong.zip", zipped(*inner))), limits=limits)

    assert leaves(found) == ["ho-so.zip!/a.txt"]
    assert told(found) == [("archive-unsafe", "ho-so.zip!/trong.zip")]


def test_an_archive_of_too_many_entries_inside_is_refused_as_a_file(unfolded):
    many = zipped(*((f"{number}.txt", b"") for number in range(6)))
    found = unfolded(zipped(("trong.zip", many)), limits=Limits(parts=5))

    assert leaves(found) == ["ho-so.zip!/trong.zip"]
    answer = read(found.leaves[0], Limits(parts=5))
    assert (answer.status.value, answer.problems[0].code.value) == ("refused", "file-too-large")


def test_entries_that_lie_over_each_other_are_a_bomb(unfolded):
    data = zipped(("a", b"0" * 1000), ("b", b"1" * 1000), method=0)
    directory = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", directory + 4)
    bomb = data[: second + 42] + struct.pack("<I", 500) + data[second + 46 :]

    found = unfolded(bomb)

    assert (leaves(found), told(found)) == ([], [("archive-unsafe", "ho-so.zip")])


def test_an_encrypted_entry_and_damage_inside_cost_themselves_only(unfolded):
    inner = zipped(("khoa.txt", b"x"), method=0)
    at = inner.index(b"PK\x01\x02")
    locked = inner[: at + 8] + b"\x01" + inner[at + 9 :]
    found = unfolded(zipped(("khoa.zip", locked), ("hong.zip", inner[:-10]), ("tot.zip", inner)))

    assert leaves(found) == ["ho-so.zip!/hong.zip", "ho-so.zip!/tot.zip!/khoa.txt"]
    assert told(found) == [("file-encrypted", "ho-so.zip!/khoa.zip!/khoa.txt")]
    assert [problem.code.value for problem in read(found.leaves[0], Limits()).problems] == ["file-damaged"]


def test_a_message_of_many_attachments_is_taken_apart_once(unfolded, monkeypatch):
    parsed = []
    parse = BytesParser.parsebytes
    monkeypatch.setattr(BytesParser, "parsebytes", lambda *given: parsed.append(1) or parse(*given))
    found = unfolded(mailed(*((f"{number}.once", bytes([number])) for number in range(50))), "thu.eml")

    assert read(found.containers[0].file, Limits()).blocks[-1].text == "Kèm theo hồ sơ."
    assert [open_bytes(file) for file in found.leaves] == [bytes([number]) for number in range(50)]
    assert len(parsed) == 1


def test_a_message_in_a_message_leaves_the_outer_one_taken_apart(unfolded, monkeypatch):
    parsed = []
    parse = BytesParser.parsebytes
    monkeypatch.setattr(BytesParser, "parsebytes", lambda *given: parsed.append(1) or parse(*given))
    inner = [(f"{number}.eml", mailed((f"{number}.txt", bytes([number])))) for number in range(10)]
    found = unfolded(mailed(*inner), "thu.eml")

    assert leaves(found)[:2] == ["thu.eml!/0.eml!/0.txt", "thu.eml!/1.eml!/1.txt"]
    assert len(parsed) == 11


def test_an_archive_in_an_archive_is_unpacked_once_while_its_files_are_read(unfolded, monkeypatch):
    found = unfolded(zipped(("trong.zip", zipped(*((f"{number}.txt", bytes([number])) for number in range(20))))))
    unpacked = []
    read_entry = zips.read_entry

    def counted(archive, name, *rest):
        unpacked.append(name)
        return read_entry(archive, name, *rest)

    monkeypatch.setattr(zips, "read_entry", counted)

    assert [open_bytes(file) for file in found.leaves] == [bytes([number]) for number in range(20)]
    assert unpacked.count("trong.zip") <= 1
