"""What an OpenDocument package says of itself before it is converted (ODF 1.3 part 2): sizes, encryption, macros."""

from __future__ import annotations

import io
import re
from collections import Counter

from extractors.readers import zipped
from extractors.readers.base import MIB, bad_file
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, LossCode

_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTION = b"encryption-data"
_MACROS = ("Basic/", "Scripts/")
_CONTENT = "content.xml"
# References out of the package; what they point to is neither fetched nor kept by the conversion.
_OUTSIDE = rb'\b[^>]*\bxlink:href="(?:[A-Za-z][\w+.-]*:|/|\.\./)'
_LINKED_OBJECT = re.compile(rb"<draw:(?:object|object-ole|plugin|applet|floating-frame)" + _OUTSIDE)
_LINKED_SECTION = re.compile(rb"<text:section-source" + _OUTSIDE)
"""The words that stood in the section when the file was saved are read."""


def look_into_opendocument(data: bytes, limits: Limits, file: str) -> tuple[bytes, Counter[LossCode]]:
    """The file as it is, and the losses that the conversion would hide.

    Every entry is unpacked once, so no bomb reaches LibreOffice.

    Raises:
        ReadError: ``file-encrypted``, ``file-damaged``, ``file-too-large``.
    """
    losses: Counter[LossCode] = Counter()
    with zipped.opened(io.BytesIO(data), limits, file) as archive:
        left = limits.unpacked_mb * MIB
        names = archive.namelist()
        if len(set(names)) != len(names):
            raise bad_file(FileCode.FILE_DAMAGED, file, "entry stands twice")
        if sum(info.file_size for info in archive.infolist()) > left:
            raise bad_file(FileCode.FILE_TOO_LARGE, file, "declared sizes")
        if _MANIFEST in names and _ENCRYPTION in zipped.read_entry(archive, _MANIFEST, left, file):
            raise bad_file(FileCode.FILE_ENCRYPTED, file, "encryption-data")
        if _CONTENT not in names:
            raise bad_file(FileCode.FILE_DAMAGED, file, "no content")
        content = zipped.read_entry(archive, _CONTENT, left, file)
        for info in archive.infolist():
            left -= sum(len(piece) for piece in zipped.chunks(archive, info, left, file))
    if any(name.startswith(_MACROS) and not name.endswith("/") for name in names):
        losses[LossCode.MACRO] += 1
    losses[LossCode.EMBEDDED_OBJECT] += len(_LINKED_OBJECT.findall(content))
    losses[LossCode.EXTERNAL_LINK] += len(_LINKED_SECTION.findall(content))
    return data, losses
