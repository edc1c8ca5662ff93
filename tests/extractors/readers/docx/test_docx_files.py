"""Word files as packages: dangling, strict, hostile, damaged; pictures, objects, macros and links."""

from __future__ import annotations

import io
import zipfile

import pytest

from extractors.readers.budget import Budget
from pipeline.models.limits import Limits

A4_SCAN = 'cx="5760000" cy="8280000"'  # 16 × 23 cm
LOGO = 'cx="720000" cy="720000"'


def p(content):
    return f"<w:p><w:r>{content}</w:r></w:p>"


def t(text):
    return f"<w:t>{text}</w:t>"


def picture(extent, link="rId5"):
    return (
        f"<w:drawing><wp:inline><wp:extent {extent}/><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:embed="{link}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def losses(answer):
    return {loss.code.value: loss.count for loss in answer.losses}


def codes(answer):
    return [problem.code.value for problem in answer.problems]


def lines(answer):
    return [block.text for block in answer.blocks]


def test_dangling_relationships_and_a_damaged_part_cost_themselves_only(read_bytes, make):
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>'
        '<w:footerReference w:type="default" r:id="rId9"/></w:sectPr>'
    )
    data = make.package(
        p(t("Thân")) + section,
        ("rId1", "header", "header1.xml"),
        ("rId2", "image", "NULL"),
        ("rId3", "settings", "settings.xml"),
        parts={"word/header1.xml": "<w:hdr", "word/settings.xml": "<x/>"},
    )

    answer = read_bytes(data)

    assert lines(answer) == ["Thân"]
    assert losses(answer) == {"part-missing": 3}
    assert answer.status == "read_with_losses"


def test_a_strict_package_is_read(read_bytes, make):
    data = make.package(
        p(t("Chặt chẽ")), ("rId1", "styles", "styles.xml"), parts={"word/styles.xml": make.part("styles", "")}
    )
    strict = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            strict[name] = (
                archive.read(name)
                .replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/",
                )
                .replace(
                    b"http://schemas.openxmlformats.org/officeDocument/2006/",
                    b"http://purl.oclc.org/ooxml/officeDocument/",
                )
            )

    answer = read_bytes(make.zipped(strict))

    assert (answer.status.value, lines(answer)) == ("read", ["Chặt chẽ"])


def test_the_document_part_may_have_another_name(read_bytes, make):
    data = make.zipped(
        {
            "_rels/.rels": make.rels(("rId1", "officeDocument", "/word/document2.xml")),
            "word\\document2.xml": make.part("document", f"<w:body>{p(t('Tên khác'))}</w:body>"),
            "word/document.xml": make.part("document", f"<w:body>{p(t('Không phải'))}</w:body>"),
        }
    )

    assert lines(read_bytes(data)) == ["Tên khác"]


def test_a_small_picture_is_counted_and_the_text_is_whole(read_bytes, make):
    data = make.package(p(t("A") + picture(LOGO)), ("rId5", "image", "media/1.png"), parts={"word/media/1.png": b"x"})

    answer = read_bytes(data)

    assert (answer.status.value, losses(answer), codes(answer)) == ("read", {"image": 1}, [])


@pytest.mark.parametrize("body", [p(t("A")) + p(picture(A4_SCAN)), p(picture(LOGO))])
def test_a_picture_as_large_as_a_page_or_nothing_but_pictures_is_a_page_without_text(read_bytes, make, body):
    data = make.package(body, ("rId5", "image", "media/1.png"), parts={"word/media/1.png": b"x"})

    answer = read_bytes(data)

    assert (answer.status.value, losses(answer), codes(answer)) == (
        "read_with_losses",
        {"image": 1},
        ["page-without-text"],
    )


def test_objects_macros_and_links_to_outside_are_counted(read_bytes, make):
    data = make.package(
        p(t("A") + '<w:object><v:shape><v:imagedata r:id="rId2"/></v:shape><o:OLEObject r:id="rId1"/></w:object>'),
        ("rId1", "oleObject", "embeddings/1.bin"),
        ("rId2", "image", "http://example.invalid/x.png"),
        ("rId3", "attachedTemplate", "http://example.invalid/t.dotm"),
        ("rId4", "hyperlink", "http://example.invalid/"),
        parts={"word/embeddings/1.bin": b"x", "word/vbaProject.bin": b"x"},
    )

    assert losses(read_bytes(data)) == {"embedded-object": 1, "external-link": 2, "macro": 1}


def test_a_macro_file_is_read_and_its_name_may_be_a_lie(read_bytes, make):
    data = make.package(p(t("A")), main="application/vnd.ms-word.document.macroEnabled.main+xml")

    assert codes(read_bytes(data, "a.docm")) == []
    answer = read_bytes(data, "a.docx")
    assert (lines(answer), codes(answer)) == (["A"], ["extension-lies"])


def test_a_file_without_any_text_is_empty(read_bytes, make):
    answer = read_bytes(make.package("<w:p/>"))

    assert (answer.status.value, codes(answer)) == ("empty", ["file-empty"])


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t>'
    "</w:r></w:p></w:body></w:document>"
)
EXTERNAL = BOMB.replace('<!ENTITY a "aaaaaaaaaa">', '<!ENTITY a SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(BOMB, id="entities"),
        pytest.param(EXTERNAL, id="external entity"),
        pytest.param(BOMB.encode("utf-16"), id="entities in UTF-16"),
        pytest.param("<w:document", id="not XML"),
        pytest.param("<x/>", id="another root"),
        pytest.param("<a>" * 5000 + "</a>" * 5000, id="nested without end"),
        pytest.param("", id="empty part"),
    ],
)
def test_a_document_part_that_is_no_good_is_refused(read_bytes, make, document):
    answer = read_bytes(make.package("", parts={"word/document.xml": document}))

    assert (answer.status.value, codes(answer), answer.blocks) == ("refused", ["file-damaged"], ())


def test_entities_in_the_content_types_are_refused_before_they_unfold(read_bytes, make):
    answer = read_bytes(make.package(p(t("A")), parts={"[Content_Types].xml": BOMB}))

    assert (answer.status.value, codes(answer)) == ("refused", ["file-damaged"])


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.98])
def test_a_truncated_file_is_refused_as_damaged(read_bytes, make, keep):
    data = make.package(p(t("A" * 500)))

    answer = read_bytes(data[: int(len(data) * keep)])

    assert (answer.status.value, answer.format, codes(answer)) == ("refused", "docx", ["file-damaged"])


def test_a_part_with_a_bad_checksum_is_refused(read_bytes, make):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make.package(p(t("tám mươi"))))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))

    answer = read_bytes(stream.getvalue().replace("tám mươi".encode(), "chín mươ".encode()))

    assert (answer.status.value, codes(answer)) == ("refused", ["file-damaged"])


def test_a_part_that_stands_twice_is_refused(read_bytes, make):
    stream = io.BytesIO(make.package(p(t("một"))))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/Document.xml", make.part("document", f"<w:body>{p(t('hai'))}</w:body>"))

    answer = read_bytes(stream.getvalue())

    assert (answer.status.value, codes(answer)) == ("refused", ["file-damaged"])


@pytest.mark.parametrize(
    "limits",
    [
        pytest.param(Limits(parts=3), id="parts"),
        pytest.param(Limits(unpacked_mb=1), id="unpacked size"),
        pytest.param(Limits(blocks=2), id="blocks"),
    ],
)
def test_a_file_over_a_limit_is_refused_as_too_large(read_bytes, make, limits):
    answer = read_bytes(make.package(p(t("A" * 2_000_000)) + p(t("B")) + p(t("C"))), limits=limits)

    assert (answer.status.value, codes(answer)) == ("refused", ["file-too-large"])


def test_a_file_over_the_size_of_a_file_is_not_even_opened(read_bytes):
    answer = read_bytes(b"PK\x03\x04" + bytes(1024 * 1024), limits=Limits(file_mb=1))

    assert (answer.status.value, codes(answer)) == ("refused", ["file-too-large"])


def _time_is_up_after(looks, monkeypatch):
    """A clock by which the time of a file is up after so many looks at it."""
    seen = iter(range(10**9))
    monkeypatch.setattr(Budget, "over", property(lambda budget: next(seen) >= looks))


def test_what_was_read_before_time_was_up_is_kept(read_bytes, make, monkeypatch):
    body = "".join(f"<w:p><w:r><w:t>Đoạn {number}</w:t></w:r></w:p>" for number in range(9))
    footer = make.part("ftr", "<w:p><w:r><w:t>Chân trang</w:t></w:r></w:p>")
    section = '<w:sectPr><w:footerReference w:type="default" r:id="r1"/></w:sectPr>'
    data = make.package(body + section, ("r1", "footer", "footer1.xml"), parts={"word/footer1.xml": footer})
    _time_is_up_after(4, monkeypatch)

    answer = read_bytes(data)

    assert answer.status == "read_with_losses"
    assert [block.text for block in answer.blocks] == ["Đoạn 0", "Đoạn 1", "Đoạn 2", "Đoạn 3"]
    assert [(problem.code, problem.place.block) for problem in answer.problems] == [("reading-timed-out", 4)]


def test_of_a_table_in_which_time_is_up_the_cells_before_stand(read_bytes, make, monkeypatch):
    row = "<w:tr><w:tc><w:p><w:r><w:t>Ô</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    _time_is_up_after(4, monkeypatch)

    answer = read_bytes(make.package(f"<w:tbl>{row * 5}</w:tbl>"))

    (table,) = answer.blocks
    assert [(cell.row, cell.column, cell.text) for cell in table.cells] == [(0, 0, "Ô"), (0, 1, ""), (1, 0, "Ô")]
    assert [problem.code for problem in answer.problems] == ["reading-timed-out"]
