"""Word 97-2003, RTF and OpenDocument: what stands in them comes out, in whatever letters it was typed."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("office_papers", Path(__file__).with_name("office_papers.py"))
papers = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(papers)

KINDS = ("doc", "rtf", "odt")
LINES = [
    ("header", "UBND XÃ SUỐI MẪU"),
    ("paragraph", "TỜ TRÌNH"),
    ("paragraph", "1. Tập thể Phòng Văn hóa"),
    ("paragraph", "2. Ông Lê Văn Thử"),
    ("table", ""),
    ("paragraph", papers.SMALL),
    ("paragraph", papers.CAPITAL),
    ("paragraph", "Kết quả thực hiện: Hội đồng ĐỀ NGHỊ"),
    ("paragraph", "Giữ lại thêm vào"),
    ("paragraph", "Trước sau"),
    ("paragraph", "Cạnh khung"),
    ("text_box", "Số đến: 15"),
    ("footer", "Trang cuối"),
]


@pytest.fixture(scope="module")
def old_papers(tmp_path_factory):
    """The same paper in each of the older formats."""
    source = tmp_path_factory.mktemp("papers") / "to-trinh.docx"
    papers.paper(source)
    return {kind: papers.converted(source, kind) for kind in KINDS}


def losses(answer):
    return {loss.code.value: loss.count for loss in answer.losses}


def lines(answer):
    return [(block.kind.value, block.text) for block in answer.blocks]


@pytest.mark.parametrize("kind", KINDS)
def test_headers_numbers_tables_boxes_and_legacy_letters_come_through_the_conversion(read_bytes, old_papers, kind):
    answer = read_bytes(old_papers[kind], f"to-trinh.{kind}")

    assert (answer.format, answer.status.value, answer.problems) == (kind, "read_with_losses", ())
    # LibreOffice leaves text boxes out when it writes RTF; a box that is there is read, see below.
    expected = [line for line in LINES if kind != "rtf" or line[0] != "text_box"]
    assert lines(answer) == expected
    table = next(block for block in answer.blocks if block.kind == "table")
    assert [(cell.row, cell.column, cell.column_span, cell.text) for cell in table.cells] == [
        (0, 0, 2, "Họ và tên"),
        (0, 2, 1, "Ô 0.2"),
        (1, 0, 1, "Ô 1.0"),
        (1, 1, 1, "Ô 1.1"),
        (1, 2, 1, "Ô 1.2"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_tracked_changes_and_hidden_text_are_still_losses_after_the_conversion(read_bytes, old_papers, kind):
    found = losses(read_bytes(old_papers[kind], f"to-trinh.{kind}"))

    assert {code: found.get(code) for code in ("tracked-insertion", "tracked-deletion", "hidden-text")} == {
        "tracked-insertion": 1,
        "tracked-deletion": 1,
        "hidden-text": 1,
    }
    assert "legacy-encoding" not in found


RTF = rb"""{\rtf1\ansi\ansicpg1258\deff0
{\fonttbl{\f0\froman\fcharset163 Times New Roman;}{\f1\fnil\fcharset0 .VnTime;}{\f2\fnil .VnTimeH;}}
\pard\f1 S\'e8: 15/TTr-UBND\par
{\f2 t\'ea tr\'d7nh}\par
\f0 K\u237?nh g\u7917?i: S\u7903? N\u7897?i v\u7909?\par
Ng\'fd\'f5\'cci \'f0\'fd\'f5\'f2c khen\par
\f1 V\'d2 vi\'d6c t\'c6ng B\'bbng khen cho ng\'ad\'eai lao \'ae\'e9ng\par
\f0\trowd\cellx3000\cellx6000\intbl M\u7897?t\cell Hai\cell\row
\pard {\shp{\*\shpinst\shpleft0\shptop0\shpright4000\shpbottom1000\shpwr3{\sp{\sn shapeType}{\sv 202}}
{\shptxt\pard Trong khung\par}}}\par
H\u7871?t{\footnote\pard Ghi ch\u250?\par}\par}"""


def test_a_hand_written_rtf_is_read_in_unicode_code_page_and_tcvn3(read_bytes):
    answer = read_bytes(RTF, "to-trinh.rtf")

    assert lines(answer) == [
        ("paragraph", "Số: 15/TTr-UBND"),
        ("paragraph", "TỜ TRÌNH"),
        ("paragraph", "Kính gửi: Sở Nội vụ"),
        ("paragraph", "Người được khen"),
        ("paragraph", "Về việc tặng Bằng khen cho người lao động"),
        ("table", ""),
        ("text_box", "Trong khung"),
        ("paragraph", "Hết"),
        ("note", "Ghi chú"),
    ]
    assert [cell.text for cell in answer.blocks[5].cells] == ["Một", "Hai"]


def rtf(body, fonts):
    return b"{\\rtf1\\ansi\\ansicpg1258\\deff0{\\fonttbl" + fonts + b"}\\f0 " + body + b"\\par}"


@pytest.mark.parametrize("charset", [b"\\fcharset0", b"\\fcharset1", b"\\fcharset163", b""])
def test_bytes_under_a_legacy_font_are_positions_in_it_whatever_set_the_font_claims(read_bytes, charset):
    body = b"".join(b"\\'%02x" % byte if byte >= 0x80 else bytes([byte]) for byte in papers.TCVN3.encode("cp1252"))

    answer = read_bytes(rtf(body, b"{\\f0\\fnil" + charset + b"{\\*\\panose 02020500}.VnTime;}"), "a.rtf")

    assert [block.text for block in answer.blocks] == [papers.SMALL]
    assert losses(answer) == {"legacy-converted": 1}


def test_the_default_set_of_a_unicode_font_is_the_code_page_of_the_file(read_bytes):
    answer = read_bytes(rtf(rb"Th\'fd ky\'ec", b"{\\f0\\fnil\\fcharset1 Arial;}"), "a.rtf")

    assert [block.text for block in answer.blocks] == ["Thư ký"]


def test_an_optional_hyphen_is_no_letter_but_that_of_libreoffice_is(read_bytes):
    fonts = b"{\\f0\\fnil\\fcharset0 .VnTime;}"

    assert [block.text for block in read_bytes(rtf(rb"H\'e9i \-\'ae\'e5ng ng\'ad\'eai", fonts), "a.rtf").blocks] == [
        "Hội đồng người"
    ]
    by_libreoffice = rtf(rb"ng\-\'eai", fonts + b"}{\\*\\generator LibreOffice/7.4")
    assert [block.text for block in read_bytes(by_libreoffice, "a.rtf").blocks] == ["người"]


@pytest.mark.parametrize(
    "data",
    [
        rtf(b"M\\u7897?t\\par Hai", b"{\\f0 Arial;}").rstrip(b"}"),
        rtf(b"M\\u7897?t\\par Hai", b"{\\f0 Arial;}").replace(b"\\f0 M", b"{{\\f0 M"),
    ],
)
def test_an_rtf_file_that_breaks_off_is_read_as_far_as_it_goes_and_told(read_bytes, data):
    answer = read_bytes(data, "a.rtf")

    assert [block.text for block in answer.blocks] == ["Một", "Hai"]
    assert (answer.status.value, losses(answer)) == ("read_with_losses", {"part-missing": 1})


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(rb"{\pict\wmetafile8 d0cf11e0ffff}", id="metafile that is none"),
        pytest.param(rb"{\*\shppict{\pict\pngblip 89504e4789504e47}}{\nonshppict{\pict\wmetafile8 01}}", id="twice"),
        pytest.param(rb"{\pict\pngblip\bin6 }}}}}}}", id="raw bytes, braces among them"),
        pytest.param(
            rb"{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 75}}{\sp{\sn pib}{\sv {\pict\pngblip 12}}}}}", id="in a shape"
        ),
    ],
)
def test_a_picture_that_nobody_can_decode_costs_itself_and_not_the_words_around_it(read_bytes, picture):
    answer = read_bytes(rtf(rb"M\u7897?t\par " + picture + rb"\par Hai", rb"{\f0 Arial;}"), "a.rtf")

    assert [block.text for block in answer.blocks] == ["Một", "Hai"]
    assert (answer.status.value, losses(answer), answer.problems) == ("read", {"image": 1}, ())


def test_of_an_object_that_nobody_can_decode_the_words_are_read_that_stand_for_it(read_bytes):
    thing = rb"{\object\objemb{\*\objclass Word.Document.8}{\*\objdata d0cf11e0}{\result{Danh s\'e1ch}}}"
    answer = read_bytes(rtf(rb"M\u7897?t\par " + thing + rb"\par Hai", rb"{\f0 Arial;}"), "a.rtf")

    assert [block.text for block in answer.blocks] == ["Một", "Danh sách", "Hai"]
    assert (answer.status.value, losses(answer)) == ("read_with_losses", {"embedded-object": 1})


def test_an_rtf_file_of_a_picture_alone_is_no_empty_file(read_bytes):
    answer = read_bytes(rtf(rb"{\pict\pngblip 12}", rb"{\f0 Arial;}"), "a.rtf")

    assert (answer.blocks, losses(answer)) == ((), {"image": 1})
    assert answer.status.value != "empty"


def test_the_end_of_an_rtf_file_within_a_picture_is_told(read_bytes):
    data = rtf(rb"M\u7897?t\par {\pict\pngblip 8950", rb"{\f0 Arial;}").removesuffix(rb"\par}")

    answer = read_bytes(data, "a.rtf")

    assert [block.text for block in answer.blocks] == ["Một"]
    assert losses(answer) == {"image": 1, "part-missing": 1}
