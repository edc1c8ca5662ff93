"""Which papers of different files are one paper twice (renditions), and in how many facts they disagree.

A dossier often holds the Word file and the signed PDF of the same letter. They are counted once; a number or date that
is blank in one is filled from the other; what they say differently is counted, never chosen silently.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.facts.drafts import Draft
from extractors.facts.recognised import is_recognised
from extractors.text.fold import key
from pipeline.models.vocabulary import Confidence, DateRole, DocumentForm, DocumentKind, FileStatus, Precision

_ALIKE = 0.8
# Reports of two persons from one template are alike too.
_VERY_ALIKE = 0.95
_SAME_NUMBER_ALIKE = 0.4
_FORMATS = ("docx", "xlsx", "doc", "odt", "pdf")
_WORD = re.compile(r"[^\W_]+")
_NOT_COMPARED = frozenset({DateRole.LETTERHEAD, DateRole.SIGNATURE, DateRole.RECEIPT})


def group(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """The papers of a dossier, each with its renditions, best first, in the order of the files."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        home = next((g for g in groups if _belongs(draft, g)), None)
        if home is None:
            groups.append([draft])
        else:
            home.append(draft)
    for found in groups:
        if len(found) > 1:
            found.sort(key=_goodness)
    return groups


def differences(first: Draft, other: Draft) -> int:
    """In how many facts two renditions disagree: number, date, issuer, subject, addressees, tables, days."""
    a, b = first.head, other.head
    pairs = (
        (first.number_key, other.number_key),
        (a.date, b.date),
        (first.issuer_key, other.issuer_key),
        (squeezed(a.subject), squeezed(b.subject)),
        (tuple(map(squeezed, a.addressees)), tuple(map(squeezed, b.addressees))),
        (_table_words(first), _table_words(other)),
        (_days(first), _days(other)),
    )
    return sum(1 for left, right in pairs if left and right and left != right)


def _belongs(draft: Draft, known: list[Draft]) -> bool:
    return all(draft.sheet.file != other.sheet.file for other in known) and same_paper(known[0], draft)


def same_paper(a: Draft, b: Draft) -> bool:
    """Two papers of different files are the same: by number, or by their words."""
    if DocumentForm.BLANK in (a.form, b.form) or a.kind is not b.kind:
        return False
    if a.issuer_key and b.issuer_key and a.issuer_key != b.issuer_key:
        return False
    numbered = bool(a.number_key and b.number_key)
    if numbered and a.number_key == b.number_key:
        same_day = a.head.date is None or b.head.date is None or a.head.date == b.head.date
        return same_day and _shared(a.words, b.words, of_shorter=True) >= _SAME_NUMBER_ALIKE
    short, long = sorted((len(a.words), len(b.words)))
    if short < 0.7 * long:
        return False
    alike = _shared(a.words, b.words, of_shorter=False)
    if a.kind is DocumentKind.ACHIEVEMENT_REPORT and not (a.person_key and a.person_key == b.person_key):
        return alike >= _VERY_ALIKE and a.person_key == b.person_key
    return alike >= (_VERY_ALIKE if numbered else _ALIKE)


def _goodness(draft: Draft) -> tuple[bool, bool, int]:
    """Word before PDF: it reads without guessing columns; then a file read with losses, last a recognised scan."""
    read = draft.sheet.read
    form = _FORMATS.index(read.format) if read.format in _FORMATS else len(_FORMATS)
    return is_recognised(read), read.status is not FileStatus.READ, form


def _shared(left: Sequence[str], right: Sequence[str], *, of_shorter: bool) -> float:
    """Shared runs of three words, by those of the shorter text or by all of both: 0 to 1."""
    a, b = _runs(left), _runs(right)
    if not a or not b:
        return 1.0 if left and list(left) == list(right) else 0.0
    return len(a & b) / (min(len(a), len(b)) if of_shorter else len(a | b))


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False))


def squeezed(text: str | None) -> str:
    """Letters and digits only, bare: blanks and breaks of lines fall where a reader puts them."""
    return re.sub(r"\W", "", key(text or ""))


def _table_words(draft: Draft) -> Counter[str]:
    """Words of tables of three columns or more: heads and signatures have two."""
    words: Counter[str] = Counter()
    for unit in draft.sheet.body:
        if unit.cell is not None and max(cell.column for cell in unit.block.cells) >= 2:
            words.update(_WORD.findall(unit.bare))
    return words


def _days(draft: Draft) -> frozenset[str]:
    """The days that the text states."""
    return frozenset(
        dated.found.value
        for dated in draft.dated
        if dated.role not in _NOT_COMPARED
        and dated.found.precision is Precision.DAY
        and dated.found.confidence is Confidence.STATED
    )
