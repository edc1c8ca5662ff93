"""A paper with a secrecy mark is closed: nothing of it leaves the extractors but where the mark is."""

from __future__ import annotations

import pytest

from extractors.facts.extract import extract
from pipeline.models.files import BlockKind
from pipeline.models.vocabulary import DocumentKind
from tests.extractors.facts.build import NEW_PAGE, TITLE, Rows, letterhead, read, request

LIST: list[str | Rows] = [
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
        ("Tối mật", "toi_mat"),
        ("(Mật)", "mat"),
        ("[Tuyệt mật]", "tuyet_mat"),
        ("TUYỆT\nMẬT", "tuyet_mat"),
        ("M\nẬ\nT", "mat"),
        ("M.Ậ.T", "mat"),
        ("T Ố I  M Ậ T", "toi_mat"),
        ("Độ mật:\nMật", "mat"),
        ("Dấu chỉ độ mật: Tuyệt mật", "tuyet_mat"),
        ("HỎA TỐC MẬT", "mat"),
        ("TỐI MẬT/THƯỢNG KHẨN", "toi_mat"),
        ("TÀI LIỆU TỐI MẬT", "toi_mat"),
        ("MẬT Bản số 02", "mat"),
        ("Mật\nBản số: 04", "mat"),
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


@pytest.mark.parametrize(
    "number",
    [
        "Số: 12/TTr-UBND        MẬT",
        "Số: 12/TTr-UBND\tMẬT",
        "Số: 12/TTr-UBND (MẬT)",
        "Số: 12/TTr-UBND (Mật)",
        "Số: 12/TTr-UBND MẬT",
        "Số: 12/TTr-UBND\n(Mật)",
        "Số: 12/TTr-UBND\nMật",
    ],
)
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


def list_of(cited: str) -> list[str | Rows]:
    return [LIST[0], LIST[1], f"({cited})", LIST[3]]


@pytest.mark.parametrize(
    "cited",
    [
        "Kèm theo Tờ trình số 12/TTr-UBND",
        "Kèm theo Tờ trình số 12 /TTr - UBND ngày 22 tháng 8 năm 2025 của UBND xã Mẫu",
        "Kèm theo Tờ trình số      /TTr-UBND ngày     tháng 8 năm 2025 của UBND xã Mẫu",
        "Kèm theo Tờ trình của UBND xã Mẫu",
        "Kèm theo Tờ trình ngày 22/8/2025 của UBND xã Mẫu",
        "Ban hành kèm theo Tờ trình số 12/TTr-UBND",
    ],
)
def test_an_annex_in_another_file_is_closed_with_its_letter(cited: str) -> None:
    facts = extract([read("MẬT", *request(), path="mat.docx"), read(*list_of(cited), path="danh-sach.docx")])
    assert {document.kind for document in facts.documents} == {DocumentKind.OTHER}
    assert (facts.nominees, facts.nominees_complete) == ((), "unknown")
    assert "Nguyễn Văn Mẫu" not in facts.model_dump_json()
    assert [mark.place.file for mark in facts.secret_marks] == ["mat.docx"]


@pytest.mark.parametrize(
    "cited",
    [
        "Kèm theo Tờ trình số 13/TTr-UBND",
        "Kèm theo Quyết định số 12/QĐ-UBND",
        "Kèm theo Quyết định của UBND xã Mẫu",
        "Kèm theo Tờ trình ngày 23/8/2025 của UBND xã Mẫu",
    ],
)
def test_an_annex_of_another_paper_stays_open(cited: str) -> None:
    facts = extract([read("MẬT", *request(), path="mat.docx"), read(*list_of(cited), path="danh-sach.docx")])
    assert [document.kind for document in facts.documents] == [DocumentKind.OTHER, DocumentKind.NOMINEE_LIST]


@pytest.mark.parametrize(
    ("cited", "kind"),
    [
        ("Kèm theo Tờ trình của UBND xã Mẫu", DocumentKind.NOMINEE_LIST),
        ("Kèm theo Tờ trình số 14/TTr-UBND", DocumentKind.NOMINEE_LIST),
        ("Kèm theo Tờ trình số 12/TTr-UBND", DocumentKind.OTHER),
        ("Kèm theo Tờ trình ngày 22/8/2025", DocumentKind.OTHER),
    ],
)
def test_beside_an_open_letter_an_annex_is_closed_only_if_it_names_the_secret_one(
    cited: str, kind: DocumentKind
) -> None:
    other = letterhead(number="Số: 14/TTr-UBND", date="Mẫu, ngày 25 tháng 8 năm 2025")
    files = [
        read("MẬT", *request("Đoạn văn của văn bản này."), path="mat.docx"),
        read(*request("Nội dung của một tờ trình khác hẳn.", head=other), path="thuong.docx"),
        read(*list_of(cited), path="danh-sach.docx"),
    ]
    assert extract(files).documents[2].kind is kind


def test_another_paper_of_the_dossier_stays_open() -> None:
    rows = [f"{TITLE}DANH SÁCH", f"{TITLE}Cá nhân đề nghị tặng Bằng khen", LIST[3]]
    facts = extract([read("MẬT", *request(), path="mat.docx"), read(*rows, path="danh-sach.docx")])
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
        "CÔNG TÁC BẢO VỆ BÍ\nMẬT",
        "PHÒNG\nMẬT\nMÃ",
        "PHÒNG MẬT MÃ",
        "Phòng Mật mã",
        "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TUYỆT MẬT, TỐI MẬT, MẬT",
        "Độ mật: Không",
        "Độ mật: ………",
        "Độ mật gồm: Tuyệt mật, Tối mật, Mật",
        "Văn bản có độ mật: Mật phải gửi theo đường riêng.",
        "Bà Lê Thị Mật (Mật)",
        "THÂN\nMẬT",
        "MẬT ONG",
    ],
)
def test_the_word_in_a_sentence_is_no_mark(text: str) -> None:
    assert extract([read(*request(text))]).secret_marks == ()


@pytest.mark.parametrize("kind", [BlockKind.TEXT_BOX, BlockKind.HEADER, BlockKind.FOOTER])
@pytest.mark.parametrize("mark", ["MẬT", "Độ mật: Mật", "TUYỆT\nMẬT", "(Tối mật)"])
def test_a_mark_in_a_box_or_margin_counts_wherever_it_was_read(kind: BlockKind, mark: str) -> None:
    found = read(*request(*["Đoạn văn." for _ in range(40)]), mark)
    blocks = (*found.blocks[:-1], found.blocks[-1].model_copy(update={"kind": kind}))
    assert len(extract([found.model_copy(update={"blocks": blocks})]).secret_marks) == 1


def test_a_mark_at_the_top_of_a_later_page_counts() -> None:
    body = [*["Đoạn văn." for _ in range(40)], NEW_PAGE + "TỐI MẬT", "Đoạn văn."]
    assert [mark.level for mark in extract([read(*request(*body))]).secret_marks] == ["toi_mat"]


def test_a_label_in_one_cell_and_its_value_in_the_next_are_a_mark() -> None:
    assert len(extract([read([["Độ mật", "Mật"]], *request())]).secret_marks) == 1


def test_a_name_or_a_register_in_a_numbered_table_is_no_mark() -> None:
    rows = [["STT", "Họ đệm", "Tên", "Độ mật"], ["1", "LÊ VĂN", "MẬT", "MẬT"]]
    assert extract([read(rows, *request())]).secret_marks == ()


def test_a_cell_deep_in_a_table_is_no_mark() -> None:
    rows = [["STT", "Văn bản"], *([str(n), "Văn bản thường"] for n in range(20)), ["21", "MẬT"]]
    assert extract([read(*request(rows))]).secret_marks == ()
