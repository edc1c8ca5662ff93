"""One submitted file in, what a reader got from it out.

The kind is decided by content and structure; a name that says otherwise is a problem of its own, and the file is still
read as what it is. A bad file is an answer, never an exception; running out of memory is the business of the process
that holds the limits, and passes through.
"""

from __future__ import annotations

from collections.abc import Callable

from extractors.readers import base, environment, sniff
from extractors.readers.docx.read import DocxReader
from extractors.readers.trust import load_trust
from extractors.text.fold import clean
from pipeline.errors import ReadError
from pipeline.intake.manifest import FILE_NAME as MANIFEST
from pipeline.models.files import Block, BlockKind, ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, FileStatus


def read(source: SourceFile, limits: Limits) -> ReadFile:
    """What stands in a submitted file; archives are answered as not read,
    :mod:`extractors.readers.containers` lists them.

    Never raises for a bad file. MemoryError passes through.
    """
    if source.size == 0:
        return base.empty(source, sniff.UNKNOWN)
    kind = sniff.UNKNOWN
    try:
        data = base.open_bytes(source, limits)
        if not data:
            return base.empty(source, kind)
        kind = sniff.sniff(data, source.path, limits)
        answer = _read_as(kind, source, data, limits)
    except ReadError as error:
        kind = str(error.params.get("kind") or kind)
        answer = _failed(source, kind, FileCode(error.code), str(error.params.get("detail", "")))
    except RecursionError:
        answer = base.refused(source, kind, FileCode.FILE_DAMAGED, "nested too deep")
    return _with_lie(answer, kind)


def _failed(source: SourceFile, kind: str, code: FileCode, detail: str) -> ReadFile:
    # The file may be sound: what is wrong is this machine, or this version.
    if code in (FileCode.TOOL_MISSING, FileCode.FORMAT_NOT_READ_YET):
        return base.not_read_yet(source, kind, code, detail)
    return base.refused(source, kind, code, detail)


def _read_as(kind: str, source: SourceFile, data: bytes, limits: Limits) -> ReadFile:
    reader = _READERS.get(kind)
    if reader is not None:
        return reader(source, data, limits)
    if kind == "toml" and source.path == MANIFEST and source.parent is None:
        return _lines(source, data)
    if kind in sniff.ARCHIVES and source.parent is not None:
        return base.not_read_yet(source, kind, FileCode.ARCHIVE_NESTED)
    if kind != sniff.UNKNOWN:
        return base.not_read_yet(source, kind)
    # A name that promises a kind we know, over bytes that are none: more likely broken than lying.
    code = FileCode.FILE_DAMAGED if sniff.claimed(source.path) else FileCode.FILE_KIND_UNKNOWN
    return base.refused(source, kind, code, "no known structure")


def _with_lie(answer: ReadFile, kind: str) -> ReadFile:
    if kind == sniff.UNKNOWN or not sniff.lies(answer.file.path, kind):
        return answer
    lie = base.problem(FileCode.EXTENSION_LIES, answer.file.path, kind)
    return answer.model_copy(update={"problems": (*answer.problems, lie)})


def _docx(source: SourceFile, data: bytes, limits: Limits) -> ReadFile:
    return DocxReader().read(source, data, limits)


def _pdf(source: SourceFile, data: bytes, limits: Limits) -> ReadFile:
    # Loaded for a PDF only: a dossier of Word files needs no PDF library in its worker.
    from extractors.readers.pdf import read_pdf
    from extractors.readers.pdf.signing import signatures

    answer = read_pdf(source, data, limits)
    if answer.status in (FileStatus.REFUSED, FileStatus.EMPTY):
        return answer
    signed = signatures(data, load_trust(environment.current().trust), limits)
    return answer.model_copy(update={"signatures": signed}) if signed else answer


def _office(kind: str) -> Callable[[SourceFile, bytes, Limits], ReadFile]:
    def reader(source: SourceFile, data: bytes, limits: Limits) -> ReadFile:
        from extractors.readers.office import read_office

        return read_office(kind, source, data, limits)

    return reader


def _sheets(kind: str) -> Callable[[SourceFile, bytes, Limits], ReadFile]:
    def reader(source: SourceFile, data: bytes, limits: Limits) -> ReadFile:
        from extractors.readers.sheets import read_sheets

        return read_sheets(source, data, limits, kind)

    return reader


def _picture(kind: str) -> Callable[[SourceFile, bytes, Limits], ReadFile]:
    def reader(source: SourceFile, data: bytes, limits: Limits) -> ReadFile:
        from extractors.readers.ocr import read_picture

        return read_picture(kind, source, data, limits)

    return reader


def _mail(source: SourceFile, data: bytes, limits: Limits) -> ReadFile:
    from extractors.readers.mail import read_mail

    return read_mail(source, data, limits)


def _envelope(source: SourceFile, data: bytes, limits: Limits) -> ReadFile:
    from extractors.readers.envelope import read_envelope

    return read_envelope(source, data, limits)


def _lines(source: SourceFile, data: bytes) -> ReadFile:
    """The manifest as its lines, for showing; what it says is read by the intake."""
    lines = [clean(line) for line in data.decode("utf-8-sig", errors="replace").splitlines() if line.strip()]
    blocks = [Block(index=number, kind=BlockKind.PARAGRAPH, text=line) for number, line in enumerate(lines)]
    return base.finished(source, "toml", blocks, {})


_READERS: dict[str, Callable[[SourceFile, bytes, Limits], ReadFile]] = {
    "docx": _docx,
    "docm": _docx,
    "pdf": _pdf,
    **{kind: _office(kind) for kind in ("doc", "rtf", "odt", "html")},
    **{kind: _sheets(kind) for kind in ("xlsx", "xlsm", "xlsb", "xls", "ods")},
    **{kind: _picture(kind) for kind in ("jpg", "png", "tif")},
    "eml": _mail,
    "edxml": _envelope,
}
