"""Dossiers about the files themselves: scans, photographs, old formats, damage, secrecy marks, archives."""

from __future__ import annotations

from datetime import date

from samples.make.build import word_file
from samples.make.cases.base import (
    CONFERENCE,
    PROGRAMME,
    exactly,
    expected,
    folder,
    letter,
    manifest,
    on,
    since,
    until_seen,
    usual,
)
from samples.make.communes import DAK_MAU, HOA_MAU, KHE_MAU, QUAN_MAU, THACH_MAU, VINH_MAU, YEN_MAU
from samples.make.evidence import minutes, reports
from samples.make.layout import Sheet
from samples.make.model import RUN_DAY, Expected, OldSheet, Photo, Raw, Sample, Scan, Scenario, Word, outcomes, reasons
from samples.make.papers import head, request

IN_TIME = date(2025, 8, 19)
_scanned = usual(KHE_MAU, 67, minutes=5, arrival=1528, annex="none")
_unread = usual(THACH_MAU, 48, minutes=7, arrival=1529, annex="own_file")
_photographed = usual(THACH_MAU, 55, minutes=9, arrival=1541, annex="own_file")
_reports_only = usual(YEN_MAU, 61, minutes=8, arrival=1530)
_marked = usual(QUAN_MAU, 84, minutes=10, arrival=1532)
_damaged = usual(HOA_MAU, 78, minutes=10, arrival=1534)
_lost = usual(VINH_MAU, 60, minutes=8, arrival=1537)
_zipped = usual(DAK_MAU, 40, minutes=5, arrival=1539)
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
UNDATED = {
    "receipt": {
        "earliest": None,
        "latest": RUN_DAY,
        "earliest_basis": "none",
        "latest_basis": "folder_first_seen",
    },
    "judged_on": RUN_DAY,
}
"""A run over a dossier without any readable day: judged by the day on which it was first seen."""


def _rows(scenario: Scenario) -> tuple[tuple[str, ...], ...]:
    """A list as it is typed into a spreadsheet."""
    return (
        ("DANH SÁCH đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh",),
        ("STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Hình thức khen thưởng"),
        *((str(i), c.shown, c.post, c.unit, c.award) for i, c in enumerate(scenario.candidates, start=1)),
    )


def _secret(sheet: Sheet) -> None:
    """A paper with a secrecy mark; its text is invented and harmless."""
    head(sheet, _marked.office, "Số: 05/PA-UBND", date(2025, 8, 4), stamp="MẬT")
    sheet.title("PHƯƠNG ÁN", "Bảo vệ Hội nghị tổng kết")
    sheet.write("Nội dung mẫu, không có thông tin thật./.")
    sheet.closing(("Lưu: VT.",), _marked.office.authority, _marked.office.signer)


def _broken_off(scenario: Scenario) -> Raw:
    """The first part of a Word file whose transfer broke off."""
    data = word_file((request(scenario),))
    return Raw(data[: len(data) // 3])


_claim = f'received = 2025-08-18\nsender = "{_zipped.office.name}"\n'.encode()

SAMPLES = (
    Sample(
        "41-ban-quet-khong-co-chu",
        "Bản quét không có lớp chữ (một tệp PDF)",
        "A poor scan (110 dpi), read by recognition. What it says is never taken for stated; doubtful words and stamps "
        "that nobody saw leave rules open.",
        {"to-trinh-quet.pdf": Scan((request(_scanned),))},
        Expected(
            "hold",
            NOTHING,
            reasons=reasons(deadline="no_receipt", secrecy="losses"),
            conference=on(CONFERENCE),
            receipt=since(date(2025, 8, 15)),
            request=letter(_scanned),
            judged_on=_scanned.signed,
            in_run={
                "reasons": reasons(deadline="receipt_interval"),
                "receipt": until_seen(date(2025, 8, 15)),
            },
        ),
        container="file",
    ),
    Sample(
        "42-tep-chua-doc-duoc",
        "Danh sách nén dạng .rar, biên bản chụp ảnh",
        "The list lies in an archive of a kind that is not read, so nobody knows all nominees.",
        {
            "to-trinh.docx": Word((request(_unread),)),
            "danh-sach.rar": Raw(b"Rar!\x1a\x07\x01\x00" + bytes(range(256))),
            "bien-ban.jpg": Photo((minutes(_unread),)),
            "submission.toml": manifest(_unread, IN_TIME),
        },
        Expected(
            "hold",
            UNREAD,
            reasons=reasons(committee="not_assessed", counts="not_assessed"),
            conference=on(CONFERENCE),
            receipt=exactly(IN_TIME),
            request=letter(_unread),
            commendation=PROGRAMME,
            not_assessed=("format-not-read-yet",),
            judged_on=_unread.signed,
        ),
    ),
    Sample(
        "43-khong-co-to-trinh",
        "Chỉ có báo cáo thành tích, không có tờ trình",
        "Reports of merit alone: who asks for what is not said, so no rule that needs the letter can be judged.",
        {
            "bao-cao-thanh-tich.docx": Word(reports(_reports_only)),
            "submission.toml": manifest(_reports_only, IN_TIME),
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
        folder(_marked, IN_TIME, phuong_an__docx=Word((_secret,))),
        expected(
            _marked,
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
        folder(_damaged, IN_TIME, bo_sung__docx=_broken_off(_damaged), danh_sach_bo_sung__pdf=Raw(b"")),
        expected(
            _damaged,
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
        {"to-trinh.docx": _broken_off(_lost)},
        Expected(
            "quarantine",
            NOTHING,
            nominees=(),
            not_assessed=("file-damaged",),
            judged_on=date(2025, 9, 1),
            given=date(2025, 9, 1),
            in_run=UNDATED,
        ),
        container="file",
    ),
    Sample(
        "47-goi-zip",
        "Hồ sơ gửi thành tệp ZIP, tên tệp tiếng Việt",
        "A ZIP with Vietnamese names; the note of receipt inside is the sender's own claim, so the receipt stays open.",
        {
            "Hồ sơ/Tờ trình.docx": Word((request(_zipped),)),
            "Hồ sơ/Biên bản họp.docx": Word((minutes(_zipped),)),
            "Hồ sơ/Báo cáo thành tích.docx": Word(reports(_zipped)),
            "submission.toml": Raw(_claim),
        },
        expected(
            _zipped,
            "hold",
            outcomes(deadline="undetermined"),
            reasons=reasons(deadline="no_receipt"),
            conference=on(CONFERENCE),
            receipt=since(date(2025, 8, 15)),
            # A run knows the day on which the ZIP was first seen: an open end becomes an interval, still too wide.
            in_run={
                "reasons": reasons(deadline="receipt_interval"),
                "receipt": until_seen(date(2025, 8, 15)),
            },
        ),
        container="zip",
    ),
    Sample(
        "51-danh-sach-xls-bien-ban-anh",
        "Danh sách dạng .xls, biên bản chụp ảnh",
        "The list is an old spreadsheet, the minutes are a photograph: both are read; whether the photograph bears a "
        "secrecy mark, a person looks.",
        {
            "to-trinh.docx": Word((request(_photographed),)),
            "danh-sach.xls": OldSheet(_rows(_photographed)),
            "bien-ban.jpg": Photo((minutes(_photographed),)),
            "submission.toml": manifest(_photographed, IN_TIME),
        },
        expected(
            _photographed,
            "hold",
            outcomes(secrecy="undetermined"),
            reasons=reasons(secrecy="losses"),
            conference=on(CONFERENCE),
            receipt=exactly(IN_TIME),
        ),
    ),
)
