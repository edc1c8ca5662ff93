"""A letter and its list in archives, messages and envelopes, from the file as sent to the report."""

from __future__ import annotations

import base64
import datetime as dt
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
import xlsxwriter

from flows.check import check_path, content_hash, content_hashes, read_submission, submission_from
from flows.run import conduct, open_run
from pipeline.home import VARIABLE, Home
from pipeline.models.limits import Limits
from pipeline.models.report import Report
from pipeline.reports.html import render_html
from tests.flows.program import dossiers, trays

DAY = dt.date(2025, 8, 20)
PEOPLE = ("Trần Văn Thử", "Lê Thị Giả", "Phạm Văn Định")


def letter() -> bytes:
    """A request of an invented office for a conference on 15/09/2025: the last day of receipt is 21/08/2025."""
    paper = docx.Document()
    head = paper.add_table(1, 2)
    head.cell(0, 0).text = "UBND TỈNH MẪU\nSỞ Y TẾ\nSố: 45/TTr-SYT"
    head.cell(
        0, 1
    ).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nMẫu, ngày 15 tháng 8 năm 2025"
    for line in (
        "TỜ TRÌNH",
        "Về việc đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh nhân dịp tổng kết Chương trình phòng chống sốt rét "
        "giai đoạn 2020 - 2025",
        "Kính gửi: Hội đồng Thi đua - Khen thưởng tỉnh (qua Sở Nội vụ)",
        "Sở Y tế dự kiến tổ chức hội nghị tổng kết vào ngày 15 tháng 9 năm 2025.",
        "Sở Y tế đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 03 cá nhân (có danh sách kèm theo).",
        "GIÁM ĐỐC",
        "Nguyễn Thị Mẫu",
    ):
        paper.add_paragraph(line)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def a_list() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "DANH SÁCH CÁ NHÂN ĐỀ NGHỊ TẶNG BẰNG KHEN CỦA CHỦ TỊCH UBND TỈNH")
        sheet.write_row("A3", ["STT", "Họ và tên", "Chức vụ, đơn vị công tác", "Hình thức khen"])
        for number, name in enumerate(PEOPLE, start=1):
            sheet.write_row(2 + number, 0, [number, name, "Bác sĩ, Sở Y tế", "Bằng khen"])
    return stream.getvalue()


LETTER, LIST = letter(), a_list()


def zipped(*entries: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return stream.getvalue()


def mailed(text: str, *entries: tuple[str, bytes]) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "van-thu@syt.example", "van-thu@snv.example"
    mail["Subject"], mail["Date"] = "Hồ sơ khen thưởng", "Fri, 01 Aug 2025 10:00:00 +0700"
    mail["Received"] = "from a by b; Fri, 01 Aug 2025 10:00:05 +0700"
    mail.set_content(text)
    for name, data in entries:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def enclosed(receiver: str, *entries: tuple[str, bytes], sent: str = "2025/08/18", received: str = "") -> bytes:
    """An envelope of Sở Y tế to ``receiver``."""
    files = "".join(
        f"<Attachment><AttachmentName>{name}</AttachmentName><ContentTransferEncoded>"
        f"{base64.b64encode(data).decode()}</ContentTransferEncoded></Attachment>"
        for name, data in entries
    )
    stamps = [("000.00.15.H99", sent), ("000.00.20.H99", received)]
    traces = "".join(
        f"<TraceHeader><OrganId>{organ}</OrganId><Timestamp>{day} 09:00:00</Timestamp></TraceHeader>"
        for organ, day in stamps
        if day
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXMLEnvelope>'
        "<edXMLHeader><MessageHeader><From><OrganId>000.00.15.H99</OrganId><OrganName>Sở Y tế</OrganName></From>"
        f"<To><OrganId>000.00.20.H99</OrganId><OrganName>{receiver}</OrganName></To></MessageHeader>"
        f"<TraceHeaderList>{traces}</TraceHeaderList></edXMLHeader></edXMLEnvelope>"
        f"<AttachmentEncoded>{files}</AttachmentEncoded></edXML>"
    ).encode()


@pytest.fixture
def checked(tmp_path: Path):
    def answer(name: str, data: bytes) -> Report:
        (tmp_path / name).write_bytes(data)
        return check_path(tmp_path / name, judged_on=DAY)

    return answer


def outcome(report: Report, code: str = "deadline-working-days") -> tuple[str | None, str]:
    found = next(finding for finding in report.findings if finding.code == code)
    return found.outcome and found.outcome.value, found.message


def paths(report: Report) -> list[tuple[str, str, str | None, str]]:
    return [(file.id, file.path, file.parent, file.status.value) for file in report.dossier.files]


def test_a_letter_and_a_list_in_an_archive_in_an_archive(checked) -> None:
    report = checked("ho-so.zip", zipped(("to-trinh.docx", LETTER), ("phu-luc.zip", zipped(("ds.xlsx", LIST)))))

    assert paths(report) == [
        ("f1", "ho-so.zip", None, "read"),
        ("f2", "ho-so.zip!/phu-luc.zip", "f1", "read"),
        ("f3", "ho-so.zip!/phu-luc.zip!/ds.xlsx", "f2", "read"),
        ("f4", "ho-so.zip!/to-trinh.docx", "f1", "read"),
    ]
    assert [nominee.name for nominee in report.facts.nominees] == list(PEOPLE)
    place = report.facts.nominees[1].evidence[0].place
    assert (place.file, place.row, place.column, place.page) == ("ho-so.zip!/phu-luc.zip!/ds.xlsx", 2, 1, None)
    assert outcome(report, "counts-agree")[0] == "passed"
    assert report.not_assessed == ()


def test_a_message_carries_both_and_its_own_dates_bound_nothing(checked) -> None:
    text = "Kính gửi: Sở Nội vụ\nSở Y tế gửi hồ sơ ngày 01 tháng 8 năm 2025.\n"
    manifest = b"received = 2025-08-01\n"
    report = checked(
        "thu.eml", mailed(text, ("Tờ trình.docx", LETTER), ("ds.xlsx", LIST), ("submission.toml", manifest))
    )

    assert [path for _, path, _, _ in paths(report)] == [
        "thu.eml",
        "thu.eml!/Tờ trình.docx",
        "thu.eml!/ds.xlsx",
        "thu.eml!/submission.toml",
    ]
    assert [nominee.name for nominee in report.facts.nominees] == list(PEOPLE)
    letter = report.facts.request_letter
    assert letter is not None
    assert (letter.file, letter.number) == ("thu.eml!/Tờ trình.docx", "45/TTr-SYT")
    assert [(entry.source, entry.value) for entry in report.facts.receipt.evidence] == [("letter_date", "2025-08-15")]
    assert outcome(report)[0] == "undetermined"
    assert "manifest-in-archive" in {finding.code.value for finding in report.findings}


FILES = (("Tờ trình.pdf.docx", LETTER), ("ds.xlsx", LIST))


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (
            "2025/08/19",
            ("passed", "Hồ sơ đến ngày 19/08/2025, đúng hạn: hạn cuối là 21/08/2025 cho hội nghị ngày 15/09/2025."),
        ),
        (
            "2025/08/25",
            (
                "violated",
                "Hồ sơ đến ngày 25/08/2025, muộn 2 ngày làm việc: hạn cuối là 21/08/2025 cho hội nghị ngày 15/09/2025; "
                "phong bì điện tử cho thấy đơn vị gửi ngày 18/08/2025, trong hạn.",
            ),
        ),
    ],
)
def test_the_receiving_offices_trace_gives_the_receipt_and_so_the_deadline(checked, received, expected) -> None:
    report = checked("vb.edxml", enclosed("Sở Nội vụ tỉnh Mẫu", *FILES, received=received))

    assert outcome(report) == expected
    assert report.facts.receipt.confidence.value == "stated"
    assert [nominee.name for nominee in report.facts.nominees] == list(PEOPLE)
    page = render_html(report, "vi")
    assert "Phong bì điện tử của cơ quan tiếp nhận" in page
    assert "Phong bì điện tử bên gửi (đến không sớm hơn)" in page
    assert f"TraceHeader: 000.00.20.H99 {received} 09:00:00" in page


def test_the_trace_of_another_receiver_and_an_envelope_of_another_paper_are_shown_only(checked, tmp_path) -> None:
    other = checked("khac.edxml", enclosed("UBND xã Mẫu", *FILES, received="2025/08/19"))
    folder = tmp_path / "ho-so"
    folder.mkdir()
    (folder / "to-trinh.docx").write_bytes(LETTER)
    (folder / "vb.edxml").write_bytes(enclosed("Sở Nội vụ", ("ds.xlsx", LIST), received="2025/08/19"))
    beside = check_path(folder, judged_on=DAY)

    for report, sent in ((other, "earliest"), (beside, "shown")):
        bounds = {entry.source: entry.bound for entry in report.facts.receipt.evidence}
        assert bounds == {"receiver_envelope": "shown", "sender_envelope": sent, "letter_date": "earliest"}
        assert outcome(report)[0] == "undetermined"
        assert "Thời điểm trong phong bì điện tử, không dùng để tính" in render_html(report, "vi")


def test_an_envelope_beside_the_letter_taken_out_of_it_counts_as_well(tmp_path) -> None:
    folder = tmp_path / "ho-so"
    folder.mkdir()
    (folder / "to-trinh.docx").write_bytes(LETTER)
    (folder / "vb.edxml").write_bytes(enclosed("Sở Nội vụ", *FILES, received="2025/08/19"))

    assert outcome(check_path(folder, judged_on=DAY))[0] == "passed"


def test_the_content_is_what_archives_hold_and_messages_themselves(tmp_path) -> None:
    loose = tmp_path / "loose"
    loose.mkdir()
    (loose / "a.docx").write_bytes(LETTER)
    (loose / "b.xlsx").write_bytes(LIST)
    (tmp_path / "a.zip").write_bytes(zipped(("a.docx", LETTER), ("b.zip", zipped(("c.xlsx", LIST)))))
    (tmp_path / "a.eml").write_bytes(mailed("Một", ("a.docx", LETTER), ("b.xlsx", LIST)))
    (tmp_path / "b.eml").write_bytes(mailed("Hai", ("a.docx", LETTER), ("b.xlsx", LIST)))

    def hashes(name: str) -> set[str]:
        files = submission_from(tmp_path / name).files
        return {one for file in files for one in content_hashes(file, Limits())}

    def content(name: str) -> str:
        return content_hash(read_submission(submission_from(tmp_path / name), Limits()))

    assert hashes("a.zip") == hashes("loose")
    assert content("a.zip") == content("loose")
    assert hashes("loose") < hashes("a.eml")
    assert hashes("a.eml") != hashes("b.eml")
    assert len({content("loose"), content("a.eml"), content("b.eml")}) == 3


def test_a_message_in_the_drop_folder_is_sealed_read_in_a_worker_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    data = mailed("Kính gửi hồ sơ.", ("ho-so.zip", zipped(("to-trinh.docx", LETTER), ("ds.xlsx", LIST))))
    (inbox / "thu.eml").write_bytes(data)
    (inbox / "vb.edxml").write_bytes(enclosed("Sở Nội vụ", *FILES, received="2025/08/19"))

    def run():
        with open_run(settle=0) as under_way:
            return conduct(under_way)

    first = run()
    assert [row.individuals for row in first.rows] == [3, 3]
    assert sorted(row.outcomes["deadline-working-days"] for row in first.rows) == ["passed", "undetermined"]
    sealed = {path.read_bytes() for path in (Home(tmp_path).sealed).rglob("*") if path.is_file()}
    assert data in sealed
    mail = next(row for row in first.rows if row.outcomes["deadline-working-days"] == "undetermined")
    shown = dossiers("show", mail.id, home=tmp_path)
    assert shown.code == 0
    assert "thu.eml" in shown.out
    # The same message once more is the same dossier.
    before = trays(tmp_path)
    inbox.mkdir(exist_ok=True)
    (inbox / "lai.eml").write_bytes(data)
    assert list(run().rows) == []
    assert trays(tmp_path) == before
