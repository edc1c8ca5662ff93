"""Dossiers about steering committees (clause II.2-3a) and their members (II.2-3b) at the closing of a programme."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samples.make.cases.base import CONFERENCE, NEW_COUNTRYSIDE, exactly, expected, folder, named, on, usual
from samples.make.communes import HOA_MAU, KHE_MAU, LUNG_MAU, QUAN_MAU, SUOI_MAU, THACH_MAU, YEN_MAU, Commune
from samples.make.evidence import at, committee_decision
from samples.make.model import Candidate, Sample, Scenario, Word, outcomes, reasons
from samples.make.offices import AGRICULTURE

IN_TIME = date(2025, 8, 19)
"""Early enough for 15/9/2025 by both readings."""
MEMBERS = "steering-committee-members"


def _with(commune: Commune, committee: str) -> tuple[Candidate, ...]:
    """Those a commune usually nominates, with a committee among the collectives."""
    body = Candidate(committee, "steering_committee", group="same_thing")
    return (*commune.collectives, body, *commune.persons)


_named = usual(
    LUNG_MAU, 70, minutes=10, arrival=1519, candidates=_with(LUNG_MAU, f"Ban Chỉ đạo {NEW_COUNTRYSIDE} xã Lũng Mẫu")
)
_short = usual(
    SUOI_MAU,
    52,
    minutes=6,
    arrival=1520,
    event="Chương trình chuyển đổi số",
    plan_number="148/KH-UBND",
    conference="Hội nghị tổng kết Chương trình chuyển đổi số được tổ chức vào ngày 15/9/2025.",
    candidates=(
        Candidate("Tổ công nghệ số cộng đồng thôn Bản Khoang", "collective"),
        Candidate("BCĐ Chuyển đổi số xã Suối Mẫu", "steering_committee", group="same_thing"),
        Candidate("Quách Thị Nhẫn", "individual", "Bà", "Công chức", "UBND xã Suối Mẫu", 1991, woman=True),
        Candidate("Bùi Công Sào", "individual", "Ông", "Trưởng thôn", "thôn Bản Khoang, xã Suối Mẫu", 1972),
    ),
    table="prose",
    annex="none",
)
_equivalent = Scenario(
    office=AGRICULTURE,
    number="187/TTr-SNNMT",
    signed=date(2025, 8, 15),
    event="Đề án phát triển kinh tế hợp tác",
    conference="Hội nghị tổng kết Đề án phát triển kinh tế hợp tác được tổ chức vào ngày 15/9/2025.",
    candidates=(
        Candidate("Hợp tác xã Chè Suối Mẫu", "collective"),
        Candidate("Ban Điều hành Đề án phát triển kinh tế hợp tác tỉnh", "steering_committee", group="same_thing"),
        Candidate("Chu Thị Lẫm", "individual", "Bà", "Giám đốc", "Hợp tác xã Chè Suối Mẫu", 1977, woman=True),
    ),
    council=date(2025, 8, 12),
    minutes="23/BB-HĐTĐKT",
    plan=date(2025, 7, 10),
    plan_number="149/KH-UBND",
    plan_when=at(CONFERENCE),
    table="two_tables",
    arrival=1521,
)
_helping = _short.but(
    number="53/TTr-UBND",
    minutes="07/BB-HĐTĐKT",
    arrival=1522,
    table="groups",
    candidates=(
        _short.candidates[0],
        Candidate("Tổ giúp việc Ban Chỉ đạo Chuyển đổi số xã Suối Mẫu", "steering_committee", group="helping"),
        *_short.candidates[2:],
    ),
)
_other = usual(
    KHE_MAU,
    69,
    minutes=6,
    arrival=1523,
    candidates=_with(KHE_MAU, "Ban Chỉ đạo phòng, chống tội phạm và tệ nạn xã hội xã Khe Mẫu"),
)
_false_friends = usual(
    THACH_MAU,
    46,
    minutes=6,
    arrival=1524,
    candidates=(
        Candidate("Ban Chỉ huy Quân sự xã Thạch Mẫu", "collective"),
        Candidate("Ban Tổ chức Tỉnh ủy An Mẫu", "collective"),
        Candidate("Ban Công tác Mặt trận thôn Đá Bạc", "collective"),
        Candidate("Hội đồng quản trị Hợp tác xã Nông nghiệp Thạch Mẫu", "collective"),
        Candidate("Ban Quản lý dự án đầu tư xây dựng xã Thạch Mẫu", "collective", group="implementing"),
        *THACH_MAU.persons,
    ),
    grounds=(
        "Căn cứ Quyết định số 86/QĐ-UBND ngày 05/7/2025 của Ủy ban nhân dân xã Thạch Mẫu về việc thành lập Ban Chỉ đạo "
        f"{NEW_COUNTRYSIDE} xã Thạch Mẫu;",
        "Theo đề nghị của Ban Chỉ đạo xã tại cuộc họp ngày 11/8/2025,",
    ),
    recipients=("Như trên;", f"Ban Chỉ đạo {NEW_COUNTRYSIDE} tỉnh (để báo cáo);", "Lưu: VT."),
)
_by_post = usual(
    YEN_MAU,
    59,
    minutes=7,
    arrival=1525,
    candidates=(
        *YEN_MAU.collectives,
        Candidate(
            "Hoàng Đình Kiệm",
            "individual",
            "Ông",
            f"Phó Chủ tịch UBND xã, Phó Trưởng Ban Chỉ đạo {NEW_COUNTRYSIDE} xã",
            "UBND xã Yên Mẫu",
            1976,
            role="Phó Trưởng Ban Chỉ đạo",
        ),
        Candidate(
            "Triệu Thị Mẩy",
            "individual",
            "Bà",
            f"Công chức, Thành viên Ban Chỉ đạo {NEW_COUNTRYSIDE} xã",
            "Phòng Kinh tế xã Yên Mẫu",
            1987,
            woman=True,
            role="Thành viên Ban Chỉ đạo",
        ),
        *YEN_MAU.persons,
    ),
    table="two_tables",
)
*_neighbours, _clerk = QUAN_MAU.persons
_by_decision = usual(
    QUAN_MAU,
    66,
    minutes=9,
    arrival=1526,
    candidates=(*QUAN_MAU.collectives, *_neighbours, replace(_clerk, role="Thư ký")),
    table="two_row_header",
)
_committee = f"Ban Chỉ đạo {NEW_COUNTRYSIDE} xã Quan Mẫu"
_movement_name = "phong trào thi đua “Chung sức xây dựng quê hương An Mẫu”"
_movement = usual(
    HOA_MAU,
    72,
    minutes=9,
    arrival=1527,
    event=_movement_name,
    plan_number="150/KH-UBND",
    conference=f"Hội nghị tổng kết {_movement_name} dự kiến tổ chức vào ngày 15/9/2025.",
    candidates=_with(HOA_MAU, f"Ban Chỉ đạo {_movement_name} xã Hòa Mẫu"),
)

SAMPLES = (
    Sample(
        "19-ban-chi-dao-duoc-de-nghi",
        "Đề nghị khen thưởng Ban Chỉ đạo khi tổng kết chương trình",
        "A named Steering Committee of the programme among the collectives: the clearest violation of II.2-3a.",
        folder(_named, IN_TIME),
        expected(
            _named,
            "return",
            outcomes(committee="violated"),
            conference=on(CONFERENCE),
            receipt=exactly(IN_TIME),
        ),
    ),
    Sample(
        "20-bcd-viet-tat",
        "Ban Chỉ đạo viết tắt “BCĐ”, danh sách viết thành đoạn",
        "The committee is abbreviated and the nominees stand in numbered lines, not in a table.",
        folder(_short, IN_TIME),
        expected(_short, "return", outcomes(committee="violated"), conference=on(CONFERENCE)),
    ),
    Sample(
        "21-ban-dieu-hanh-tuong-duong",
        "Tập thể tương đương Ban Chỉ đạo (Ban Điều hành)",
        "An equivalent body of the scheme (Ban Điều hành): violated as a warning, so it is held, not returned.",
        folder(_equivalent, IN_TIME),
        expected(_equivalent, "hold", outcomes(committee="violated"), conference=on(CONFERENCE)),
    ),
    Sample(
        "22-to-giup-viec-ban-chi-dao",
        "Tổ giúp việc Ban Chỉ đạo: để chuyên viên xem xét",
        "A helping body: nobody defined whether it is an equivalent, so the rule is undetermined.",
        folder(_helping, IN_TIME),
        expected(
            _helping,
            "hold",
            outcomes(committee="undetermined"),
            reasons=reasons(committee="committee_group_doubtful"),
            conference=on(CONFERENCE),
        ),
    ),
    Sample(
        "23-ban-chi-dao-chuong-trinh-khac",
        "Ban Chỉ đạo của chương trình khác",
        "A Steering Committee, but not of the programme under review: undetermined.",
        folder(_other, IN_TIME),
        expected(
            _other,
            "hold",
            outcomes(committee="undetermined"),
            reasons=reasons(committee="committee_of_other_programme"),
            conference=on(CONFERENCE),
        ),
    ),
    Sample(
        "24-ten-de-nham-voi-ban-chi-dao",
        "Các tên dễ nhầm với Ban Chỉ đạo",
        "False friends (Ban Chỉ huy Quân sự xã, Ban Tổ chức Tỉnh ủy, Ban Công tác Mặt trận, Hội đồng quản trị) and a "
        "project board that implements; the Steering Committee is named in Căn cứ and Nơi nhận only.",
        folder(_false_friends, IN_TIME),
        expected(_false_friends, "forward", outcomes(), conference=on(CONFERENCE)),
    ),
    Sample(
        "25-thanh-vien-ban-chi-dao-theo-chuc-vu",
        "Thành viên Ban Chỉ đạo, nhận ra qua cột chức vụ",
        "Two of five individuals sit on the committee by their posts: members are to be limited (II.2-3b), a warning.",
        folder(_by_post, IN_TIME),
        expected(
            _by_post,
            "hold",
            outcomes(members="violated"),
            conference=on(CONFERENCE),
            nominees=named(_by_post, "unit"),
        ),
    ),
    Sample(
        "26-thanh-vien-ban-chi-dao-theo-quyet-dinh",
        "Thành viên Ban Chỉ đạo, nhận ra qua quyết định thành lập",
        "One individual is a member only by the decision that set the committee up, which lies in the folder.",
        folder(
            _by_decision,
            IN_TIME,
            quyet_dinh__docx=Word(
                (
                    committee_decision(
                        _by_decision,
                        date(2025, 7, 5),
                        _committee,
                        (
                            (QUAN_MAU.office.signer, "Chủ tịch UBND xã", "Trưởng ban"),
                            ("Lò Khăm Ngoan", "Phó Chủ tịch UBND xã", "Phó Trưởng ban"),
                            (_clerk.name, "Công chức Phòng Kinh tế", "Thư ký"),
                        ),
                    ),
                )
            ),
        ),
        expected(_by_decision, "hold", outcomes(members="violated"), conference=on(CONFERENCE)),
    ),
    Sample(
        "27-tong-ket-phong-trao-thi-dua",
        "Tổng kết phong trào thi đua, có Ban Chỉ đạo phong trào",
        "A movement is no programme, project or scheme: a committee nominated at its review is for a person to "
        "judge, and "
        "the rule on members does not apply.",
        folder(_movement, IN_TIME),
        expected(
            _movement,
            "hold",
            outcomes(committee="undetermined", members="not_applicable"),
            reasons=reasons(committee="occasion_unsure"),
            conference=on(CONFERENCE),
            commendation={"kind": "thematic", "occasion": "final_review_movement"},
        ),
    ),
)
