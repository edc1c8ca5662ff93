"""Tables of Word files: grid positions, merged and nested cells, tracked rows."""

from __future__ import annotations

import io

import docx

from pipeline.models.files import BlockKind


def p(text=""):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" if text else "<w:p/>"


def tc(text="", properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows):
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def cells(block):
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in block.cells]


def losses(answer):
    return {loss.code.value: loss.count for loss in answer.losses}


def test_merged_cells_stand_once_at_their_place_in_the_grid(read_bytes, make):
    body = tbl(
        tr(tc("STT", '<w:vMerge w:val="restart"/>'), tc("Năm sinh", '<w:gridSpan w:val="2"/>'), tc("Ghi chú")),
        tr(tc("", "<w:vMerge/>"), tc("Nam"), tc("Nữ"), tc("")),
        tr(tc("1"), tc("1980"), properties='<w:gridBefore w:val="1"/>'),
    )

    (block,) = read_bytes(make.package(body)).blocks

    assert cells(block) == [
        (0, 0, 2, 1, "STT"),
        (0, 1, 1, 2, "Năm sinh"),
        (0, 3, 1, 1, "Ghi chú"),
        (1, 1, 1, 1, "Nam"),
        (1, 2, 1, 1, "Nữ"),
        (1, 3, 1, 1, ""),
        (2, 1, 1, 1, "1"),
        (2, 2, 1, 1, "1980"),
    ]


def test_cells_that_python_docx_merged_are_one(read_bytes):
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "Đơn vị"
    table.cell(2, 2).text = "cuối"
    stream = io.BytesIO()
    document.save(stream)

    (block,) = read_bytes(stream.getvalue()).blocks

    assert (0, 0, 2, 2, "Đơn vị") in cells(block)
    assert (2, 2, 1, 1, "cuối") in cells(block)
    assert len(block.cells) == 6


def test_a_merge_that_continues_nothing_is_a_cell_of_its_own(read_bytes, make):
    (block,) = read_bytes(make.package(tbl(tr(tc("A", "<w:vMerge/>"))))).blocks

    assert cells(block) == [(0, 0, 1, 1, "A")]


def test_two_merges_one_below_the_other_stay_apart(read_bytes, make):
    restart, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(tr(tc("A", restart)), tr(tc("", on)), tr(tc("B", restart)), tr(tc("", on)), tr(tc("C")))

    (block,) = read_bytes(make.package(body)).blocks

    assert cells(block) == [(0, 0, 2, 1, "A"), (2, 0, 2, 1, "B"), (4, 0, 1, 1, "C")]


def test_the_old_way_of_merging_across_is_understood(read_bytes, make):
    body = tbl(tr(tc("I. TẬP THỂ", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("x")))

    (block,) = read_bytes(make.package(body)).blocks

    assert cells(block) == [(0, 0, 1, 2, "I. TẬP THỂ"), (0, 2, 1, 1, "x")]


def test_text_that_a_merge_covers_is_counted_as_hidden(read_bytes, make):
    body = tbl(tr(tc("A", '<w:vMerge w:val="restart"/>')), tr(tc("che", "<w:vMerge/>")))

    answer = read_bytes(make.package(body))

    assert cells(answer.blocks[0]) == [(0, 0, 2, 1, "A")]
    assert losses(answer) == {"hidden-text": 1}


def test_a_nested_table_is_a_block_after_the_outer_one(read_bytes, make):
    inner = tbl(tr(tc("trong")))
    body = tbl(tr(f"<w:tc><w:tcPr/>{p('ngoài')}{inner}{p('tiếp')}</w:tc>", tc("bên"))) + p("sau")

    outer, nested, after = read_bytes(make.package(body)).blocks

    assert cells(outer) == [(0, 0, 1, 1, "ngoài\ntiếp"), (0, 1, 1, 1, "bên")]
    assert (nested.kind, cells(nested)) == (BlockKind.TABLE, [(0, 0, 1, 1, "trong")])
    assert after.text == "sau"


def test_content_controls_around_rows_and_cells_are_opened(read_bytes, make):
    def sdt(content):
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = tbl(tr(tc("1"), sdt(tc("Nguyễn Văn Mẫu"))), sdt(tr(tc("2"), tc("Trần Thị Mẫu"))))

    (block,) = read_bytes(make.package(body)).blocks

    assert cells(block) == [
        (0, 0, 1, 1, "1"),
        (0, 1, 1, 1, "Nguyễn Văn Mẫu"),
        (1, 0, 1, 1, "2"),
        (1, 1, 1, 1, "Trần Thị Mẫu"),
    ]


def test_a_deleted_row_is_gone_an_inserted_row_is_read(read_bytes, make):
    body = tbl(
        tr(tc("giữ")), tr(tc("bỏ"), properties='<w:del w:id="1"/>'), tr(tc("thêm"), properties='<w:ins w:id="2"/>')
    )

    answer = read_bytes(make.package(body))

    assert cells(answer.blocks[0]) == [(0, 0, 1, 1, "giữ"), (1, 0, 1, 1, "thêm")]
    assert losses(answer) == {"tracked-insertion": 1, "tracked-deletion": 1}


def test_a_hidden_row_is_left_out_and_counted(read_bytes, make):
    answer = read_bytes(make.package(tbl(tr(tc("A")), tr(tc("ẩn"), properties="<w:hidden/>"), tr(tc("B")))))

    assert cells(answer.blocks[0]) == [(0, 0, 1, 1, "A"), (1, 0, 1, 1, "B")]
    assert losses(answer) == {"hidden-text": 1}


def test_a_table_opens_a_page_where_its_first_paragraph_does(read_bytes, make):
    opening = "<w:tc><w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>A</w:t></w:r></w:p></w:tc>"

    blocks = read_bytes(make.package(p("trước") + tbl(tr(opening)) + p("sau"))).blocks

    assert [block.starts_page for block in blocks] == [False, True, False]


def test_absurd_spans_do_no_harm(read_bytes, make):
    body = tbl(tr(tc("A", '<w:gridSpan w:val="999999999999"/>'), tc("B", '<w:gridSpan w:val="x"/>')))

    (block,) = read_bytes(make.package(body)).blocks

    assert [cell.text for cell in block.cells] == ["A", "B"]
