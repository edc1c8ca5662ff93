"""Letters of a dossier that a later letter of the same body replaces, and the annexes that went with them.

``(Thay thế Tờ trình số 12/TTr-UBND ngày 22/8/2025)``: the letter named binds nothing any more (DESIGN §4, the request).
A supplement (``điều chỉnh, bổ sung``) replaces nothing. Where it cannot be told which letter is meant, or whose annex a
list is, the nominees stay open.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.facts.closed import NUMBER, citation
from extractors.facts.dates import find_dates
from extractors.facts.drafts import Draft
from extractors.facts.merged import Merged
from extractors.facts.request import LETTERS
from extractors.text.fold import number_key
from pipeline.models.vocabulary import DocumentForm, DocumentKind, Precision

# Marks kept: "thay thế" is not "thầy thể"; "hủy" not the "huy" of a command.
_LETTER = r"(?:tờ trình|công văn|văn bản|hồ sơ|đề nghị)"
_REPLACES = re.compile(
    rf"(?P<not>\b(?:không|chưa|sẽ|nhằm)\s+(?:phải\s+)?)?"
    r"\b(?:thay thế|thay cho|hủy bỏ|huỷ bỏ|bãi bỏ|thu hồi|rút lại|hủy|huỷ)"
    rf"(?:\s+(?:cho|toàn bộ|hoàn toàn|nội dung|các))*\s+"
    rf"(?P<what>(?:(?:danh sách|phụ lục|biểu)\s+[^;.]{{0,40}}?)?)(?P<letter>{_LETTER})\b"
)
# "Tờ trình số 12/TTr-UBND ngày … không còn giá trị": said of the letter before the verb.
_IS_OVER = re.compile(
    rf"\b(?P<letter>{_LETTER})\s+(?P<said>số\s[^;.]{{3,90}}?)\s+(?:được thay thế|bị (?:hủy|huỷ|thay)|"
    r"(?:không còn|hết) (?:giá trị|hiệu lực)|không (?:còn )?sử dụng|thôi không)"
)
_AGAIN = re.compile(r"\btrình lại\b|\blập lại (?:tờ trình|hồ sơ)\b")
_TOLD = re.compile(rf"\b{_LETTER}\s+số\b")
_AMENDS = re.compile(r"\b(?:điều chỉnh|đính chính|sửa đổi|rút tên|xin rút|rút khỏi)\b")
_ONLY_DIGITS = re.compile(r"\bsố\s*:?\s*(\d{1,6})\b")
_EARLIER = re.compile(r"[^,;.]{0,40}?\b(?:trước|đã (?:gửi|trình|nộp|ban hành)|cũ|nêu trên|nói trên)\b")
_FARTHEST = 150
_WHOLE = re.compile(r"(?P<digits>\d+[a-zđ]?)(?P<symbol>[/-].*)?")


@dataclass(frozen=True)
class Replacement:
    """What letters of a dossier say of each other."""

    gone: frozenset[str] = frozenset()
    """Ids of the letters that were replaced, and of their annexes."""
    doubtful: frozenset[str] = frozenset()
    """Ids of letters that another may replace or amends: which of the two counts cannot be told."""
    lists_open: bool = False
    """A list does not say whether it went with a replaced letter, or a list alone was replaced."""


@dataclass(frozen=True)
class _Named:
    """A letter as another one names it."""

    number: str
    """For comparing, ``12/ttr-ubnd`` or only ``12``; empty where none is named."""
    date: dt.date | None
    earlier: bool
    """Called the earlier one, without number or day."""
    surely: bool
    """The whole of it is replaced; otherwise only its list, or it is amended."""


def find_replacement(papers: Sequence[Merged]) -> Replacement:
    """Which letters are replaced, by what the letters themselves say."""
    letters = [paper for paper in papers if paper.kind in LETTERS and not paper.first.annex]
    if len(letters) < 2:
        return Replacement()
    gone: set[str] = set()
    doubtful: set[str] = set()
    lists_open = False
    for letter in letters:
        others = [other for other in letters if other is not letter]
        for named in _named(letter):
            for other in others:
                verdict = _is_meant(named, letter, other, others)
                if verdict is False:
                    continue
                if verdict and named.surely:
                    gone.add(other.id)
                else:
                    doubtful.add(other.id)
    # Two that replace each other: neither is said to count.
    if gone and len(gone) == len(letters):
        gone, doubtful = set(), gone | doubtful
    annexes, lists_open = _annexes(papers, gone) if gone else (set(), False)
    return Replacement(frozenset(gone | annexes), frozenset(doubtful - gone), lists_open)


def _named(letter: Merged) -> list[_Named]:
    """The letters that this one replaces or amends, as it names them."""
    final = letter.first.form is DocumentForm.FINAL
    units = [unit for unit in letter.first.sheet.body if unit.cell is None or unit.cell.row == 0]
    folded = " ".join(" ".join(unit.folded.split("\n")) for unit in units)
    bare = " ".join(" ".join(unit.bare.split("\n")) for unit in units)
    starts = [
        (match.end(), final and not match["what"]) for match in _REPLACES.finditer(folded) if match["not"] is None
    ]
    starts += [(match.start("said"), final) for match in _IS_OVER.finditer(folded)]
    again = _AGAIN.search(folded) is not None
    if again or _AMENDS.search(folded):
        starts += [(match.end() - 2, final and again) for match in _TOLD.finditer(folded)]
    read = [_read(folded, bare, start, surely=surely) for start, surely in starts]
    return [one for one in read if one.number or one.date is not None or one.earlier]


def _read(folded: str, bare: str, start: int, *, surely: bool) -> _Named:
    """Number and day of the letter that is named from ``start`` on."""
    end = min((at for mark in (";", ". ", ") ") if (at := folded.find(mark, start)) >= 0), default=len(folded))
    end = min(end, start + _FARTHEST)
    number = NUMBER.search(folded, start, end)
    short = _ONLY_DIGITS.search(folded, start, end) if number is None else None
    days = [
        found.first
        for found in find_dates(folded[start:end], bare[start:end], None)
        if found.precision is Precision.DAY
    ]
    written = number["number"].strip(" .") if number is not None else short[1] if short is not None else ""
    earlier = _EARLIER.match(folded, start) is not None
    return _Named(number_key(written), days[0] if days else None, earlier, surely)


def _is_meant(named: _Named, letter: Merged, other: Merged, others: Sequence[Merged]) -> bool | None:
    """Whether ``other`` is the letter that ``letter`` names; None where it may be."""
    day, own_day = other.date[0] if other.date else None, letter.date[0] if letter.date else None
    same_number = _same_number(named.number, other.first.number_key)
    if same_number is False or (not named.number and named.date is not None and day not in (None, named.date)):
        return False
    if not _same_issuer(letter.first, other.first):
        # A letter of another body is meant only by its full number, and even then who may replace it is not told.
        return None if named.surely and same_number and "/" in named.number else False
    if day is not None and own_day is not None and day > own_day:
        return None
    if named.date is not None and day not in (None, named.date):
        return None
    if named.number or named.date is not None:
        return True if same_number or day == named.date else None
    earlier = [one for one in others if _same_issuer(letter.first, one.first)]
    return True if len(earlier) == 1 else None


def _same_number(cited: str, own: str) -> bool | None:
    """Whether two numbers are one; null where one of them is not known. A number may be cited without its symbol."""
    if not cited or not own:
        return None
    a, b = _WHOLE.fullmatch(cited), _WHOLE.fullmatch(own)
    if a is None or b is None:
        return cited == own
    if a["digits"].lstrip("0") != b["digits"].lstrip("0"):
        return False
    return a["symbol"] is None or b["symbol"] is None or a["symbol"] == b["symbol"]


def _same_issuer(a: Draft, b: Draft) -> bool:
    one, other = a.issuer_key, b.issuer_key
    return not one or not other or one.endswith(other) or other.endswith(one)


def _annexes(papers: Sequence[Merged], gone: Iterable[str]) -> tuple[set[str], bool]:
    """The annexes of the letters ``gone``, and whether there is a list that may be one of them or not."""
    taken: set[str] = set()
    is_open = False
    replaced = [paper for paper in papers if paper.id in gone]
    kept = [paper for paper in papers if paper.kind in LETTERS and paper.id not in gone]
    above: dict[str, bool] = {}
    """By file, whether the letter that stands last above in it is gone."""
    for paper in papers:
        file = paper.first.sheet.file
        if paper.kind in LETTERS and not paper.first.annex:
            above[file] = paper.id in gone
            continue
        if not paper.first.annex and paper.kind is not DocumentKind.NOMINEE_LIST:
            continue
        cited = citation(paper.first)
        number, date = (cited.number, cited.date) if cited is not None else ("", None)
        of_gone = any(_may_go_with(number, date, letter) for letter in replaced)
        of_kept = any(_may_go_with(number, date, letter) for letter in kept)
        if (number or date) and of_gone is not of_kept:
            if of_gone:
                taken.add(paper.id)
        elif file in above:
            if above[file]:
                taken.add(paper.id)
        else:
            is_open = True
    return taken, is_open


def _may_go_with(number: str, date: dt.date | None, letter: Merged) -> bool:
    if number:
        return _same_number(number, letter.first.number_key) is not False
    return date is None or letter.date is None or letter.date[0] == date
