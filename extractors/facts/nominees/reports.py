"""Whom an achievement report (báo cáo thành tích) is about: its labelled fields, else the words under its title."""

from __future__ import annotations

import re

from extractors.facts.nominees.awards import find_award
from extractors.facts.nominees.draft import Draft, draft_of, put_behind
from extractors.facts.nominees.lexicon import canon
from extractors.facts.nominees.names import Name, read_name
from extractors.facts.paper import Paper, Unit
from pipeline.models.vocabulary import Confidence, NomineeType

# The subject stands in the first part of the form; what comes later are merits and earlier awards.
_UNITS_READ = 40
_LONGEST = 2000
_PERSON = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:họ,? (?:và )?tên|tên cá nhân|họ tên)"
    r"(?:\s*\([^)]*\)|\s+khai sinh|\s+đầy đủ)*\s*:\s*"
)
_BODY = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?tên (?:đơn vị|tập thể|cơ quan|tổ chức|doanh nghiệp|hộ gia đình|hộ|đầy đủ)"
    r"(?:[^:\n]{0,40})?:\s*"
)
_POST = re.compile(r"\W*(?:\d{1,2}[.)]\s*)?(?:chức vụ|chức danh|nghề nghiệp)[^:\n]{0,40}:\s*(?P<value>[^\n;]+)")
_UNIT = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:đơn vị công tác|cơ quan,? đơn vị công tác|nơi công tác|cơ quan công tác)"
    r"[^:\n]{0,30}:\s*(?P<value>[^\n;]+)"
)
_BORN = re.compile(r"\W*(?:ngày|năm)[^:\n]{0,25}sinh[^:\n]{0,10}:?[^\n]*?((?:19|20)\d\d)")
_OF = re.compile(r"\W*(?:của|cho)\s+")
_TITLE = re.compile(r"\W*(?:bao cao|tom tat)(?:\s+tom tat)?\s+thanh tich")
# Where the title's lines end: the first part, a field of the form, or the place for confirmation and signatures.
_BELOW = re.compile(
    r"\s*(?:[IVX]{1,4}|[A-H]|\d{1,2})\s*[.)/]\s|(?!\W*(?:[Cc]ủa|CỦA|[Cc]ho|CHO)\b)[^:\n]{0,60}:"
    r"|(?i:\s*(?:xác nhận|người (?:báo cáo|viết)|thủ trưởng|kính gửi))"
)
_TITLE_LINES = 8
_TITLE_LONGEST = 400


def read_report(paper: Paper, *, to_province: bool) -> Draft | None:
    """The subject of a report as a draft that stands in no list; None where the form names nobody."""
    units = tuple(unit for unit in paper.units[:_UNITS_READ] if len(unit.text) <= _LONGEST)
    draft = next((found for unit in units if (found := _labelled(unit, paper))), None) or _below_title(units, paper)
    if draft is None:
        return None
    for unit in units:
        _fill(draft, unit)
        if "award_text" not in draft.values and "de nghi" in unit.bare:
            at = unit.bare.index("de nghi")
            award = find_award(unit.bare[at:], to_province=to_province)
            if award:
                span = (award.span[0] + at, award.span[1] + at)
                draft.put_award(
                    type(award)(award.code, award.provincial, award.confidence, span), unit, award.confidence
                )
    return draft


def _labelled(unit: Unit, paper: Paper) -> Draft | None:
    canonical = canon(unit.text)
    person = _PERSON.match(canonical)
    label = person or _BODY.match(canonical)
    if label is None:
        return None
    expected = NomineeType.INDIVIDUAL if person else NomineeType.HOUSEHOLD if "hộ" in label.group() else None
    end = len(unit.text)
    line = unit.text.find("\n", label.end())
    end = line if line > label.end() else end
    # The next field may stand on the same line, behind a tab stop.
    tab = unit.text.find("\t", label.end() + len(unit.text[label.end() :]) - len(unit.text[label.end() :].lstrip()))
    end = tab if label.end() < tab < end else end
    name = read_name(unit.text[:end], canonical[:end], unit.bare[:end], label.end(), loose=True)
    return _draft(unit, name, paper, expected, end)


def _below_title(units: tuple[Unit, ...], paper: Paper) -> Draft | None:
    """ "BÁO CÁO THÀNH TÍCH … của ông Nguyễn Văn Mẫu, Chuyên viên …": the name follows "của" or "cho"."""
    first = next((at for at, unit in enumerate(units) if _TITLE.match(unit.bare)), len(units))
    for at, unit in enumerate(units[first : first + _TITLE_LINES]):
        if at and (_BELOW.match(unit.text) or len(unit.text) > _TITLE_LONGEST):
            break
        canonical = canon(unit.text)
        starts = [0] + [found.start() for found in re.finditer(r"(?:\n|\s)(?=(?:của|cho)\s)", canonical)]
        for start in starts:
            of = _OF.match(canonical, start)
            if of is None:
                continue
            name = read_name(unit.text, canonical, unit.bare, of.end(), loose=False)
            if name is not None and name.by_words:
                return _draft(unit, name, paper, None, len(unit.text))
    return None


def _draft(unit: Unit, name: Name | None, paper: Paper, expected: NomineeType | None, end: int) -> Draft | None:
    if name is None:
        return None
    draft = draft_of(unit, name, paper.document.id, expected=expected, listed=False)
    put_behind(draft, unit, name.rest, end, loose=False)
    return draft


def _fill(draft: Draft, unit: Unit) -> None:
    """Post, unit and year of birth from the labelled lines of a person's report."""
    if draft.type is not NomineeType.INDIVIDUAL:
        return
    canonical = canon(unit.text)
    for role, pattern in (("post", _POST), ("unit", _UNIT)):
        found = pattern.match(canonical)
        if found:
            start, end = found.span("value")
            end = start + len(unit.text[start:end].rstrip(" .,"))
            draft.put(role, unit, (start, end), Confidence.STATED)
    born = _BORN.match(canonical)
    if born and draft.birth is None:
        draft.birth = born.group(1)
