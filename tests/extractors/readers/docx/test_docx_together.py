"""What stands in odd places, and several things at once: text boxes in headers, Strict files with lists and changes."""

from __future__ import annotations

import io
import zipfile

import pytest


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    given = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{given}<w:t xml:space="preserve">{text}</w:t></w:r>'


def lines(answer):
    return [(block.kind.value, block.text) for block in answer.blocks]


def losses(answer):
    return {loss.code.value: loss.count for loss in answer.losses}


def drawn(box: str) -> str:
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:anchor></w:drawing></mc:Choice><mc:Fallback>{vector(box)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def vector(box: str) -> str:
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></v:shape></w:pict>"


@pytest.mark.parametrize("frame", [drawn, lambda box: f"<w:r>{vector(box)}</w:r>"], ids=["DrawingML", "VML"])
def test_a_text_box_in_a_header_is_read_once(read_bytes, make, frame):
    header = p(r("Mật thư"), frame(p(r("TỈNH AN MẪU")) + p(r("Sở Nội vụ"))))
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'

    answer = read_bytes(
        make.package(
            p(r("Thân")) + section,
            ("rId1", "header", "header1.xml"),
            parts={"word/header1.xml": make.part("hdr", header)},
        )
    )

    assert lines(answer) == [
        ("header", "Mật thư"),
        ("text_box", "TỈNH AN MẪU"),
        ("text_box", "Sở Nội vụ"),
        ("paragraph", "Thân"),
    ]
    assert answer.status == "read"


def test_a_text_box_holds_tables_lists_and_changes_like_the_body(read_bytes, make):
    inside = (
        p(r("Danh sách "), f'<w:ins w:id="1">{r("bổ sung")}</w:ins>')
        + "<w:tbl><w:tr><w:tc>"
        + p(r("Trần Thị Thử"))
        + "</w:tc></w:tr></w:tbl>"
    )

    answer = read_bytes(make.package(p(r("Kèm theo"), drawn(inside))))

    assert lines(answer) == [("paragraph", "Kèm theo"), ("text_box", "Danh sách bổ sung"), ("table", "")]
    assert [cell.text for cell in answer.blocks[2].cells] == ["Trần Thị Thử"]
    assert losses(answer) == {"tracked-insertion": 1}


def test_a_change_of_form_is_no_change_of_text_and_the_old_form_does_not_count(read_bytes, make):
    before = '<w:jc w:val="center"/><w:numPr><w:numId w:val="3"/></w:numPr>'
    old = f'<w:pPrChange w:id="1"><w:pPr>{before}</w:pPr></w:pPrChange>'
    run = r("Kính gửi", '<w:b/><w:rPrChange w:id="2"><w:rPr><w:vanish/></w:rPr></w:rPrChange>')

    answer = read_bytes(make.package(p(run, properties=old)))

    (block,) = answer.blocks
    assert (block.text, block.bold, block.centred) == ("Kính gửi", True, False)
    assert (answer.status.value, losses(answer)) == ("read", {})


def test_an_inserted_and_a_deleted_paragraph_with_their_ends(read_bytes, make):
    inserted = p(f'<w:ins w:id="1">{r("Thêm vào.")}</w:ins>', properties='<w:rPr><w:ins w:id="2"/></w:rPr>')
    deleted = p(
        '<w:del w:id="3"><w:r><w:delText>Bỏ đi.</w:delText></w:r></w:del>',
        properties='<w:rPr><w:del w:id="4"/></w:rPr>',
    )

    answer = read_bytes(make.package(p(r("Đầu.")) + inserted + deleted + p(r("Cuối."))))

    assert [text for _, text in lines(answer)] == ["Đầu.", "Thêm vào.", "Cuối."]
    assert losses(answer) == {"tracked-insertion": 1, "tracked-deletion": 1}


def test_footnotes_and_endnotes_stand_once_in_the_order_of_their_references(read_bytes, make):
    def note(kind: str, identifier: int, text: str) -> str:
        return f'<w:{kind} w:id="{identifier}">{p(r(text))}</w:{kind}>'

    body = p(
        r("Một"), '<w:r><w:endnoteReference w:id="2"/></w:r>', r(" hai"), '<w:r><w:footnoteReference w:id="1"/></w:r>'
    )
    answer = read_bytes(
        make.package(
            body,
            ("rId1", "footnotes", "footnotes.xml"),
            ("rId2", "endnotes", "endnotes.xml"),
            parts={
                "word/footnotes.xml": make.part("footnotes", note("footnote", 1, "Cuối trang")),
                "word/endnotes.xml": make.part("endnotes", note("endnote", 2, "Cuối bài") + note("endnote", 3, "Thừa")),
            },
        )
    )

    assert lines(answer) == [("paragraph", "Một hai"), ("note", "Cuối bài"), ("note", "Cuối trang")]


def test_a_strict_file_has_its_lists_tables_headers_and_changes_read(read_bytes, make):
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = (
        p(r("Sự cần thiết"), properties=item)
        + p(r("Đề nghị"), properties=item)
        + '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
        + p(r("Họ và tên"))
        + "</w:tc></w:tr><w:tr><w:tc>"
        + p(r("1"))
        + "</w:tc><w:tc>"
        + p(f'<w:ins w:id="1">{r("Lê Văn Giả")}</w:ins>', r("ẩn", '<w:vanish w:val="true"/>'))
        + "</w:tc></w:tr></w:tbl>"
        + '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/></w:sectPr>'
    )
    data = make.package(
        body,
        ("rId1", "numbering", "numbering.xml"),
        ("rId2", "footer", "footer1.xml"),
        parts={
            "word/numbering.xml": make.part("numbering", numbering),
            "word/footer1.xml": make.part("ftr", p(r("Chân trang"))),
        },
    )
    strict = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            transitional = archive.read(name)
            for old, new in (
                (
                    b"schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"purl.oclc.org/ooxml/wordprocessingml/main",
                ),
                (b"schemas.openxmlformats.org/officeDocument/2006/", b"purl.oclc.org/ooxml/officeDocument/"),
            ):
                transitional = transitional.replace(old, new)
            strict[name] = transitional

    answer = read_bytes(make.zipped(strict))

    assert lines(answer) == [
        ("paragraph", "I. Sự cần thiết"),
        ("paragraph", "II. Đề nghị"),
        ("table", ""),
        ("footer", "Chân trang"),
    ]
    cells = [(cell.row, cell.column, cell.column_span, cell.text) for cell in answer.blocks[2].cells]
    assert cells == [(0, 0, 2, "Họ và tên"), (1, 0, 1, "1"), (1, 1, 1, "Lê Văn Giả")]
    assert losses(answer) == {"tracked-insertion": 1, "hidden-text": 1}
