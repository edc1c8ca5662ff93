"""Dossiers about the files themselves: scans, photographs, old formats, damage, secrecy marks, archives."""

from __future__ import annotations

from datetime import date

from samples.make.build import word_file
from samples.make.cases.base import CONFERENCE, PROGRAMME, USUAL, exactly, expected, folder, letter, on, since
from samples.make.evidence import minutes, reports
from samples.make.layout import Sheet
from samples.make.model import Expected, OldSheet, Photo, Raw, Sample, Scan, Word, outcomes, reasons
from samples.make.papers import head, request

IN_TIME = date(2025, 8, 19)
_separate = USUAL.but(annex="own_file")
_inside = USUAL.but(annex="none")
_old_rows = (
    ("DANH SÁCH đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh",),
    ("STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Hình thức khen thưởng"),
    *((str(i), c.shown, c.post, c.unit, c.award) for i, c in enumerate(USUAL.candidates, start=1)),
)
NOTHING = outcomes(
    deadline="undetermined",
    committee="undetermined",
    members="undetermined",
    sent="undetermined",
    counts="undetermined",
    dates="undetermined",
    secrecy="undetermined",
)
UNREAD = outcomes(
    committee="undetermined",
    members="undetermined",
    counts="undetermined",
    dates="undetermined",
    secrecy="undetermined",
)
"""What is left of a good dossier where one file could hold another list or another paper."""


def _secret(sheet: Sheet) -> None:
    """A paper with a secrecy mark; its text is invented and harmless."""
    head(sheet, USUAL.office, "Số: 05/PA-UBND", date(2025, 8, 4), stamp="MẬT")
    sheet.title("PHƯƠNG ÁN", "Bảo vệ Hội nghị tổng kết")
    sheet.write("Nội dung mẫu, không có thông tin thật./.")
    sheet.closing(("Lưu: VT.",), USUAL.office.authority, USUAL.office.signer)


def _damaged(data: bytes) -> bytes:
    """The first part of a Word file whose transfer broke off."""
    return data[: len(data) // 3]


_broken = _damaged(word_file((request(USUAL),)))
_claim = f'received = 2025-08-18\nsender = "{USUAL.office.name}"\n'.encode()

SAMPLES = (
    Sample(
        "41-ban-quet-khong-co-chu",
        "Bản quét không có lớp chữ (một tệp PDF)",
        "A scan: page images without text. Nothing is known, nothing is guessed, nothing is passed.",
        {"to-trinh-quet.pdf": Scan((request(_inside),))},
        Expected(
            "hold",
            NOTHING,
            conference={"date": None, "from": None, "to": None},
            receipt={"earliest": None, "latest": None},
            nominees=(),
            not_assessed=("page-without-text",),
            judged_on=date(2025, 9, 1),
            given=date(2025, 9, 1),
        ),
        container="file",
    ),
    Sample(
        "42-tep-chua-doc-duoc",
        "Danh sách dạng .xls, biên bản chụp ảnh",
        "The list is an old spreadsheet and the minutes are a photograph: neither is read yet, so nobody knows "
        "all nominees.",
        {
            "to-trinh.docx": Word((request(_separate),)),
            "danh-sach.xls": OldSheet(_old_rows),
            "bien-ban.jpg": Photo((minutes(USUAL),)),
            "submission.toml": folder(USUAL, IN_TIME)["submission.toml"],
        },
        Expected(
            "hold",
            UNREAD,
            reasons=reasons(committee="not_assessed", counts="not_assessed"),
            conference=on(CONFERENCE),
            receipt=exactly(IN_TIME),
            request=letter(USUAL),
            commendation=PROGRAMME,
            not_assessed=("format-not-read-yet",),
            judged_on=USUAL.signed,
        ),
    ),
    Sample(
        "43-khong-co-to-trinh",
        "Chỉ có báo cáo thành tích, không có tờ trình",
        "Reports of merit alone: who asks for what is not said, so no rule that needs the letter can be judged.",
        {
            "bao-cao-thanh-tich.docx": Word(reports(USUAL)),
            "submission.toml": folder(USUAL, IN_TIME)["submission.toml"],
        },
        Expected(
            "hold",
            {**NOTHING, "secret-mark": "passed"},
            conference={"date": None, "from": None, "to": None},
            receipt=exactly(IN_TIME),
            judged_on=IN_TIME,
        ),
    ),
    Sample(
        "44-dau-mat",
        "Có văn bản đóng dấu MẬT trong hồ sơ",
        "A paper with a secrecy mark beside good ones: held for a person; nothing of the paper is taken over.",
        folder(USUAL, IN_TIME, phuong_an__docx=Word((_secret,))),
        expected(
            USUAL,
            "hold",
            UNREAD,
            reasons=reasons(secrecy="secret_mark"),
            conference=on(CONFERENCE),
            receipt=exactly(IN_TIME),
        ),
    ),
    Sample(
        "45-co-tep-rong-va-tep-hong",
        "Có tệp rỗng và tệp hỏng lẫn trong hồ sơ",
        "An empty file and a broken Word file among good ones: each costs one finding, the rest is read.",
        folder(USUAL, IN_TIME, bo_sung__docx=Raw(_broken), danh_sach_bo_sung__pdf=Raw(b"")),
        expected(
            USUAL,
            "hold",
            UNREAD,
            conference=on(CONFERENCE),
            receipt=exactly(IN_TIME),
            not_assessed=("file-damaged", "file-empty"),
        ),
    ),
    Sample(
        "46-tep-hong-hoan-toan",
        "Hồ sơ chỉ có một tệp hỏng",
        "Nothing readable at all: quarantine.",
        {"to-trinh.docx": Raw(_broken)},
        Expected(
            "quarantine",
            NOTHING,
            nominees=(),
            not_assessed=("file-damaged",),
            judged_on=date(2025, 9, 1),
            given=date(2025, 9, 1),
        ),
        container="file",
    ),
    Sample(
        "47-goi-zip",
        "Hồ sơ gửi thành tệp ZIP, tên tệp tiếng Việt",
        "A ZIP with Vietnamese names; the note of receipt inside is the sender's own claim, so the receipt stays open.",
        {
            "Hồ sơ/Tờ trình.docx": Word((request(USUAL),)),
            "Hồ sơ/Biên bản họp.docx": Word((minutes(USUAL),)),
            "Hồ sơ/Báo cáo thành tích.docx": Word(reports(USUAL)),
            "submission.toml": Raw(_claim),
        },
        expected(
            USUAL,
            "hold",
            outcomes(deadline="undetermined"),
            reasons=reasons(deadline="no_receipt"),
            conference=on(CONFERENCE),
            receipt=since(date(2025, 8, 15)),
        ),
        container="zip",
    ),
)
