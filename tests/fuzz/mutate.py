"""Ways to break a file: from a source of chance and bytes to other bytes; the same chance, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from copy import deepcopy
from random import Random

from lxml import etree

Mutator = Callable[[Random, bytes], bytes]

_NUMBERS = (b"0", b"-1", b"1", b"255", b"256", b"65535", b"65536", b"2147483647", b"2147483648", b"-2147483649",
            b"99999999999999999999", b"1e308", b"NaN", b"")  # fmt: skip
_TEXTS = ("", "\u202e", "\ufeff", "a" * 70_000, "ngày 31 tháng 02 năm 2025", "\ue000\uf0b7", "e\u0323\u0302",
          "%s{}{{0}}", "\u2028", "𝔄𝔅", "0" * 400, "Số: /TTr-UBND")  # fmt: skip
_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_MOST_UNPACKED = 1 << 24


def flip(chance: Random, data: bytes) -> bytes:
    """Some bytes are others."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 10, 60)) if out else 0):
        out[chance.randrange(len(out))] = chance.choice((0, 0x7F, 0xFF, chance.randrange(256)))
    return bytes(out)


def cut(chance: Random, data: bytes) -> bytes:
    """The end is missing."""
    return data[: chance.randrange(len(data) + 1)]


def drop(chance: Random, data: bytes) -> bytes:
    """A piece is missing."""
    start, length = _piece(chance, data)
    return data[:start] + data[start + length :]


def repeat(chance: Random, data: bytes) -> bytes:
    """A piece stands twice, or many times."""
    start, length = _piece(chance, data)
    return data[: start + length] + data[start : start + length] * chance.choice((1, 1, 2, 50)) + data[start + length :]


def swap(chance: Random, data: bytes) -> bytes:
    """Two pieces have changed places."""
    (first, length), (second, other) = sorted((_piece(chance, data), _piece(chance, data)))
    second = max(second, first + length)
    middle = data[first + length : second]
    return data[:first] + data[second : second + other] + middle + data[first : first + length] + data[second + other :]


def number(chance: Random, data: bytes) -> bytes:
    """A number is another one."""
    found = list(_NUMBER.finditer(data[: 1 << 20]))
    if not found:
        return flip(chance, data)
    at = chance.choice(found)
    return data[: at.start()] + chance.choice(_NUMBERS) + data[at.end() :]


def lines(chance: Random, data: bytes) -> bytes:
    """Lines are missing, doubled or exchanged."""
    rows = data.splitlines(keepends=True)
    for _ in range(chance.choice((1, 3, 10)) if rows else 0):
        at, other = chance.randrange(len(rows)), chance.randrange(len(rows))
        rows[at] = chance.choice((b"", rows[at] * 2, rows[other]))
    return b"".join(rows)


def xml(chance: Random, data: bytes) -> bytes:
    """Elements are missing, doubled, moved or renamed; attributes and texts are others."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return flip(chance, data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        elements = [element for element in root.iter(etree.Element) if element.getparent() is not None]
        if not elements:
            break
        _break_element(chance, chance.choice(elements), chance.choice(elements))
    return etree.tostring(root)


def _break_element(chance: Random, element: etree._Element, other: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    what = chance.randrange(7)
    if what == 0:
        parent.remove(element)
    elif what == 1:
        for _ in range(chance.choice((1, 1, 30))):
            element.addnext(deepcopy(element))
    elif what == 2 and element not in other.iterancestors() and element is not other:
        other.append(element)
    elif what == 3:
        element.tag = other.tag
    elif what == 4 and element.attrib:
        name = chance.choice(sorted(map(str, element.attrib)))
        values = [*(value.decode() for value in _NUMBERS), *_TEXTS, *map(str, other.attrib.values())]
        element.set(name, chance.choice(values))
    elif what == 5:
        element.text = chance.choice(_TEXTS)
    else:
        for child in reversed(list(element)):
            element.append(child)


def parts(chance: Random, data: bytes) -> bytes:
    """The parts of a ZIP: one is broken inside and packed again, missing, renamed or there twice."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = [
                (info.filename, archive.read(info)) for info in archive.infolist() if info.file_size < _MOST_UNPACKED
            ]
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, ValueError):
        return flip(chance, data)
    if not held:
        return flip(chance, data)
    at = chance.randrange(len(held))
    name, content = held[at]
    what = chance.randrange(12)
    if what == 0:
        del held[at]
    elif what == 1:
        held[at] = (chance.choice(held)[0], content)
    elif what == 2:
        held[at] = (name, chance.choice(held)[1])
    else:
        inner = _INNER.get(name.rpartition(".")[2].lower(), (flip, cut, drop, repeat))
        held[at] = (name, chance.choice(inner)(chance, content))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in held:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def pdf_objects(chance: Random, data: bytes) -> bytes:
    """The objects of a PDF: one is broken inside, missing or exchanged; the table of objects is written anew."""
    held = [(int(at[1]), at[2]) for at in _OBJECT.finditer(data)]
    trailer = data.rfind(b"trailer")
    if not held or trailer < 0:
        return flip(chance, data)
    for _ in range(chance.choice((1, 1, 3))):
        at = chance.randrange(len(held))
        what = chance.randrange(8)
        if what == 0 and len(held) > 1:
            del held[at]
        elif what == 1:
            held[at] = (held[at][0], chance.choice(held)[1])
        else:
            held[at] = (held[at][0], _broken_object(chance, held[at][1]))
    out, offsets = bytearray(b"%PDF-1.7\n"), {}
    for identifier, content in held:
        offsets[identifier] = len(out)
        out += b"%d 0 obj%sendobj\n" % (identifier, content)
    size = max(offsets) + 1
    rows = (b"%010d %05d %c \n" % ((offsets[n], 0, b"n") if n in offsets else (0, 65535, b"f")) for n in range(size))
    end = data[trailer : data.find(b"startxref", trailer)]
    return bytes(out) + b"xref\n0 %d\n" % size + b"".join(rows) + end + b"startxref\n%d\n%%%%EOF\n" % len(out)


def _broken_object(chance: Random, content: bytes) -> bytes:
    stream = _STREAM.match(content)
    if stream is None or chance.random() < 0.3:
        return chance.choice((number, flip, drop, repeat))(chance, content)
    packed = stream[2]
    try:
        plain = zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
    except zlib.error:
        return stream[1] + b"stream\n" + flip(chance, packed) + b"\nendstream\n"
    broken = zlib.compress(chance.choice((flip, number, drop, repeat, lines))(chance, plain), 1)
    head = re.sub(rb"/Length \d+(?: 0 R)?", b"/Length %d" % len(broken), stream[1])
    return head + b"stream\n" + broken + b"\nendstream\n"


def _piece(chance: Random, data: bytes) -> tuple[int, int]:
    if not data:
        return 0, 0
    start = chance.randrange(len(data))
    return start, min(len(data) - start, chance.choice((1, 4, 64, 512, 4096)))


BYTES: tuple[Mutator, ...] = (flip, cut, drop, repeat, swap)
_INNER: dict[str, tuple[Mutator, ...]] = {
    "xml": (xml, xml, xml, xml, flip, cut, number),
    "rels": (xml, xml, flip),
    "docx": (parts, parts, flip),
    "pdf": (pdf_objects, flip),
}
