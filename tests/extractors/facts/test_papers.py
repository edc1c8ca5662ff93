"""Files come apart into papers, and papers of different files come together as renditions."""

from __future__ import annotations

import datetime as dt

from extractors.facts.extract import extract, find_papers
from extractors.facts.papers import split
from pipeline.models.vocabulary import DateRole, DocumentForm, DocumentKind, NomineeType
from tests.extractors.facts.build import NEW_PAGE, TITLE, Rows, letterhead, read, request

LIST: list[str | Rows] = [
    f"{TITLE}DANH SÁCH",
    f"{TITLE}Tập thể, cá nhân đề nghị tặng Bằng khen",
    "(Kèm theo Tờ trình số 12/TTr-UBND ngày 22 tháng 8 năm 2025 của UBND xã Mẫu)",
    [["STT", "Họ và tên", "Chức vụ", "Hình thức khen thưởng"], ["1", "Nguyễn Văn Mẫu", "Công chức", "Bằng khen"]],
]
REPORT: list[str | Rows] = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    f"{TITLE}BÁO CÁO THÀNH TÍCH",
    f"{TITLE}Đề nghị tặng Bằng khen",
    "Họ và tên: Nguyễn Văn Mẫu",
    "I. Sơ lược lý lịch",
    "II. Thành tích đạt được",
    "Mẫu, ngày 10 tháng 8 năm 2025",
]


def kinds_and_spans(*parts: str | Rows) -> list[tuple[DocumentKind, int, int]]:
    facts = extract([read(*parts)])
    return [(d.kind, d.span.first_block, d.span.last_block) for d in facts.documents]


def test_a_letter_its_list_and_a_report_in_one_file_are_three_papers() -> None:
    letter = request()
    end_of_letter, end_of_list = len(letter) - 1, len(letter) + len(LIST) - 1
    assert kinds_and_spans(*letter, *LIST, *REPORT) == [
        (DocumentKind.REQUEST_LETTER, 0, end_of_letter),
        (DocumentKind.NOMINEE_LIST, end_of_letter + 1, end_of_list),
        (DocumentKind.ACHIEVEMENT_REPORT, end_of_list + 1, end_of_list + len(REPORT)),
    ]


def test_a_form_of_totals_that_names_persons_is_a_list() -> None:
    table: Rows = [["TT", "Họ, đệm và tên", "Địa bàn"], ["1", "Nguyễn Văn Mẫu", "Xã Mẫu"]]
    form = [f"{TITLE}BIỂU TỔNG HỢP", f"{TITLE}Tập thể, cá nhân đề nghị tặng Bằng khen", "Phần thứ hai: Cá nhân", table]
    facts = extract([read(*request()), read(*form)])
    assert [d.kind for d in facts.documents] == [DocumentKind.REQUEST_LETTER, DocumentKind.NOMINEE_LIST]
    assert [(n.name, n.type) for n in facts.nominees] == [("Nguyễn Văn Mẫu", NomineeType.INDIVIDUAL)]


def test_a_list_in_the_body_of_the_letter_is_no_paper_of_its_own() -> None:
    letter = request(f"{TITLE}DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", [["STT", "Họ và tên"], ["1", "Nguyễn Văn Mẫu"]])
    assert [kind for kind, _, _ in kinds_and_spans(*letter)] == [DocumentKind.REQUEST_LETTER]


def test_a_title_on_a_new_page_opens_a_paper() -> None:
    parts = [
        *request(),
        NEW_PAGE + f"{TITLE}PHỤ LỤC",
        f"{TITLE}Danh sách cá nhân đề nghị khen thưởng",
        "1. Nguyễn Văn Mẫu",
    ]
    assert [kind for kind, _, _ in kinds_and_spans(*parts)] == [
        DocumentKind.REQUEST_LETTER,
        DocumentKind.NOMINEE_LIST,
    ]


def test_a_new_page_alone_opens_nothing() -> None:
    parts = request(NEW_PAGE + "Thực hiện Chương trình A, trong 05 năm qua xã Mẫu đã đạt nhiều kết quả.")
    assert len(split(read(*parts))) == 1


def test_the_decision_word_over_the_articles_opens_nothing() -> None:
    parts: list[str | Rows] = [
        letterhead(number="Số: 7/QĐ-UBND"),
        f"{TITLE}QUYẾT ĐỊNH",
        f"{TITLE}Về việc thành lập Ban Chỉ đạo Chương trình A",
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        f"{TITLE}QUYẾT ĐỊNH:",
        "Điều 1. Thành lập Ban Chỉ đạo.",
    ]
    assert kinds_and_spans(*parts) == [(DocumentKind.COMMITTEE_DECISION, 0, 5)]


def test_names_of_bodies_before_the_motto_belong_to_the_new_paper() -> None:
    first = request()
    second = [
        "UBND TỈNH MẪU",
        "SỞ VĂN HÓA",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 9/KH-SVH",
        f"{TITLE}KẾ HOẠCH",
        f"{TITLE}Tổ chức Hội nghị tổng kết",
        "Thời gian: tháng 9/2025.",
    ]
    assert kinds_and_spans(*first, *second)[1] == (DocumentKind.PLAN, len(first), len(first) + 6)


def test_a_sentence_that_names_the_state_opens_no_paper() -> None:
    letter = request(
        *(f"Nội dung thứ {number} của đợt thi đua." for number in ("nhất", "hai", "ba", "tư")),
        "Năm 2019 được Chủ tịch nước Cộng hòa xã hội chủ nghĩa Việt Nam tặng Huân chương Lao động hạng Ba.",
        "Đơn vị chấp hành chủ trương của Đảng Cộng sản Việt Nam",
        "Dòng thứ nhất ghi “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” bằng chữ in hoa.",
    )
    assert kinds_and_spans(*letter) == [(DocumentKind.REQUEST_LETTER, 0, len(letter) - 1)]


def test_the_name_of_the_state_on_a_line_of_its_own_opens_one_in_small_letters_too() -> None:
    first = request()
    second = ["Cộng hòa xã hội chủ nghĩa Việt Nam", *REPORT[1:]]
    assert kinds_and_spans(*first, *second)[1:] == [
        (DocumentKind.ACHIEVEMENT_REPORT, len(first), len(first) + len(second) - 1)
    ]


def test_an_annex_with_a_letterhead_of_its_own_is_one_paper() -> None:
    first = request()
    head: Rows = [["UBND XÃ MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"]]
    assert kinds_and_spans(*first, head, *LIST)[1:] == [(DocumentKind.NOMINEE_LIST, len(first), len(first) + len(LIST))]


def test_word_and_signed_pdf_are_one_paper_and_the_blank_is_filled_from_the_other() -> None:
    draft = read(*request(head=letterhead(number="Số:      /TTr-UBND", date="Mẫu, ngày     tháng 8 năm 2025")))
    signed = read(*request(), path="ban-ky.pdf")
    (paper,) = extract([signed, draft]).documents
    assert paper.file == "to-trinh.docx"
    assert [(r.file, r.differences) for r in paper.renditions] == [("ban-ky.pdf", 0)]
    assert (paper.number, paper.date, paper.form) == ("12/TTr-UBND", dt.date(2025, 8, 22), DocumentForm.FINAL)
    by_field = {entry.field: entry for entry in paper.evidence}
    assert by_field["number"].place.file == "ban-ky.pdf"
    assert by_field["subject"].place.file == "to-trinh.docx"
    assert [d.place.file for d in paper.dates if d.role is DateRole.LETTERHEAD] == ["ban-ky.pdf"]
    assert {entry.place.document for entry in paper.evidence} == {"d1"}


def test_what_two_renditions_say_differently_is_counted() -> None:
    word = read(*request("UBND xã Mẫu tổ chức Hội nghị tổng kết ngày 15/9/2025 tại hội trường xã."))
    other_number = read(
        *request(
            "UBND xã Mẫu tổ chức Hội nghị tổng kết ngày 16/9/2025 tại hội trường xã.",
            subject="Về việc đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh năm 2025",
        ),
        path="ban-ky.pdf",
    )
    (paper,) = extract([word, other_number]).documents
    assert [r.differences for r in paper.renditions] == [2]


def test_a_row_that_only_one_rendition_has_is_a_difference() -> None:
    more = [*LIST[:3], [*LIST[3], ["2", "Trần Thị Thử", "Công chức", "Bằng khen"]]]
    word, pdf = read(*request(), *LIST), read(*request(), *more, path="ban-ky.pdf")
    papers = extract([word, pdf]).documents
    assert [[r.differences for r in paper.renditions] for paper in papers] == [[0], [1]]


def test_reports_of_two_persons_from_one_template_are_two_papers() -> None:
    other = [part.replace("Nguyễn Văn Mẫu", "Trần Thị Thử") if isinstance(part, str) else part for part in REPORT]
    assert len(find_papers([read(*REPORT, path="a.docx"), read(*other, path="b.docx")])) == 2


def test_the_same_report_as_word_and_pdf_is_one_paper() -> None:
    assert len(find_papers([read(*REPORT, path="a.docx"), read(*REPORT, path="a.pdf")])) == 1


def test_letters_of_two_bodies_with_one_number_are_two_papers() -> None:
    papers = find_papers([read(*request()), read(*request(head=letterhead(issuer="UBND XÃ THỬ")), path="b.docx")])
    assert len(papers) == 2


def test_the_same_text_twice_in_one_file_stays_two_papers() -> None:
    assert len(find_papers([read(*REPORT, *REPORT)])) == 2


def test_archives_and_manifests_hold_no_papers() -> None:
    assert extract([read("received = 2025-08-25", path="submission.toml")]).documents == ()
