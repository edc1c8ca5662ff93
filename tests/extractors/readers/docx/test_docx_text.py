"""The text of Word files: what python-docx reads too, and what it leaves out."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK

from pipeline.models.files import BlockKind


def r(text, properties=""):
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content, properties=""):
    ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{ppr}{''.join(content)}</w:p>"


def control(content):
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def text_box(content):
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"


def texts(answer):
    return [(block.kind.value, block.text) for block in answer.blocks]


def lines(answer):
    return [block.text for block in answer.blocks]


def losses(answer):
    return {loss.code.value: loss.count for loss in answer.losses}


def test_paragraphs_and_cells_of_a_plain_document_agree_with_python_docx(read_bytes):
    document = docx.Document()
    document.add_heading("TỜ TRÌNH", level=1)
    document.add_paragraph("Về việc đề nghị tặng Bằng khen")
    broken = document.add_paragraph("Kính gửi:\tSở Nội vụ")
    broken.add_run().add_break()
    broken.add_run("Phòng Thi đua - Khen thưởng").italic = True
    table = document.add_table(rows=3, cols=4)
    for row in range(3):
        for column in range(4):
            table.cell(row, column).text = f"Ô {row}.{column}\ndòng hai"
    document.add_paragraph("Nơi nhận: như trên.")
    stream = io.BytesIO()
    document.save(stream)
    judge = docx.Document(io.BytesIO(stream.getvalue()))

    answer = read_bytes(stream.getvalue())

    assert answer.status == "read"
    assert [b.text for b in answer.blocks if b.kind is BlockKind.PARAGRAPH] == [
        paragraph.text for paragraph in judge.paragraphs
    ]
    (found,) = [block for block in answer.blocks if block.kind is BlockKind.TABLE]
    assert {(cell.row, cell.column): cell.text for cell in found.cells} == {
        (i, j): cell.text for i, row in enumerate(judge.tables[0].rows) for j, cell in enumerate(row.cells)
    }
    assert lines(answer)[2] == "Kính gửi:\tSở Nội vụ\nPhòng Thi đua - Khen thưởng"
    assert [block.index for block in answer.blocks] == [0, 1, 2, 3, 4]


def test_bold_centred_and_page_starts_are_kept(read_bytes):
    document = docx.Document()
    title = document.add_paragraph()
    title.add_run("TỜ TRÌNH").bold = True
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("nửa đậm ").add_run("nửa không").bold = True
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("DANH SÁCH")
    forced = document.add_paragraph("BIÊN BẢN")
    forced.paragraph_format.page_break_before = True
    stream = io.BytesIO()
    document.save(stream)

    blocks = read_bytes(stream.getvalue()).blocks

    assert [(b.text, b.bold, b.centred, b.starts_page) for b in blocks] == [
        ("TỜ TRÌNH", True, True, False),
        ("nửa đậm nửa không", False, False, False),
        ("DANH SÁCH", False, False, True),
        ("BIÊN BẢN", False, False, True),
    ]


def test_a_page_break_inside_a_paragraph_parts_it(read_bytes, make):
    body = p(r("Nơi nhận: Lưu VT."), '<w:r><w:br w:type="page"/></w:r>', r("DANH SÁCH"))

    assert [(b.text, b.starts_page) for b in read_bytes(make.package(body)).blocks] == [
        ("Nơi nhận: Lưu VT.", False),
        ("DANH SÁCH", True),
    ]


def test_words_own_record_of_page_breaks_is_not_trusted(read_bytes, make):
    body = p(r("Một")) + p("<w:r><w:lastRenderedPageBreak/><w:t>Hai</w:t></w:r>")

    assert [b.starts_page for b in read_bytes(make.package(body)).blocks] == [False, False]


@pytest.mark.parametrize(("kind", "opens"), [("nextPage", True), ("continuous", False), (None, True)])
def test_a_section_opens_a_page_by_the_kind_that_it_names_itself(read_bytes, make, kind, opens):
    # The break after "Một" is described by the section that follows it.
    named = f'<w:type w:val="{kind}"/>' if kind else ""
    first = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    body = p(r("Một"), properties=first) + p(r("Hai")) + f"<w:sectPr>{named}</w:sectPr>"

    assert [b.starts_page for b in read_bytes(make.package(body)).blocks] == [False, opens]


CASES = {
    "a tracked insertion is read and counted": (
        p(r("Ông "), f'<w:ins w:id="1" w:author="x">{r("Nguyễn Văn Mẫu")}</w:ins>'),
        ["Ông Nguyễn Văn Mẫu"],
        {"tracked-insertion": 1},
    ),
    "a tracked deletion is left out and counted": (
        p(r("05 tập thể"), '<w:del w:id="1"><w:r><w:delText>06 tập thể</w:delText></w:r></w:del>'),
        ["05 tập thể"],
        {"tracked-deletion": 1},
    ),
    "an insertion inside a deletion is gone": (
        p(r("A"), f'<w:del w:id="1"><w:ins w:id="2">{r("B")}</w:ins></w:del>'),
        ["A"],
        {"tracked-deletion": 1},
    ),
    "moved text stands where it was moved to": (
        p(f'<w:moveFrom w:id="1">{r("Hai. ")}</w:moveFrom>', r("Một. "), f'<w:moveTo w:id="2">{r("Hai.")}</w:moveTo>'),
        ["Một. Hai."],
        {"tracked-insertion": 1, "tracked-deletion": 1},
    ),
    "a deleted paragraph end joins two paragraphs": (
        p(r("Hội nghị "), properties='<w:rPr><w:del w:id="1"/></w:rPr>') + p(r("tổng kết")),
        ["Hội nghị tổng kết"],
        {},
    ),
    "content controls around paragraphs, runs and nested ones are opened": (
        control(p(r("Số: "), control(r("12/TTr-UBND")))),
        ["Số: 12/TTr-UBND"],
        {},
    ),
    "smart tags, hyperlinks, custom XML and simple fields are opened": (
        p(
            f'<w:smartTag w:element="date">{r("ngày 15/9")}</w:smartTag>',
            f'<w:hyperlink w:anchor="x">{r("/2025")}</w:hyperlink>',
            f'<w:customXml w:element="y">{r(" tại")}</w:customXml>',
            f'<w:fldSimple w:instr=" AUTHOR ">{r(" xã Mẫu")}</w:fldSimple>',
        ),
        ["ngày 15/9/2025 tại xã Mẫu"],
        {},
    ),
    "of a field the result is read, not the code": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r>',
            r("mã lẫn vào"),
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("xã Mẫu")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            r(", tỉnh Mẫu"),
        ),
        ["xã Mẫu, tỉnh Mẫu"],
        {},
    ),
    "text before a field in the same run stays": (
        p(
            '<w:r><w:t>Trang </w:t><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>2</w:t><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        ["Trang 2"],
        {},
    ),
    "a field without its end costs its own paragraph only": (
        p(r("Một"), '<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + p(r("Hai")),
        ["Một", "Hai"],
        {},
    ),
    "a ticked form box is seen": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
            '</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/>'
            "</w:r>",
            r(" Nam"),
        ),
        ["☒ Nam"],
        {},
    ),
    "tabs, breaks and odd hyphens": (
        p(
            "<w:r><w:t>Số:</w:t><w:tab/><w:t>12</w:t><w:noBreakHyphen/><w:t>QĐ</w:t><w:br/><w:t>khen</w:t>"
            "<w:softHyphen/><w:t>thưởng</w:t></w:r>"
        ),
        ["Số:\t12-QĐ\nkhenthưởng"],
        {},
    ),
    "a known sign of a sign font is read, an unknown one is marked and counted": (
        p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> Nữ </w:t><w:sym w:font="X" w:char="F0EE"/></w:r>'),
        ["☒ Nữ \ufffd"],
        {"unreadable-glyphs": 1},
    ),
    "hidden text is left out and counted": (
        p(r("thấy"), r("không thấy", "<w:vanish/>"), r(" được", '<w:vanish w:val="0"/>')),
        ["thấy được"],
        {"hidden-text": 1},
    ),
    "comments are counted": (p(r("A"), '<w:r><w:commentReference w:id="0"/></w:r>'), ["A"], {"comment": 1}),
    "decomposed letters are composed, also over two runs": (p(r("Hoa\u0300 Bi"), r("\u0300nh")), ["Hoà Bình"], {}),
    "text of an unknown wrapper is not lost": (p(f"<w:future>{r('vẫn đọc')}</w:future>"), ["vẫn đọc"], {}),
    "empty paragraphs are left out": (p() + p(r("  ")) + p(r("A")), ["A"], {}),
    "letters of a formula are read": (p("<m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath>"), ["x=5"], {}),
    "an embedded document is counted": (p(r("A")) + '<w:altChunk r:id="rId9"/>', ["A"], {"embedded-object": 1}),
}


@pytest.mark.parametrize(("body", "expected", "counted"), CASES.values(), ids=CASES.keys())
def test_text_is_read_as_it_is_shown(read_bytes, make, body, expected, counted):
    answer = read_bytes(make.package(body))

    assert lines(answer) == expected
    assert losses(answer) == counted


def test_alternate_content_gives_its_text_once_and_a_text_box_follows_its_anchor(read_bytes, make):
    box = p(r("ỦY BAN NHÂN DÂN")) + p(r("XÃ MẪU"))
    body = p(
        r("Neo"),
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>"
        f"<wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{box}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    ) + p(r("Sau"))

    assert texts(read_bytes(make.package(body))) == [
        ("paragraph", "Neo"),
        ("text_box", "ỦY BAN NHÂN DÂN"),
        ("text_box", "XÃ MẪU"),
        ("paragraph", "Sau"),
    ]


def test_a_vml_text_box_and_words_drawn_behind_the_text_are_read(read_bytes, make):
    body = p(
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(r('Hộp cũ'))}</w:txbxContent></v:textbox></v:shape>"
        '<v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>'
    )

    assert texts(read_bytes(make.package(body))) == [("text_box", "Hộp cũ"), ("text_box", "DỰ THẢO")]


def test_headers_come_first_then_body_notes_and_footers_each_part_once(read_bytes, make):
    references = (
        '<w:headerReference w:type="default" r:id="rId1"/><w:headerReference w:type="first" r:id="rId2"/>'
        '<w:footerReference w:type="default" r:id="rId3"/>'
    )
    section = f"<w:sectPr>{references}</w:sectPr>"
    body = p(r("Một"), '<w:r><w:footnoteReference w:id="2"/></w:r>', properties=section) + p(r("Hai")) + section
    box = f"<w:r>{text_box(p(r('Cơ quan')))}</w:r>"
    data = make.package(
        body,
        ("rId1", "header", "header1.xml"),
        ("rId2", "header", "header2.xml"),
        ("rId3", "footer", "footer1.xml"),
        ("rId4", "footnotes", "footnotes.xml"),
        parts={
            "word/header1.xml": make.part("hdr", p(r("Đầu trang"), box)),
            "word/header2.xml": make.part("hdr", p(r("Chỉ cho trang đầu, không bật"))),
            "word/footer1.xml": make.part("ftr", p(r("Chân trang"))),
            "word/footnotes.xml": make.part(
                "footnotes",
                f'<w:footnote w:id="0" w:type="separator">{p(r("---"))}</w:footnote>'
                f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", r("Chú thích"))}</w:footnote>',
            ),
        },
    )

    assert texts(read_bytes(data)) == [
        ("header", "Đầu trang"),
        ("text_box", "Cơ quan"),
        ("paragraph", "Một"),
        ("paragraph", "Hai"),
        ("note", "Chú thích"),
        ("footer", "Chân trang"),
    ]


def test_a_header_of_the_first_page_is_read_where_the_section_has_a_title_page(read_bytes, make):
    section = '<w:sectPr><w:headerReference w:type="first" r:id="rId2"/><w:titlePg/></w:sectPr>'
    data = make.package(
        p(r("Thân")) + section,
        ("rId2", "header", "header2.xml"),
        parts={"word/header2.xml": make.part("hdr", p(r("Trang đầu")))},
    )

    assert texts(read_bytes(data)) == [("header", "Trang đầu"), ("paragraph", "Thân")]


def test_bold_centre_hidden_and_font_are_inherited_from_styles(read_bytes, make):
    styles = make.part(
        "styles",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="Ten"><w:basedOn w:val="Base"/>'
        '<w:rPr><w:rFonts w:ascii="Times New Roman"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    body = (
        p(r("TỜ TRÌNH"), properties='<w:pStyle w:val="Ten"/>')
        + p(r("thưa", "<w:b w:val='0'/>"), r("ẩn", '<w:rStyle w:val="An"/>'), properties='<w:pStyle w:val="Ten"/>')
        + p(r("céng hoµ x· héi, th\u00adëng Ð"))
    )
    data = make.package(body, ("rId1", "styles", "styles.xml"), parts={"word/styles.xml": styles})

    answer = read_bytes(data)

    assert [(b.text, b.bold, b.centred) for b in answer.blocks] == [
        ("TỜ TRÌNH", True, True),
        ("thưa", False, True),
        # A soft hyphen is a ư in TCVN3, and its Ð is no Đ.
        ("cộng hoà xã hội, thưởng é", False, False),
    ]
    assert losses(answer) == {"hidden-text": 1, "legacy-converted": 1}
    assert answer.status == "read_with_losses"


def test_a_style_defined_far_down_in_the_part_is_found(read_bytes, make):
    filler = "".join(f'<w:style w:type="character" w:styleId="S{n}"><w:rPr/></w:style>' for n in range(2000))
    styles = make.part(
        "styles",
        f'<w:style w:type="paragraph" w:default="1" w:styleId="N"/>{filler}'
        '<w:style w:type="paragraph" w:styleId="Cuoi"><w:pPr><w:jc w:val="center"/></w:pPr></w:style>',
    )
    body = p(r("A")) + p(r("B"), properties='<w:pStyle w:val="Cuoi"/>')
    data = make.package(body, ("rId1", "styles", "styles.xml"), parts={"word/styles.xml": styles})

    assert [b.centred for b in read_bytes(data).blocks] == [False, True]


def test_text_in_legacy_fonts_is_converted_run_by_run(read_bytes, make):
    def font(name: str) -> str:
        return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'

    body = (
        p(r("uû ban nh©n d©n x·", font(".VnTimeH")))
        + p(
            r("§Ò nghÞ tÆng ", font(".VnTime")),
            r("Bằng khen", font("Times New Roman")),
            r(" n¨m 2006", font(".VnTime")),
        )
        + p(r("Taäp the", font("VNI-Times")), r("å", font("VNI-Times")), r(" Phoøng", font("VNI-Times")))
        + p(r("KÝnh göi: ", font(".VnArial")), r("Sở Nội vụ", font(".VnArial")))
        + p(r("Ban Chỉ đạo", font(".VnTime")))
    )

    answer = read_bytes(make.package(body))

    assert [b.text for b in answer.blocks] == [
        "UỶ BAN NHÂN DÂN XÃ",
        "Đề nghị tặng Bằng khen năm 2006",
        "Tập thể Phòng",
        "Kính gửi: Sở Nội vụ",
        "Ban Chỉ đạo",
    ]
    assert losses(answer) == {"legacy-converted": 7}
    assert answer.status == "read"


def test_a_line_in_a_legacy_encoding_is_converted_where_no_font_tells(read_bytes, make):
    answer = read_bytes(make.package(p(r("Héi ®ång Thi ®ua - Khen th\u00adëng")) + p(r("Hội đồng"))))

    assert [b.text for b in answer.blocks] == ["Hội đồng Thi đua - Khen thưởng", "Hội đồng"]
    assert losses(answer) == {"legacy-converted": 1}


def test_a_letter_without_meaning_in_the_encoding_is_a_loss(read_bytes, make):
    answer = read_bytes(make.package(p(r("Tæ À", '<w:rFonts w:ascii=".VnTime"/>'))))

    assert answer.blocks[0].text == "Tổ \ufffd"
    assert losses(answer) == {"legacy-encoding": 1}
    assert answer.status == "read_with_losses"


def test_what_was_converted_is_kept_as_the_file_stores_it_as_well(read_bytes, make):
    def font(name: str) -> str:
        return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'

    legacy, unicode = font(".VnTime"), font("Times New Roman")
    cell = f"<w:tc>{p(r('Tr­êng', legacy), r(' Thử', unicode))}{p(r('xã Mẫu', unicode))}</w:tc>"
    broken = r("§Ò", legacy) + "<w:r><w:br w:type='page'/></w:r>" + r("nghÞ", legacy) + r(" tặng", unicode)
    body = (
        p(r("Ban Chỉ đạo", unicode))
        + p(r("Bằng khen ", unicode), r("n¨m 2006", legacy))
        + p(broken)
        + p(r("Héi ®ång Thi ®ua"))
        + p(r("Taä", font("VNI-Times")), r("p theå", font("VNI-Times")))
        + f"<w:tbl><w:tr>{cell}<w:tc>{p(r('Bằng khen', unicode))}</w:tc></w:tr></w:tbl>"
    )

    blocks = read_bytes(make.package(body)).blocks

    assert [(block.text, block.raw) for block in blocks[:-1]] == [
        ("Ban Chỉ đạo", None),
        ("Bằng khen năm 2006", "Bằng khen n¨m 2006"),
        ("Đề", "§Ò"),
        ("nghị tặng", "nghÞ tặng"),
        ("Hội đồng Thi đua", "Héi ®ång Thi ®ua"),
        ("Tập thể", "Taäp theå"),
    ]
    assert [(cell.text, cell.raw) for cell in blocks[-1].cells] == [
        ("Trường Thử\nxã Mẫu", "Tr\u00adêng Thử\nxã Mẫu"),
        ("Bằng khen", None),
    ]


def test_lines_in_windows_1258_are_converted_too(read_bytes, make):
    answer = read_bytes(make.package(p(r("ðêÌ nghiò khen thýõÒng")) + p(r("đê\u0300 nghi\u0323"))))

    assert [(block.text, block.raw is None) for block in answer.blocks] == [
        ("đề nghị khen thưởng", False),
        ("đề nghị", True),
    ]
