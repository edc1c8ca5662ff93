"""What became of the pages that were recognised: which are read, which are blank, which are doubtful or unread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from extractors.readers.ocr.page import Recognised
from extractors.readers.ocr.stamped import Stamps
from pipeline.errors import ReadError
from pipeline.models.base import Place
from pipeline.models.files import Loss, Problem
from pipeline.models.vocabulary import FileCode, LossCode

_POOR = 0.72
"""Mean confidence of a page under which too many words are wrong to build upon."""
_MISSED = 0.6
"""Share of a page's ink outside of its words from which on words may be among it; signatures and stamps are less."""
_FEW_WORDS = 12
_ONCE = frozenset({FileCode.TOOL_MISSING, FileCode.READING_TIMED_OUT})
"""Told with the first page that they kept from being read: the others follow from it."""


@dataclass
class Tally:
    """Counts and problems of the recognised pages of one file."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    losses: Counter[LossCode] = field(default_factory=Counter)
    recognised: int = 0
    blank: int = 0
    unread: int = 0
    stamps: list[Stamps] = field(default_factory=list)
    """Of each recognised page."""

    def take(
        self, number: int, under_way: Future[Recognised], own: Callable[[Recognised], Recognised] | None = None
    ) -> Recognised | None:
        """The page where words were made out; else None, and what is to be told about it is noted.

        ``own`` leaves of a page what only its picture says.
        """
        try:
            page = under_way.result()
        except ReadError as error:
            code = FileCode(error.code)
            if code not in _ONCE or not any(problem.code is code for problem in self.problems):
                self._problem(code, number, str(error.params.get("detail", "")))
            self._unread(number)
            return None
        if page.blank:
            self.blank += 1
            return None
        page = own(page) if own else page
        if not page.words:
            self._unread(number)
            return None
        self.recognised += 1
        self.stamps.append(page.stamps)
        self.losses[LossCode.TEXT_RECOGNISED] += 1
        if is_poor(page):
            detail = f"confidence {page.confidence:.2f}, ink outside of words {page.missed:.2f}"
            if page.unread:
                detail += f", lines unread {page.unread}"
            self._problem(FileCode.RECOGNISED_POORLY, number, detail)
        return page

    def stamps_unread(self) -> int:
        """How many of the recognised pages may bear a stamp that was not made out.

        Where no page shows red ink the paper may be a copy in black, whose stamps are black, too.
        """
        original = any(one.red for one in self.stamps)
        return sum(not (original and one.seen) for one in self.stamps)

    def counted(self) -> tuple[Loss, ...]:
        """The losses in the order of their codes, so that reports repeat."""
        return tuple(Loss(code=code, count=count) for code, count in sorted(self.losses.items()) if count)

    def _unread(self, number: int) -> None:
        self.unread += 1
        self.losses[LossCode.PAGE_WITHOUT_TEXT] += 1
        self._problem(FileCode.PAGE_WITHOUT_TEXT, number)

    def _problem(self, code: FileCode, number: int, detail: str = "") -> None:
        place = Place(file=self.file, page=number)
        self.problems.append(Problem(code=code, place=place, detail=detail))


def is_poor(page: Recognised) -> bool:
    """Whether a page counts as unread though words were made out on it."""
    if page.unread:
        return True
    return page.confidence < _POOR or (page.missed > _MISSED and len(page.words) > _FEW_WORDS)
