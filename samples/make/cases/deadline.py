"""Dossiers about the fifteen working days (clause II.2-4b): holidays, worked Saturdays, unclear days.

The last days of receipt (A: the fifteenth working day before, B: fifteen full days between) were counted by hand from
the yearly notices of days off; where the window is unusual the count stands beside the sample.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from samples.make.cases.base import (
    CONFERENCE,
    NEW_COUNTRYSIDE,
    exactly,
    expected,
    folder,
    manifest,
    on,
    usual,
    within,
)
from samples.make.communes import DAK_MAU, HOA_MAU, KHE_MAU, LUNG_MAU, QUAN_MAU, THACH_MAU, VINH_MAU, YEN_MAU
from samples.make.evidence import at, invitation, minutes, plan, reports
from samples.make.model import Candidate, Pdf, Sample, Scenario, outcomes, reasons
from samples.make.offices import AGRICULTURE, DISTRICT, EDUCATION, SCIENCE
from samples.make.papers import request

DEADLINE = "deadline-working-days"


def limits(a: date, b: date, **more: object) -> dict[str, dict[str, object]]:
    """Last days of receipt by both readings, and what else is to be found among the values."""
    return {DEADLINE: {"latest_receipt": {"A": a, "B": b}, **more}}


_schools = Scenario(
    office=EDUCATION,
    number="41/TTr-SGDĐT",
    signed=date(2025, 4, 23),
    event="Đề án nâng cao chất lượng giáo dục vùng khó khăn",
    conference="Hội nghị tổng kết Đề án nâng cao chất lượng giáo dục vùng khó khăn tổ chức vào ngày 22 tháng 5 "
    "năm 2025.",
    candidates=(
        Candidate("Trường Tiểu học Khe Sậy", "collective", unit="huyện Sông Mẫu"),
        Candidate("Trường Mầm non Nà Pe", "collective", unit="huyện Sông Mẫu"),
        Candidate("Quàng Thị Nhói", "individual", "Bà", "Giáo viên", "Trường Tiểu học Khe Sậy", 1985, woman=True),
        Candidate("Phùng Văn Rạng", "individual", "Ông", "Giáo viên", "Trường Tiểu học Khe Sậy", 1979),
    ),
    council=date(2025, 4, 22),
    minutes="11/BB-HĐTĐKT",
    plan=date(2025, 3, 28),
    plan_number="58/KH-UBND",
    arrival=702,
    plan_when=at(date(2025, 5, 22)),
    table="two_row_header",
    recipients=("Như trên;", "Ban Giám đốc Sở;", "Lưu: VT, VP."),
)
_cooperatives = Scenario(
    office=AGRICULTURE,
    number="112/TTr-SNNMT",
    signed=date(2025, 6, 4),
    event="Đề án phát triển kinh tế hợp tác",
    conference="Đề án được tổng kết tại Hội nghị tổng kết Đề án phát triển kinh tế hợp tác, tổ chức trong 02 ngày, "
    "ngày 26-27/6/2025.",
    candidates=(
        Candidate("Hợp tác xã Chè Suối Mẫu", "collective", unit="huyện Sông Mẫu"),
        Candidate("Chu Thị Lẫm", "individual", "Bà", "Giám đốc", "Hợp tác xã Chè Suối Mẫu", 1977, woman=True),
        Candidate("Âu Văn Thạo", "individual", "Ông", "Chuyên viên", "Chi cục Phát triển nông thôn", 1989),
    ),
    council=date(2025, 6, 2),
    minutes="14/BB-HĐTĐKT",
    plan=date(2025, 5, 12),
    plan_number="97/KH-UBND",
    arrival=988,
    table="two_tables",
    recipients=("Như trên;", "Lưu: VT, TCCB."),
)
_digital = Scenario(
    office=SCIENCE,
    number="205/TTr-SKHCN",
    signed=date(2026, 8, 17),
    event="Chương trình chuyển đổi số",
    conference="Hội nghị tổng kết Chương trình chuyển đổi số được tổ chức vào ngày 15/9/2026.",
    candidates=(
        Candidate("Trung tâm Công nghệ số", "collective", unit="Sở Khoa học và Công nghệ"),
        Candidate("Tổ công nghệ số cộng đồng thôn Bản Khoang", "collective", unit="xã Suối Mẫu"),
        Candidate("Nông Thị Phiếm", "individual", "Bà", "Viên chức", "Trung tâm Công nghệ số", 1993, woman=True),
    ),
    council=date(2026, 8, 14),
    minutes="21/BB-HĐTĐKT",
    plan=date(2026, 7, 6),
    plan_number="171/KH-UBND",
    arrival=1640,
    plan_when=at(date(2026, 9, 15)),
    table="two_tables",
    to=("Ủy ban nhân dân tỉnh An Mẫu;", "Hội đồng Thi đua - Khen thưởng tỉnh;", "Sở Nội vụ tỉnh An Mẫu."),
    recipients=("Như trên;", "Lưu: VT, VP."),
)
_tet_2026 = _digital.but(
    number="19/TTr-SKHCN",
    signed=date(2026, 2, 5),
    council=date(2026, 2, 3),
    minutes="02/BB-HĐTĐKT",
    plan=date(2026, 1, 12),
    plan_number="12/KH-UBND",
    arrival=231,
    plan_when=at(date(2026, 3, 6)),
    conference="Hội nghị tổng kết Chương trình chuyển đổi số được tổ chức vào ngày 06/3/2026.",
)
_tet_2024 = Scenario(
    office=DISTRICT,
    number="09/TTr-UBND",
    signed=date(2024, 2, 2),
    event="Dự án hỗ trợ nhà ở cho hộ nghèo",
    conference="Hội nghị tổng kết Dự án hỗ trợ nhà ở cho hộ nghèo: 08 giờ 00, thứ Ba ngày 05/3/2024.",
    candidates=(
        Candidate("Nhân dân và cán bộ xã Cồn Mẫu", "collective", unit="huyện Sông Mẫu"),
        Candidate("Trịnh Công Vượng", "individual", "Ông", "Công chức", "UBND xã Cồn Mẫu", 1982),
        Candidate("Bế Thị Hom", "individual", "Bà", "Nông dân", "xã Cồn Mẫu", 1969, woman=True),
    ),
    council=date(2024, 1, 30),
    minutes="01/BB-HĐTĐKT",
    plan=date(2024, 1, 5),
    plan_number="04/KH-UBND",
    arrival=164,
    plan_when=at(date(2024, 3, 5)),
    period="giai đoạn 2021 - 2023",
    annex="none",
    to=("Chủ tịch Ủy ban nhân dân tỉnh An Mẫu;", "Ban Thi đua - Khen thưởng, Sở Nội vụ tỉnh."),
)
_january = _digital.but(
    number="338/TTr-SKHCN",
    signed=date(2025, 12, 30),
    council=date(2025, 12, 26),
    minutes="33/BB-HĐTĐKT",
    plan=date(2025, 12, 1),
    plan_number="266/KH-UBND",
    arrival=17,
    plan_when=at(date(2026, 1, 23)),
    conference="Hội nghị tổng kết Chương trình chuyển đổi số được tổ chức vào ngày 23/01/2026.",
)
_in_time = usual(LUNG_MAU, 68, minutes=9, arrival=1531, annex="own_file")
_late = usual(KHE_MAU, 71, minutes=8, arrival=1572, signed=date(2025, 8, 22), council=date(2025, 8, 20))
_borderline = usual(THACH_MAU, 44, minutes=5, arrival=1549)
_in_september: dict[str, Any] = {
    "conference": f"Dự kiến Hội nghị tổng kết {NEW_COUNTRYSIDE} được tổ chức trong tháng 9/2025.",
    "plan_when": "tháng 9/2025",
}
_month = usual(YEN_MAU, 57, minutes=6, arrival=1533, **_in_september)
_month_early = usual(
    QUAN_MAU, 63, minutes=7, arrival=1398, signed=date(2025, 8, 1), council=date(2025, 7, 30), **_in_september
)
_month_late = usual(
    HOA_MAU, 79, minutes=12, arrival=1702, signed=date(2025, 9, 10), council=date(2025, 9, 8), **_in_september
)
_two_days = usual(
    VINH_MAU,
    74,
    minutes=10,
    arrival=1611,
    signed=date(2025, 8, 26),
    council=date(2025, 8, 25),
    conference=f"Hội nghị tổng kết {NEW_COUNTRYSIDE} dự kiến tổ chức vào ngày 25/9/2025 tại Trung tâm Hội nghị tỉnh.",
)
_silent = usual(
    DAK_MAU,
    36,
    minutes=3,
    arrival=1535,
    conference=f"Kính đề nghị xem xét để kịp thời khen thưởng tại Hội nghị tổng kết {NEW_COUNTRYSIDE}.",
    plan_when=None,
)

SAMPLES = (
    Sample(
        "01-hop-le-tong-ket-chuong-trinh",
        "Hồ sơ hợp lệ: tổng kết chương trình, đủ giấy tờ",
        "A complete folder in time by both readings (02/9 in the window); Căn cứ lines full of trap dates; the "
        "list is a "
        "landscape annex in its own file; the invitation is a PDF.",
        folder(
            _in_time,
            date(2025, 8, 20),
            giay_moi__pdf=Pdf((invitation(_in_time, date(2025, 8, 14), at(CONFERENCE)),)),
        ),
        expected(
            _in_time,
            "forward",
            outcomes(),
            conference=on(CONFERENCE),
            receipt=exactly(date(2025, 8, 20)),
            values=limits(date(2025, 8, 21), date(2025, 8, 20), borderline=False, provisional=False),
        ),
    ),
    Sample(
        "02-muon-nghi-le-2-9",
        "Nộp muộn 02 ngày làm việc, có nghỉ lễ 02/9",
        "Two working days late because of 01-02/9/2025; weekdays alone or calendar days would call it in time.",
        folder(_late, date(2025, 8, 25)),
        expected(
            _late,
            "return",
            outcomes(deadline="violated"),
            conference=on(CONFERENCE),
            receipt=exactly(date(2025, 8, 25)),
            values=limits(
                date(2025, 8, 21), date(2025, 8, 20), counted={"min": 13, "max": 13}, late_by={"min": 2, "max": 2}
            ),
        ),
    ),
    Sample(
        "03-sat-han-hai-cach-tinh",
        "Sát hạn: kịp theo cách tính A, muộn theo cách tính B",
        "Borderline: received on the fifteenth working day itself; passed by reading A but held for a person.",
        folder(_borderline, date(2025, 8, 21)),
        expected(
            _borderline,
            "hold",
            outcomes(),
            conference=on(CONFERENCE),
            receipt=exactly(date(2025, 8, 21)),
            values=limits(date(2025, 8, 21), date(2025, 8, 20), borderline=True),
        ),
    ),
    Sample(
        "04-tet-2026-nop-muon",
        "Tết Nguyên đán 2026, nộp muộn 01 ngày (toàn PDF)",
        "Tết 2026 (16-20/2) in the window; all papers in one PDF; header table with three addressees.",
        {
            "ho-so.pdf": Pdf((request(_tet_2026), minutes(_tet_2026), plan(_tet_2026), *reports(_tet_2026))),
            "submission.toml": manifest(_tet_2026, date(2026, 2, 9)),
        },
        expected(
            _tet_2026,
            "return",
            outcomes(deadline="violated"),
            conference=on(date(2026, 3, 6)),
            receipt=exactly(date(2026, 2, 9)),
            values=limits(date(2026, 2, 6), date(2026, 2, 5), late_by={"min": 1, "max": 1}),
        ),
    ),
    Sample(
        "05-tet-2024-dung-han",
        "Tết Nguyên đán 2024, đúng hạn (huyện, Nghị định 98/2023)",
        "A district's dossier of before July 2025 under the decree of its day; Tết 2024 (08-14/2); in time on "
        "the last day "
        "of reading B; addressed to the commendation desk of Sở Nội vụ.",
        folder(_tet_2024, date(2024, 2, 5)),
        expected(
            _tet_2024,
            "forward",
            outcomes(),
            conference=on(date(2024, 3, 5)),
            receipt=exactly(date(2024, 2, 5)),
            values=limits(date(2024, 2, 6), date(2024, 2, 5), borderline=False),
        ),
    ),
    Sample(
        "06-lam-bu-thu-bay-26-4-2025",
        "Nhận hồ sơ đúng ngày thứ Bảy làm bù 26/4/2025",
        # Back from Thu 22/5: 21 20 19 | 16 15 14 13 12 | 9 8 7 6 5 | 29 28/4 = 15 -> A 28/4; before it Sat 26/4 -> B.
        "Received on a worked Saturday (26/4/2025 for 02/5/2025), which is the last day of reading B: without "
        "the swap it "
        "would be borderline. Header of two rows, merged units and awards.",
        folder(_schools, date(2025, 4, 26)),
        expected(
            _schools,
            "forward",
            outcomes(),
            conference=on(date(2025, 5, 22)),
            receipt=exactly(date(2025, 4, 26)),
            values=limits(date(2025, 4, 28), date(2025, 4, 26), borderline=False),
        ),
    ),
    Sample(
        "07-lam-bu-thu-bay-22-8-2026",
        "Thứ Bảy làm bù 22/8/2026 được tính là ngày làm việc",
        "The worked Saturday 22/8/2026 (for 31/8) counts; without it the dossier would be late by reading B.",
        folder(_digital, date(2026, 8, 20)),
        expected(
            _digital,
            "forward",
            outcomes(),
            conference=on(date(2026, 9, 15)),
            receipt=exactly(date(2026, 8, 20)),
            values=limits(date(2026, 8, 21), date(2026, 8, 20), borderline=False),
        ),
    ),
    Sample(
        "08-lam-bu-thu-bay-10-1-2026",
        "Thứ Bảy làm bù 10/01/2026, sát hạn đầu năm",
        # Back from Fri 23/01: 22 21 20 19 | 16 15 14 13 12 | Sat 10, 9 8 7 6 5 = 15 -> A 05/01; B 31/12/2025.
        "Swap of 02/01/2026 for Saturday 10/01/2026, unknown to a popular library, which would put the last day "
        "on a day "
        "off; borderline across the year's end.",
        folder(_january, date(2026, 1, 5)),
        expected(
            _january,
            "hold",
            outcomes(),
            conference=on(date(2026, 1, 23)),
            receipt=exactly(date(2026, 1, 5)),
            values=limits(date(2026, 1, 5), date(2025, 12, 31), borderline=True),
        ),
    ),
    Sample(
        "09-chi-biet-thang-chua-ro",
        "Hội nghị chỉ biết tháng: chưa kết luận được",
        # First possible day 01/9: A 11/8. Last possible day 30/9: A 09/9. Received between.
        "The conference is known to the month only; received between the limits of its first and last possible day.",
        folder(_month, date(2025, 8, 20)),
        expected(
            _month,
            "hold",
            outcomes(deadline="undetermined"),
            reasons=reasons(deadline="conference_imprecise"),
            conference=within(date(2025, 9, 1), date(2025, 9, 30), "month"),
            receipt=exactly(date(2025, 8, 20)),
        ),
    ),
    Sample(
        "10-chi-biet-thang-van-kip",
        "Hội nghị chỉ biết tháng nhưng vẫn kịp",
        "Known to the month only, yet in time even if it opened on the first day of the month.",
        folder(_month_early, date(2025, 8, 5)),
        expected(
            _month_early,
            "forward",
            outcomes(),
            conference=within(date(2025, 9, 1), date(2025, 9, 30), "month"),
            receipt=exactly(date(2025, 8, 5)),
        ),
    ),
    Sample(
        "11-chi-biet-thang-chac-chan-muon",
        "Hội nghị chỉ biết tháng nhưng chắc chắn muộn",
        "Known to the month only, and late even if it opened on the last day of the month (limit 09/9/2025).",
        folder(_month_late, date(2025, 9, 12)),
        expected(
            _month_late,
            "return",
            outcomes(deadline="violated"),
            conference=within(date(2025, 9, 1), date(2025, 9, 30), "month"),
            receipt=exactly(date(2025, 9, 12)),
        ),
    ),
    Sample(
        "12-ngay-hoi-nghi-mau-thuan",
        "Ngày hội nghị mâu thuẫn giữa kế hoạch và tờ trình",
        # 15/9: A 21/8. 25/9: back 24 23 22 | 19 18 17 16 15 | 12 11 10 9 8 | 5 4 = 15 -> A 04/9. Received 29/8 between.
        "The plan says 15/9/2025, the letter 25/9/2025; received in time for the one and late for the other.",
        folder(_two_days, date(2025, 8, 29)),
        expected(
            _two_days,
            "hold",
            outcomes(deadline="undetermined"),
            reasons=reasons(deadline="conference_contradictory"),
            conference={"contradictory": True},
            receipt=exactly(date(2025, 8, 29)),
        ),
    ),
    Sample(
        "13-hoi-nghi-hai-ngay",
        "Hội nghị hai ngày: tính theo ngày đầu",
        # Back from Thu 26/6: 25 24 23 | 20 19 18 17 16 | 13 12 11 10 9 | 6 5 = 15 -> A 05/6, B 04/6.
        "A conference of two days: the first counts, so the dossier is one working day late (the second day "
        "would pass).",
        folder(_cooperatives, date(2025, 6, 6)),
        expected(
            _cooperatives,
            "return",
            outcomes(deadline="violated"),
            conference={"date": date(2025, 6, 26), "from": date(2025, 6, 26), "to": date(2025, 6, 27)},
            receipt=exactly(date(2025, 6, 6)),
            values=limits(date(2025, 6, 5), date(2025, 6, 4), late_by={"min": 1, "max": 1}),
        ),
    ),
    Sample(
        "14-khong-co-ngay-hoi-nghi",
        "Không giấy tờ nào nêu ngày hội nghị",
        "No paper states the day of the conference although many dates stand in the Căn cứ lines: no guess.",
        folder(_silent, date(2025, 8, 20)),
        expected(
            _silent,
            "hold",
            outcomes(deadline="undetermined"),
            reasons=reasons(deadline="no_conference"),
            conference={"date": None, "from": None, "to": None},
            receipt=exactly(date(2025, 8, 20)),
        ),
    ),
)
