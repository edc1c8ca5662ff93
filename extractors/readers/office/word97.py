"""What a Word 97-2003 file says of itself before it is converted ([MS-DOC] 2.5.1): whole or not, encryption, macros.

LibreOffice would ask for a password, reads a file that breaks off as far as it goes, and leaves macros out, and says
nothing of it.
"""

from __future__ import annotations

import io
import struct
from collections import Counter

import olefile

from extractors.readers.base import bad_file
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, LossCode

_MAIN = "WordDocument"
_WORD_97 = 0xA5EC
_FIB_BASE = 32
_ENCRYPTED = 0x0100
"""Bit ``fEncrypted`` of FibBase; set for a file that is only obfuscated, too."""
_FIRST_OF_97 = 0x006A
"""``nFib`` of older files is lower: Word 6 and 95."""
_MACROS = frozenset({"macros", "_vba_project_cur", "vba"})


def look_into_word97(data: bytes, limits: Limits, file: str) -> tuple[bytes, Counter[LossCode]]:
    """The file as it is, and the losses that the conversion would hide.

    Raises:
        ReadError: ``file-encrypted``, ``file-damaged``; ``format-not-read-yet`` for a file of Word 6 or 95.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            storages = {path[0].lower() for path in compound.listdir(streams=False, storages=True)}
            for path in compound.listdir():
                compound.openstream(path)  # notes what is not all there
            head = compound.openstream(_MAIN).read(_FIB_BASE)
            broken = bool(compound.parsing_issues)
        identifier, version = struct.unpack_from("<HH", head)
        (flags,) = struct.unpack_from("<H", head, 10)
    except (OSError, struct.error, IndexError, ValueError, RecursionError) as error:
        raise bad_file(FileCode.FILE_DAMAGED, file, f"compound file: {type(error).__name__}") from error
    if identifier != _WORD_97 or version < _FIRST_OF_97:
        raise bad_file(FileCode.FORMAT_NOT_READ_YET, file, f"Word {identifier:#06x} {version:#06x}")
    if flags & _ENCRYPTED:
        raise bad_file(FileCode.FILE_ENCRYPTED, file, "fEncrypted")
    losses = {LossCode.MACRO: bool(storages & _MACROS), LossCode.PART_MISSING: broken}
    return data, Counter({code: 1 for code, found in losses.items() if found})
