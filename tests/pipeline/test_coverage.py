"""What is told of a file, and whether it leaves something unread."""

from __future__ import annotations

import pytest

from pipeline.coverage import has_unread, problems_of
from pipeline.models.files import Block, BlockKind, Loss, Problem, ReadFile, SourceFile
from pipeline.models.vocabulary import FileCode, FileStatus, LossCode

FILE = SourceFile(id="f1", path="a.pdf", raw_name_b64=None, sha256="0" * 64, size=1, location="a")
LINE = Block(index=0, kind=BlockKind.PARAGRAPH, text="Tờ trình")


def told(
    status: FileStatus, losses: dict[LossCode, int], *problems: FileCode, blocks: tuple[Block, ...] = ()
) -> object:
    read = ReadFile(
        file=FILE,
        status=status,
        format="pdf",
        blocks=blocks,
        losses=tuple(Loss(code=code, count=count) for code, count in losses.items()),
        problems=tuple(Problem(code=code) for code in problems),
    )
    return [problem.code.value for problem in problems_of(read)], has_unread(read)


def test_parts_that_were_lost_are_told_once_and_leave_something_unread() -> None:
    losses = {LossCode.PART_MISSING: 3, LossCode.EMBEDDED_OBJECT: 1}
    assert told(FileStatus.READ_WITH_LOSSES, losses, blocks=(LINE,)) == (["read-with-losses"], True)


def test_losses_that_keep_no_words_are_not_told() -> None:
    losses = {LossCode.IMAGE: 2, LossCode.MACRO: 1, LossCode.LEGACY_CONVERTED: 5}
    assert told(FileStatus.READ, losses, blocks=(LINE,)) == ([], False)


@pytest.mark.parametrize(
    ("status", "code"),
    [(FileStatus.REFUSED, FileCode.FILE_DAMAGED), (FileStatus.NOT_READ_YET, FileCode.READING_TIMED_OUT)],
)
def test_of_a_file_that_was_not_read_no_part_is_said_to_be_lost(status: FileStatus, code: FileCode) -> None:
    assert told(status, {LossCode.PART_MISSING: 1}, code) == ([code.value], True)


def test_a_file_that_was_not_read_and_has_no_other_problem_is_told_by_its_losses() -> None:
    losses = {LossCode.PART_MISSING: 1}
    assert told(FileStatus.REFUSED, losses, FileCode.EXTENSION_LIES) == (["extension-lies", "read-with-losses"], True)


def test_damage_in_a_file_that_was_read_is_told_beside_its_losses() -> None:
    losses = {LossCode.PART_MISSING: 1}
    expected = ["file-damaged", "read-with-losses"], True
    assert told(FileStatus.READ_WITH_LOSSES, losses, FileCode.FILE_DAMAGED, blocks=(LINE,)) == expected


def test_pages_that_are_pictures_and_a_file_of_pictures_alone_are_told() -> None:
    assert told(FileStatus.NOT_READ_YET, {LossCode.PAGE_WITHOUT_TEXT: 2}) == (["page-without-text"], True)
    assert told(FileStatus.READ, {LossCode.IMAGE: 2}) == (["page-without-text"], True)
