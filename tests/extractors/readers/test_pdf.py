"""Text PDF made by LibreOffice (``fixtures/make_pdf_fixtures.py``): blocks, tables, places. Expected text by hand."""

from __future__ import annotations

import hashlib
import importlib.util
import io
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from extractors.readers.pdf import read_pdf
from extractors.readers.read import read as read_file
from extractors.text.fold import bare
from pipeline.models.files import Block, BlockKind, Cell, ReadFile, SourceFile, box_of
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, FileStatus

FIXTURES = Path(__file__).parent / "fixtures"
A4_WIDTH, A4_HEIGHT = 595.3, 841.9


def read(data: bytes, limits: Limits | None = None) -> ReadFile:
    source = SourceFile(
        id="f1",
        path="ho-so.pdf",
        raw_name_b64=None,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        location="ho-so.pdf",
    )
    return read_pdf(source, data, limits or Limits())


def fixture(name: str) -> bytes:
    return (FIXTURES / f"{name}.pdf").read_bytes()


@pytest.fixture(scope="module")
def request_letter() -> ReadFile:
    return read(fixture("request-with-list"))


@pytest.fixture(scope="module")
def official_letter() -> ReadFile:
    return read(fixture("official-letter"))


def paragraphs(file: ReadFile) -> list[str]:
    return [block.text for block in file.blocks if block.kind is BlockKind.PARAGRAPH]


def tables(file: ReadFile) -> list[Block]:
    return [block for block in file.blocks if block.kind is BlockKind.TABLE]


def texts(block: Block) -> list[str]:
    return [cell.text for cell in block.cells]


def cell(block: Block, row: int, column: int) -> Cell:
    return next(one for one in block.cells if (one.row, one.column) == (row, column))


def test_the_letterhead_is_one_table_whose_columns_do_not_mix(request_letter: ReadFile) -> None:
    head = request_letter.blocks[0]
    assert head.kind is BlockKind.TABLE
    assert texts(head) == [
        "ỦY BAN NHÂN DÂN\nHUYỆN SUỐI MƠ\nSố: 48/TTr-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSuối Mơ, ngày 05 tháng 8 năm 2025",
    ]


def test_the_subject_under_the_number_of_an_official_letter_is_one_line(official_letter: ReadFile) -> None:
    assert texts(official_letter.blocks[0])[0] == (
        "UBND TỈNH LÂM ĐÀ\nSỞ VĂN HÓA\nSố: 07/SVH-VP\nV/v đề nghị khen thưởng đợt tổng kết phong trào đọc sách"
    )


def test_recipients_and_signature_are_a_table_of_two_cells(request_letter: ReadFile) -> None:
    assert texts(tables(request_letter)[1]) == [
        "Nơi nhận:\n- Như trên;\n- Chủ tịch, các Phó Chủ tịch UBND huyện;\n- Lưu: VT, NV (05).",
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLò Thị Mây",
    ]


def test_sentences_broken_over_lines_are_one_paragraph_each(request_letter: ReadFile) -> None:
    assert paragraphs(request_letter)[:11] == [
        "TỜ TRÌNH",
        "Về việc đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho các tập thể, cá nhân",
        "Kính gửi: Sở Nội vụ tỉnh Lâm Đà",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        "Thực hiện Kế hoạch số 112/KH-UBND ngày 14 tháng 02 năm 2025 của Ủy ban nhân dân huyện về tổng kết Chương "
        "trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2021-2025;",
        "Ủy ban nhân dân huyện Suối Mơ kính đề nghị Chủ tịch Ủy ban nhân dân tỉnh xem xét, tặng Bằng khen cho 02 tập "
        "thể và 20 cá nhân đã có thành tích xuất sắc trong thực hiện Chương trình, cụ thể như sau:",
        "1. Tập thể: 02 tập thể.",
        "2. Cá nhân: 20 cá nhân.",
        "- Lãnh đạo, quản lý: 03 người;",
        "- Người trực tiếp lao động: 17 người.",
        "Hội nghị tổng kết dự kiến tổ chức ngày 15 tháng 9 năm 2025. Ủy ban nhân dân huyện Suối Mơ kính trình Sở Nội "
        "vụ thẩm định, trình cấp có thẩm quyền xem xét, quyết định./.",
    ]


def test_titles_are_bold_and_centred_and_body_is_neither(request_letter: ReadFile) -> None:
    looks = {block.text[:12]: (block.bold, block.centred) for block in request_letter.blocks}
    assert looks["TỜ TRÌNH"] == (True, True)
    assert looks["Về việc đề n"] == (True, True)
    assert looks["Kính gửi: Sở"] == (False, True)
    assert looks["Căn cứ Luật "] == (False, False)
    assert looks["DANH SÁCH"] == (True, True)


def test_numbers_of_pages_are_no_blocks(request_letter: ReadFile, official_letter: ReadFile) -> None:
    everything = [*paragraphs(request_letter), *paragraphs(official_letter)]
    assert not {"2", "3"} & set(everything)


def test_the_first_block_of_each_page_is_marked_unless_it_goes_on(
    request_letter: ReadFile, official_letter: ReadFile
) -> None:
    assert [(b.page, b.text) for b in request_letter.blocks if b.starts_page] == [(1, ""), (2, "DANH SÁCH")]
    assert [b.page for b in official_letter.blocks if b.starts_page] == [1, 2]


def test_merged_cells_stand_once_with_their_spans(request_letter: ReadFile) -> None:
    nominees = tables(request_letter)[2]
    shapes = {
        (c.row, c.column): (c.row_span, c.column_span, c.text) for c in nominees.cells if c.row_span * c.column_span > 1
    }
    assert shapes == {
        (0, 0): (2, 1, "STT"),
        (0, 1): (2, 1, "Họ và tên"),
        (0, 2): (1, 2, "Năm sinh"),
        (0, 4): (2, 1, "Chức vụ, đơn vị công tác"),
        (0, 5): (2, 1, "Hình thức khen thưởng"),
        (2, 0): (1, 6, "I. TẬP THỂ"),
        (3, 5): (2, 1, "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"),
        (5, 0): (1, 6, "II. CÁ NHÂN"),
        (6, 5): (15, 1, "Bằng khen"),
    }


def test_a_table_over_two_pages_is_one_block_without_the_repeated_head(request_letter: ReadFile) -> None:
    assert len(tables(request_letter)) == 3
    nominees = tables(request_letter)[2]
    numbers = [c.text for c in nominees.cells if c.column == 0 and c.row >= 6]
    assert numbers == [str(number) for number in range(1, 21)]
    assert [c.text for c in nominees.cells].count("Họ và tên") == 1
    assert (cell(nominees, 17, 1).text, cell(nominees, 17, 1).page) == ("Bà Lò Thị Quý", 2)
    assert (cell(nominees, 18, 1).text, cell(nominees, 18, 1).page) == ("Ông Vàng Văn Sơn", 3)
    assert cell(nominees, 21, 5).text == "Bằng khen"


def test_lines_of_a_cell_join_and_empty_cells_stay(request_letter: ReadFile) -> None:
    nominees = tables(request_letter)[2]
    assert cell(nominees, 3, 1).text == "Nhân dân và cán bộ xã Suối Hoa, huyện Suối Mơ, tỉnh Lâm Đà"
    assert cell(nominees, 6, 4).text == "Phó Trưởng phòng Phòng Kinh tế, Ủy ban nhân dân huyện Suối Mơ"
    assert (cell(nominees, 6, 2).text, cell(nominees, 6, 3).text) == ("1970", "")


def test_every_word_is_found_again_in_the_text_and_inside_its_page(request_letter: ReadFile) -> None:
    document = pypdfium2.PdfDocument(fixture("request-with-list"))
    sizes = [page.get_size() for page in document]
    seen = 0
    for block in request_letter.blocks:
        for text, words in [(block.text, block.words), *((c.text, c.words) for c in block.cells)]:
            parts = [text[w.span[0] : w.span[1]] for w in words]
            assert parts == (["ST", "T"] if text == "STT" else text.split())
            for word in words:
                width, height = sizes[word.page - 1]
                x0, y0, x1, y1 = word.box
                assert 0 <= x0 < x1 <= width
                assert 0 <= y0 < y1 <= height
                seen += 1
    assert seen > 600


def test_a_box_frames_the_words_it_stands_for(request_letter: ReadFile) -> None:
    block = next(b for b in request_letter.blocks if "15 tháng 9 năm 2025" in b.text)
    start = block.text.index("15 tháng 9 năm 2025")
    found = box_of(block.words, (start, start + len("15 tháng 9 năm 2025")))
    assert found is not None
    page, (x0, y0, x1, y1) = found
    text = pypdfium2.PdfDocument(fixture("request-with-list"))[page - 1].get_textpage()
    assert text.get_text_bounded(x0 - 1, A4_HEIGHT - y1, x1 + 1, A4_HEIGHT - y0).strip() == "15 tháng 9 năm 2025."


def test_a_turned_page_reads_the_same_with_boxes_as_it_is_shown(request_letter: ReadFile) -> None:
    for turn in (90, 180, 270):
        document = pypdfium2.PdfDocument(fixture("minutes"))
        upright = read(fixture("minutes"))
        document[0].set_rotation(turn)
        turned = read(saved(document))
        # The text now runs another way than the page, so it is read upright; only where it stands has changed.
        assert [b.text for b in turned.blocks] == [b.text for b in upright.blocks]
        x0, y0, x1, y1 = upright.blocks[0].words[0].box
        expected = {
            90: (A4_HEIGHT - y1, x0, A4_HEIGHT - y0, x1),
            180: (A4_WIDTH - x1, A4_HEIGHT - y1, A4_WIDTH - x0, A4_HEIGHT - y0),
            270: (y0, A4_WIDTH - x1, y1, A4_WIDTH - x0),
        }[turn]
        assert turned.blocks[0].words[0].box == pytest.approx(expected, abs=0.1)


def test_the_minutes_keep_two_signatures_apart_and_tabbed_lists_together() -> None:
    file = read(fixture("minutes"))
    assert paragraphs(file)[5:] == [
        "1. Ông Vàng Văn Suối - Chủ tịch Hội đồng;",
        "2. Bà Lò Thị Mây - Phó Chủ tịch Hội đồng;",
        "3. Ông Tạ Văn Rừng - Thư ký.",
        "Hội đồng thống nhất 100% đề nghị khen thưởng 02 tập thể. Biên bản lập xong lúc 11 giờ 00 cùng ngày./.",
    ]
    assert [texts(block) for block in tables(file)] == [["THƯ KÝ\nTạ Văn Rừng", "CHỦ TRÌ\nVàng Văn Suối"]]


def test_pdfplumber_judges_the_cells(request_letter: ReadFile) -> None:
    """Same cells, same words; pdfplumber gives a merged cell once and None for what it covers."""
    ours = [sorted(bare(c.text).split()) for c in tables(request_letter)[2].cells if c.page == 2]
    with pdfplumber.open(FIXTURES / "request-with-list.pdf") as document:
        (table,) = document.pages[1].extract_tables()
    theirs = [sorted(bare(text).split()) for row in table for text in row if text is not None]
    assert len(theirs) == len(ours)
    # The one difference: pdfplumber leaves "STT", which the narrow column breaks, in two.
    assert [words for words in theirs if words != ["st", "t"]] == [words for words in ours if words != ["stt"]]


def test_a_good_file_is_read_without_losses(request_letter: ReadFile) -> None:
    assert (request_letter.status, request_letter.pages) == (FileStatus.READ, 3)
    assert (request_letter.losses, request_letter.problems) == ((), ())


def test_reading_twice_gives_the_same(request_letter: ReadFile) -> None:
    assert read(fixture("request-with-list")) == request_letter


@pytest.mark.parametrize(
    ("name", "status", "codes"),
    [
        ("user-password", FileStatus.REFUSED, [FileCode.FILE_ENCRYPTED]),
        ("owner-password", FileStatus.READ, []),
    ],
)
def test_only_a_password_for_opening_refuses_a_file(name: str, status: FileStatus, codes: list[FileCode]) -> None:
    file = read(fixture(name))
    assert (file.status, [p.code for p in file.problems]) == (status, codes)


def test_a_file_cut_off_on_its_way_is_refused_as_damaged() -> None:
    data = fixture("request-with-list")
    for part in (data[: len(data) // 2], data[:-200], data[:7]):
        file = read(part)
        assert (file.status, [p.code for p in file.problems]) == (FileStatus.REFUSED, [FileCode.FILE_DAMAGED])


def test_a_page_broken_in_the_middle_is_never_passed_off_as_whole(request_letter: ReadFile) -> None:
    """A few bytes of the first page's compressed content changed on the way: PDFium gives what stands before them."""
    data = bytearray(fixture("request-with-list"))
    start = data.index(b"stream\n") + 900
    data[start : start + 4] = b"\x00\xff\x00\xff"
    file = read(bytes(data))
    assert len(str(file.blocks)) < len(str(request_letter.blocks))
    assert file.status is FileStatus.READ_WITH_LOSSES
    assert FileCode.FILE_DAMAGED in [p.code for p in file.problems]


def test_rubbish_that_ends_like_a_pdf_is_damaged() -> None:
    assert read(b"%PDF-1.7\nrubbish\n%%EOF").problems[0].code is FileCode.FILE_DAMAGED


def test_no_bytes_are_an_empty_file() -> None:
    assert read(b"").status is FileStatus.EMPTY


def test_pages_over_the_limit_are_named(request_letter: ReadFile) -> None:
    file = read(fixture("request-with-list"), Limits(pages=1))
    assert file.status is FileStatus.READ_WITH_LOSSES
    assert [(p.code, p.place.page if p.place else None) for p in file.problems] == [(FileCode.FILE_TOO_LARGE, 2)]
    assert [b.text for b in file.blocks] == [b.text for b in request_letter.blocks if b.page == 1]


def test_blocks_over_the_limit_are_named() -> None:
    file = read(fixture("minutes"), Limits(blocks=3))
    assert (len(file.blocks), file.problems[0].code) == (3, FileCode.FILE_TOO_LARGE)


@pytest.mark.parametrize("name", ["request-with-list", "official-letter"])
def test_word_and_pdf_of_the_same_paper_give_the_same_blocks(name: str, tmp_path: Path) -> None:
    script = importlib.util.spec_from_file_location("make_pdf_fixtures", FIXTURES / "make_pdf_fixtures.py")
    assert script is not None
    assert script.loader is not None
    papers = importlib.util.module_from_spec(script)
    script.loader.exec_module(papers)
    path = tmp_path / f"{name}.docx"
    getattr(papers, name.replace("-", "_"))().save(str(path))
    data = path.read_bytes()
    source = SourceFile(
        id="f1",
        path=path.name,
        raw_name_b64=None,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        location=str(path),
    )
    assert contents(read_file(source, Limits())) == contents(read(fixture(name)))


def contents(file: ReadFile) -> list[object]:
    return [
        (b.kind, b.text, b.bold, b.centred, [(c.row, c.column, c.row_span, c.column_span, c.text) for c in b.cells])
        for b in file.blocks
        if b.text or b.cells
    ]


def saved(document: pypdfium2.PdfDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
