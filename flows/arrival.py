"""What the files of a dossier say of its arrival: traces of exchange envelopes, signatures under the request letter."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.intake.receipt import EnvelopeTrace, LetterSignature
from pipeline.models.base import Place
from pipeline.models.facts import Document
from pipeline.models.files import ReadFile, Trace


def traces_of(letter: Document | None, read_files: Sequence[ReadFile]) -> list[EnvelopeTrace]:
    """The traces of all envelopes; which of these brought the request letter is told by what they hold.

    An envelope beside its own attachments, taken out of it, brought them too: the same bytes are the same file.
    """
    by_id = {read.file.id: read for read in read_files}
    paths = _paths(letter)
    contents = {read.file.sha256 for read in read_files if read.file.path in paths}
    brought: set[str] = set()
    for read in read_files:
        if read.file.sha256 in contents:
            above = read.file.parent
            while above in by_id:
                brought.add(above)
                above = by_id[above].file.parent
    return [
        EnvelopeTrace(trace, _place(read, trace), read.file.id in brought)
        for read in read_files
        for trace in read.traces
    ]


def signatures_of(letter: Document | None, read_files: Sequence[ReadFile]) -> list[LetterSignature]:
    """The signatures of the files in which the request letter stands."""
    paths = _paths(letter)
    return [
        LetterSignature(signature, Place(file=read.file.path))
        for read in read_files
        if read.file.path in paths
        for signature in read.signatures
    ]


def _paths(letter: Document | None) -> set[str]:
    return {letter.file, *(rendition.file for rendition in letter.renditions)} if letter else set()


def _place(read: ReadFile, trace: Trace) -> Place:
    """The line of the envelope that gives the trace."""
    block = next((block.index for block in read.blocks if block.text == trace.quote), None)
    return Place(file=read.file.path, block=block)
