"""Whether the compressed parts of a PDF are whole.

PDFium reads on over a broken stream and gives what came before the break: half a page would pass for the whole. Every
Flate stream carries a checksum (RFC 1950), so damage on the way shows.
"""

from __future__ import annotations

import re
import zlib

_FLATE = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\b")
_WORDLESS = re.compile(rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)\b|/Length1\b")
"""Images, and the outlines of fonts: which letters a text has stands elsewhere; they are most of a small file."""
_HEAD = 2000
"""Bytes before a stream among which its dictionary stands."""
_CHUNK = 1 << 20


def broken_streams(data: bytes, most: int) -> int:
    """How many Flate streams do not decompress to their end, images and the outlines of fonts left out.

    Stops after ``most`` unpacked bytes. Of an encrypted file nothing can be said: 0.
    """
    if b"/Encrypt" in data:
        return 0
    broken = unpacked = 0
    at = data.find(b"stream")
    while at >= 0 and unpacked < most:
        start = at + len(b"stream")
        end = data.find(b"endstream", start)
        if data[start : start + 1] in (b"\r", b"\n") and data[at - 3 : at] != b"end":
            head = data[max(0, at - _HEAD) : at]
            head = head[max(head.rfind(b" obj"), 0) :]
            if _FLATE.search(head) and not _WORDLESS.search(head):
                start += 2 if data[start : start + 2] == b"\r\n" else 1
                size = _unpacked(data[start : end if end > 0 else len(data)], most - unpacked)
                broken += size is None
                unpacked += size or 0
        if end < 0:
            break
        at = data.find(b"stream", end + len(b"endstream"))
    return broken


def _unpacked(packed: bytes, most: int) -> int | None:
    """Size of what a stream unpacks to, as far as ``most``; None where it is broken."""
    machine = zlib.decompressobj()
    size = 0
    try:
        while not machine.eof and size <= most:
            part = machine.decompress(packed, _CHUNK)
            packed = machine.unconsumed_tail
            size += len(part)
            if not part and not packed and not machine.eof:
                return None
    except zlib.error:
        return None
    return size
