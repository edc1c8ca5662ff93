"""Members of the Steering Committee: by the column of posts, by words behind a name, by the decision that set it up."""

from __future__ import annotations

import pytest

from extractors.facts.paper import Paper
from pipeline.models.vocabulary import Confidence, DocumentKind
from tests.extractors.facts.nominees.build import Table, across, facts, listing, one, paper, request, table


def decision(*parts: str | Table) -> Paper:
    return paper(
        "d9",
        DocumentKind.COMMITTEE_DECISION,
        "QUYẾT ĐỊNH",
        "Về việc thành lập Ban Chỉ đạo Chương trình A xã Mẫu",
        *parts,
    )


def asks(words: str) -> Paper:
    return request(f"UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho {words}.")


def test_a_seat_in_the_column_of_posts() -> None:
    found = facts(
        asks("01 cá nhân (có danh sách kèm theo)"),
        listing(
            "DANH SÁCH",
            table(
                ["STT", "Họ và tên", "Chức vụ", "Đơn vị"],
                ["1", "Lê Văn Mẫu", "Phó Chủ tịch UBND xã, Trưởng Ban Chỉ đạo Chương trình A", "UBND xã Mẫu"],
                ["2", "Lê Văn Hai", "Trưởng Ban Tổ chức Đảng ủy xã", "Đảng ủy xã Mẫu"],
            ),
        ),
    )
    member = one(found, "Lê Văn Mẫu")
    assert member.committee_role == "Trưởng Ban Chỉ đạo Chương trình A"
    assert member.field_confidence("committee_role") is Confidence.STATED
    assert one(found, "Lê Văn Hai").committee_role is None
    assert found.membership_known


def test_a_column_of_its_own_for_the_seat() -> None:
    found = facts(
        asks("01 cá nhân (có danh sách kèm theo)"),
        listing(
            "DANH SÁCH",
            table(
                ["STT", "Họ và tên", "Chức vụ", "Chức vụ trong Ban Chỉ đạo"],
                ["1", "Lê Văn Mẫu", "Phó Chủ tịch UBND xã", "Phó Trưởng ban"],
                ["2", "Lê Văn Hai", "Nông dân", ""],
            ),
        ),
    )
    assert [(nominee.post, nominee.committee_role) for nominee in found.nominees] == [
        ("Phó Chủ tịch UBND xã", "Phó Trưởng ban"),
        ("Nông dân", None),
    ]


def test_a_seat_behind_a_name() -> None:
    found = facts(asks("ông Lê Văn Mẫu, Trưởng Công an xã, Ủy viên Ban Chỉ đạo Chương trình A"))
    assert found.nominees[0].committee_role == "Ủy viên Ban Chỉ đạo Chương trình A"
    assert not found.membership_known


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("1. Ông Lê Văn Mẫu, Phó Chủ tịch UBND xã, Trưởng ban;", "Trưởng ban"),
        ("- Ông Lê Văn Mẫu - Phó Chủ tịch UBND xã - Phó Trưởng ban Thường trực;", "Phó Trưởng ban Thường trực"),
        ("Trưởng ban: Ông Lê Văn Mẫu, Phó Chủ tịch UBND xã.", "Trưởng ban"),
        ("2. Đồng chí Lê Văn Mẫu, Phó Chủ tịch UBND xã - Ủy viên.", "Ủy viên"),
        ("3. Ông LÊ VĂN MẪU - Phó Chủ tịch UBND xã, Thư ký Ban Chỉ đạo.", "Thư ký Ban Chỉ đạo"),
    ],
)
def test_a_member_by_the_decision(line: str, role: str) -> None:
    found = facts(
        asks("ông Lê Văn Mẫu, Phó Chủ tịch UBND xã Mẫu"), decision("Điều 1. Thành lập Ban Chỉ đạo, gồm:", line)
    )
    assert found.nominees[0].committee_role == role
    assert found.membership_known
    evidence = next(entry for entry in found.nominees[0].evidence if entry.field == "committee_role")
    assert (evidence.place.document, evidence.quote) == ("d9", role)


def test_a_member_by_the_table_of_the_decision() -> None:
    members = table(
        ["STT", "Họ và tên", "Chức vụ, đơn vị", "Chức vụ trong Ban Chỉ đạo"],
        ["1", "Lê Văn Chủ", "Chủ tịch UBND xã", "Trưởng ban"],
        ["2", "Trần Thị Hoà", "Công chức Văn hóa - Xã hội", "Thành viên"],
        across("TỔ GIÚP VIỆC", 4),
        ["1", "Phạm Văn Giúp", "Công chức", "Tổ trưởng"],
    )
    found = facts(
        asks("bà Trần Thị Hòa, Công chức Văn hóa - Xã hội và ông Phạm Văn Giúp, Công chức"),
        decision("DANH SÁCH BAN CHỈ ĐẠO", members),
    )
    assert one(found, "Trần Thị Hòa").committee_role == "Thành viên"
    assert one(found, "Phạm Văn Giúp").committee_role is None
    assert [nominee.name for nominee in found.nominees] == ["Trần Thị Hòa", "Phạm Văn Giúp"]


def test_members_of_the_helping_team_sit_on_no_committee() -> None:
    found = facts(
        asks("bà Hồ Thị Giúp, Công chức"),
        decision(
            "Điều 1. Thành lập Ban Chỉ đạo gồm:",
            "1. Ông Lê Văn Mẫu, Chủ tịch UBND xã, Trưởng ban;",
            "Điều 2. Thành lập Tổ giúp việc gồm:",
            "1. Bà Hồ Thị Giúp, Công chức, Thành viên.",
        ),
    )
    assert found.nominees[0].committee_role is None
    assert found.membership_known


@pytest.mark.parametrize(
    ("nominee", "member", "confidence"),
    [
        (
            "ông Lê Văn Mẫu, Trưởng phòng Kinh tế",
            "1. Ông Lê Văn Mẫu, Trưởng phòng Kinh tế, Ủy viên;",
            Confidence.STATED,
        ),
        ("ông Lê Văn Mẫu", "1. Ông Lê Văn Mẫu, Trưởng phòng Kinh tế, Ủy viên;", Confidence.INFERRED),
        ("ông Lê Văn Mẫu, nông dân", "1. Ông Lê Văn Mẫu, Trưởng phòng Kinh tế, Ủy viên;", Confidence.UNCERTAIN),
    ],
)
def test_a_namesake_is_doubted(nominee: str, member: str, confidence: Confidence) -> None:
    found = facts(asks(nominee), decision("Điều 1. Thành lập Ban Chỉ đạo gồm:", member))
    assert found.nominees[0].field_confidence("committee_role") is confidence


def test_the_committee_of_another_programme_leaves_doubt() -> None:
    letter = asks("ông Lê Văn Mẫu, Trưởng phòng Kinh tế")
    board = decision("Điều 1. Thành lập Ban Chỉ đạo gồm:", "1. Ông Lê Văn Mẫu, Trưởng phòng Kinh tế, Ủy viên;")
    other = facts(letter, board, programmes=("Chương trình Giảm nghèo bền vững",))
    assert other.nominees[0].field_confidence("committee_role") is Confidence.UNCERTAIN
    same = facts(letter, board, programmes=("Chương trình A",))
    assert same.nominees[0].field_confidence("committee_role") is Confidence.STATED


def test_a_decision_on_a_helping_team_alone_makes_no_members() -> None:
    found = facts(
        asks("ông Lê Văn Mẫu, Công chức"),
        paper(
            "d9",
            DocumentKind.COMMITTEE_DECISION,
            "QUYẾT ĐỊNH",
            "Về việc thành lập Tổ công tác Đề án 06",
            "1. Ông Lê Văn Mẫu, Công chức, Thành viên;",
        ),
    )
    assert found.nominees[0].committee_role is None
    assert not found.membership_known


@pytest.mark.parametrize(
    "post",
    ["Chuyên viên, tham gia Ban Chỉ đạo Chương trình A", "Phục vụ BCĐ Chương trình A"],
)
def test_a_post_that_speaks_of_the_committee_without_a_seat_is_perhaps_a_members(post: str) -> None:
    found = facts(listing("DANH SÁCH", table(["STT", "Họ và tên", "Chức vụ"], ["1", "Lê Văn Mẫu", post])))
    assert found.nominees[0].field_confidence("committee_role") is Confidence.UNCERTAIN


def test_a_unit_or_a_heading_that_is_the_committee_is_perhaps_a_members() -> None:
    head = ["STT", "Họ và tên", "Đơn vị"]
    by_unit = facts(listing("DANH SÁCH", table(head, ["1", "Lê Văn Mẫu", "Ban Chỉ đạo Chương trình A"])))
    rows = [across("Ban Chỉ đạo Chương trình A", 3), ["1", "Lê Văn Mẫu", "Thôn Tây"], ["2", "Lê Văn Hai", "Thôn Đông"]]
    by_heading = facts(listing("DANH SÁCH", table(head, *rows)))
    for found in (by_unit, by_heading):
        assert found.nominees[0].field_confidence("committee_role") is Confidence.UNCERTAIN


def test_a_seat_on_a_helping_body_is_none() -> None:
    rows = ["1", "Lê Văn Mẫu", "Tổ trưởng Tổ giúp việc Ban Chỉ đạo"]
    found = facts(listing("DANH SÁCH", table(["STT", "Họ và tên", "Chức vụ"], rows)))
    assert found.nominees[0].committee_role is None


def test_a_programme_that_is_not_named_does_not_make_every_committee_its_own() -> None:
    other = paper(
        "d9",
        DocumentKind.COMMITTEE_DECISION,
        "QUYẾT ĐỊNH",
        "Về việc thành lập Ban Chỉ đạo công tác gia đình xã Mẫu",
        "1. Ông Lê Văn Mẫu, Phó Chủ tịch UBND xã, Trưởng ban;",
    )
    named = facts(asks("ông Lê Văn Mẫu, Phó Chủ tịch UBND xã"), other, programmes=("Chương trình Y tế", "Chương trình"))
    assert named.nominees[0].field_confidence("committee_role") is Confidence.UNCERTAIN
