"""Lists in body text and in cells, and text in two columns: pages typed by hand, every letter 6 points wide.

Expected text by hand. A line that begins with ``=`` is justified: it ends at the right margin.
"""

from __future__ import annotations

import pytest

from pipeline.models.files import BlockKind
from tests.extractors.readers.pdf_file import pdf_of, read

LEFT, RIGHT, WIDE = 60, 528, 6
Row = tuple[float, str]


def typed(rows: list[list[Row]], right: dict[float, float] | None = None, rules: str = "", empty: int = 16) -> bytes:
    """A page of A4; each row is the pieces of one line with the places where they begin.

    ``right`` says where the column that begins at a place ends, for justified lines; lines are 16 points apart, an
    ``empty`` row adds so many.
    """
    letters: dict[str, int] = {}
    content = rules

    def code(letter: str) -> str:
        return f"{ord(letter) if letter.isascii() else letters.setdefault(letter, 174 + len(letters)):02X}"

    y = 796
    for row in rows:
        y -= 16 if row else empty
        for x, text in row:
            words = text.removeprefix("=").split()
            used = sum(len(word) for word in words) * WIDE
            blank = float(WIDE)
            if text.startswith("="):
                blank = ((right or {}).get(x, RIGHT) - x - used) / (len(words) - 1)
            at = x
            for word in words:
                content += f"BT /F1 12 Tf {at:.2f} {y} Td <{''.join(map(code, word))}> Tj ET\n"
                at += len(word) * WIDE + blank
    chars = "\n".join(f"<{value:02X}> <{key.encode('utf-16-be').hex()}>" for key, value in letters.items())
    mapping = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(letters)} beginbfchar\n{chars}\nendbfchar "
        "endcmap end end"
    )
    return assembled(content, mapping)


def assembled(content: str, mapping: str) -> bytes:
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding/FirstChar 0/LastChar 255"
        f"/Widths[{'500 ' * 256}]/ToUnicode 6 0 R>>",
        f"<</Length {len(mapping)}>>stream\n{mapping}\nendstream",
    ]
    return pdf_of(objects)


def texts(data: bytes) -> list[str]:
    file = read(data)
    assert all(block.kind is BlockKind.PARAGRAPH for block in file.blocks)
    return [block.text for block in file.blocks]


def body(*lines: str, left: float = LEFT) -> bytes:
    return typed([[(left, line)] for line in lines])


def in_cell(*lines: str) -> str:
    """The text of a cell 180 points wide, whose neighbour says "Hai"."""
    bottom = 800 - 16 * len(lines) - 16
    grid = " ".join(f"{x} {bottom} m {x} 800 l S" for x in (100, 280, 400))
    grid += " " + " ".join(f"100 {y} m 400 {y} l S" for y in (bottom, 800)) + "\n"
    rows: list[list[Row]] = [[(106, line)] for line in lines]
    rows[0].append((300, "Hai"))
    cells = read(typed(rows, right={106: 274}, rules=grid)).blocks[0].cells
    assert cells[1].text == "Hai"
    return cells[0].text


def test_each_numbered_unit_of_a_cell_is_a_paragraph_though_the_line_before_is_full() -> None:
    assert in_cell("1. Tổ Vận hành", "=2. Xưởng Cơ khí Bản Sẻo", "=3. Kho Vật tư chung của cả", "nhà máy") == (
        "1. Tổ Vận hành\n2. Xưởng Cơ khí Bản Sẻo\n3. Kho Vật tư chung của cả nhà máy"
    )


def test_a_cell_whose_name_ends_with_a_number_keeps_it() -> None:
    """The second "3." is the item, the first one the end of a name."""
    assert in_cell("1. Tổ Vận hành", "=2. Chi hội Nông dân bản", "3. Sẻo Lủng", "3. Kho Vật tư") == (
        "1. Tổ Vận hành\n2. Chi hội Nông dân bản 3. Sẻo Lủng\n3. Kho Vật tư"
    )
    assert in_cell("1. Tổ Vận hành", "=2. Hội Người cao tuổi xã", "3.") == (
        "1. Tổ Vận hành\n2. Hội Người cao tuổi xã 3."
    )


def test_a_head_of_a_village_does_not_wait_for_a_number() -> None:
    assert in_cell("=1. Ông Lù A Tỏa, Trưởng thôn", "2. Bà Sùng Thị Dợ") == (
        "1. Ông Lù A Tỏa, Trưởng thôn\n2. Bà Sùng Thị Dợ"
    )


def test_a_dash_opens_an_item_in_a_cell_but_not_in_a_name_of_two_parts() -> None:
    assert in_cell("- Cờ thi đua", "=- Bằng khen loại đặc biệt", "- Giấy khen") == (
        "- Cờ thi đua\n- Bằng khen loại đặc biệt\n- Giấy khen"
    )
    assert in_cell("- Cờ thi đua", "=- Hội đồng của ngành Thi đua", "- Khen thưởng") == (
        "- Cờ thi đua\n- Hội đồng của ngành Thi đua - Khen thưởng"
    )


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("1. Tặng Cờ thi đua", "=2. Tặng Bằng khen cho 04 tập thể và 05 cá nhân của toàn ngành", "2.1. Tập thể"),
        ("a) Khối trường học", "=b) Khối các đơn vị sự nghiệp công lập trực thuộc và tương đương", "c) Khối khác"),
        ("d) Khối trường học", "=đ) Khối các đơn vị sự nghiệp công lập trực thuộc và tương đương", "e) Khối khác"),
        ("I. Kết quả chung", "=II. Những việc còn phải làm tiếp trong thời gian tới của toàn ngành", "III. Đề nghị"),
        ("1) Kết quả chung", "=2) Những việc còn phải làm tiếp trong thời gian tới của toàn ngành", "3) Đề nghị"),
        ("Căn cứ Luật Thi đua", "=Căn cứ Quy chế làm việc của Ủy ban nhân dân xã Sẻo Lủng mới ban", "Xét đề nghị của"),
        ("Căn cứ Luật Thi đua", "=Căn cứ Quy chế làm việc của Ủy ban nhân dân xã Sẻo Lủng mới ban", "Theo đề nghị của"),
        ("Điều 1. Tặng Cờ", "=Điều 2. Tặng Bằng khen kèm theo tiền thưởng cho 05 cá nhân có tên", "Điều 3. Thi hành"),
        ("+ Xưởng may", "=+ Xưởng mộc và các tổ thợ đã hoàn thành sớm kế hoạch của cả năm", "+ Xưởng rèn"),
        ("• Xưởng may", "=• Xưởng mộc và các tổ thợ đã hoàn thành sớm kế hoạch của cả năm", "• Xưởng rèn"),
    ],
)
def test_an_item_is_a_paragraph_though_the_line_before_is_full_and_ends_without_a_mark(
    first: str, second: str, third: str
) -> None:
    assert texts(body(first, second, third)) == [first, second.removeprefix("="), third]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("=Các đội đã làm thủy lợi và sửa đường liên thôn suốt từ ngày", "12. Trong đó có đội Sẻo Lủng đi đầu"),
        ("=1. Các đội đã làm thủy lợi và sửa đường liên thôn suốt từ tháng", "2. Trong đó có đội Sẻo Lủng đi đầu"),
        ("=Việc khen thưởng theo những tiêu chuẩn đã nêu ở Nghị định số", "98/2023 của Chính phủ về thi đua"),
        ("=Danh hiệu đã được công nhận lần đầu cho cả ba đơn vị từ năm", "2025. Nay các đơn vị đề nghị khen"),
        ("=Cả hai cuộc họp đều đã được tổ chức đúng vào các ngày 10, 11,", "12. Trong các cuộc họp ấy có biên bản"),
        ("=Hội đồng đã họp và bỏ phiếu kín đúng quy định ở ngày 14/8,", "15/8/2025 và gửi kết quả cho xã"),
        ("=Danh sách do Công đoàn cơ sở của Trung tâm Y tế phường và xã", "3. Các đơn vị khác không đề nghị"),
        ("=Tiền thưởng được chi trả đúng theo quy định đã nêu tại điểm", "a) của khoản này bằng tiền mặt"),
        ("=Mức tiền thưởng của từng danh hiệu được quy định chi tiết tại", "Điều 3. Các đơn vị theo đó mà chi"),
        ("=Chương trình được thực hiện ở cả ba xã trong giai đoạn 2022", "- 2025 và đã tổng kết ở từng xã"),
    ],
)
def test_a_wrapped_line_that_begins_with_a_number_goes_on(first: str, second: str) -> None:
    more = "=Ngoài ra các đơn vị còn giúp nhau ngày công và giống cây để trồng", "rừng."
    joined = f"{first.removeprefix('=')} {second}"
    assert texts(body(first, second, *more))[0] == joined


def test_paragraphs_of_one_full_line_are_told_by_their_indent() -> None:
    rows: list[list[Row]] = [
        [(96, "=Tổ Vận hành đã hoàn thành kế hoạch của năm và giúp đỡ các tổ bạn")],
        [(60, "=Sẻo Lủng, Bản Khoang, Nậm Mười sửa xong toàn bộ máy bơm đã hỏng từ vụ")],
        [(60, "trước.")],
        [(96, "=Xưởng Cơ khí đã chế tạo được hai máy gặt và giao cho các hợp tác xã.")],
        [(96, "=Các đơn vị trên đều không có đơn thư, kỷ luật lao động được giữ tốt,")],
        [(60, "được nhân dân tin yêu.")],
    ]
    assert [text.split()[:2] for text in texts(typed(rows))] == [["Tổ", "Vận"], ["Xưởng", "Cơ"], ["Các", "đơn"]]


def test_a_sentence_that_begins_with_a_word_of_grounds_goes_on_where_first_lines_are_indented() -> None:
    rows: list[list[Row]] = [
        [(96, "=Xưởng Cơ khí đã chế tạo hai máy gặt. Thực hiện kế hoạch của xã,")],
        [(60, "xưởng giao cả hai máy.")],
        [(96, "=Tổ Vận hành đã sửa xong toàn bộ số máy bơm bị hỏng từ vụ trước.")],
        [(60, "=Theo kế hoạch, tổ còn giúp các tổ bạn một trăm ngày công và giống cây.")],
        [(60, "=Chương trình trồng rừng cũng được tổ hưởng ứng bằng nhiều việc làm có")],
        [(60, "ích.")],
        [(96, "Theo đề nghị của xưởng, xã khen tổ.")],
    ]
    assert [text.split()[-1] for text in texts(typed(rows))] == ["máy.", "ích.", "tổ."]


def test_paragraphs_of_one_full_line_are_told_by_the_space_between_them() -> None:
    """Lines of one paragraph 16 points apart, paragraphs 20: less than a quarter more."""
    first = ("=Tổ Vận hành đã sửa xong toàn bộ số máy bơm bị hỏng từ những vụ trước và", "giúp tổ bạn.")
    second = ("=Xưởng Cơ khí đã chế tạo được hai máy gặt và giao cho các hợp tác xã bạn",)
    third = ("=Đội xe đã chở xong số phân bón của vụ này đến tận ruộng của hai bản, mà", "không tính công.")
    fourth = ("=Kho Vật tư giữ đủ mọi thứ cần dùng và ghi sổ sách rõ ràng suốt cả mùa,", "không mất mát.")
    fifth = ("Kính đề nghị xem xét.",)
    sixth = ("Xin cảm ơn.",)
    rows: list[list[Row]] = []
    for paragraph in (first, second, third, fourth, fifth, sixth):
        rows += [[(60, line)] for line in paragraph]
        rows += [[]]
    found = texts(typed(rows, empty=4))
    assert [text.split()[0] for text in found] == ["Tổ", "Xưởng", "Đội", "Kho", "Kính", "Xin"]


def test_two_lists_side_by_side_are_read_one_after_the_other() -> None:
    rows: list[list[Row]] = [
        [(60, "Danh sách được gửi kèm theo công văn này, gồm hai phần như sau:")],
        [(60, "I. ĐƠN VỊ"), (310, "II. NGƯỜI LAO ĐỘNG")],
        [(60, "=1. Tổ Vận hành của các nhà máy"), (310, "=1. Ông Lù A Tỏa, công nhân bậc bảy")],
        [(60, "nước Sẻo Lủng"), (310, "Tổ Vận hành")],
        [(60, "2. Xưởng Cơ khí Bản Khoang"), (310, "=2. Bà Sùng Thị Dợ, thủ kho vật tư")],
        [(310, "của nhà máy")],
        [(310, "3. Ông Giàng A Lử, lái máy")],
        [(60, "Kính đề nghị xem xét.")],
    ]
    assert texts(typed(rows, right={60: 270, 310: 528})) == [
        "Danh sách được gửi kèm theo công văn này, gồm hai phần như sau:",
        "I. ĐƠN VỊ",
        "1. Tổ Vận hành của các nhà máy nước Sẻo Lủng",
        "2. Xưởng Cơ khí Bản Khoang",
        "II. NGƯỜI LAO ĐỘNG",
        "1. Ông Lù A Tỏa, công nhân bậc bảy Tổ Vận hành",
        "2. Bà Sùng Thị Dợ, thủ kho vật tư của nhà máy",
        "3. Ông Giàng A Lử, lái máy",
        "Kính đề nghị xem xét.",
    ]


def test_one_list_that_flows_from_the_left_column_into_the_right_one() -> None:
    rows: list[list[Row]] = [
        [(60, "=1. Ông Lù A Tỏa, công nhân"), (310, "=3. Ông Giàng A Lử, lái máy")],
        [(60, "vận hành nhà máy nước"), (310, "của đội xe")],
        [(60, "2. Bà Sùng Thị Dợ, thủ kho"), (310, "4. Bà Vàng Thị Say, y tá")],
    ]
    assert texts(typed(rows, right={60: 260, 310: 510})) == [
        "1. Ông Lù A Tỏa, công nhân vận hành nhà máy nước",
        "2. Bà Sùng Thị Dợ, thủ kho",
        "3. Ông Giàng A Lử, lái máy của đội xe",
        "4. Bà Vàng Thị Say, y tá",
    ]


def test_a_page_in_two_columns_is_read_down_each_column() -> None:
    left = (
        "=Phong trào trồng rừng của xã ta",
        "=được phát động từ đầu xuân và đã",
        "=được các bản hưởng ứng rất sôi",
        "nổi.",
        "=Sau ba tháng toàn xã trồng được",
        "=hai trăm héc ta, trong đó có một",
        "=nửa là cây gỗ lớn, còn lại là cây",
        "=ăn quả của các hộ ở ven con suối",
    )
    right = (
        "=lớn. Các bản Khoang và Mười có số",
        "=cây sống cao nhất, được xã biểu",
        "=dương ngay tại buổi họp đầu quý.",
        "=Xã sẽ chọn ba hộ tiêu biểu nhất",
        "=để đề nghị cấp trên khen thưởng",
        "=vào dịp tổng kết cuối năm và nêu",
        "=gương cho các bản khác cùng làm",
        "theo.",
    )
    rows: list[list[Row]] = [[(60, one), (310, two)] for one, two in zip(left, right, strict=True)]
    assert texts(typed(rows, right={60: 280, 310: 530})) == [
        "Phong trào trồng rừng của xã ta được phát động từ đầu xuân và đã được các bản hưởng ứng rất sôi nổi.",
        "Sau ba tháng toàn xã trồng được hai trăm héc ta, trong đó có một nửa là cây gỗ lớn, còn lại là cây ăn quả của "
        "các hộ ở ven con suối lớn. Các bản Khoang và Mười có số cây sống cao nhất, được xã biểu dương ngay tại buổi "
        "họp đầu quý. Xã sẽ chọn ba hộ tiêu biểu nhất để đề nghị cấp trên khen thưởng vào dịp tổng kết cuối năm và nêu "
        "gương cho các bản khác cùng làm theo.",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [("- Ông Lù A Tỏa", "Trưởng ban"), ("- Bà Sùng Thị Dợ", "Phó ban"), ("- Ông Giàng A Lử", "Ủy viên")],
        [("1. Ông Lù A Tỏa", "Trưởng ban"), ("2. Bà Sùng Thị Dợ", "Phó ban"), ("3. Ông Giàng A Lử", "Ủy viên")],
        [("1. Lù A Tỏa", "2. Sùng Thị Dợ"), ("3. Giàng A Lử", "4. Vàng Thị Say"), ("5. Lý A Chư", "6. Tẩn Mẩy")],
        [("Họ và tên:", "Lù A Tỏa"), ("Ngày sinh:", "10/3/1980"), ("Quê quán:", "Bản Khoang"), ("Dân tộc:", "Mông")],
        [(f"Số liệu {name}", ": ....................") for name in ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy")],
    ],
    ids=["posts", "numbered posts", "names two by two", "keys and values", "a form to fill in"],
)
def test_lists_set_with_tabs_are_read_across(rows: list[tuple[str, str]]) -> None:
    found = texts(typed([[(60, one), (310, two)] for one, two in rows]))
    assert found == [f"{one} {two}" for one, two in rows]
