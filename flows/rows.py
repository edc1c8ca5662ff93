"""The rows of a run, kept on the disk: what a run holds of a dossier that is done does not grow with their number."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import overload

from pipeline.reports.summary import Summary


class Rows(Sequence[Summary]):
    """Summaries in the order in which they were added, in a file that has no name and goes with the process."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - lives as long as the rows
        self._starts = array("Q")
        self._end = 0

    def append(self, row: Summary) -> None:
        """Add a row behind the others."""
        self._file.seek(self._end)
        self._starts.append(self._end)
        self._end += self._file.write(row.model_dump_json().encode() + b"\n")

    def close(self) -> None:
        """Let go of the file, and of all rows with it."""
        self._file.close()

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Summary: ...
    @overload
    def __getitem__(self, index: slice) -> list[Summary]: ...
    def __getitem__(self, index: int | slice) -> Summary | list[Summary]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        self._file.seek(self._starts[index])
        return Summary.model_validate_json(self._file.readline())
