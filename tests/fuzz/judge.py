"""Whether a broken file was answered as it must be: read, read with losses, or not, with a code; and nothing else.

Runs in a worker process under limits. What the reader answers must also be fit for a report, and the facts must be
drawn from it without a fault.
"""

from __future__ import annotations

import tempfile
import traceback
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from extractors.facts.extract import extract
from flows.check import read_submission, submission_from
from pipeline.coverage import matters
from pipeline.models.files import ReadFile
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileStatus
from tests.fuzz.kinds import mutant


@dataclass
class Verdict:
    """What became of some mutants."""

    statuses: Counter[str] = field(default_factory=Counter)
    escapes: list[tuple[int, str]] = field(default_factory=list)
    """Number of a mutant and what was wrong with the answer."""


def judge(kind: str, numbers: tuple[int, ...], limits: Limits) -> Verdict:
    """Read some mutants of a kind; one that runs out of memory ends the others of its call."""
    verdict = Verdict()
    for which in numbers:
        name, data = mutant(kind, which)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            try:
                answers = read_path(path, limits)
            except MemoryError:
                raise
            except BaseException:
                verdict.escapes.append((which, traceback.format_exc()))
                continue
        wrong = [said for answer in answers for said in wrong_with(answer)]
        verdict.statuses.update([str(answers[0].status)] if answers else ["nothing"])
        if wrong or not answers:
            verdict.escapes.append((which, "; ".join(wrong) or "no answer"))
    return verdict


def read_path(path: Path, limits: Limits) -> tuple[ReadFile, ...]:
    """Everything that is read of a file, with the facts drawn from it for the sake of their faults."""
    answers = read_submission(submission_from(path), limits)
    extract([answer for answer in answers if answer.format not in ("toml", "zip")])
    return answers


def wrong_with(answer: ReadFile) -> list[str]:
    """What an answer must not be, whatever the file was."""
    told = [problem.code for problem in answer.problems]
    serious = [problem.code for problem in answer.problems if matters(problem)]
    wrong = []
    if answer.status is FileStatus.READ and serious:
        wrong.append(f"read with {serious}")
    if answer.status in (FileStatus.REFUSED, FileStatus.EMPTY, FileStatus.NOT_READ_YET) and not serious:
        wrong.append(f"{answer.status} without a code")
    if answer.status is FileStatus.READ_WITH_LOSSES and not told and not answer.losses:
        wrong.append("losses that nobody names")
    if any(loss.count < 1 for loss in answer.losses):
        wrong.append("a loss that is none")
    for block in answer.blocks:
        for text in (block.text, *(cell.text for cell in block.cells)):
            if not unicodedata.is_normalized("NFC", text):
                wrong.append("text not in NFC")
            if any(unicodedata.category(letter) == "Cs" for letter in text):
                wrong.append("half a letter")
    if [block.index for block in answer.blocks] != list(range(len(answer.blocks))):
        wrong.append("blocks out of order")
    answer.model_dump_json()
    return sorted(set(wrong))
