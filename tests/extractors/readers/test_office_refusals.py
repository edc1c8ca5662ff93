"""Older formats that must not be read, or not as a whole: encrypted, damaged, too large; with macros, with links."""

from __future__ import annotations

import importlib.util
import re
import socket
import struct
import threading
from pathlib import Path

import pytest

from pipeline.models.limits import Limits

_SPEC = importlib.util.spec_from_file_location("office_papers", Path(__file__).with_name("office_papers.py"))
papers = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(papers)

FIB = b"\xec\xa5\x01\x01"
"""How the stream WordDocument begins: its mark, and the version that LibreOffice writes."""


@pytest.fixture(scope="module")
def doc(tmp_path_factory):
    """A Word 97-2003 file."""
    source = tmp_path_factory.mktemp("papers") / "to-trinh.docx"
    papers.paper(source)
    return papers.converted(source, "doc")


def answered(answer):
    """Status, codes of problems, losses."""
    problems = [problem.code.value for problem in answer.problems]
    return answer.status.value, problems, {loss.code.value: loss.count for loss in answer.losses}


def patched(data, at, replacement):
    return data[:at] + replacement + data[at + len(replacement) :]


def test_an_encrypted_word_file_is_never_given_to_libreoffice(read_bytes, doc):
    at = doc.index(FIB) + 10
    flags = struct.unpack_from("<H", doc, at)[0] | 0x0100

    answer = read_bytes(patched(doc, at, struct.pack("<H", flags)), "mat-khau.doc")

    assert answered(answer) == ("refused", ["file-encrypted"], {})
    assert answer.format == "doc"


def test_a_file_of_word_6_is_not_guessed_at(read_bytes, doc):
    answer = read_bytes(patched(doc, doc.index(FIB) + 2, b"\x65\x00"), "cu.doc")

    assert answered(answer)[1] == ["format-not-read-yet"]
    assert answer.blocks == ()


def test_macros_of_a_word_file_are_told(read_bytes, doc):
    name = "\x01CompObj".encode("utf-16-le")
    entry = doc.index(name)
    renamed = patched(doc, entry, "Macros".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB", 14, 1))

    assert answered(read_bytes(renamed, "a.doc"))[2]["macro"] == 1
    assert "macro" not in answered(read_bytes(doc, "a.doc"))[2]


def test_a_word_file_that_breaks_off_is_damaged_or_read_with_a_missing_part(read_bytes, doc):
    assert answered(read_bytes(doc[: len(doc) // 2], "a.doc"))[:2] == ("refused", ["file-damaged"])
    cut = read_bytes(doc[: len(doc) * 98 // 100], "a.doc")
    assert answered(cut)[2]["part-missing"] == 1


def test_a_large_word_file_whose_directory_stands_behind_six_megabytes_is_known(read_bytes, tmp_path):
    """The list of its allocation tables does not fit in the header."""
    import docx
    from PIL import Image

    picture = tmp_path / "anh.png"
    Image.effect_noise((3000, 3000), 100).save(picture)
    document = docx.Document()
    document.add_paragraph("Có ảnh lớn")
    document.add_picture(str(picture), width=docx.shared.Cm(5))
    document.save(str(tmp_path / "anh.docx"))
    data = papers.converted(tmp_path / "anh.docx", "doc")

    answer = read_bytes(data, "anh.doc")

    assert len(data) > 109 * 128 * 512
    assert [block.text for block in answer.blocks] == ["Có ảnh lớn"]


NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {"office": "office", "text": "text", "draw": "drawing", "svg": "svg-compatible"}.items()
)
ODT = "application/vnd.oasis.opendocument.text"


def odt(make, body, doctype="", manifest="", **more):
    """An OpenDocument file with this body."""
    entries = f'<m:file-entry m:full-path="/" m:media-type="{ODT}"/>'
    entries += f'<m:file-entry m:full-path="content.xml" m:media-type="text/xml">{manifest}</m:file-entry>'
    entries += "".join(f'<m:file-entry m:full-path="{name}" m:media-type=""/>' for name in more)
    return make.zipped(
        {
            "mimetype": ODT,
            "META-INF/manifest.xml": (
                f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.3">{entries}'
                "</m:manifest>"
            ),
            "content.xml": (
                f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content {NAMES} '
                'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"><office:body><office:text>'
                f"<text:p>Mở đầu</text:p>{body}</office:text></office:body></office:document-content>"
            ),
            **more,
        }
    )


def test_an_encrypted_opendocument_file_is_told(read_bytes, make):
    data = odt(make, "", manifest='<m:encryption-data m:checksum="x"/>')

    assert answered(read_bytes(data, "a.odt")) == ("refused", ["file-encrypted"], {})


def test_a_broken_opendocument_file_is_damaged(read_bytes, make):
    assert answered(read_bytes(odt(make, "<text:p>Dở dang"), "a.odt")) == ("refused", ["file-damaged"], {})


def test_an_opendocument_bomb_is_refused_by_its_unpacked_size(read_bytes, make):
    data = odt(make, "", **{"Pictures/a.bmp": bytes(3 * 1024 * 1024)})

    assert len(data) < 20_000
    assert answered(read_bytes(data, "a.odt", Limits(unpacked_mb=2))) == ("refused", ["file-too-large"], {})


def test_macros_of_an_opendocument_file_are_told(read_bytes, make):
    assert answered(read_bytes(odt(make, "", **{"Basic/Standard/Module1.xml": "<x/>"}), "a.odt"))[2] == {"macro": 1}


@pytest.mark.parametrize("size", [10, 30_000])
def test_entities_of_an_opendocument_file_are_not_followed(read_bytes, make, tmp_path, size):
    secret = tmp_path / "mat.txt"
    secret.write_text("TUYỆT ĐỐI KÍN" * size, encoding="utf-8")
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'

    assert answered(read_bytes(odt(make, "<text:p>&e;</text:p>", doctype), "a.odt")) == (
        "refused",
        ["file-damaged"],
        {},
    )


def test_an_entity_bomb_ends_soon(read_bytes, make):
    steps = "".join(f'<!ENTITY {name} "{f"&{before};" * 100}">' for before, name in zip("abcde", "bcdef", strict=True))
    doctype = f'<!DOCTYPE x [<!ENTITY a "{"x" * 1000}">{steps}]>'

    answer = read_bytes(odt(make, "<text:p>&f;</text:p>", doctype), "a.odt", Limits(seconds_per_file=30))

    assert answer.status == "refused"
    assert answered(read_bytes(odt(make, ""), "b.odt")) == ("read", [], {})


@pytest.fixture
def listener():
    """An address on this machine, and what asked there."""
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    asked.append(connection.recv(100))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", asked
        server.shutdown(socket.SHUT_RDWR)


def frame(inner):
    return (
        f'<text:p><draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">{inner}</draw:frame></text:p>'
    )


def link(name, address):
    return f'<{name} xlink:href="{address}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'


def test_nothing_that_an_opendocument_file_points_to_is_fetched(read_bytes, make, listener, tmp_path):
    address, asked = listener
    secret = tmp_path / "mat.txt"
    secret.write_text("TUYỆT ĐỐI KÍN", encoding="utf-8")
    # A picture that is read in would count as one more image without a link.
    (tmp_path / "mat.odt").write_bytes(odt(make, ""))
    body = "".join(
        frame(link("draw:image", f"{place}.png")) + frame(link("draw:object", f"{place}.odt"))
        for place in (f"{address}/mat", f"file://{tmp_path}/mat")
    )
    for place in (f"{address}/mat.odt", f"file://{secret}"):
        source = link("text:section-source", place)
        body += f'<text:section text:name="s{len(body)}">{source}<text:p>cũ</text:p></text:section>'

    answer = read_bytes(odt(make, body), "a.odt")

    assert asked == []
    assert [block.text for block in answer.blocks if block.text] == ["Mở đầu", "cũ", "cũ"]
    # Two linked pictures, which the converted file still points to, and two sections; two objects that are not there.
    assert answered(answer) == ("read_with_losses", [], {"image": 2, "external-link": 4, "embedded-object": 2})


def test_nothing_that_an_rtf_file_points_to_is_fetched(read_bytes, listener, tmp_path):
    address, asked = listener
    (tmp_path / "mat.txt").write_text("TUYET DOI KIN")
    fields = "".join(
        "{\\field{\\*\\fldinst " + code + "}{\\fldrslt " + shown + "}}\\par "
        for code, shown in (
            (f'INCLUDEPICTURE "{address}/a.png" \\\\d', "mot"),
            (f'INCLUDETEXT "{address}/a.rtf"', "hai"),
            (f'INCLUDETEXT "{tmp_path}/mat.txt"', "ba"),
            ('DDEAUTO soffice "a" "b"', "bon"),
        )
    )
    data = "{\\rtf1\\ansi{\\*\\template " + address + "/t.dot}{\\fonttbl{\\f0 Arial;}}\\f0 Dau\\par " + fields + "}"

    answer = read_bytes(data.encode(), "a.rtf")

    assert asked == []
    assert [block.text for block in answer.blocks] == ["Dau", "mot", "hai", "ba", "bon"]
    assert answered(answer)[2]["external-link"] == 5


def test_groups_nested_without_end_are_refused_before_libreoffice_sees_them(read_bytes):
    data = b"{\\rtf1 " + b"{" * 100_000 + b"x" + b"}" * 100_001

    assert answered(read_bytes(data, "a.rtf")) == ("refused", ["file-damaged"], {})


def test_braces_among_raw_bytes_and_escapes_are_no_groups(read_bytes):
    data = rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 a\{b\}c\\{\*\x\bin4 }}}}}\par d}"

    text = " ".join(block.text for block in read_bytes(data, "a.rtf").blocks)

    assert re.sub(r"\s+", " ", text).strip() == "a{b}c\\ d"


def test_a_font_table_without_end_is_refused_soon(read_bytes):
    data = b"{\\rtf1{\\fonttbl" + b"{\\f1 Arial" * 100 + b"\\f1" * 1_000_000 + b"}" * 102

    assert answered(read_bytes(data, "a.rtf")) == ("refused", ["file-damaged"], {})
