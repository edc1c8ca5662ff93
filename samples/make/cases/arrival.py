"""Dossiers about the receipt: whose stamp counts, what a letter's own date tells, evidence that contradicts itself."""

from __future__ import annotations

from datetime import date

from samples.make.cases.base import CONFERENCE, exactly, expected, manifest, on, since, until_seen, usual
from samples.make.cases.deadline import limits
from samples.make.communes import CAM_MAU, DONG_MAU, SUOI_MAU, TAN_MAU
from samples.make.evidence import PROVINCE, minutes, plan, reports
from samples.make.model import Pdf, Sample, Scenario, Word, outcomes, reasons
from samples.make.papers import listing, request

SEPTEMBER = limits(date(2025, 8, 21), date(2025, 8, 20))
_elsewhere = usual(CAM_MAU, 85, minutes=4, arrival=1501)
_too_late = usual(
    TAN_MAU, 75, minutes=9, arrival=1604, signed=date(2025, 8, 28), council=date(2025, 8, 26), annex="none"
)
_stamped = usual(DONG_MAU, 62, minutes=6, arrival=1536)
_twice = usual(SUOI_MAU, 49, minutes=5, arrival=1538, annex="own_file")


def _stamp(scenario: Scenario, day: str) -> str:
    """The receipt stamp of Sở Nội vụ."""
    return f"SỞ NỘI VỤ TỈNH AN MẪU\nCÔNG VĂN ĐẾN\nSố: {scenario.arrival}\nNgày: {day}"


SAMPLES = (
    Sample(
        "15-khong-ro-ngay-den",
        "Không rõ ngày đến: chỉ có dấu đến của cơ quan khác",
        "No manifest, and the only receipt stamp is of another office (shown, never used): the letter's date "
        "bounds the "
        "receipt from below only.",
        {
            "to-trinh.docx": Word(
                (request(_elsewhere, stamp_first="VĂN PHÒNG UBND TỈNH AN MẪU\nĐẾN\nSố: 8812\nNgày: 19/8/2025"),)
            ),
            "bien-ban.docx": Word((minutes(_elsewhere),)),
            "bao-cao-thanh-tich.docx": Word(reports(_elsewhere)),
        },
        expected(
            _elsewhere,
            "hold",
            outcomes(deadline="undetermined"),
            reasons=reasons(deadline="no_receipt"),
            conference=on(CONFERENCE),
            receipt=since(date(2025, 8, 15)),
            # A run knows the day on which the folder was first seen: an open end becomes an interval, still too wide.
            in_run={
                "reasons": reasons(deadline="receipt_interval"),
                "receipt": until_seen(date(2025, 8, 15)),
            },
        ),
    ),
    Sample(
        "16-to-trinh-ky-sau-han",
        "Tờ trình ký khi đã quá hạn (một tệp duy nhất)",
        "A single Word file without any note of receipt; signed on 28/8/2025, after the last day 21/8/2025: late "
        "whenever "
        "it arrived. Letter, minutes and reports in one file.",
        {"to-trinh.docx": Word((request(_too_late), minutes(_too_late), *reports(_too_late)))},
        expected(
            _too_late,
            "return",
            outcomes(deadline="violated"),
            conference=on(CONFERENCE),
            receipt=since(date(2025, 8, 28)),
            in_run={"receipt": until_seen(date(2025, 8, 28))},
            values=SEPTEMBER,
        ),
        container="file",
    ),
    Sample(
        "17-dau-den-so-noi-vu",
        "Dấu đến của Sở Nội vụ trên tờ trình",
        "The receipt is read from the stamp of Sở Nội vụ on the letter (PDF with text); there is no manifest.",
        {
            "to-trinh.pdf": Pdf((request(_stamped, stamp_first=_stamp(_stamped, "20/8/2025")),)),
            "bien-ban.docx": Word((minutes(_stamped),)),
            "ke-hoach.pdf": Pdf((plan(_stamped, PROVINCE),)),
            "bao-cao-thanh-tich.docx": Word(reports(_stamped)),
        },
        expected(
            _stamped,
            "forward",
            outcomes(),
            conference=on(CONFERENCE),
            receipt=exactly(date(2025, 8, 20), "receipt_stamp"),
            values=SEPTEMBER,
        ),
    ),
    Sample(
        "18-hai-nguon-ngay-den-mau-thuan",
        "Sổ giao nhận và dấu đến ghi hai ngày khác nhau",
        "The manifest says 20/8/2025, the stamp 22/8/2025: the interval is widened to hold both, and the limit "
        "lies inside.",
        {
            "to-trinh.docx": Word((request(_twice, stamp_first=_stamp(_twice, "22/8/2025")),)),
            "danh-sach.docx": Word((listing(_twice),)),
            "bien-ban.docx": Word((minutes(_twice),)),
            "bao-cao-thanh-tich.docx": Word(reports(_twice)),
            "submission.toml": manifest(_twice, date(2025, 8, 20)),
        },
        expected(
            _twice,
            "hold",
            outcomes(deadline="undetermined"),
            reasons=reasons(deadline="receipt_interval"),
            conference=on(CONFERENCE),
            receipt={"earliest": date(2025, 8, 20), "latest": date(2025, 8, 22)},
        ),
    ),
)
