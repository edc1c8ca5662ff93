"""Exchange envelopes: fields shown, files given, who sent and received when."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest

from extractors.readers.base import open_bytes
from extractors.readers.containers import members
from extractors.readers.read import read
from pipeline.models.limits import Limits

SENDER, OURS, OTHER = "000.00.15.H99", "000.00.20.H99", "000.00.31.H99"


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def national(*files: tuple[str, bytes], traces: tuple[tuple[str, str], ...] = (), extra: str = "") -> bytes:
    """The writing of the national axis, with prefixes; files in base64."""
    attached = "".join(
        f"<edXML:Attachment><edXML:ContentId>cid:{number}</edXML:ContentId><edXML:AttachmentName>{name}"
        f"</edXML:AttachmentName><edXML:ContentTransferEncoded>{b64(data)}</edXML:ContentTransferEncoded>"
        "</edXML:Attachment>"
        for number, (name, data) in enumerate(files)
    )
    traced = "".join(
        f"<edXML:TraceHeader><edXML:OrganId>{organ}</edXML:OrganId><edXML:Timestamp>{at}</edXML:Timestamp>"
        "</edXML:TraceHeader>"
        for organ, at in traces
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<edXML:edXML xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLEnvelope><edXML:edXMLHeader>
<edXML:MessageHeader>
<edXML:From><edXML:OrganId>{SENDER}</edXML:OrganId><edXML:OrganName>Sở Y tế tỉnh Mẫu</edXML:OrganName></edXML:From>
<edXML:To><edXML:OrganId>{OURS}</edXML:OrganId><edXML:OrganName>Sở Nội vụ tỉnh Mẫu</edXML:OrganName></edXML:To>
<edXML:To><edXML:OrganId>{OTHER}</edXML:OrganId><edXML:OrganName>UBND xã Mẫu</edXML:OrganName></edXML:To>
<edXML:Code><edXML:CodeNumber>45</edXML:CodeNumber><edXML:CodeNotation>TTr-SYT</edXML:CodeNotation></edXML:Code>
<edXML:PromulgationInfo><edXML:PromulgationDate>2025/08/15</edXML:PromulgationDate></edXML:PromulgationInfo>
<edXML:Subject>Đề nghị khen thưởng</edXML:Subject>
<edXML:SignerInfo><edXML:FullName>Nguyễn Thị Mẫu</edXML:FullName></edXML:SignerInfo>
</edXML:MessageHeader><edXML:TraceHeaderList>{traced}</edXML:TraceHeaderList></edXML:edXMLHeader>{extra}
</edXML:edXMLEnvelope><edXML:AttachmentEncoded>{attached}</edXML:AttachmentEncoded></edXML:edXML>""".encode()


FLAT = f"""<EdXMLEnvelope><MessageHeader><FROM><organid>{SENDER}</organid></FROM>
<Subject>Gửi tờ trình</Subject></MessageHeader>
<Manifest><Attachment><FileName>to-trinh.pdf</FileName><Content>{b64(b"%PDF-1.4")}</Content><FileType>pdf</FileType>
</Attachment></Manifest></EdXMLEnvelope>""".encode()
"""The older flat writing."""


def zipped(*entries: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, data in entries:
            target.writestr(name, data)
    return stream.getvalue()


@pytest.fixture
def attached(submit):
    """Paths and bytes of what is attached, and what is wrong."""

    def answer(data, limits=None):
        files, problems = members(submit(data, "vb.edxml"), limits or Limits(), first_id=2)
        told = [(problem.code.value, problem.place.file) for problem in problems]
        return [(file.path, open_bytes(file)) for file in files], told

    return answer


def codes(answer):
    return answer.status.value, [problem.code.value for problem in answer.problems]


def test_the_fields_are_shown_beside_the_papers(read_bytes):
    answer = read_bytes(national(("a.pdf", b"x"), traces=((SENDER, "2025/08/18 09:05:07"),)), "vb.edxml")

    assert (answer.format, answer.status.value) == ("edxml", "read")
    assert {block.kind.value for block in answer.blocks} == {"header"}
    assert [block.text for block in answer.blocks] == [
        "Từ: Sở Y tế tỉnh Mẫu (000.00.15.H99)",
        "Đến: Sở Nội vụ tỉnh Mẫu (000.00.20.H99)",
        "Đến: UBND xã Mẫu (000.00.31.H99)",
        "Số: 45",
        "Ký hiệu: TTr-SYT",
        "Ngày ban hành: 2025/08/15",
        "Trích yếu: Đề nghị khen thưởng",
        "Người ký: Nguyễn Thị Mẫu",
        "TraceHeader: 000.00.15.H99 2025/08/18 09:05:07",
    ]


def traces(answer):
    return [(trace.role.value, trace.organ_name, trace.at.isoformat()) for trace in answer.traces]


def test_traces_are_the_senders_the_receivers_or_nobodys(read_bytes):
    told = (
        (SENDER, "2025/08/18 09:00:00"),
        (OURS, "2025/08/19 07:30:00"),
        (OTHER, "2025-08-20"),
        ("H01", "2025/08/18"),
    )

    assert traces(read_bytes(national(traces=told), "vb.edxml")) == [
        ("sender", "Sở Y tế tỉnh Mẫu", "2025-08-18T09:00:00+07:00"),
        ("receiver", "Sở Nội vụ tỉnh Mẫu", "2025-08-19T07:30:00+07:00"),
        ("receiver", "UBND xã Mẫu", "2025-08-20T00:00:00+07:00"),
        ("unknown", None, "2025-08-18T00:00:00+07:00"),
    ]


@pytest.mark.parametrize(
    ("organ", "at", "expected"),
    [
        (SENDER, "2025/08/18 09:00:00", ["sender"]),
        ("H01", "2025/08/18 09:00:00", ["sender"]),
        (OURS, "2025/08/18 09:00:00", ["unknown"]),
        (SENDER, "18 tháng 8", []),
        (SENDER, "2025/13/45 09:00:00", []),
    ],
)
def test_one_trace_alone_is_the_senders_unless_it_names_a_receiver(read_bytes, organ, at, expected):
    assert [trace.role.value for trace in read_bytes(national(traces=((organ, at),)), "vb.edxml").traces] == expected


def test_attached_files_are_given_out_of_the_zip_they_were_put_in(attached):
    data = national(
        ("Tờ trình.pdf", zipped(("to-trinh.pdf", b"%PDF-1.4 mot"))),
        ("phu-luc.zip", zipped(("a.txt", b"hai"))),
        ("hai-tep", zipped(("a.txt", b"ba"), ("b.txt", b"bon"))),
        ("le.docx", b"nam"),
    )

    found, told = attached(data)

    assert told == []
    assert [path for path, _ in found] == [
        "vb.edxml!/Tờ trình.pdf",
        "vb.edxml!/phu-luc.zip",
        "vb.edxml!/hai-tep",
        "vb.edxml!/le.docx",
    ]
    assert [content[:12] for _, content in found][0::3] == [b"%PDF-1.4 mot", b"nam"]
    assert found[1][1].startswith(b"PK")


def test_the_flat_writing_is_read_alike(attached, read_bytes):
    assert attached(FLAT) == ([("vb.edxml!/to-trinh.pdf", b"%PDF-1.4")], [])
    assert [block.text for block in read_bytes(FLAT, "vb.edxml").blocks] == [
        "Từ: 000.00.15.H99",
        "Trích yếu: Gửi tờ trình",
    ]


def test_an_attachment_that_is_no_base64_costs_itself_only(attached):
    data = national(("hong.pdf", b"x"), ("tot.pdf", b"tot")).replace(b64(b"x").encode(), b"@@@@")

    found, told = attached(data)

    assert (found, told) == ([("vb.edxml!/tot.pdf", b"tot")], [("file-damaged", "vb.edxml!/hong.pdf")])


def test_a_file_that_is_referred_to_and_not_there_is_a_loss(read_bytes):
    extra = (
        "<edXMLBody><edXMLManifest><Reference><ContentId>cid:0</ContentId></Reference>"
        "<Reference><ContentId>cid:1</ContentId></Reference></edXMLManifest></edXMLBody>"
        '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><Reference URI=""/></Signature>'
    )
    answer = read_bytes(national(("a.pdf", b"x"), extra=extra), "vb.edxml")

    assert [(loss.code.value, loss.count) for loss in answer.losses] == [("part-missing", 1)]


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE edXML [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><edXML:edXML',
        '<!DOCTYPE edXML SYSTEM "file:///etc/passwd"><edXML:edXML',
    ],
)
def test_a_declared_document_type_is_refused_unread(read_bytes, declared):
    data = national().replace(b"<edXML:edXML", declared.encode(), 1)

    assert codes(read_bytes(data, "vb.edxml")) == ("refused", ["file-damaged"])


def test_an_envelope_that_breaks_off_is_damage(read_bytes):
    assert codes(read_bytes(national(("a.pdf", b"x"))[:-40], "vb.edxml")) == ("refused", ["file-damaged"])


def test_a_large_attachment_comes_whole(attached):
    content = bytes(range(256)) * 60_000

    found, told = attached(national(("lon.bin", content)))

    assert ([len(data) for _, data in found], told) == ([len(content)], [])


def test_an_attachment_over_the_limits_is_not_given(attached):
    found, told = attached(national(("lon.bin", bytes(2_000_000))), Limits(unpacked_mb=1))

    assert (found, told) == ([], [("archive-unsafe", "vb.edxml")])


def test_a_word_file_in_an_envelope_is_read(submit, make):
    word = make.package("<w:p><w:r><w:t>Trong phong bì</w:t></w:r></w:p>")
    (file,), _ = members(submit(national(("a.docx", zipped(("a.docx", word))))), Limits(), 2)

    assert [block.text for block in read(file, Limits()).blocks] == ["Trong phong bì"]
