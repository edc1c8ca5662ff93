"""Web pages under the name of Word files: what runs or lies outside is taken out, the words and cells are read."""

from __future__ import annotations

PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv=Content-Type content="text/html; charset={charset}"><meta http-equiv=refresh content="0;url=http://a.invalid">
<script>document.write("do chương trình viết")</script><link rel=stylesheet href="http://a.invalid/a.css"></head>
<body><p align=center><b>TỜ TRÌNH</b></p><!-- ghi chú --><p>Kính gửi: Sở Nội vụ<o:p></o:p></p>
<img src="file:///etc/hostname"><iframe src="http://a.invalid">khung</iframe>
<table border=1><tr><td>TT</td><td>Họ và tên</td></tr><tr><td>1</td><td>Lê Văn Thử</td></tr></table>
{more}</body>{end}"""


def page(charset: str = "utf-8", more: str = "", end: str = "</html>") -> bytes:
    """A page of a letter and a table, in that encoding."""
    return PAGE.format(charset=charset, more=more, end=end).encode(charset, errors="xmlcharrefreplace")


def losses(answer):
    return {loss.code.value: loss.count for loss in answer.losses}


def test_words_and_cells_are_read_and_nothing_that_runs_or_is_fetched(read_bytes):
    answer = read_bytes(page(), "to-trinh.doc")

    assert (answer.format, answer.status.value) == ("html", "read")
    assert [problem.code.value for problem in answer.problems] == ["extension-lies"]
    assert [block.text for block in answer.blocks if block.text] == ["TỜ TRÌNH", "Kính gửi: Sở Nội vụ"]
    (table,) = (block for block in answer.blocks if block.cells)
    assert [(cell.row, cell.column, cell.text) for cell in table.cells] == [
        (0, 0, "TT"),
        (0, 1, "Họ và tên"),
        (1, 0, "1"),
        (1, 1, "Lê Văn Thử"),
    ]
    assert losses(answer) == {"image": 1, "active-content": 2}


def test_a_page_of_another_encoding_is_read_by_its_own_word(read_bytes):
    answer = read_bytes(page("utf-16"), "to-trinh.htm")

    assert [block.text for block in answer.blocks if block.text] == ["TỜ TRÌNH", "Kính gửi: Sở Nội vụ"]
    assert answer.problems == ()


def test_text_in_a_legacy_font_is_converted(read_bytes):
    more = '<p><span style="font-family:.VnTime">§Ò nghÞ tÆng B»ng khen</span></p>'
    answer = read_bytes(page("windows-1252", more), "to-trinh.html")

    assert answer.blocks[-1].text == "Đề nghị tặng Bằng khen"
    assert losses(answer)["legacy-converted"] == 1


def test_a_page_that_breaks_off_is_not_whole(read_bytes):
    answer = read_bytes(page(end=""), "to-trinh.doc")

    assert answer.status.value == "read_with_losses"
    assert losses(answer)["part-missing"] == 1
