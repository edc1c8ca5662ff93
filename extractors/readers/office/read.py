"""``.doc``, ``.rtf``, ``.odt`` and web pages (as some programs write ``.doc``).

Each is looked at under our own limits, converted by LibreOffice and read as a Word file.
The conversion keeps the fonts of runs, so text in TCVN3, VNI and VPS is told and converted as in any Word file, and it
keeps tracked changes, numbering, text boxes and notes. Places are places in the converted text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from extractors.readers import base
from extractors.readers.budget import Budget
from extractors.readers.docx.read import DocxReader
from extractors.readers.office import service
from extractors.readers.office.html import look_into_html
from extractors.readers.office.mend import with_soft_hyphens
from extractors.readers.office.opendocument import look_into_opendocument
from extractors.readers.office.rtf import look_into_rtf
from extractors.readers.office.word97 import look_into_word97
from pipeline.models.files import Loss, ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, FileStatus, LossCode

_Look = Callable[[bytes, Limits, str], tuple[bytes, Counter[LossCode]]]
_KINDS: dict[str, tuple[_Look, str]] = {
    "doc": (look_into_word97, "MS Word 97"),
    "rtf": (look_into_rtf, "Rich Text Format"),
    "odt": (look_into_opendocument, "writer8"),
    "html": (look_into_html, "HTML (StarWriter)"),
}
"""How a kind is looked at before LibreOffice sees it, and LibreOffice's filter for it."""


def read_office(kind: str, source: SourceFile, data: bytes, limits: Limits) -> ReadFile:
    """Blocks of a ``doc``, ``rtf``, ``odt`` or ``html`` file.

    Raises:
        ReadError: encrypted, damaged, over a limit, not converted in time; ``tool-missing`` without LibreOffice.
    """
    budget = Budget.of(limits)
    look, load_as = _KINDS[kind]
    given, losses = look(data, limits, source.path)
    job = service.Job(data=given, suffix=kind, load_as=load_as, limits=limits, file=source.path)
    converted = service.convert(job, budget.ends)
    answer = DocxReader().read(source, with_soft_hyphens(converted, limits, source.path), limits)
    if answer.status is FileStatus.EMPTY and losses[LossCode.PART_MISSING]:
        raise base.bad_file(FileCode.FILE_DAMAGED, source.path, "breaks off before its first words")
    return _with_losses(answer.model_copy(update={"format": kind}), losses)


def _with_losses(answer: ReadFile, more: Counter[LossCode]) -> ReadFile:
    """The answer with what was lost before the conversion."""
    counted = Counter({loss.code: loss.count for loss in answer.losses}) + more
    counted[LossCode.MACRO] = min(1, counted[LossCode.MACRO])  # LibreOffice hands some on with the converted file
    status = answer.status
    if status is FileStatus.READ and any(code in base.HIDES_WORDS for code in counted):
        status = FileStatus.READ_WITH_LOSSES
    losses = tuple(Loss(code=code, count=counted[code]) for code in LossCode if counted[code])
    return answer.model_copy(update={"losses": losses, "status": status})
