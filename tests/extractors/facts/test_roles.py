"""What each date is the date of; the date of a cited law is never the day of an event."""

from __future__ import annotations

import pytest

from extractors.facts.extract import extract
from pipeline.models.facts import DateFact
from pipeline.models.vocabulary import DateRole
from tests.extractors.facts.build import TITLE, Rows, letterhead, read, request


def date_in(sentence: str) -> DateFact:
    (document,) = extract([read(*request(sentence))]).documents
    (found,) = [fact for fact in document.dates if fact.place.block == 5]
    return found


CASES = [
    ("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;", DateRole.CITATION),
    ("Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ;", DateRole.CITATION),
    ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;", DateRole.CITATION),
    ("Theo Công văn số 16/VP-TH ngày 10/4/2025 của Văn phòng;", DateRole.CITATION),
    ("Thực hiện Hướng dẫn 94/HD-SNV ngày 01/6/2015 của Sở Nội vụ;", DateRole.CITATION),
    ("Quyết định số 7/QĐ-UBND ngày 03/02/2021 thành lập Ban Chỉ đạo tổng kết Chương trình A;", DateRole.CITATION),
    (
        "Căn cứ Kế hoạch số 45/KH-UBND ngày 10/01/2025 về phát động phong trào thi đua;",
        DateRole.PLAN,
    ),
    ("Căn cứ Kế hoạch số 45/KH-UBND ngày 10/01/2025 về tổ chức Hội nghị tổng kết;", DateRole.CITATION),
    ("Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng xã ngày 15/8/2025;", DateRole.COUNCIL_MEETING),
    ("Căn cứ Biên bản số 03/BB-HĐ họp Hội đồng Thi đua - Khen thưởng ngày 15/8/2025;", DateRole.COUNCIL_MEETING),
    ("Hội đồng đã bỏ phiếu kín ngày 16/8/2025 với kết quả sau.", DateRole.VOTE),
    ("UBND xã đã phát động phong trào thi đua ngày 20/01/2021.", DateRole.LAUNCH),
    ("Ngày 20/01/2021, UBND xã tổ chức Lễ phát động phong trào thi đua.", DateRole.LAUNCH),
    ("Ông Nguyễn Văn Mẫu, sinh ngày 02/9/1980, công chức.", DateRole.BIRTH),
    ("Trường được thành lập ngày 05/9/1995 trên địa bàn xã.", DateRole.ESTABLISHMENT),
    ("Kỷ niệm 40 năm Ngày truyền thống ngành Mẫu (03/4/1985 - 03/4/2025).", DateRole.ESTABLISHMENT),
    ("Kỷ niệm ngày thành lập Hội Làm vườn xã Mẫu (ngày 12/9/1965).", DateRole.ESTABLISHMENT),
    ("Thời gian thi đua: từ ngày 01/01/2021 đến ngày 30/6/2025.", DateRole.MERIT_PERIOD),
    ("UBND xã đã tổ chức sơ kết phong trào ngày 10/6/2023.", DateRole.PRELIMINARY_REVIEW),
    ("UBND xã dự kiến tổ chức Hội nghị tổng kết vào ngày 15/9/2025.", DateRole.CONFERENCE),
    ("Các đơn vị gửi báo cáo trước ngày 30/7/2025.", DateRole.OTHER),
    (
        "Ngày 15/8/2025, Hội đồng Thi đua - Khen thưởng Trường họp, nhất trí với kết quả bình chọn.",
        DateRole.COUNCIL_MEETING,
    ),
    ("Ngày 15/8/2025, Hội đồng Thi đua, khen thưởng xã đã tiến hành họp xét khen thưởng.", DateRole.COUNCIL_MEETING),
    ("Vào 14 giờ ngày 15/8/2025, tại trụ sở UBND xã, Hội đồng TĐKT xã tổ chức phiên họp.", DateRole.COUNCIL_MEETING),
    (
        "Tại phiên họp ngày 15/8/2025 của Hội đồng Thi đua - Khen thưởng xã, các ý kiến đều nhất trí.",
        DateRole.COUNCIL_MEETING,
    ),
    ("Tại cuộc họp ngày 15/8/2025, 100% thành viên Hội đồng Thi đua - Khen thưởng nhất trí.", DateRole.COUNCIL_MEETING),
    ("Căn cứ biên bản họp ngày 15/8/2025 của Hội đồng Thi đua - Khen thưởng xã;", DateRole.COUNCIL_MEETING),
    ("Hội đồng Thi đua - Khen thưởng đã xét tại cuộc họp, ngày 15/8/2025.", DateRole.COUNCIL_MEETING),
    ("Hội đồng TĐKT Công an tỉnh họp ngày 15/8/2025.", DateRole.COUNCIL_MEETING),
    ("Ngày 15/8/2025, Hội đồng Thi đua - Khen thưởng tỉnh họp.", DateRole.OTHER),
    ("Ngày 15/8/2025, Hội đồng Thi đua - Khen thưởng xã sẽ họp.", DateRole.OTHER),
    ("Ngày 15/8/2025, Hội đồng Thi đua - Khen thưởng phối hợp kiểm tra tại cơ sở.", DateRole.OTHER),
    ("Ngày 15/8/2025, Ban Chấp hành Công đoàn họp.", DateRole.OTHER),
    ("Hội đồng nhân dân xã họp ngày 15/8/2025.", DateRole.OTHER),
    ("Cụm thi đua số 7 họp ngày 15/8/2025 để bình xét.", DateRole.OTHER),
    ("Tại cuộc họp giao ban ngày 15/8/2025, UBND xã giao Hội đồng Thi đua - Khen thưởng thẩm định.", DateRole.OTHER),
    ("Giờ ký: 24/10/2022 15:17:35", DateRole.SIGNATURE),
]


@pytest.mark.parametrize(("sentence", "role"), CASES, ids=[sentence[:70] for sentence, _ in CASES])
def test_the_words_around_a_date_give_its_role(sentence: str, role: DateRole) -> None:
    assert date_in(sentence).role is role


def test_a_citation_quotes_the_paper_it_cites() -> None:
    assert date_in("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;").quote == (
        "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
    )


def test_of_a_birth_only_the_place_is_kept() -> None:
    birth = date_in("Ông Nguyễn Văn Mẫu, sinh ngày 02/9/1980, công chức.")
    assert (birth.value, birth.to, birth.quote, birth.first, birth.last) == (None, None, None, None, None)
    assert birth.place.span is not None


@pytest.mark.parametrize(
    "words",
    ["(s.n: 02/9/1980)", "(SN 02/9/1980)", "sinh ngày 02 tháng 9 năm 1980", "Tháng, năm sinh: 9/1980"],
)
def test_a_birth_in_any_words_is_withheld(words: str) -> None:
    assert date_in(f"Ông Nguyễn Văn Mẫu {words}, công chức.").role is DateRole.BIRTH


def test_a_column_of_births_is_withheld_too() -> None:
    table: Rows = [["STT", "Họ và tên", "Ngày sinh"], ["1", "Nguyễn Văn Mẫu", "02/9/1980"]]
    (document,) = extract([read(*request(table))]).documents
    (birth,) = [fact for fact in document.dates if fact.place.block == 5]
    assert (birth.role, birth.value, birth.quote) == (DateRole.BIRTH, None, None)


def test_minutes_are_dated_by_their_meeting() -> None:
    minutes = [
        letterhead(number="Số: 3/BB-HĐ", date=""),
        f"{TITLE}BIÊN BẢN",
        f"{TITLE}Họp Hội đồng Thi đua - Khen thưởng",
        "Hôm nay, vào hồi 8 giờ 00 ngày 15/8/2025, tại UBND xã Mẫu.",
    ]
    (document,) = extract([read(*minutes)]).documents
    assert [(fact.value, fact.role) for fact in document.dates] == [("2025-08-15", DateRole.COUNCIL_MEETING)]
    assert str(document.date) == "2025-08-15"
    assert document.field_confidence("date") == "inferred"
