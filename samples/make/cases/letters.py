"""Dossiers about the letter itself: renditions, counts, reports, the way through Sở Nội vụ, the order of dates."""

from __future__ import annotations

from datetime import date

from samples.make.cases.base import CONFERENCE, exactly, expected, folder, on, usual
from samples.make.communes import CAM_MAU, DAK_MAU, DONG_MAU, LUNG_MAU, NA_MAU, TAN_MAU, VINH_MAU
from samples.make.evidence import minutes, plan, reports
from samples.make.model import Candidate, Pdf, Sample, Scenario, Word, outcomes, reasons
from samples.make.offices import INTERIOR
from samples.make.papers import request

IN_TIME = date(2025, 8, 19)
NO_DEPARTMENT = ("Chủ tịch Ủy ban nhân dân tỉnh An Mẫu;", "Hội đồng Thi đua - Khen thưởng tỉnh.")

_signed = usual(VINH_MAU, 58, minutes=9, arrival=1508)
_blank = _signed.but(signed=None)
_words = usual(DAK_MAU, 38, minutes=4, arrival=1509, stated="03 (hai) tập thể và 03 (ba) cá nhân")
_more = usual(CAM_MAU, 87, minutes=5, arrival=1511, stated="04 (bốn) tập thể và 03 (ba) cá nhân")
_short_of_one = usual(TAN_MAU, 73, minutes=8, arrival=1512)
_without = usual(DONG_MAU, 64, minutes=7, arrival=1514, to=NO_DEPARTMENT)
_copied = usual(
    NA_MAU,
    83,
    minutes=11,
    arrival=1515,
    to=NO_DEPARTMENT,
    recipients=("Như trên;", "Sở Nội vụ (để thẩm định);", "Lưu: VT, VHXH."),
)
_own = Scenario(
    office=INTERIOR,
    number="415/TTr-SNV",
    signed=date(2025, 8, 15),
    event="Chương trình cải cách hành chính",
    conference="Hội nghị tổng kết Chương trình cải cách hành chính được tổ chức vào ngày 15/9/2025.",
    candidates=(
        Candidate("Trung tâm Phục vụ hành chính công xã Lũng Mẫu", "collective"),
        Candidate("Tòng Thị Ánh", "individual", "Bà", "Chuyên viên", "Văn phòng UBND tỉnh", 1990, woman=True),
    ),
    council=date(2025, 8, 13),
    minutes="16/BB-HĐTĐKT",
    plan=date(2025, 7, 10),
    plan_number="147/KH-UBND",
    arrival=1517,
    to=NO_DEPARTMENT,
    recipients=("Như trên;", "Lưu: VT, TĐKT."),
)
_before = usual(LUNG_MAU, 65, minutes=8, arrival=1518, signed=date(2025, 8, 11), council=date(2025, 8, 14))

SAMPLES = (
    Sample(
        "33-ban-word-va-ban-pdf",
        "Tờ trình có cả bản Word (để trống số, ngày) và bản PDF đã ký",
        "The same letter twice: number and date are blank in Word and filled in the PDF. One document, nominees "
        "counted once.",
        {
            "Tờ trình đề nghị khen thưởng.docx": Word((request(_blank),)),
            "Tờ trình đề nghị khen thưởng.signed.pdf": Pdf((request(_signed),)),
            **{k: v for k, v in folder(_signed, IN_TIME).items() if k != "to-trinh.docx"},
        },
        expected(_signed, "forward", outcomes(), conference=on(CONFERENCE), receipt=exactly(IN_TIME)),
    ),
    Sample(
        "34-so-bang-chu-khac-bang-so",
        "Số bằng chữ khác số bằng số",
        "“03 (hai) tập thể”: words, figures and the two rows of the list do not agree.",
        folder(_words, IN_TIME),
        expected(
            _words,
            "hold",
            outcomes(counts="violated", committee="undetermined"),
            reasons=reasons(committee="not_assessed"),
            conference=on(CONFERENCE),
            receipt=exactly(IN_TIME),
        ),
    ),
    Sample(
        "35-thieu-dong-trong-danh-sach",
        "Số đề nghị nhiều hơn số dòng trong danh sách",
        "The letter asks for four collectives, the list has two.",
        folder(_more, IN_TIME),
        expected(
            _more,
            "hold",
            outcomes(counts="violated", committee="undetermined"),
            reasons=reasons(committee="not_assessed"),
            conference=on(CONFERENCE),
            receipt=exactly(IN_TIME),
        ),
    ),
    Sample(
        "36-thieu-bao-cao-thanh-tich",
        "Thiếu báo cáo thành tích của một cá nhân",
        "One individual of the list has no report of merit while all others have: the numbers do not agree.",
        {
            **folder(_short_of_one, IN_TIME),
            "bao-cao-thanh-tich.docx": Word(reports(_short_of_one, without=(TAN_MAU.persons[-1].name,))),
        },
        expected(
            _short_of_one, "hold", outcomes(counts="violated"), conference=on(CONFERENCE), receipt=exactly(IN_TIME)
        ),
    ),
    Sample(
        "37-khong-gui-qua-so-noi-vu",
        "Kính gửi không có Sở Nội vụ",
        "Sở Nội vụ stands neither in Kính gửi nor in Nơi nhận; it is named in a Căn cứ line only, which counts "
        "for nothing.",
        folder(_without, IN_TIME),
        expected(_without, "hold", outcomes(sent="violated"), conference=on(CONFERENCE), receipt=exactly(IN_TIME)),
    ),
    Sample(
        "38-so-noi-vu-chi-o-noi-nhan",
        "Sở Nội vụ chỉ có ở Nơi nhận",
        "Sở Nội vụ gets a copy but is no addressee: undetermined.",
        folder(_copied, IN_TIME),
        expected(
            _copied,
            "hold",
            outcomes(sent="undetermined"),
            reasons=reasons(sent="only_in_recipients"),
            conference=on(CONFERENCE),
            receipt=exactly(IN_TIME),
        ),
    ),
    Sample(
        "39-so-noi-vu-tu-trinh",
        "Sở Nội vụ tự trình",
        "Sở Nội vụ is itself the issuer: the rule about the way through it does not apply.",
        folder(_own, IN_TIME),
        expected(
            _own,
            "forward",
            outcomes(sent="not_applicable"),
            reasons=reasons(sent="issuer_is_department"),
            conference=on(CONFERENCE),
            receipt=exactly(IN_TIME),
        ),
    ),
    Sample(
        "40-to-trinh-truoc-ngay-hop",
        "Tờ trình ký trước ngày họp Hội đồng",
        "The letter of 11/8/2025 rests on a meeting of 14/8/2025: the dates are out of order.",
        {
            "to-trinh.docx": Word((request(_before),)),
            "bien-ban.pdf": Pdf((minutes(_before),)),
            "ke-hoach.docx": Word((plan(_before),)),
            "bao-cao-thanh-tich.docx": Word(reports(_before)),
            "submission.toml": folder(_before, IN_TIME)["submission.toml"],
        },
        expected(_before, "hold", outcomes(dates="violated"), conference=on(CONFERENCE), receipt=exactly(IN_TIME)),
    ),
)
