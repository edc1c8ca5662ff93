"""A paper with a secrecy mark is closed: nothing of it leaves the extractors but where the mark is."""

from __future__ import annotations

import pytest

from extractors.facts.extract import extract
from pipeline.models.vocabulary import DocumentKind
from tests.extractors.facts.build import NEW_PAGE, TITLE, letterhead, read, request

LIST = [
    NEW_PAGE + f"{TITLE}DANH SÁCH",
    f"{TITLE}Cá nhân đề nghị tặng Bằng khen",
    "(Kèm theo Tờ trình số 12/TTr-UBND)",
    [["STT", "Họ và tên", "Hình thức khen thưởng"], ["1", "Nguyễn Văn Mẫu", "Bằng khen"]],
]


@pytest.mark.parametrize(
    ("mark", "level"),
    [
        ("MẬT", "mat"),
        ("TỐI MẬT", "toi_mat"),
        ("TUYỆT MẬT", "tuyet_mat"),
        ("M Ậ T", "mat"),
        ("[ MẬT ]", "mat"),
        ("Độ mật: Tối mật", "toi_mat"),
        ("TỐI\nMẬT", "toi_mat"),
        ("HỎA TỐC - MẬT", "mat"),
        ("MẬT - Bản số: 03", "mat"),
    ],
)
def test_a_mark_closes_the_whole_paper(mark: str, level: str) -> None:
    facts = extract([read(mark, *request("Hội nghị tổng kết Chương trình A ngày 15/9/2025."), *LIST)])
    assert [found.level for found in facts.secret_marks] == [level]
    assert facts.secret_marks[0].place.block == 0
    assert {document.kind for document in facts.documents} == {DocumentKind.OTHER}
    assert facts.request is None
    assert facts.conference.openings is None
    assert facts.nominees == ()
    assert facts.nominees_complete != "yes"
    published = facts.model_dump_json()
    for word in ("TTr", "Mẫu", "2025", "Bằng khen", "TỜ TRÌNH", "tổng kết"):
        assert word not in published.replace("to-trinh.docx", "")


def test_a_mark_in_the_letterhead_counts() -> None:
    head = letterhead(number="Số: 12/TTr-UBND\nMẬT")
    assert len(extract([read(*request(head=head))]).secret_marks) == 1


@pytest.mark.parametrize("number", ["Số: 12/TTr-UBND        MẬT", "Số: 12/TTr-UBND\tMẬT", "Số: 12/TTr-UBND (MẬT)"])
def test_a_mark_on_the_line_of_the_number_counts(number: str) -> None:
    facts = extract([read(*request(head=letterhead(number=number)))])
    assert [mark.level for mark in facts.secret_marks] == ["mat"]
    assert facts.documents[0].number is None


@pytest.mark.parametrize("mark", [["MẬT"], ["TỐI", "MẬT"]])
def test_a_mark_over_the_second_paper_of_a_file_closes_that_paper(mark: list[str]) -> None:
    second = [letterhead(number="Số: 99/BC-UBND"), f"{TITLE}BÁO CÁO THÀNH TÍCH", "Họ và tên: Lê Văn Kín"]
    facts = extract([read(*request(*["Đoạn văn." for _ in range(30)]), *mark, *second)])
    assert len(facts.secret_marks) == 1
    assert [document.number for document in facts.documents] == ["12/TTr-UBND", None]
    assert "Kín" not in facts.model_dump_json()


def test_the_unmarked_copy_of_a_marked_paper_is_closed_too() -> None:
    facts = extract([read("MẬT", *request()), read(*request(), path="ban-ky.pdf")])
    assert [document.number for document in facts.documents] == [None]
    assert len(facts.secret_marks) == 1


def test_another_paper_of_the_dossier_stays_open() -> None:
    facts = extract([read("MẬT", *request(), path="mat.docx"), read(*LIST, path="danh-sach.docx")])
    assert [document.kind for document in facts.documents] == [DocumentKind.OTHER, DocumentKind.NOMINEE_LIST]


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Luật Bảo vệ bí mật nhà nước ngày 15 tháng 11 năm 2018;",
        "bảo mật",
        "Mật độ dân số của xã còn thấp.",
        "Mật",
        "MẬT ĐỘ XÂY DỰNG",
        "BẢO MẬT THÔNG TIN",
        "CÔNG TÁC BẢO MẬT - BÍ MẬT NHÀ NƯỚC",
    ],
)
def test_the_word_in_a_sentence_is_no_mark(text: str) -> None:
    assert extract([read(*request(text))]).secret_marks == ()


def test_a_cell_deep_in_a_table_is_no_mark() -> None:
    rows = [["STT", "Văn bản"], *([str(n), "Văn bản thường"] for n in range(20)), ["21", "MẬT"]]
    assert extract([read(*request(rows))]).secret_marks == ()
