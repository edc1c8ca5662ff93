"""What counts as unread (DESIGN §4, Coverage): absence is a fact only where everything was read."""

from __future__ import annotations

from pipeline.models.files import Problem, ReadFile
from pipeline.models.vocabulary import FileCode, FileStatus, LossCode

# Text that stands in the file and did not come out of it; what Word or Acrobat would not show either is only told.
_LOSSES_THAT_MATTER = frozenset(
    {
        LossCode.UNREADABLE_GLYPHS,
        LossCode.LEGACY_ENCODING,
        LossCode.PART_MISSING,
        LossCode.EMBEDDED_OBJECT,
    }
)
_NOTHING_READ = frozenset({FileStatus.REFUSED, FileStatus.NOT_READ_YET})
# Told to the officer, without changing what the papers say.
_HARMLESS = frozenset({FileCode.EXTENSION_LIES, FileCode.NAME_UNUSUAL, FileCode.MANIFEST_IN_ARCHIVE})


def problems_of(read: ReadFile) -> tuple[Problem, ...]:
    """Everything to be told about a file: its problems, serious losses as one, and pages that are only pictures.

    Of a file of which nothing was read no part is said to be lost: its problem says more.
    """
    problems = list(read.problems)
    losses = {loss.code for loss in read.losses}
    nothing_read = read.status in _NOTHING_READ and any(matters(problem) for problem in problems)
    if losses & _LOSSES_THAT_MATTER and not nothing_read:
        problems.append(Problem(code=FileCode.READ_WITH_LOSSES))
    told = any(problem.code is FileCode.PAGE_WITHOUT_TEXT for problem in problems)
    # A file that was "read" and holds nothing but pictures is a scan in another coat.
    only_pictures = LossCode.IMAGE in losses and not any(block.text or block.cells for block in read.blocks)
    if not told and (LossCode.PAGE_WITHOUT_TEXT in losses or (only_pictures and not problems)):
        problems.append(Problem(code=FileCode.PAGE_WITHOUT_TEXT))
    return tuple(problems)


def matters(problem: Problem) -> bool:
    """Whether what was not read could change the facts."""
    return problem.code not in _HARMLESS


def has_unread(read: ReadFile) -> bool:
    """Something of the file did not come out as text."""
    return any(matters(problem) for problem in problems_of(read))
