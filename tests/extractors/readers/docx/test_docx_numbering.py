"""Automatic numbers become text."""

from __future__ import annotations

import pytest

from extractors.readers.docx.numbering import bullet, letter, roman, written


def level(number, form, text, extra="", start=1):
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def item(text, num=1, ilvl=0, style=None):
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbered = f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num}"/></w:numPr>' if num is not None else ""
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{named}{numbered}</w:pPr>{run}</w:p>"


@pytest.fixture
def numbered(read_bytes, make):
    def answer(body, lists, styles=None):
        links = [("rId1", "numbering", "numbering.xml")]
        parts = {"word/numbering.xml": make.part("numbering", lists)}
        if styles is not None:
            links.append(("rId2", "styles", "styles.xml"))
            parts["word/styles.xml"] = make.part("styles", styles)
        return read_bytes(make.package(body, *links, parts=parts))

    return answer


def lines(answer):
    return [block.text for block in answer.blocks]


OUTLINE = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%2.")
    + level(2, "lowerLetter", "%3)")
    + level(3, "bullet", "-")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
)


def test_an_outline_counts_each_level_and_starts_deeper_ones_anew(numbered):
    body = (
        item("TẬP THỂ")
        + item("Phòng A", ilvl=1)
        + item("thành tích", ilvl=2)
        + item("khác", ilvl=2)
        + item("gạch", ilvl=3)
        + item("Phòng B", ilvl=1)
        + item("lại từ đầu", ilvl=2)
        + item("CÁ NHÂN")
        + item("Ông C", ilvl=1)
    )

    assert lines(numbered(body, OUTLINE)) == [
        "I. TẬP THỂ",
        "1. Phòng A",
        "a) thành tích",
        "b) khác",
        "- gạch",
        "2. Phòng B",
        "a) lại từ đầu",
        "II. CÁ NHÂN",
        "1. Ông C",
    ]


def test_lists_of_one_definition_count_on_and_a_start_of_its_own_starts_anew(numbered):
    lists = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "Điều %1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = item("a") + item("b", num=2) + item("c", num=3) + item("d", num=3)

    assert lines(numbered(body, lists)) == ["Điều 1. a", "Điều 2. b", "Điều 5. c", "Điều 6. d"]


def test_numbers_of_higher_levels_are_shown_in_their_own_form(numbered):
    lists = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "upperRoman", "%1")
        + level(1, "decimal", "%1.%2.")
        + level(2, "decimal", "%1.%2.%3.", extra="<w:isLgl/>")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item("a", ilvl=1) + item("b", ilvl=1) + item("c", ilvl=2)

    assert lines(numbered(body, lists)) == ["I.1. a", "I.2. b", "1.2.1. c"]


def test_a_style_numbers_its_paragraphs_and_zero_takes_one_out(numbered):
    lists = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "decimal", "Chương %1:")
        + level(1, "decimal", "Mục %2:", extra='<w:pStyle w:val="Muc"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
    )
    body = item("a", num=None, style="Muc") + item("b", num=None, style="Con") + item("c", num=0, style="Muc")

    assert lines(numbered(body, lists, styles)) == ["Mục 1: a", "Mục 2: b", "c"]


def test_an_empty_numbered_cell_has_its_number(numbered):
    name = "<w:p><w:r><w:t>Nguyễn Văn Mẫu</w:t></w:r></w:p>"
    body = f"<w:tbl><w:tr><w:tc>{item('')}</w:tc><w:tc>{name}</w:tc></w:tr></w:tbl>"
    lists = OUTLINE.replace('w:val="upperRoman"', 'w:val="decimal"')

    (block,) = numbered(body, lists).blocks

    assert [cell.text for cell in block.cells] == ["1.", "Nguyễn Văn Mẫu"]


def test_a_deleted_paragraph_takes_no_number(numbered):
    deleted = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>'
    )

    assert lines(numbered(item("a") + deleted + item("b"), OUTLINE)) == ["I. a", "II. b"]


def test_a_numbered_paragraph_without_a_numbering_part_is_a_loss(read_bytes, make):
    answer = read_bytes(make.package(item("a")))

    assert lines(answer) == ["a"]
    assert [(loss.code.value, loss.count) for loss in answer.losses] == [("part-missing", 1)]


@pytest.mark.parametrize(
    ("number", "text"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (1994, "mcmxciv")]
)
def test_roman_numerals(number, text):
    assert roman(number) == text


@pytest.mark.parametrize(("number", "text"), [(1, "a"), (26, "z"), (27, "aa"), (28, "bb"), (53, "aaa")])
def test_letters_repeat_after_the_last(number, text):
    assert letter(number) == text


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [(3, "decimalZero", "03"), (3, "none", ""), (3, "chineseCounting", "3"), (0, "upperRoman", "0")],
)
def test_other_forms_of_numbers(number, form, text):
    assert written(number, form) == text


@pytest.mark.parametrize(
    ("mark", "text"), [("-", "-"), ("–", "–"), ("+", "+"), ("\uf0b7", "•"), ("\uf02d", "-"), ("o", "•"), ("", "•")]
)
def test_marks_of_lists(mark, text):
    assert bullet(mark) == text
