"""Requests in running text: "… đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh cho 05 tập thể và 12 cá nhân …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.facts.nominees.awards import Award, find_awards
from extractors.facts.nominees.bracketed import Bracketed, bracketed, parted
from extractors.facts.nominees.clauses import request_start, sentences
from extractors.facts.nominees.lexicon import canon
from extractors.facts.nominees.names import Name, body_word, lead_end, preceded_by_place, read_name
from extractors.facts.paper import Unit
from pipeline.models.base import Span
from pipeline.models.vocabulary import Confidence, NomineeType

_VERBS = (
    r"\b(?:de nghi|kinh trinh|(?<!chuong )(?<!cong )(?<!qua )(?<!to )(?<!lo )(?<!quy )trinh|xem xet|xet|thong nhat"
    r"|nhat tri|quyet dinh(?! so\b))\b"
)
_ASKS = re.compile(
    _VERBS
    + r"(?:(?!\bda (?:duoc )?(?:tang|khen)\b)[^;]){0,400}?"
    + r"\b(?:tang thuong|tang|khen thuong|phong tang|truy tang|cong nhan danh hieu|cong nhan)\b"
)
_KIND = r"(?:tap the|ca nhan|ho gia dinh|ho|doanh nghiep|don vi|truong hop)\b"
_NUMBER = r"(?:\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)(?:\s+\w{2,5}){0,2}\s*(?:\([^)]{1,30}\)\s*)?"
_COUNTED = re.compile(rf"\b{_NUMBER}{_KIND}")
# "kính trình danh sách gồm 04 tập thể và 03 cá nhân": asks for what the rows of the list name.
_SENDS_LIST = re.compile(
    r"\b(?:kinh trinh|trinh|kinh de nghi|kinh gui)\b[^;.]{0,120}?\bdanh sach\b[^;.\d]{0,60}?"
    + rf"\b(?={_NUMBER}{_KIND})"
)
# "đã đề nghị UBND huyện tặng", "đã quyết định tặng": an earlier request, or an award given.
_PAST = re.compile(r"\bda\s+$")
_EARLIER = re.compile(r"\b(?:da|tung|giai doan|nam \d{4}|nam qua|hang nam|tren tong so|trong so|tong ket)\b")
_GIVES = re.compile(r"\b(?:cho|doi voi)\b")
_OPENS_LIST = re.compile(r":\s*$|\b(?:sau day|nhu sau|co ten sau|sau:|cu the|gom|duoi day|co ten duoi)\b")
_ENDS_NAMES = re.compile(
    r"[.;]\s*$|\./\.|\s\(?(?:co|kem theo|theo)\s+danh sach|\(co\b"
    r"|\b(?:vi da|vi co|da co|co thanh tich|co nhieu|dat thanh tich|nhan dip|de kip|cu the|nhu sau|co ten|sau day)\b"
    r"|\btai hoi nghi\b"
    r"|\btrong (?:viec|thuc hien|cong tac|phong trao|to chuc|trien khai|qua trinh|dot|giai doan|nam|\d)"
)
# "Tập thể thứ hai là Trạm Y tế …", "Cá nhân còn lại là bà …": the words say which, the name follows.
_WHICH = re.compile(
    r"\s*(?:tap the|ca nhan|don vi|ho gia dinh|doanh nghiep|truong hop|nguoi)(?:\s+(?:thu\s+(?:nhat|hai|ba|tu|bon|nam"
    r"|sau|bay|tam|chin|muoi|\d+)|con lai|cuoi cung|duy nhat|tiep theo|khac))?\s*(?::|\bla\b)\s*"
)
_ALSO = re.compile(r"\W*(?:(?:ngoai ra|ben canh do|dong thoi|cung voi do|mat khac|doi voi|rieng)\b\W*)*")
_SUBJECT_OF = re.compile(r"\W*(?:(?:ngoai ra|ben canh do|dong thoi|cung voi do|mat khac)\b\W*)*(?:doi voi|rieng)\s+")
# "Phòng A cũng được Hội đồng thống nhất đề nghị tặng …": whoever stands before is nominated.
_PASSIVE = re.compile(
    r"\s+(?:(?:cung|con|deu|da|xung dang|du dieu kien|du tieu chuan)\s+)*duoc\s+"
    r"(?:(?!giao\b|phan cong|uy quyen|moi\b|phep\b)\S+\s+){0,8}$"
)
_COUNT = re.compile(
    rf"\s*(?:{_NUMBER})?(?:cac\s+)?(?:tap the|ca nhan|ho gia dinh|doanh nghiep)"
    r"\s*(?:la|gom|:|,|-|sau)*\s*"
)
# No request is longer; a hostile paragraph is read no further.
_LONGEST = 6000
_NEXT_PART = re.compile(r"\s*(?:[;,]\s*(?:và\s+)?|\s+và\s+|:\s*)")
_ANOTHER_GIFT = re.compile(r"\s*(?:de nghi\s+)?(?:tang|khen thuong)\b[^;]{0,120}?\bcho\s+")
_AND = re.compile(r",?\s+và\s+")
_ANOTHER = re.compile(r"(?:ông|bà|đồng chí|hộ|gia đình|tập thể|\d{1,3})\s")
_UNMARKED_ITEM = re.compile(r"(?:ông|bà|đồng chí|đ/c|hộ|gia đình|tập thể)\s")


@dataclass(frozen=True)
class Request:
    """A sentence that asks for awards: where what it gives begins and ends, the awards, whether a list follows."""

    given: Span
    awards: tuple[Award, ...]
    opens_list: bool
    cut: bool
    """Longer than is read: names may be missing."""
    subject: Span | None = None
    """Where names may stand before the verb: "Phòng A được đề nghị …", "Tập thể thứ hai là Phòng A, Sở đề nghị …"."""
    before: Span | None = None
    """Where numbers may stand before the verb: "02 tập thể và 03 cá nhân được đề nghị …"."""


def read_request(unit: Unit, *, to_province: bool) -> Request | None:
    """The request that a paragraph makes; grounds (Căn cứ …), titles and addressees make none."""
    bare = unit.bare
    end = min(len(bare), _LONGEST)
    begin = request_start(unit, end)
    if begin is None:
        return None
    asks = next((found for found in _ASKS.finditer(bare, begin, end) if not _PAST.search(bare, 0, found.start())), None)
    asks = asks or _SENDS_LIST.search(bare, begin, end)
    if asks is None:
        return None
    last = asks.start()
    gives = _GIVES.search(bare, asks.end(), end)
    counted = _COUNTED.search(bare, asks.end(), gives.start() if gives else end)
    if counted is None and not _EARLIER.search(bare, asks.start(), asks.end()):
        # "kính trình danh sách gồm 04 tập thể …, hình thức khen thưởng như sau:"
        counted = _COUNTED.search(bare, asks.start(), asks.end())
    awards = tuple(
        Award(one.code, one.provincial, one.confidence, (one.span[0] + last, one.span[1] + last))
        for one in find_awards(bare[last:end], to_province=to_province)
    )
    opens = _OPENS_LIST.search(bare, asks.end()) is not None
    if not awards and gives is None and counted is None and not opens:
        return None
    opens = opens or counted is not None
    given = counted.start() if counted else gives.end() if gives else asks.end()
    sentence = next(start for start, stop in reversed(sentences(unit.text[:end])) if start <= last)
    return Request(
        (given, end),
        awards,
        opens,
        end < len(bare),
        _subject(unit, max(begin, sentence), last),
        _numbers(unit, sentence, last),
    )


def _subject(unit: Unit, start: int, verb: int) -> Span | None:
    """Where a sentence names its nominees before the verb that asks, if its form says that it does."""
    bare = unit.bare
    passive = _PASSIVE.search(bare, start, verb)
    if passive:
        also = _ALSO.match(bare, start, verb)
        return (also.end() if also else start, passive.start())
    # "…, Sở A kính đề nghị": who asks stands behind the last comma.
    comma = bare.rfind(",", start, verb)
    verb = comma if comma > start else verb
    which = _WHICH.search(bare, start, verb)
    if which and bare[which.start() : which.end()].rstrip().endswith("la"):
        return which.end(), verb
    of = _SUBJECT_OF.match(bare, start, verb)
    return (of.end(), verb) if of else None


def _numbers(unit: Unit, start: int, verb: int) -> Span | None:
    """Numbers before the verb count nominees where nothing speaks of earlier years or of awards already given."""
    told = _COUNTED.search(unit.bare, start, verb)
    if told is None or _EARLIER.search(unit.bare, start, verb):
        return None
    return told.start(), verb


@dataclass(frozen=True)
class Named:
    """A name in a sentence and where the words behind it (post, unit) end."""

    name: Name
    until: int


def names_in(unit: Unit, span: Span) -> list[Named]:
    """The nominees that a sentence names after "cho", each with where its own post and unit end."""
    found: list[Named] = []
    at = span[0]
    for group in bracketed(unit, span):
        found += _names_between(unit, (at, group.start))
        found += _in_brackets(unit, group)
        at = min(group.inside[1] + 1, span[1])
    return found + _names_between(unit, (at, span[1]))


def _in_brackets(unit: Unit, group: Bracketed) -> list[Named]:
    """The nominees in the brackets behind a number: at every sign, where so many are stated, else as in a sentence.

    Where the parts are not as many as stated, or others than stated, what was cut is not sure.
    """
    parts = parted(unit, group)
    if parts:
        return [Named(name, until) for name, until in parts]
    named = _names_between(unit, group.inside)
    if group.fits([one.name for one in named]):
        return named
    return (
        []
        if group.far
        else [replace(one, name=replace(one.name, confidence=Confidence.UNCERTAIN, torn=True)) for one in named]
    )


def _names_between(unit: Unit, span: Span) -> list[Named]:
    canonical = canon(unit.text)
    end = _limit(unit, span[0], span[1])
    found: list[tuple[Name, int]] = []
    sign, at, before = ";", span[0], span[0]
    while at < end:
        at = _skip(unit, at)
        name = None
        if not preceded_by_place(canonical, at):
            name = read_name(unit.text[:end], canonical[:end], unit.bare[:end], at, loose=False)
        last = found[-1][0] if found else None
        if name is not None and name.span[1] == end < len(unit.text) and unit.text[end].isalnum():
            break
        if name is not None and _is_named(unit, name) and _begins_nominee(canonical, sign, before, name, last, at):
            name = _cut_at_and(unit, canonical, name)
            found.append((name, before))
            at = name.span[1]
        part = _NEXT_PART.search(unit.text, at, end)
        if part is None:
            break
        sign, before = part.group().strip(), part.start()
        at = part.end()
    if not found:
        return []
    starts = [*(start for _, start in found[1:]), end]
    return [Named(name, until) for (name, _), until in zip(found, starts, strict=True)]


def _begins_nominee(canonical: str, sign: str, before: int, name: Name, last: Name | None, at: int) -> bool:
    """Whether a body behind a sign is the next nominee, and not the unit of the one before ("Phòng A, Sở B")."""
    if last is None or sign.startswith((";", ":")) or name.type in (NomineeType.INDIVIDUAL, NomineeType.HOUSEHOLD):
        return True
    if canonical.startswith("tập thể", at):
        return True
    own, other = body_word(canonical, name.span[0]), body_word(canonical, last.span[0])
    if own and other and last.type is not NomineeType.INDIVIDUAL and own.group() == other.group():
        return True
    return sign.endswith("và") and before == last.span[1]


def _skip(unit: Unit, at: int) -> int:
    another = _ANOTHER_GIFT.match(unit.bare, at)
    at = another.end() if another else at
    which = _WHICH.match(unit.bare, at)
    if which:
        return which.end()
    counted = _COUNT.match(unit.bare, at)
    if counted and counted.group().strip() not in ("", "tap the"):
        return counted.end()
    return at + len(unit.text[at:]) - len(unit.text[at:].lstrip(" :"))


def _limit(unit: Unit, at: int, end: int) -> int:
    closing = _ENDS_NAMES.search(unit.bare, at, end)
    return closing.start() if closing else end


def _is_named(unit: Unit, name: Name) -> bool:
    """A name of its own: "các đơn vị", "cá nhân" and a bare "tập thể" name nobody."""
    if name.type is NomineeType.INDIVIDUAL:
        return True
    text = unit.text[name.span[0] : name.span[1]]
    return (text[:1].isupper() or name.type is NomineeType.HOUSEHOLD) and len(text.split()) > 1


def _cut_at_and(unit: Unit, canonical: str, name: Name) -> Name:
    """Two bodies joined by "và" are two ("Phòng A và Trường B"); "Phòng Văn hóa và Thông tin" is one."""
    first = body_word(canonical, name.span[0])
    for joined in _AND.finditer(canonical, name.span[0], name.span[1]):
        after = joined.end()
        other = unit.text[after : after + 1].isupper() and body_word(canonical, after)
        nameless = first is not None and first.end() >= joined.start()
        if _ANOTHER.match(canonical, after) or (other and not nameless):
            return Name(name.type, (name.span[0], joined.start()), joined.start(), name.confidence, name.by_words)
    return name


def item_start(unit: Unit) -> tuple[str, int] | None:
    """The bullet of a paragraph that may name a nominee and where its words begin; None for plain sentences.

    The style keeps lists of nominees apart from the lists of merits below them.
    """
    begin = lead_end(unit.text)
    lead = unit.text[:begin].strip()
    which = _WHICH.match(unit.bare, begin)
    if lead:
        style = "number" if lead[0].isdigit() else "letter" if lead[0].isalpha() else "dash"
        return style, which.end() if which else begin
    if which or _UNMARKED_ITEM.match(canon(unit.text)):
        return "plain", which.end() if which else begin
    return None
