"""Dossiers of other kinds and occasions (đột xuất, công trạng, anniversary, cluster) and of many kinds of nominees."""

from __future__ import annotations

from datetime import date

from samples.make.cases.base import CONFERENCE, exactly, expected, folder, manifest, named, on
from samples.make.communes import NA_MAU
from samples.make.evidence import at, minutes, reports
from samples.make.model import Candidate, Pdf, Sample, Scenario, Word, outcomes, reasons
from samples.make.offices import BINH_MAU, CLUSTER, EDUCATION
from samples.make.papers import request

FLAG = "Cờ thi đua của UBND tỉnh"

_sudden = Scenario(
    office=BINH_MAU,
    number="31/TTr-UBND",
    signed=date(2025, 10, 6),
    event="trong vụ sạt lở đất tại khu phố 3 rạng sáng ngày 04/10/2025",
    merit="đã dũng cảm cứu người",
    commendation="khen thưởng đột xuất",
    period="tháng 10/2025",
    conference=None,
    candidates=(
        Candidate("Tổ dân phố số 3", "collective", unit="phường Bình Mẫu"),
        Candidate("Ninh Công Sửu", "individual", "Ông", "Dân quân", "Tổ dân phố số 3, phường Bình Mẫu", 1999),
    ),
    council=date(2025, 10, 5),
    minutes="12/BB-HĐTĐKT",
    arrival=1841,
    annex="none",
)
_hero = _sudden.but(
    number="33/TTr-UBND",
    signed=date(2025, 10, 8),
    candidates=_sudden.candidates[1:],
    council=None,
    arrival=1849,
    stated="ông Ninh Công Sửu, dân quân Tổ dân phố số 3,",
)
_yearly = Scenario(
    office=NA_MAU.office,
    number="96/TTr-UBND",
    signed=date(2025, 12, 8),
    event="nhiệm vụ năm 2025",
    merit="đã hoàn thành xuất sắc",
    commendation="khen thưởng công trạng",
    period="năm 2025",
    conference=None,
    candidates=(
        Candidate("Trường Trung học cơ sở Nà Mẫu", "collective"),
        Candidate("Hộ gia đình bà Lò Thị Pém", "household", unit="bản Huổi Sen, xã Nà Mẫu"),
        Candidate("Công ty TNHH Dược liệu Nà Mẫu", "enterprise"),
        Candidate("Vàng Thị Xay", "individual", "Bà", "Điều dưỡng", "Trạm Y tế xã Nà Mẫu", 1986, woman=True),
        Candidate("Khà Văn Ín", "individual", "Ông", "Giáo viên", "Trường Trung học cơ sở Nà Mẫu", 1981),
    ),
    council=date(2025, 12, 4),
    minutes="17/BB-HĐTĐKT",
    arrival=2310,
)
_anniversary = Scenario(
    office=EDUCATION,
    number="133/TTr-SGDĐT",
    signed=date(2025, 9, 10),
    event="kỷ niệm 70 năm thành lập Trường Trung học phổ thông Sông Mẫu (15/10/1955 - 15/10/2025)",
    ceremony="Lễ",
    merit="có nhiều đóng góp, nhân dịp",
    period="giai đoạn 2020 - 2025",
    conference="Lễ kỷ niệm 70 năm thành lập Trường được tổ chức vào ngày 15/10/2025.",
    candidates=(
        Candidate("Trường Trung học phổ thông Sông Mẫu", "collective"),
        Candidate("Tổ chuyên môn Ngữ văn", "collective", unit="Trường Trung học phổ thông Sông Mẫu"),
        Candidate(
            "Thái Thị Lụa", "individual", "Bà", "Giáo viên", "Trường Trung học phổ thông Sông Mẫu", 1975, woman=True
        ),
    ),
    council=date(2025, 9, 8),
    minutes="27/BB-HĐTĐKT",
    plan=date(2025, 5, 19),
    plan_number="88/KH-UBND",
    arrival=1718,
    plan_when=at(date(2025, 10, 15)),
)
_cluster = Scenario(
    office=CLUSTER,
    number="02/TTr-CTĐ7",
    signed=date(2025, 12, 17),
    event="phong trào thi đua năm 2025 của Cụm thi đua số 7",
    merit="dẫn đầu",
    commendation="khen thưởng công trạng năm 2025",
    period="năm 2025",
    conference="Cụm đã tổ chức Hội nghị tổng kết công tác thi đua, khen thưởng năm 2025 và bỏ phiếu suy tôn ngày "
    "12/12/2025.",
    candidates=(
        Candidate("Nhân dân và cán bộ xã Đồng Mẫu", "collective", award=FLAG),
        Candidate("Nhân dân và cán bộ xã Nà Mẫu", "collective"),
    ),
    council=date(2025, 12, 12),
    minutes="01/BB-CTĐ7",
    arrival=2388,
    annex="none",
)
_mountain = Scenario(
    office=NA_MAU.office,
    number="81/TTr-UBND",
    signed=date(2025, 8, 14),
    event="Chương trình mục tiêu quốc gia giảm nghèo bền vững",
    conference="Hội nghị tổng kết Chương trình mục tiêu quốc gia giảm nghèo bền vững dự kiến tổ chức ngày 15/9/2025.",
    candidates=(
        Candidate("Nhân dân và cán bộ bản Huổi Sen", "collective"),
        Candidate("Hộ ông Sùng A Khứ", "household", unit="bản Huổi Sen, xã Nà Mẫu"),
        Candidate("Hộ gia đình bà Lò Thị Pém", "household", unit="bản Huổi Sen, xã Nà Mẫu"),
        Candidate("Công ty TNHH Dược liệu Nà Mẫu", "enterprise"),
        Candidate("Giàng A Chớ", "individual", "Ông", "Trưởng bản", "bản Huổi Sen, xã Nà Mẫu", 1979),
        Candidate("H’ Linh Byă", "individual", "Bà", "Nông dân", "bản Huổi Sen, xã Nà Mẫu", 1992, woman=True),
        Candidate("Y Bhăm Kpă", "individual", "Ông", "Nông dân", "bản Nậm Pung, xã Nà Mẫu", 1984),
        Candidate("Rơ Chăm Huôn", "individual", "Bà", "Y sĩ", "Trạm Y tế xã Nà Mẫu", 1990, woman=True),
        Candidate("K’ Brễu", "individual", "Ông", "Già làng", "bản Nậm Pung, xã Nà Mẫu", 1951),
    ),
    council=date(2025, 8, 11),
    minutes="10/BB-HĐTĐKT",
    plan=date(2025, 7, 10),
    plan_number="146/KH-UBND",
    arrival=1498,
    plan_when=at(CONFERENCE),
    apart=True,
)

SAMPLES = (
    Sample(
        "28-khen-thuong-dot-xuat",
        "Khen thưởng đột xuất (một tệp PDF)",
        "Sudden merit: the rules for topic commendation do not apply; letter, minutes and reports in one PDF "
        "without any note of receipt.",
        {"ho-so-dot-xuat.pdf": Pdf((request(_sudden), minutes(_sudden), *reports(_sudden)))},
        expected(
            _sudden,
            "forward",
            outcomes(
                deadline="not_applicable", committee="not_applicable", members="not_applicable", sent="not_applicable"
            ),
            reasons=reasons(deadline="other_kind"),
            commendation={"kind": "sudden"},
        ),
        container="file",
    ),
    Sample(
        "29-cong-trang-hang-nam",
        "Khen thưởng công trạng hằng năm, có hộ gia đình và doanh nghiệp",
        "Yearly merit: the fifteen days do not apply; a household and an enterprise are counted among the collectives.",
        folder(_yearly, date(2025, 12, 9)),
        expected(
            _yearly,
            "forward",
            outcomes(
                deadline="not_applicable", committee="not_applicable", members="not_applicable", sent="not_applicable"
            ),
            reasons=reasons(deadline="other_kind"),
            receipt=exactly(date(2025, 12, 9)),
            commendation={"kind": "achievement"},
        ),
    ),
    Sample(
        "30-ky-niem-70-nam-thanh-lap",
        "Kỷ niệm 70 năm ngày thành lập",
        # Back from Wed 15/10: 14 13 | 10 9 8 7 6 | 3 2 1 30 29/9 | 26 25 24 = 15 -> A 24/9, B 23/9.
        "An anniversary with its ceremony: the deadline counts, the rule on committees does not apply.",
        folder(_anniversary, date(2025, 9, 15)),
        expected(
            _anniversary,
            "forward",
            outcomes(committee="not_applicable", members="not_applicable"),
            conference=on(date(2025, 10, 15)),
            receipt=exactly(date(2025, 9, 15)),
            commendation={"kind": "thematic", "occasion": "anniversary"},
            values={"deadline-working-days": {"latest_receipt": {"A": date(2025, 9, 24), "B": date(2025, 9, 23)}}},
        ),
    ),
    Sample(
        "31-cum-thi-dua",
        "Cụm thi đua đề nghị Cờ thi đua, Bằng khen",
        "A cluster's yearly request; its own conference lies before the request and is no deadline.",
        folder(_cluster, date(2025, 12, 18)),
        expected(
            _cluster,
            "forward",
            outcomes(
                deadline="not_applicable", committee="not_applicable", members="not_applicable", sent="not_applicable"
            ),
            receipt=exactly(date(2025, 12, 18)),
            commendation={"occasion": "cluster"},
        ),
    ),
    Sample(
        "48-dot-xuat-thu-tuc-don-gian",
        "Khen thưởng đột xuất theo thủ tục đơn giản cho một cá nhân",
        "One nominee, no number stated, no minutes, the deed told in the letter itself instead of a report: there is "
        "nothing to compare and no second day to put in order.",
        {
            "to-trinh.docx": Word((request(_hero),)),
            "submission.toml": manifest(_hero, date(2025, 10, 8)),
        },
        expected(
            _hero,
            "forward",
            outcomes(
                deadline="not_applicable",
                committee="not_applicable",
                members="not_applicable",
                sent="not_applicable",
                counts="not_applicable",
                dates="not_applicable",
            ),
            receipt=exactly(date(2025, 10, 8)),
            commendation={"kind": "sudden"},
        ),
    ),
    Sample(
        "32-dan-toc-thieu-so-ho-gia-dinh",
        "Cá nhân người dân tộc thiểu số, hộ gia đình, doanh nghiệp",
        "Names that no list of family names knows (Giàng A, H’, Y, Rơ Chăm, K’); households and an enterprise "
        "grouped and "
        "counted apart; many direct workers.",
        folder(_mountain, date(2025, 8, 18)),
        expected(
            _mountain,
            "forward",
            outcomes(),
            conference=on(CONFERENCE),
            receipt=exactly(date(2025, 8, 18)),
            nominees=named(_mountain),
        ),
    ),
)
