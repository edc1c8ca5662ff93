"""The pages of one file recognised side by side: as many Tesseracts as there are processors for this process.

Threads, for they do little but wait: the program that they start does the work. What is known from before is taken from
the cache. The pictures come from one thread (PDFium must not be used from two).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field

from PIL import Image

from extractors.readers.budget import Budget
from extractors.readers.ocr import cache, tesseract
from extractors.readers.ocr.overlaid import recognise_overlaid
from extractors.readers.ocr.page import Recognised
from pipeline.errors import ReadError
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode

PAGE_SECONDS = 30.0
"""Wall clock that one page may take; a page of dense text takes two seconds on a processor of its own."""
_WAITING = 2
"""Pictures a processor that may wait for theirs, so that memory does not grow with the pages."""


@dataclass
class Pages:
    """The recognitions of one file that are under way."""

    file: str
    """Path inside the dossier, for errors."""
    limits: Limits
    budget: Budget
    _pool: ThreadPoolExecutor
    _open: set[Future[Recognised]] = field(default_factory=set)

    def begin(self, image: Image.Image, dpi: float) -> Future[Recognised]:
        """Begins with a picture, grey or in colour; waits where enough of them wait already.

        The answer's ``result()`` raises :class:`~pipeline.errors.ReadError`: ``tool-missing``,
        ``reading-timed-out``, ``reading-crashed``.
        """
        while len(self._open) >= _WAITING * processors():
            _, self._open = wait(self._open, return_when=FIRST_COMPLETED)
        future = self._pool.submit(self._read, image, dpi)
        self._open.add(future)
        return future

    def _read(self, image: Image.Image, dpi: float) -> Recognised:
        engine = tesseract.version(self.file)
        key = cache.key_of(image, dpi, engine) if cache.kept() else ""
        known = cache.load(key) if key else None
        if known is not None:
            return known
        if self.budget.over:
            raise ReadError(FileCode.READING_TIMED_OUT.value, file=self.file, detail="not begun")
        seconds = min(PAGE_SECONDS, self.budget.seconds_left)
        page = recognise_overlaid(image, dpi, seconds=seconds, file=self.file)
        if key:
            cache.save(key, page, self.limits.cache_mb)
        return page


@contextmanager
def recognising(file: str, limits: Limits, budget: Budget) -> Iterator[Pages]:
    """What recognises the pages of one file; on leaving, what was not begun is given up."""
    pool = ThreadPoolExecutor(processors(), thread_name_prefix="recognise")
    try:
        yield Pages(file, limits, budget, pool)
    finally:
        pool.shutdown(cancel_futures=True)


def processors() -> int:
    """Those that this process may run on."""
    return max(len(os.sched_getaffinity(0)), 1)
