"""Headings over nominees ("A. Bằng khen …", "I. TẬP THỂ", "1. Tập thể (05 tập thể)", "Cấp xã") and how they nest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.facts.nominees.awards import Award, find_award
from extractors.facts.nominees.lexicon import canon
from extractors.facts.nominees.names import body_word
from extractors.facts.paper import Unit
from pipeline.models.base import Span
from pipeline.models.vocabulary import NomineeType

_NUMBERING = re.compile(
    r"\s*(?:(?:phần|mục)\s+)?(?:thứ (?P<ordinal>nhất|hai|ba|tư|năm)"
    r"|(?P<roman>[IVX]{1,5})|(?P<alpha>[A-HĐ])|(?P<small>[a-hđ])|(?P<arabic>\d{1,2}(?:\.\d{1,2})*))"
    r"\s*(?:[.)/:]|\s-|[-–](?=\s*[^\W\d_])|\s|$)\s*(?:[-–]\s*)?",
)
_COUNT_FIRST = r"(?:\d{1,4}\s*(?:\([^)]{2,30}\))?\s*)?"
_OTHER_KINDS = (
    r"(?P<more>(?:\s*[,/&-]\s*|\s+va\s+)(?:cac\s+)?"
    + _COUNT_FIRST
    + r"(?:tap the|ca nhan|ho gia dinh|ho|doanh nghiep))*"
)
# Behind the word of kind: an end or words about all of them, never the name of one ("Tập thể Phòng Y tế").
_TYPE = re.compile(
    r"(?:(?:danh sach|doi voi|cac|ve|khen thuong|cho|phan|nhom|tang)\s+)*"
    + _COUNT_FIRST
    + r"(?P<first>tap the|ca nhan|ho gia dinh|ho nong dan|doanh nghiep|doanh nhan|nong dan"
    # "Đơn vị: Viễn thông Mẫu" over a list of persons says whose it is.
    + r"|don vi(?!\s*:\s*[^\W\d][^;]*$))"
    + _OTHER_KINDS
    + r"(?=\s*(?:$|[:;.,(/–-]|\d|(?:va|cap|thuoc|gom|duoc|de nghi|xuat sac|tieu bieu|co|nho|trong|la|o|khoi|dat|sau"
    r"|lao dong truc tiep)\b))"
)
_TYPE_BEHIND = re.compile(
    r"(?:cho|doi voi)\s+(?:cac\s+)?"
    + _COUNT_FIRST
    + r"(?P<first>tap the|ca nhan|ho gia dinh|doanh nghiep)"
    + _OTHER_KINDS
    + r"(?=\s*(?:$|[:;.,(]|(?:co|sau|gom|da|tieu|xuat)\b))"
)
_AWARD_FIRST = re.compile(
    r"(?:(?:de nghi|ubnd tinh|xet|tang|tang thuong|danh hieu|hinh thuc|khen thuong|ve|doi voi|danh sach|[\"“”:])\s*)*"
    r"(?=bang khen|giay khen|co thi dua|chien si|chien sy|cstd|tap the lao dong|huan chuong|ky niem chuong)"
)
_KINDS = {
    "tap the": NomineeType.COLLECTIVE,
    "don vi": NomineeType.COLLECTIVE,
    "ca nhan": NomineeType.INDIVIDUAL,
    "doanh nhan": NomineeType.INDIVIDUAL,
    "nong dan": NomineeType.INDIVIDUAL,
    "ho gia dinh": NomineeType.HOUSEHOLD,
    "ho nong dan": NomineeType.HOUSEHOLD,
    "doanh nghiep": NomineeType.ENTERPRISE,
}
_LONGEST = 220


@dataclass(frozen=True)
class Heading:
    """What a heading says of the nominees under it. ``type`` is null for "Tập thể, cá nhân" as for no word of kind."""

    style: str
    source: Unit
    speaks_of_type: bool
    type: NomineeType | None
    award: Award | None
    unit: Span | None

    @property
    def is_form(self) -> bool:
        """ "- Hình thức: Bằng khen …" says what all get, whose names may stand in the annexes."""
        return _FORM.match(self.source.bare) is not None


def read_heading(unit: Unit, *, in_table: bool, to_province: bool) -> Heading | None:
    """The heading that a paragraph, or the only text of a row, is; None where it is none.

    In a table any lone text heads the rows under it; in running text only words of kind or award make a heading.
    """
    text = unit.text
    if len(text) > _LONGEST:
        return None
    numbered = _NUMBERING.match(text)
    begin = numbered.end() if numbered else len(text) - len(text.lstrip(" -•*+"))
    bare = unit.bare
    kind = _TYPE.match(bare, begin)
    award_at = _AWARD_FIRST.match(bare, begin)
    award = find_award(bare[award_at.end() :], to_province=to_province) if award_at else None
    if award and award_at:
        award = Award(
            award.code,
            award.provincial,
            award.confidence,
            (award.span[0] + award_at.end(), award.span[1] + award_at.end()),
        )
    if award is None and kind:
        behind = find_award(bare[kind.end() :], to_province=to_province)
        award = behind and Award(
            behind.code,
            behind.provincial,
            behind.confidence,
            (behind.span[0] + kind.end(), behind.span[1] + kind.end()),
        )
    if kind is None and award:
        kind = _TYPE_BEHIND.search(bare, award.span[1])
    if not kind and not award and not in_table:
        return None
    if kind and award_at and award and award.code in ("tap_the_ldxs", "tap_the_ldtt") and kind.start() == award.span[0]:
        kind = None
    place = None
    if in_table and not kind and not award and body_word(canon(text), begin):
        end = len(text.rstrip(" :;.,"))
        place = (begin, end) if end > begin else None
    return Heading(
        style=_style(numbered, kind is not None, award is not None),
        source=unit,
        speaks_of_type=kind is not None,
        type=None if kind is None or kind.group("more") else _KINDS.get(kind.group("first")),
        award=award,
        unit=place,
    )


_NUMBERED = (
    r"\s*(?:(?:phan|muc)\s+)?(?:(?:thu (?:nhat|hai|ba|tu|nam)|[ivx]{1,5}|[a-h]"
    r"|\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)/:–-]\s*|[-+*•–]\s*){0,3}"
)
_KIND_WORD = (
    r"(?:(?:danh sach|doi voi|cac|ve|cho|phan|nhom|khen thuong|tang)\s+)*"
    + _COUNT_FIRST
    + r"(?:tap the|ca nhan|ho gia dinh|ho nong dan|doanh nghiep|doanh nhan|don vi)"
)
# "2. Cá nhân", "I. TẬP THỂ (02 tập thể):", "1. Tập thể gồm 03 đơn vị": nothing behind the kind names anybody.
_KIND_ONLY = re.compile(
    _NUMBERED
    + _KIND_WORD
    + r"(?:(?:\s*[,/&-]\s*|\s+va\s+)(?:ca nhan|ho gia dinh|doanh nghiep|tap the))*"
    + r"(?:\s*(?:\([^)]{0,60}\)|:|\d{1,3}(?!\d)|gom(?: co)?|co|xuat sac|tieu bieu|de nghi|duoc|tang|khen thuong"
    + r"|bang khen|tap the|ca nhan|don vi|nguoi|ho|truong hop))*[\s.:;,]*"
)
_FORM = re.compile(_NUMBERED + r"(?:ve\s+)?hinh thuc(?:\s+(?:khen thuong|de nghi|de nghi khen thuong|khen))?\s*:")
# "a) Tập thể: Trạm Y tế …; Đội Y tế …": the names follow in the same paragraph.
_AT_ONCE = re.compile(_NUMBERED + _KIND_WORD + r"(?:\s+gom(?: co)?)?\s*(?:\([^)]{0,60}\)\s*)?:\s*(?=\S)")


def is_kind_heading(unit: Unit) -> bool:
    """Whether a paragraph only says which kind of nominees follows: "1. Tập thể", with or without a colon."""
    return len(unit.text) <= _LONGEST and _KIND_ONLY.fullmatch(unit.bare) is not None


def heads_collectives(unit: Unit) -> bool:
    """ "Tập thể đề nghị tặng Bằng khen" under "DANH SÁCH" is the rest of its title, not a collective."""
    heading = read_heading(unit, in_table=False, to_province=True)
    return heading is not None and heading.speaks_of_type


def names_at_once(unit: Unit) -> bool:
    """Whether a paragraph gives the kind, a colon and the names: "a) Cá nhân: ông …; bà …"."""
    return _AT_ONCE.match(unit.bare) is not None


def _style(numbered: re.Match[str] | None, kind: bool, award: bool) -> str:
    if numbered:
        style = str(numbered.lastgroup)
        return style + str(numbered.group().count(".", 0, len(numbered.group().rstrip(" .)"))))
    return "type" if kind else "award" if award else "plain"


@dataclass
class Groups:
    """The headings in force, outermost first: a heading closes the last one of its own style and all inside it."""

    stack: list[Heading] = field(default_factory=list)

    def open(self, heading: Heading) -> None:
        """Put a heading in force."""
        styles = [one.style for one in self.stack]
        if heading.style in styles:
            del self.stack[styles.index(heading.style) :]
        self.stack.append(heading)

    @property
    def type(self) -> NomineeType | None:
        """Kind by the innermost heading that speaks of kinds."""
        return next((one.type for one in reversed(self.stack) if one.speaks_of_type), None)

    @property
    def award(self) -> tuple[Award, Unit] | None:
        """Award by the innermost heading that names one, with where it stands."""
        return next(((one.award, one.source) for one in reversed(self.stack) if one.award), None)

    @property
    def unit(self) -> tuple[Span, Unit] | None:
        """Unit by the innermost heading that is the name of a body."""
        return next(((one.unit, one.source) for one in reversed(self.stack) if one.unit), None)
