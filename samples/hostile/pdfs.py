"""Hostile PDF files, typed by hand; the password ones with RC4 and 40 bits, the oldest that every reader knows."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

from samples.hostile.base import Trap, file_item

_FILE = "phu-luc.pdf"
_MIB = 1024 * 1024
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_ID = bytes(range(16))
_ALL_RIGHTS, _READ_ONLY = -4, -3904
_PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>"
_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_WORDS = b"BT /F1 12 Tf 72 760 Td (PHU LUC kem theo To trinh) Tj ET"


def pdf(objects: Sequence[str | bytes], trailer: str = "") -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        raw = content.encode("latin-1") if isinstance(content, str) else content
        out += b"%d 0 obj\n%s\nendobj\n" % (number, raw)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    return out + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n"
    ).encode("latin-1")


def stream(data: bytes, entries: str = "") -> bytes:
    """A stream object."""
    return f"<<{entries}/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def one_page(catalogue: str = "", *more: str | bytes, page: str = _PAGE, words: bytes = _WORDS) -> bytes:
    """A sound page with text; ``more`` are objects from number 6 on."""
    root = f"<</Type/Catalog/Pages 2 0 R{catalogue}>>"
    return pdf([root, "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, _FONT, stream(words), *more])


def _rc4(key: bytes, data: bytes) -> bytes:
    box, at = list(range(256)), 0
    for number in range(256):
        at = (at + box[number] + key[number % len(key)]) % 256
        box[number], box[at] = box[at], box[number]
    out, first, second = bytearray(), 0, 0
    for byte in data:
        first = (first + 1) % 256
        second = (second + box[first]) % 256
        box[first], box[second] = box[second], box[first]
        out.append(byte ^ box[(box[first] + box[second]) % 256])
    return bytes(out)


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _locked(user: bytes, owner: bytes, rights: int) -> bytes:
    """One page under the standard security handler, revision 2 (ISO 32000-1, 7.6.3)."""
    pad = (user + _PADDING)[:32]
    sealed = _rc4(_md5((owner + _PADDING)[:32])[:5], pad)
    key = _md5(pad + sealed + rights.to_bytes(4, "little", signed=True) + _ID)[:5]
    of_words = _md5(key + (5).to_bytes(3, "little") + bytes(2))[:10]
    guard = f"<</Filter/Standard/V 1/R 2/O<{sealed.hex()}>/U<{_rc4(key, _PADDING).hex()}>/P {rights}>>"
    root, pages = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    trailer = f"/Encrypt 6 0 R/ID[<{_ID.hex()}><{_ID.hex()}>]"
    return pdf([root, pages, _PAGE, _FONT, stream(_rc4(of_words, _WORDS)), guard], trailer)


@file_item("pdf-user-password", _FILE)
def _user_password(trap: Trap) -> bytes:
    return _locked(b"mat-khau", b"chu", _ALL_RIGHTS)


@file_item("pdf-owner-password", _FILE)
def _owner_password(trap: Trap) -> bytes:
    return _locked(b"", b"chu", _READ_ONLY)


@file_item("truncated-pdf", _FILE)
def _truncated(trap: Trap) -> bytes:
    return one_page()[:120]


@file_item("pdf-without-cross-reference", _FILE)
def _no_xref(trap: Trap) -> bytes:
    whole = one_page()
    return whole[: whole.index(b"xref\n0")]


@file_item("zero-pages", _FILE)
def _zero_pages(trap: Trap) -> bytes:
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"])


@file_item("pdf-javascript", _FILE)
def _javascript(trap: Trap) -> bytes:
    script = f"<</S/JavaScript/JS(app.launchURL\\('{trap.address}/js'\\); app.alert\\(1\\))>>"
    return one_page("/OpenAction 6 0 R/Names<</JavaScript<</Names[(a) 6 0 R]>>>>", script)


@file_item("pdf-launch", _FILE)
def _launch(trap: Trap) -> bytes:
    return one_page("/OpenAction 6 0 R", f"<</S/Launch/F({trap.file})/Win<</F(cmd.exe)/P(/c calc)>>>>")


@file_item("pdf-external-links", _FILE)
def _external(trap: Trap) -> bytes:
    """Opens, imports and submits elsewhere as soon as it is shown."""
    links = (
        f"<</S/URI/URI({trap.address}/uri)>>",
        f"<</S/GoToR/F<</FS/URL/F({trap.address}/xa.pdf)>>/D[0/Fit]>>",
        f"<</S/SubmitForm/F<</FS/URL/F({trap.address}/gui)>>/Fields[]>>",
        f"<</S/ImportData/F({trap.file})>>",
    )
    nested = "".join(f"/Next {link}" for link in links[1:2])
    page = _PAGE.replace("/Contents", f"/AA<</O {links[0]}/C {links[2]}>>/Contents")
    return one_page(f"/OpenAction{links[3][:-2]}{nested}>>", page=page)


@file_item("pdf-attachment", _FILE)
def _attachment(trap: Trap) -> bytes:
    return one_page(
        "/Names<</EmbeddedFiles<</Names[(danh-sach.docx) 6 0 R]>>>>",
        "<</Type/Filespec/F(danh-sach.docx)/EF<</F 7 0 R>>>>",
        stream(b"PK\x03\x04" + bytes(2000), "/Type/EmbeddedFile"),
    )


@file_item("pdf-form", _FILE)
def _form(trap: Trap) -> bytes:
    field = (
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(ten)/V(Nguyen Van Thu)/Rect[72 700 300 720]"
        "/AA<</K<</S/JavaScript/JS(x\\(\\))>>>>/P 3 0 R>>"
    )
    return one_page(
        "/AcroForm<</Fields[6 0 R]/NeedAppearances true>>",
        field,
        page=_PAGE.replace("/Contents", "/Annots[6 0 R]/Contents"),
    )


@file_item("pdf-circular-pages", _FILE)
def _circular_pages(trap: Trap) -> bytes:
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 3/Parent 2 0 R>>"])


@file_item("pdf-circular-outlines", _FILE)
def _circular_outlines(trap: Trap) -> bytes:
    return one_page(
        "/Outlines 6 0 R",
        "<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 9>>",
        "<</Title(a)/Parent 6 0 R/Next 7 0 R/Prev 7 0 R/First 7 0 R/Last 7 0 R/Count 9>>",
    )


@file_item("pdf-circular-form", _FILE)
def _circular_form(trap: Trap) -> bytes:
    form = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>"
    page = _PAGE.replace("/Resources<<", "/Resources<</XObject<</X 6 0 R>>")
    return one_page("", stream(b"/X Do /X Do", form), page=page, words=_WORDS + b" /X Do")


@file_item("pdf-forms-that-multiply", _FILE)
def _billion_forms(trap: Trap) -> bytes:
    """Eight forms, each drawing the next ten times: the laughs of XML in another coat."""
    forms = []
    for number in range(6, 14):
        content = b"/X Do " * 10 if number < 13 else b"0 0 1 1 re f"
        head = f"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X {number + 1} 0 R>>>>"
        forms.append(stream(content, head))
    page = _PAGE.replace("/Resources<<", "/Resources<</XObject<</X 6 0 R>>")
    return one_page("", *forms, page=page, words=_WORDS + b" /X Do")


@file_item("pdf-circular-lengths", _FILE)
def _circular_length(trap: Trap) -> bytes:
    """The length of the content is a reference to the content itself."""
    root, pages = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf([root, pages, _PAGE, _FONT, b"<</Length 5 0 R>>\nstream\n" + _WORDS + b"\nendstream"])


@file_item("pdf-circular-cross-reference", _FILE)
def _circular_xref(trap: Trap) -> bytes:
    whole = one_page()
    at = whole.index(b"xref\n0")
    return whole.replace(b"trailer<<", b"trailer<</Prev %d" % at)


@file_item("pdf-deep-arrays", _FILE)
def _deep(trap: Trap) -> bytes:
    return one_page("/X 6 0 R", "[" * 200_000 + "]" * 200_000)


@file_item("pdf-deep-page-tree", _FILE)
def _deep_tree(trap: Trap) -> bytes:
    depth = 5000
    nodes = [f"<</Type/Pages/Kids[{n + 1} 0 R]/Count 1>>" for n in range(2, depth)]
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", *nodes, "<</Type/Page/MediaBox[0 0 9 9]>>"])


@file_item("pdf-stream-bomb", _FILE)
def _bomb(trap: Trap) -> bytes:
    """A page whose content unpacks to 1 GiB, packed twice to a few KiB."""
    packer = zlib.compressobj(9)
    once = b"".join([*(packer.compress(b" " * _MIB) for _ in range(1024)), packer.flush()])
    twice = zlib.compress(once, 9)
    root, pages = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf([root, pages, _PAGE, _FONT, stream(twice, "/Filter[/FlateDecode/FlateDecode]")])


@file_item("pdf-too-many-pages", _FILE)
def _many_pages(trap: Trap) -> bytes:
    """One page object that stands 100,000 times in the tree."""
    pages = f"<</Type/Pages/Kids[{'3 0 R ' * 100_000}]/Count 100000>>"
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", pages, _PAGE, _FONT, stream(_WORDS)])


@file_item("pdf-page-count-lies", _FILE)
def _count_lies(trap: Trap) -> bytes:
    return one_page().replace(b"/Count 1>>", b"/Count 2000000000>>")


@file_item("pdf-huge-page", _FILE)
def _huge_page(trap: Trap) -> bytes:
    return one_page(page=_PAGE.replace("595 842", "99999999 99999999"))


@file_item("pdf-huge-picture", _FILE)
def _huge_picture(trap: Trap) -> bytes:
    """A page that is one picture of 30,000 × 30,000 points."""
    packer = zlib.compressobj(1)
    row = bytes(3750)
    data = b"".join([*(packer.compress(row * 1000) for _ in range(30)), packer.flush()])
    head = (
        "/Type/XObject/Subtype/Image/Width 30000/Height 30000/ColorSpace/DeviceGray/BitsPerComponent 1"
        "/Filter/FlateDecode"
    )
    page = _PAGE.replace("/Resources<<", "/Resources<</XObject<</X 6 0 R>>")
    return one_page("", stream(data, head), page=page, words=b"595 0 0 842 0 0 cm /X Do")


@file_item("pdf-broken-font", _FILE)
def _font(trap: Trap) -> bytes:
    font = "<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 32/LastChar 90/Widths[-1 1e38]/FontDescriptor 7 0 R>>"
    descriptor = "<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1e38 -1e38]/FontFile2 8 0 R>>"
    tables = b"\x00\x01\x00\x00\xff\xff" + b"glyf\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff" * 4000
    page = _PAGE.replace("/F1 4 0 R", "/F1 6 0 R")
    return one_page("", font, descriptor, stream(tables), page=page)


@file_item("pdf-circular-object-streams", _FILE)
def _object_streams(trap: Trap) -> bytes:
    return one_page("/X 9 0 R", stream(b"9 0 [1]", "/Type/ObjStm/N 1/First 4/Extends 6 0 R"))


@file_item("pdf-many-words", _FILE)
def _many_words(trap: Trap) -> bytes:
    """200,000 words one over the other on one page."""
    return one_page(words=b"BT /F1 1 Tf 72 760 Td " + b"(a) Tj 0.01 0 Td " * 200_000 + b"ET")


@file_item("pdf-many-lines", _FILE)
def _many_lines(trap: Trap) -> bytes:
    """A ruled table of 300 by 300 lines, each drawn in pieces: whoever looks for cells may look for ever."""
    pieces = []
    for number in range(300):
        at = 40 + number * 1.7
        pieces += [f"{at:.2f} 40 m {at:.2f} 800 l S 40 {at:.2f} m 550 {at:.2f} l S" for _ in range(3)]
    return one_page(words=_WORDS + b" " + " ".join(pieces).encode())
