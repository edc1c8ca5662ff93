"""PDF files typed by hand for tests, and what the reader makes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from extractors.readers.pdf import read_pdf
from pipeline.models.files import ReadFile, SourceFile
from pipeline.models.limits import Limits


def pdf_of(objects: Sequence[str]) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    offsets = []
    for number, text in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    return out + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    ).encode("latin-1")


def read(data: bytes) -> ReadFile:
    source = SourceFile(
        id="f1", path="a.pdf", raw_name_b64=None, sha256=hashlib.sha256(data).hexdigest(), size=len(data), location="a"
    )
    return read_pdf(source, data, Limits())
