"""What LibreOffice's Word export does to text in a legacy font, undone before the text is read.

In TCVN3 the letter ư is the byte 0xAD, which Unicode knows as the soft hyphen: the export writes an element for it that
every reader leaves out. As a character of the run it is converted with the others, or left out, by the font of the run.
"""

from __future__ import annotations

import io
import zipfile

from extractors.readers import zipped
from extractors.readers.base import MIB
from pipeline.models.limits import Limits

_ELEMENT = b"<w:softHyphen/>"
_CHARACTER = "<w:t>\u00ad</w:t>".encode()


def with_soft_hyphens(converted: bytes, limits: Limits, file: str) -> bytes:
    """The Word file with the soft hyphens of its texts as characters.

    Raises:
        ReadError: the file is damaged or over the limits.
    """
    with zipped.opened(io.BytesIO(converted), limits, file) as archive:
        left = limits.unpacked_mb * MIB
        parts: dict[str, bytes] = {}
        for info in archive.infolist():
            parts[info.filename] = zipped.read_entry(archive, info, left, file)
            left -= len(parts[info.filename])
    if not any(_ELEMENT in content for name, content in parts.items() if name.endswith(".xml")):
        return converted
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(_ELEMENT, _CHARACTER) if name.endswith(".xml") else content)
    return stream.getvalue()
