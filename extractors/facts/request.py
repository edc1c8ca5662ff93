"""Which paper is the request: the letter that asks the province, its Council or Sở Nội vụ for awards.

Of several it is the one of the highest body; letters of lower bodies, supplements and letters that a later one replaces
(:mod:`extractors.facts.replaced`) bind nothing (DESIGN, §4).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.models.vocabulary import DocumentForm, DocumentKind

LETTERS = (DocumentKind.REQUEST_LETTER, DocumentKind.OFFICIAL_LETTER)
"""The kinds of paper that may be the request."""
_ASKS = re.compile(r"de nghi")
# Marks are gone: "tặng" alone would be "tăng" too.
_AWARD = re.compile(r"khen|\bco thi dua|danh hieu|huan chuong|\btang (?:thuong|bang|giay|co|danh|huan|ky niem)")
_PROVINCE = re.compile(
    r"(?:ubnd|uy ban nhan dan|chu tich|hoi dong|hdtdkt|tdkt|van phong)\b.{0,60}\b(?:tinh|thanh pho|tp)\b|so noi vu"
)
# "Bổ sung", "điều chỉnh" before the occasion is named: a supplement. Behind it they may belong to a name.
_ADJUSTS = re.compile(r"(?:(?!tong ket|chuong trinh|de an|du an|phong trao).)*?\bdieu chinh\b")
_COUNCIL = re.compile(r"hoi dong (?:thi dua|tdkt)|hdtdkt|ban (?:thi dua|tdkt)|phong (?:thi dua|tdkt)")
_LOWER = re.compile(r"\b(?:huyen|thi xa|quan|xa|phuong|thi tran|truong|cong ty|nganh|cum|khoi)\b")
_LEVELS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"^so\b|\btinh\b"), 3),
    (
        re.compile(
            r"\bxa\b(?! hoi)|\b(?:phuong|thi tran|dac khu)\b|\btruong (?:mam non|mau giao|tieu hoc|thcs|trung hoc)"
        ),
        1,
    ),
    (re.compile(r"\b(?:huyen|thi xa|thanh pho|tp)\b|(?<!co )\bquan\b(?! (?:su|ly|doi|khu))"), 2),
)


@dataclass(frozen=True)
class Letter:
    """A paper that may be the request; all texts bare."""

    id: str
    kind: DocumentKind
    form: DocumentForm
    issuer: str
    subject: str
    addressees: tuple[str, ...]
    text: str
    """Empty for a kind of paper that is no letter."""
    is_annex: bool = False
    date: dt.date | None = None


def find_request(letters: Sequence[Letter]) -> str | None:
    """Id of the request letter; None where no paper asks the province for an award."""
    to_province = _to_province(letters)
    return max(to_province, key=_weight).id if to_province else None


def find_rivals(letters: Sequence[Letter], request: str | None) -> list[str]:
    """Ids of further letters of the request's body that ask for as much, without a word on which of them counts."""
    to_province = _to_province(letters)
    chosen = next((letter for letter in to_province if letter.id == request), None)
    if chosen is None:
        return []
    return [
        letter.id
        for letter in to_province
        if letter is not chosen and letter.issuer == chosen.issuer and _weight(letter)[:3] == _weight(chosen)[:3]
    ]


def _to_province(letters: Sequence[Letter]) -> list[Letter]:
    """The letters that may be the request."""
    asking = [letter for letter in letters if _asks(letter)]
    to_province = [letter for letter in asking if any(map(is_province, letter.addressees))]
    if to_province:
        return to_province
    # A letter whose Kính gửi could not be read may still be the one, if it is the only one.
    unaddressed = [letter for letter in asking if not letter.addressees]
    return unaddressed if len(unaddressed) == 1 else []


def _weight(letter: Letter) -> tuple[int, bool, bool, int]:
    """The highest body's; of its letters no draft, no supplement, and the first: a later one may only replace it."""
    day = letter.date.toordinal() if letter.date is not None else dt.date.max.toordinal()
    return _level(letter.issuer), letter.form is DocumentForm.FINAL, not _supplements(letter.subject), -day


def _supplements(subject: str) -> bool:
    return "bo sung" in subject or _ADJUSTS.match(subject) is not None


def _asks(letter: Letter) -> bool:
    if letter.is_annex or letter.kind not in LETTERS:
        return False
    is_letter = letter.kind is DocumentKind.OFFICIAL_LETTER
    if is_letter and _supplements(letter.subject):
        return False
    if _AWARD.search(letter.subject):
        return not is_letter or _ASKS.search(letter.subject) is not None
    return not is_letter and _AWARD.search(letter.text) is not None


def is_province(name: str) -> bool:
    """By its bare name: the province, its Council, Sở Nội vụ or its desk; a council of a district is none of them."""
    return _PROVINCE.search(name) is not None or (_COUNCIL.search(name) is not None and not _LOWER.search(name))


def _level(issuer: str) -> int:
    """How high the issuing body stands: 3 province, 2 district, 1 commune or school, 0 not told."""
    if not issuer:
        return 0
    return next((level for pattern, level in _LEVELS if pattern.search(issuer)), 2)
