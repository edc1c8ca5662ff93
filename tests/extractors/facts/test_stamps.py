"""Receipt stamps, and which paper of a dossier is the request."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.facts.extract import extract
from pipeline.models.vocabulary import Confidence, DateRole, DocumentKind
from tests.extractors.facts.build import BOX, TITLE, Rows, letterhead, read, request


@pytest.mark.parametrize(
    ("stamp", "office", "day", "confidence"),
    [
        (["SỞ NỘI VỤ TỈNH MẪU\nĐẾN\nSố: 345\nNgày: 25/8/2025\nChuyển: TĐKT"], "SỞ NỘI VỤ TỈNH MẪU", 25, "stated"),
        (["SỞ NỘI VỤ\nCÔNG VĂN ĐẾN\nSố: 345\nNgày 25 tháng 8 năm 2025"], "SỞ NỘI VỤ", 25, "stated"),
        (["SỞ NỘI VỤ", "ĐẾN Số: 345", "Ngày: 26/8/2025"], "SỞ NỘI VỤ", 26, "stated"),
        (["ĐẾN\nSố: 345\nNgày: 25/8/2025"], None, 25, "inferred"),
        (["Số đến: 345 Ngày đến: 25/8/2025"], None, 25, "inferred"),
        (["SỞ NỘI VỤ\nĐẾN\nSố: 345\nNgày: 25/8/25"], "SỞ NỘI VỤ", 25, "uncertain"),
    ],
)
def test_a_stamp_is_read(stamp: list[str | Rows], office: str | None, day: int, confidence: str) -> None:
    facts = extract([read(*stamp, *request())])
    (found,) = facts.stamps
    assert (found.office, found.day, found.confidence) == (office, dt.date(2025, 8, day), confidence)
    assert found.document == facts.request == "d1"
    assert [fact.value for fact in facts.documents[0].dates if fact.role is DateRole.RECEIPT] == [f"2025-08-{day}"]


def test_a_stamp_does_not_become_number_date_or_issuer_of_the_paper() -> None:
    facts = extract([read("SỞ NỘI VỤ TỈNH MẪU\nĐẾN\nSố: 345\nNgày: 25/8/2025", *request())])
    paper = facts.documents[0]
    assert (paper.number, paper.date, paper.issuer) == ("12/TTr-UBND", dt.date(2025, 8, 22), "UBND XÃ MẪU")


STAMP = "ĐẾN\nSố: 345\nNgày: 25/8/2025"


@pytest.mark.parametrize(
    ("parts", "office", "issuer"),
    [
        # The superior body is named on the stamp, or the office in two lines.
        (["UBND TỈNH MẪU\nSỞ NỘI VỤ\n" + STAMP, *request()], "SỞ NỘI VỤ", "UBND XÃ MẪU"),
        (["SỞ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG\n" + STAMP, *request()], "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "UBND XÃ MẪU"),
        (["VĂN PHÒNG\nUBND TỈNH MẪU\n" + STAMP, *request()], "VĂN PHÒNG UBND TỈNH MẪU", "UBND XÃ MẪU"),
        # ĐẾN stands in the middle of its lines; a table as Decree 30 draws it; the day under its word.
        (["SỞ NỘI VỤ\nSố: 345\nĐẾN\nNgày: 25/8/2025", *request()], "SỞ NỘI VỤ", "UBND XÃ MẪU"),
        ([[["SỞ NỘI VỤ"], ["ĐẾN", "Số: 345\nNgày: 25/8/2025"], ["Chuyển: …"]], *request()], "SỞ NỘI VỤ", "UBND XÃ MẪU"),
        (["SỞ NỘI VỤ\nĐẾN\nSố: 345\nNgày:\n25/8/2025", *request()], "SỞ NỘI VỤ", "UBND XÃ MẪU"),
        # The form of Decree 30 in Word: a table, and ĐẾN in a box over it that is read behind it.
        (
            [
                [["SỞ NỘI VỤ"], ["", "Số: 345"], ["", "Ngày: 25/8/2025"], ["Chuyển: …"], ["Số và ký hiệu HS: …"]],
                f"{BOX}ĐẾN",
                *request(),
            ],
            "SỞ NỘI VỤ",
            "UBND XÃ MẪU",
        ),
        # Between letterhead and title, in the right column, under the number, and in a column of its own.
        ([letterhead(), f"SỞ NỘI VỤ\n{STAMP}", *request()[1:]], "SỞ NỘI VỤ", "UBND XÃ MẪU"),
        ([letterhead(), "SỞ NỘI VỤ", *STAMP.split("\n"), *request()[1:]], "SỞ NỘI VỤ", "UBND XÃ MẪU"),
        (
            request(head=letterhead(date=f"Mẫu, ngày 22 tháng 8 năm 2025\nSỞ NỘI VỤ\n{STAMP}")),
            "SỞ NỘI VỤ",
            "UBND XÃ MẪU",
        ),
        (request(head=letterhead(number=f"Số: 12/TTr-UBND\nSỞ NỘI VỤ\n{STAMP}")), "SỞ NỘI VỤ", "UBND XÃ MẪU"),
        (request(head=[[*letterhead()[0], f"SỞ NỘI VỤ\n{STAMP}"]]), "SỞ NỘI VỤ", "UBND XÃ MẪU"),
        # The department's own letter with its own stamp.
        (
            [f"SỞ NỘI VỤ\n{STAMP}", *request(head=letterhead(issuer="UBND TỈNH MẪU\nSỞ NỘI VỤ"))],
            "SỞ NỘI VỤ",
            "SỞ NỘI VỤ",
        ),
    ],
)
def test_a_stamp_is_one_wherever_it_lies(parts: list[str | Rows], office: str, issuer: str) -> None:
    facts = extract([read(*parts)])
    (paper,) = facts.documents
    (found,) = facts.stamps
    assert (found.office, found.day, found.confidence) == (office, dt.date(2025, 8, 25), Confidence.STATED)
    assert (paper.issuer, paper.field_confidence("issuer")) == (issuer, Confidence.STATED)
    assert (paper.number, paper.date) == ("12/TTr-UBND", dt.date(2025, 8, 22))


@pytest.mark.parametrize(
    ("left", "office", "confidence", "issuer", "band"),
    [
        # The one name is that of the letterhead or that of the stamp.
        (f"SỞ NỘI VỤ\n{STAMP}\nSố: 12/TTr-SNV", "SỞ NỘI VỤ", Confidence.INFERRED, None, None),
        (
            f"UBND TỈNH MẪU\nSỞ NỘI VỤ\n{STAMP}\nSố: 12/TTr",
            "SỞ NỘI VỤ",
            Confidence.INFERRED,
            "UBND TỈNH MẪU",
            Confidence.UNCERTAIN,
        ),
        # A rule under the issuer parts the two.
        (
            f"UBND XÃ MẪU\n-------\nSỞ NỘI VỤ\n{STAMP}\nSố: 12/TTr",
            "SỞ NỘI VỤ",
            Confidence.STATED,
            "UBND XÃ MẪU",
            Confidence.STATED,
        ),
    ],
)
def test_where_stamp_and_letterhead_cannot_be_told_apart_no_issuer_is_sure(
    left: str, office: str, confidence: Confidence, issuer: str | None, band: Confidence | None
) -> None:
    facts = extract([read(*request(head=[[left, letterhead()[0][1]]]))])
    (found,) = facts.stamps
    assert (found.office, found.confidence) == (office, confidence)
    assert (facts.documents[0].issuer, facts.documents[0].field_confidence("issuer")) == (issuer, band)


@pytest.mark.parametrize(
    "stamp", ["SỞ NỘI VỤ\nĐẾN\nSố: .....\nNgày: ..../..../....", "SỞ NỘI VỤ\nCÔNG VĂN ĐẾN\nSố: 345\nNgày: ......"]
)
def test_the_office_of_a_stamp_without_a_day_is_no_issuer(stamp: str) -> None:
    for parts in (
        [letterhead(), stamp, *request()[1:]],
        [stamp, *request()],
        request(head=[[*letterhead()[0], stamp]]),
    ):
        facts = extract([read(*parts)])
        assert facts.stamps == ()
        assert (facts.documents[0].issuer, facts.documents[0].number) == ("UBND XÃ MẪU", "12/TTr-UBND")


def test_a_stamp_without_its_word_is_uncertain_and_no_issuer() -> None:
    facts = extract([read(letterhead(), "SỞ NỘI VỤ\nSố: 345\nNgày: 25/8/2025\nChuyển: TĐKT", *request()[1:])])
    (found,) = facts.stamps
    assert (found.office, found.day.day, found.confidence) == ("SỞ NỘI VỤ", 25, Confidence.UNCERTAIN)
    assert facts.documents[0].issuer == "UBND XÃ MẪU"


def test_a_name_under_the_number_is_no_issuer() -> None:
    """A stamp whose lines a reader gave to different columns."""
    head = letterhead(number="Số: 12/TTr-UBND\nSỞ NỘI VỤ TỈNH MẪU")
    facts = extract([read(head, "ĐẾN", "Số: 345", "Ngày: 25/8/2025", *request()[1:])])
    (found,) = facts.stamps
    assert (found.office, found.day.day, found.confidence) == (None, 25, Confidence.INFERRED)
    assert facts.documents[0].issuer == "UBND XÃ MẪU"


@pytest.mark.parametrize(
    "text",
    [
        "Đến ngày 25/8/2025, số hộ nghèo còn 345 hộ.",
        "TỪ NGÀY 01/8/2025\nĐẾN NGÀY 25/8/2025",
        "ĐẾN\nSố: ....\nNgày: ..../..../2025",
        "CÁC VĂN BẢN ĐẾN\nSố: 345/KH-UBND\nNgày: 25/8/2025",
        "Số đến\nNgày đến 25/8/2025 là hạn cuối của đợt 1.",
    ],
)
def test_what_only_looks_like_a_stamp_is_none(text: str) -> None:
    assert extract([read(*request(text))]).stamps == ()


def letter(issuer: str, to: str, path: str) -> list[str | Rows]:
    return request(head=letterhead(issuer=issuer, number=f"Số: {len(path)}/TTr"), to=f"Kính gửi: {to}.")


def test_of_several_letters_the_one_of_the_highest_body_is_the_request() -> None:
    commune = read(*letter("UBND XÃ MẪU", "Sở Nội vụ", "xa.docx"), path="xa.docx")
    department = read(*letter("UBND TỈNH MẪU\nSỞ VĂN HÓA", "Chủ tịch UBND tỉnh; Sở Nội vụ", "so.docx"), path="so.docx")
    facts = extract([commune, department])
    assert facts.request_letter is not None
    assert facts.request_letter.file == "so.docx"


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        ("SỞ LAO ĐỘNG VÀ XÃ HỘI", "UBND HUYỆN MẪU"),
        ("BỘ CHỈ HUY QUÂN SỰ TỈNH", "UBND THÀNH PHỐ MẪU"),
        ("UBND HUYỆN MẪU", "ỦY BAN NHÂN DÂN XÃ MẪU"),
    ],
)
def test_bodies_are_ranked_by_their_level(higher: str, lower: str) -> None:
    low = read(*letter(lower, "Sở Nội vụ", "1.docx"), path="1.docx")
    high = read(*letter(higher, "Sở Nội vụ", "22.docx"), path="22.docx")
    request_letter = extract([low, high]).request_letter
    assert request_letter is not None
    assert request_letter.issuer == higher


@pytest.mark.parametrize("to", ["UBND huyện Mẫu", "Hội đồng Thi đua - Khen thưởng huyện", "Trường Tiểu học Mẫu"])
def test_a_letter_to_a_lower_body_is_no_request(to: str) -> None:
    assert extract([read(*letter("UBND XÃ MẪU", to, "a.docx"))]).request is None


@pytest.mark.parametrize(
    "to", ["Chủ tịch UBND tỉnh", "Hội đồng Thi đua - Khen thưởng tỉnh (qua Sở Nội vụ)", "Ban Thi đua - Khen thưởng"]
)
def test_a_letter_to_the_province_is_the_request(to: str) -> None:
    assert extract([read(*letter("UBND XÃ MẪU", to, "a.docx"))]).request == "d1"


def test_an_official_letter_that_asks_for_awards_is_a_request() -> None:
    head = letterhead(number="Số: 245/UBND-VX\nV/v đề nghị khen thưởng chuyên đề")
    facts = extract([read(head, "Kính gửi: Sở Nội vụ.", "UBND xã Mẫu đề nghị tặng Bằng khen cho 02 tập thể./.")])
    assert facts.request == "d1"
    assert facts.documents[0].kind is DocumentKind.OFFICIAL_LETTER


@pytest.mark.parametrize("subject", ["Về việc phê duyệt dự toán", "Về việc tăng vốn đầu tư"])
def test_a_letter_about_something_else_is_no_request(subject: str) -> None:
    parts = [
        letterhead(),
        f"{TITLE}TỜ TRÌNH",
        f"{TITLE}{subject}",
        "Kính gửi: Sở Nội vụ.",
        "Nội dung./.",
    ]
    assert extract([read(*parts)]).request is None


def test_an_empty_dossier_has_no_facts() -> None:
    facts = extract([])
    assert (facts.request, facts.documents, facts.conference.openings) == (None, (), None)
    assert facts.conference.confidence is Confidence.UNCERTAIN
    assert (facts.receipt.earliest, facts.receipt.latest) == (None, None)
