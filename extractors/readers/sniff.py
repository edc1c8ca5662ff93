"""What a file is, by its content and structure; its name is only compared with that.

The kind of a ZIP is decided by its parts, never by the first bytes alone (python-openxml/python-docx#545,
xberg-io/xberg#350), and that of an OLE file by the names in its directory. Nothing is parsed before its size is known
(opendatalab/MinerU PR#5405).
"""

from __future__ import annotations

import io
import re
import zipfile

from extractors.readers import zipped
from extractors.readers.base import extension
from extractors.readers.docx.package import Package
from extractors.readers.docx.read import kind_of_package
from extractors.readers.sniff_ole import kind_of_ole
from pipeline.errors import ReadError
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode

UNKNOWN = "unknown"
ARCHIVES = frozenset({"zip", "rar", "7z", "gz"})

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"GIF8", "gif"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gz"),
    (b"\x78\x9f\x3e\x22", "tnef"),  # winmail.dat
)
_MADE_OF_PARTS = frozenset({"docx", "docm", "xlsx", "xlsm", "xlsb", "pptx", "odt", "ods"})
_COMPOUND = frozenset({"doc", "xls", "ppt", "msg"})
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
_PDF_WITHIN = 1024
"""Readers of PDF accept its mark within the first 1024 bytes."""
_HEIF_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis")
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")
_MAIL = re.compile(
    rb"\A(?:(?:From|To|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Date|Subject|X-[\w-]+|Content-Type)"
    rb":[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2}",
    re.IGNORECASE,
)
_TOML_LINE = re.compile(r"\A(?:\s*(?:#[^\n]*)?\n)*\s*(?:\[[\w.\"-]+\]|[\w.\"-]+\s*=\s*\S)")
_ODF = "application/vnd.oasis.opendocument."
_ODF_KINDS = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}

_CLAIMS: dict[str, frozenset[str]] = {
    "jpeg": frozenset({"jpg"}),
    "jpe": frozenset({"jpg"}),
    "tiff": frozenset({"tif"}),
    "docm": frozenset({"docm"}),
    "dotx": frozenset({"docx"}),
    "xltx": frozenset({"xlsx"}),
    "edxml": frozenset({"edxml", "xml"}),
    "xml": frozenset({"xml", "edxml"}),
    "htm": frozenset({"html"}),
    "heif": frozenset({"heic"}),
    "txt": frozenset({"text", "toml", "xml", "html", "eml"}),
    "toml": frozenset({"toml", "text"}),
    **{
        kind: frozenset({kind})
        for kind in (
            *("docx", "doc", "xlsx", "xlsm", "xlsb", "xls", "pptx", "ppt", "odt", "ods", "pdf"),
            *("zip", "rar", "7z", "gz", "rtf"),
            *("jpg", "png", "tif", "gif", "bmp", "heic", "eml", "html"),
        )
    },
}
"""Kinds that an extension stands for. An extension that is not here claims nothing."""


def claimed(path: str) -> frozenset[str]:
    """The kinds that a name promises; empty where it promises none."""
    return _CLAIMS.get(extension(path), frozenset())


def lies(path: str, kind: str) -> bool:
    """Whether the name promises another kind than the content is."""
    promised = claimed(path)
    return bool(promised) and kind not in promised


def sniff(data: bytes, path: str, limits: Limits) -> str:
    """The kind of the content: ``docx``, ``pdf``, ``zip``, …, :data:`UNKNOWN`.

    Raises:
        ReadError: the structure that would tell is damaged, encrypted, or over the limits; ``params["kind"]`` is what
            the content was taken for.
    """
    head = data[:_HEAD]
    if head.startswith(_ZIP):
        try:
            return _kind_of_zip(data, path, limits)
        except ReadError as error:
            error.params["kind"] = _meant_as(data, path)
            raise
    if head.startswith(_OLE):
        kind = kind_of_ole(data)
        if kind == "encrypted":
            meant = next(iter(sorted(claimed(path) & _MADE_OF_PARTS)), "docx")
            raise ReadError(FileCode.FILE_ENCRYPTED.value, file=path, detail="EncryptedPackage", kind=meant)
        if kind == "damaged":
            meant = next(iter(sorted(claimed(path) & _COMPOUND)), "ole")
            raise ReadError(FileCode.FILE_DAMAGED.value, file=path, detail="no compound directory", kind=meant)
        return kind
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "heic"
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return "bmp"
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None) or _kind_of_text(head)


def _meant_as(data: bytes, path: str) -> str:
    """What a broken ZIP was: a Word file where it still names a part of one, else what its name says of a ZIP."""
    if b"word/" in data:
        return "docx"
    return next(iter(sorted(claimed(path) & _MADE_OF_PARTS)), "zip")


def _kind_of_zip(data: bytes, path: str, limits: Limits) -> str:
    with zipped.opened(io.BytesIO(data), limits, path) as archive:
        names = {info.filename for info in archive.infolist()}
        if "mimetype" in names:
            if (odf := _kind_of_odf(archive, path)) is not None:
                return odf
        elif any(name.lower() == "[content_types].xml" or name.endswith("word/document.xml") for name in names):
            return kind_of_package(Package(archive, limits, path)) or "zip"
    return "zip"


def _kind_of_odf(archive: zipfile.ZipFile, path: str) -> str | None:
    declared = zipped.read_entry(archive, "mimetype", 256, path).decode("ascii", errors="replace").strip()
    if not declared.startswith(_ODF):
        return None
    return _ODF_KINDS.get(declared.removeprefix(_ODF).removesuffix("-template"), "odf")


def _kind_of_text(head: bytes) -> str:
    text = _decoded(head)
    if text is None:
        return UNKNOWN
    plain = text.lstrip("\ufeff \t\r\n")
    start = plain.encode("utf-8", errors="replace")
    if start.startswith(b"<"):
        if re.match(rb"<(?:!doctype\s+html|html)[\s>]", start, re.IGNORECASE):
            return "html"
        root = _ROOT.search(re.sub(rb"<!--.*?-->", b"", start, flags=re.DOTALL))
        if root is not None and (start.startswith(b"<?xml") or root.start() == 0):
            name = root[1].lower()
            return {b"edxml": "edxml", b"edxmlenvelope": "edxml", b"html": "html"}.get(name, "xml")
    if _MAIL.match(start):
        return "eml"
    return "toml" if _TOML_LINE.match(plain) else "text"


def _decoded(head: bytes) -> str | None:
    """The beginning of a text file; None where the bytes are no text."""
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    if encoding == "utf-8" and b"\x00" in head:
        return None
    try:
        return head.decode(encoding)
    except UnicodeDecodeError as error:
        # The head may cut a letter in two; anywhere else it is no text, or one in a legacy encoding.
        if error.start >= len(head) - 4:
            return head[: error.start].decode(encoding)
    control = sum(byte < 0x20 and byte not in b"\t\r\n\x0c" for byte in head)
    return head.decode("latin-1") if control == 0 and len(head) > 0 else None
