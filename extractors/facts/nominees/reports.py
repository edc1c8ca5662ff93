"""Whom an achievement report (báo cáo thành tích) is about: its labelled fields, else the words under its title."""

from __future__ import annotations

import re

from extractors.facts.nominees.awards import find_award
from extractors.facts.nominees.draft import Draft, draft_of, put_behind
from extractors.facts.nominees.lexicon import canon
from extractors.facts.nominees.names import Name, lead_end, read_name
from extractors.facts.paper import Line, Paper, Unit
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
_OF = re.compile(r"\W*(?:của|cho)(?:\s*:)?\s+")
# "Bằng khen của …": who gives the award, not whom the report is about.
_GIVEN_BY = re.compile(r"(?:khen|chương|cờ|cờ thi đua|danh hiệu[^;.]{0,60}|giải thưởng)\W*$")
# A line of the head that goes on in the next one: "Đề nghị tặng Bằng khen của Chủ tịch".
_OPEN_END = re.compile(r"(?:\b(?:cua|cho|tang|va|ve|chu tich|thu tuong|bo truong|tai|trong)|[,-])$")
_KIND_LABEL = re.compile(r"\W*(?:cá nhân|tập thể|của|cho)(?:\s*:\s*|\s+(?=(?:ông|bà|anh|chị|đồng chí|tập thể)\b))")
_COLLECTIVE = re.compile(r"\W*(?:của\s+|cho\s+)?tập thể\b")
_AFTER_NAME = re.compile(r"\s*(?:$|[,;.(]|-\s)")
_HEAD_LINE_LONGEST = 200
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
    labelled = next((found for unit in units if (found := _labelled(unit, paper))), None)
    draft = labelled or _below_title(units, paper) or _alone_below_title(units, paper)
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
            if of is None or _GIVEN_BY.search(canonical, 0, start):
                continue
            name = read_name(unit.text, canonical, unit.bare, of.end(), loose=False)
            if name is not None and name.by_words:
                return _draft(unit, name, paper, None, len(unit.text))
    return None


def _alone_below_title(units: tuple[Unit, ...], paper: Paper) -> Draft | None:
    """The name on a line of its own under the title; None where several persons or several bodies stand there."""
    first = next((at for at, unit in enumerate(units) if _TITLE.match(unit.bare)), len(units))
    above: Line | None = None
    persons: list[tuple[Line, Name]] = []
    bodies: list[tuple[Line, Name]] = []
    for line in [line for unit in units[first : first + _TITLE_LINES] for line in unit.lines]:
        name = lone_name(line, above) if above is not None else None
        if name is not None:
            (persons if name.type is NomineeType.INDIVIDUAL else bodies).append((line, name))
        elif above is not None and (_BELOW.match(line.text) or not _of_head(line)):
            break
        above = line
    found = persons or bodies
    if len(found) != 1:
        return None
    line, name = found[0]
    return _draft(line.unit, name, paper, None, line.end)


def lone_name(line: Line, above: Line) -> Name | None:
    """Whom a line of a report's head names, where it holds nothing but a name and what the named one is.

    "Bà TRẦN THỊ MẪU", "Tập thể Phòng Một", "Của: ông …". A name without a form of address or "tập thể" before it has
    to be set off, and not to be the end of the sentence of the line ``above``.
    """
    unit, start, end = line.unit, line.start, line.end
    if len(line.text) > _HEAD_LINE_LONGEST:
        return None
    text, canonical, bare = unit.text[:end], canon(unit.text)[:end], unit.bare[:end]
    label = _KIND_LABEL.match(canonical, start)
    begin = lead_end(text, label.end() if label else start)
    name = read_name(text, canonical, bare, begin, loose=False)
    if name is None or not name.by_words or not _AFTER_NAME.match(bare, name.rest):
        return None
    addressed = name.type is NomineeType.INDIVIDUAL and name.span[0] > begin
    if addressed or label or _COLLECTIVE.match(canonical, start):
        return name
    set_off = unit.block.centred or unit.block.bold
    return name if set_off and not _OPEN_END.search(above.bare) else None


def _of_head(line: Line) -> bool:
    """Set off, or short and no sentence: what stands below is the text of the report."""
    block = line.unit.block
    return block.centred or block.bold or (len(line.text) <= _HEAD_LINE_LONGEST and line.text[-1] not in ".;")


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
