"""Names of persons, households and bodies as papers write them, and what kind of nominee a name is.

Two to six syllables, few Kinh family names, names of ethnic minorities with their apostrophes (H'Hen Niê, Y Moan,
K'Brôi), forms of address before a name, "Ông" and "Bà" that open the name of a place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.facts.nominees import committees
from extractors.facts.nominees.lexicon import LETTER, alternatives, canon, folded_set, table, words
from pipeline.models.base import Span
from pipeline.models.vocabulary import CommitteeGroup, Confidence, NomineeType

_SYLLABLE = re.compile(rf"{LETTER}+(?:['’‘ʼ`]\s?{LETTER}+|-{LETTER}+)*")
_LEAD = re.compile(r"[\s\"“”'«»*•·–—-]*(?:\(?\d{1,3}[.)/]\s*|[a-zđ][.)]\s+|[-+*•]\s*)*")
_SIGN = re.compile(r"\s*[,(–-]\s*")
_MOST_SYLLABLES = 6
_MAY_END_BODY = re.compile(
    r"[;\n,]|\s-\s|\s(?:đã|vì|có|do|đạt)\s|\.(?:\s|/|$)|\((?:có|kèm|gồm)"
    # "(đạt 950 điểm, 9/9 phiếu)", "(12/12)", "(tỷ lệ 100%)": how a meeting judged, no part of a name.
    r"|\(\s*(?:\d|(?=[^()\d]{0,60}\d)[^()]{0,120}?(?:điểm|phiếu|%|(?:tỷ|tỉ) lệ|suy tôn|tán thành|đồng ý"
    r"|xếp (?:thứ|hạng)|bình chọn)(?![^\W\d_]))"
)
_MERITS = re.compile(
    r"\s(?:đã có|đã đạt|đã hoàn|vì đã|vì có|có thành|có nhiều|đạt thành|do đã|do có|có đóng)(?![^\W\d_])"
)
_COLLECTIVE_PREFIX = re.compile(r"(?:các\s+)?tập thể\s+(?!cán bộ|nhân dân|lãnh đạo)")
_LABEL = re.compile(
    r"(?:giới tính|nam/nữ|nam, nữ|năm sinh|ngày sinh|sinh ngày|sinh năm|dân tộc|tôn giáo|quê quán|bí danh|tên gọi khác"
    r"|tên thường gọi|chức vụ|chức danh|nghề nghiệp|đơn vị|địa chỉ|nơi ở|số cccd|cccd|trú quán|trình độ)(?![^\W\d_])"
)
_GENDER = re.compile(r"(?:[Nn]am|[Nn]ữ|NAM|NỮ)\s*(?:$|[\n;,.)])")
_ANY_LABEL = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,3}\s*:")
# A sentence that goes on behind a body's name: "Ban Chỉ đạo …, huyện kính đề nghị tặng …".
_ASKS = re.compile(r"\s(?:kính đề nghị|trân trọng đề nghị|đề nghị|kính trình)\s")
_PASSIVE = re.compile(r"\s(?:(?:cũng|còn|đều|đã|xứng đáng)\s)*được\s")
# "Tập thể 02, cá nhân 03": how many of a kind, nobody's name.
_KIND_AND_NUMBER = re.compile(r"(?:tap the|ca nhan|ho gia dinh|doanh nghiep)\s*:?\s*\d{1,3}(?![^\W_])")
_OPENING = re.compile(r"\s*\(\s*")
_ROUND = re.compile(r"[()]")
_CLOSING = re.compile(r"\s*\)")
_AND_SPOUSE = re.compile(r"\s*(?:và|,|-)\s*(?=ông |bà |anh |chị )")


@dataclass(frozen=True)
class Name:
    """A name found in a text, the kind of nominee its words tell, and where the words after it begin."""

    type: NomineeType | None
    span: Span
    rest: int
    confidence: Confidence
    by_words: bool
    """The kind follows from words of the name itself, not from where it stands."""
    torn: bool = False
    """A bracket opens or closes without its mate where the name was cut: it may hold more or fewer words."""


@cache
def _honorific() -> re.Pattern[str]:
    found = alternatives(table("nominee_words")["honorifics"], marks=True)
    short = alternatives(table("nominee_words")["titles_with_point"], marks=True)
    return re.compile(rf"{found}(?:\s*[:.]\s*|\s+)|{short}\s*[.]\s*")


def _address(text: str, canonical: str, start: int) -> int:
    """Where the name begins behind the forms of address at ``start``; ``start`` itself where there is none.

    "Ông" is a family name too: "ông Ông Thế Mẫu", "bà Ông Thị Thử", and "Ông Thế Mẫu" before a middle syllable.
    """
    at = start
    seen: set[str] = set()
    while found := _honorific().match(canonical, at):
        word = found.group().strip(" .:\n")
        if word == "ông" and text[at].isupper() and _family_ong(text, canonical, found.end(), bool(seen), word in seen):
            break
        if word in seen:
            break
        seen.add(word)
        at = found.end()
    return at


def _family_ong(text: str, canonical: str, after: int, addressed: bool, again: bool) -> bool:
    following = person_at(text, canonical, after)
    syllable = _SYLLABLE.match(text, after)
    if syllable is None or not syllable.group()[0].isupper():
        return False
    first = canon(syllable.group())
    if again:
        return True
    sure = first in folded_set("names", "family") and first != "thị"
    if addressed:
        return following is not None and not sure
    return following is not None and first in folded_set("names", "middle") and not sure


@cache
def _place_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!{LETTER})" + alternatives(table("nominee_words")["place_before"], marks=True) + r"\s+$")


def body_word(canonical: str, at: int) -> re.Match[str] | None:
    """The first word of a collective's name at this place ("Phòng", "Trường", "Tổ"), if one stands there."""
    if words("nominee_words", "not_collective").match(canonical, at):
        return None
    return words("nominee_words", "collective").match(canonical, at) or words("nominee_words", "enterprise").match(
        canonical, at
    )


def post_word(canonical: str, at: int) -> re.Match[str] | None:
    """The first word of a post or occupation at this place."""
    return words("posts", "words").match(canonical, at)


def person_at(text: str, canonical: str, at: int) -> Span | None:
    """The personal name that begins at this place: capitalised syllables up to a comma, a post or the end."""
    end = at
    count = 0
    joined = False
    for syllable in _SYLLABLE.finditer(text, at):
        gap = text[end : syllable.start()]
        if count and (
            gap.strip() or len(gap) > 2 or "\t" in gap or _label_begins(text, canonical, syllable.start(), gap, count)
        ):
            break
        if not count and syllable.start() != at:
            return None
        if not syllable.group()[0].isupper() or (
            count and (_stops(canonical, syllable.start(), gap) or _next_person(text, syllable.start(), gap, count))
        ):
            break
        end = syllable.end()
        count += 1
        joined = joined or not syllable.group().isalpha()
        if count > _MOST_SYLLABLES:
            return None
    return (at, end) if count >= 2 or (count == 1 and joined) else None


def _label_begins(text: str, canonical: str, at: int, gap: str, count: int) -> bool:
    """A field of a form on the same line: "Họ và tên: Nguyễn Văn Mẫu  Giới tính: Nam"."""
    if _LABEL.match(canonical, at):
        return True
    if len(gap) < 2 or "\n" in gap:
        return False
    return _ANY_LABEL.match(text, at) is not None or (count > 2 and _GENDER.match(text, at) is not None)


def _stops(canonical: str, at: int, gap: str) -> bool:
    """A post after the name, or a body on the next line: "Nguyễn Văn Mẫu Phó Trưởng phòng"."""
    post = post_word(canonical, at)
    if post:
        # "Trưởng" and "Chánh" alone are given names as well; as posts they have a word after them.
        return " " in post.group() or canonical[post.end() :].lstrip()[:1].isalpha()
    return "\n" in gap and body_word(canonical, at) is not None


def _next_person(text: str, at: int, gap: str, count: int) -> bool:
    """A second full name on the next line: "Nguyễn Văn Một" over "Trần Thị Hai"."""
    if "\n" not in gap or count < 3:
        return False
    line = text[at:].split("\n", 1)[0].split()
    return len(line) > 1 and canon(line[0]) in folded_set("names", "family")


def sure_person(text: str, span: Span) -> bool:
    """Whether the first syllable is a family name or a particle of the lexicon."""
    first = re.split(r"[\s'’‘ʼ`-]", text[span[0] : span[1]], maxsplit=1)[0]
    folded = canon(first)
    return folded in folded_set("names", "family") or folded in folded_set("names", "particles") or folded == "ông"


def _looks_like_person(text: str, canonical: str, at: int, span: Span) -> bool:
    """A person, not "Đoàn Thanh niên": after a body's word that is a family name too, a typical middle syllable."""
    if body_word(canonical, at) is None:
        return True
    syllables = text[span[0] : span[1]].split()
    second = canon(syllables[1]) if len(syllables) > 1 else ""
    return canon(syllables[0]) in folded_set("names", "family") and second in folded_set("names", "middle")


def lead_end(text: str, start: int = 0) -> int:
    """Where the words begin after a bullet, a number or an opening quote."""
    found = _LEAD.match(text, start)
    return found.end() if found else start


def read_name(text: str, canonical: str, bare: str, start: int, *, loose: bool) -> Name | None:
    """The name of a nominee that begins at ``start``.

    ``loose`` is for a cell in the column of names, where any capitalised words are a name; running text needs a form of
    address, a family name, a household's or a body's word.
    """
    household = words("nominee_words", "household").match(canonical, start)
    if household and not words("nominee_words", "not_household").match(canonical, start):
        return _household(text, canonical, start, household.end())
    begin = _address(text, canonical, start)
    honorific = begin > start
    if (
        not honorific
        and not text[start : start + 1].isupper()
        and not loose
        and not canonical.startswith("tập thể", start)
    ):
        return None
    person = person_at(text, canonical, begin)
    if person and _looks_like_person(text, canonical, begin, person):
        sure = sure_person(text, person)
        whole = _with_other_name(text, canonical, person)
        if _names_body_after_all(bare, begin):
            return _body(text, canonical, bare, start)
        if honorific and (sure or loose):
            return Name(NomineeType.INDIVIDUAL, whole, whole[1], Confidence.STATED, True)
        following = _SIGN.match(canonical, person[1])
        alone = (following and post_word(canonical, following.end())) or _ends_alone(canonical, person)
        if honorific and alone and not preceded_by_place(canonical, start):
            return Name(NomineeType.INDIVIDUAL, whole, whole[1], Confidence.INFERRED, True)
        if sure and _ends_like_person(canonical, person[1]):
            # "Ông Thế Mẫu": a form of address or a family name; which of them is not sure.
            told = Confidence.UNCERTAIN if canonical.startswith("ông", begin) and not honorific else Confidence.STATED
            return Name(NomineeType.INDIVIDUAL, whole, whole[1], told, not loose)
        if body_word(canonical, begin) is None and loose and _ends_like_person(canonical, person[1]):
            return Name(None, whole, whole[1], Confidence.INFERRED, False)
    if honorific:
        return None
    return _body(text, canonical, bare, start)


def _with_other_name(text: str, canonical: str, person: Span) -> Span:
    """The name with the civil name in brackets behind it: "Thích Tâm Mẫu (Lê Văn Thử)", "Y Mẫu Niê (Ama Thử)".

    Between two names that look alike the brackets could hold another person, and a short one a place ("Hà Nội").
    """
    opening = _OPENING.match(text, person[1])
    if opening is None or body_word(canonical, opening.end()):
        return person
    other = person_at(text, canonical, _address(text, canonical, opening.end()))
    closing = _CLOSING.match(text, other[1]) if other else None
    if other is None or closing is None:
        return person
    first, *more = canonical[other[0] : other[1]].split()
    by_child = first in folded_set("names", "by_child")
    civil = sure_person(text, other) and (len(more) > 1 or first in folded_set("names", "particles"))
    if by_child or (civil and not sure_person(text, person)):
        return person[0], closing.end()
    return person


def _names_body_after_all(bare: str, at: int) -> bool:
    """All-capitals headings hide which words are names: "BAN CHỈ ĐẠO" has the shape of a person's name."""
    body = committees.classify(bare[at:])
    return body.group is not None and body.named


def _ends_alone(canonical: str, person: Span) -> bool:
    """ "Ông Ama Mẫu (Y Thử Niê), …": behind the form of address two words or more, then a sign or the end."""
    rest = canonical[person[1] :].lstrip(" ")
    return " " in canonical[person[0] : person[1]].strip() and (not rest or rest[0] in ",;(-–.:\n")


def _ends_like_person(canonical: str, end: int) -> bool:
    """After a person's name stands the end, a sign, or a post, and no small word that goes on with a body's name."""
    rest = canonical[end:].lstrip(" ")
    if not rest or not rest[0].isalpha() or post_word(rest, 0) is not None:
        return True
    at = len(canonical) - len(rest)
    return at - end > 2 or _label_begins(canonical, canonical, at, canonical[end:at], 3)


def _household(text: str, canonical: str, start: int, after: int) -> Name | None:
    """ "Hộ ông …", "Gia đình ông … và bà …": the whole phrase is the household's name."""
    at = after + len(text[after:]) - len(text[after:].lstrip(" :"))
    person = person_at(text, canonical, _address(text, canonical, at))
    if person is None:
        return None
    end = person[1]
    second = _AND_SPOUSE.match(canonical, end)
    if second:
        spouse = _address(text, canonical, second.end())
        other = person_at(text, canonical, spouse) if spouse > second.end() else None
        end = other[1] if other else end
    return Name(NomineeType.HOUSEHOLD, (start, end), end, Confidence.STATED, True)


def _body(text: str, canonical: str, bare: str, start: int) -> Name | None:
    """A collective, an enterprise or a committee: the words to the parent body, a semicolon or the merits."""
    begin = start
    prefix = _COLLECTIVE_PREFIX.match(canonical, start)
    if prefix and body_word(canonical, prefix.end()):
        begin = prefix.end()
    if body_word(canonical, begin) is None or _KIND_AND_NUMBER.match(bare, begin):
        return None
    end, torn = _body_end(text, canonical, begin)
    name = bare[begin:end]
    body = committees.classify(name)
    if body.group is CommitteeGroup.SAME_THING and body.named:
        kind = NomineeType.STEERING_COMMITTEE
    elif words("nominee_words", "enterprise").match(canonical, begin):
        kind = NomineeType.ENTERPRISE
    else:
        kind = NomineeType.COLLECTIVE
    return Name(kind, (begin, end), end, Confidence.UNCERTAIN if torn else Confidence.STATED, True, torn)


def unknown_body(text: str, canonical: str, start: int, kind: NomineeType, confidence: Confidence) -> Name:
    """A body whose first word no list knows, where the words above it say that a body's name follows."""
    end, torn = _body_end(text, canonical, start)
    return Name(kind, (start, end), end, Confidence.UNCERTAIN if torn else confidence, False, torn)


def _body_end(text: str, canonical: str, begin: int) -> tuple[int, bool]:
    """Where a body's name ends: before its parent ("Phòng Y tế, Sở Mẫu"), a semicolon or the merits.

    Signs inside brackets end no name; whether a bracket without its mate had to, is the second value.
    """
    asks = _ASKS.search(canonical, begin)
    stop = len(text)
    if asks:
        comma = max(canonical.rfind(",", begin, asks.start()), canonical.rfind(";", begin, asks.start()))
        passive = _PASSIVE.search(canonical, begin, asks.start() + 1)
        stop = comma if comma > begin else passive.start() if passive else stop
    inside, unmatched = brackets(text, begin, stop)
    for found in _MAY_END_BODY.finditer(canonical, begin, stop):
        sign = found.group()
        if any(start < found.start() < end for start, end in inside):
            continue
        if _cuts(text, canonical, begin, found.start(), found.end(), sign):
            stop = found.start()
            break
    torn = unmatched is not None and unmatched < stop
    stop = unmatched if torn and unmatched is not None else stop
    return begin + len(text[begin:stop].rstrip(" ,;:.-\n")), torn


def brackets(text: str, start: int, end: int) -> tuple[list[Span], int | None]:
    """The outermost pairs of round brackets, each from its opening to its closing one, and the first without a mate."""
    pairs: list[Span] = []
    opened: list[int] = []
    for sign in _ROUND.finditer(text, start, end):
        if sign.group() == "(":
            opened.append(sign.start())
        elif not opened:
            return pairs, sign.start()
        else:
            first = opened.pop()
            if not opened:
                pairs.append((first, sign.start()))
    return pairs, opened[0] if opened else None


def _cuts(text: str, canonical: str, begin: int, at: int, after: int, sign: str) -> bool:
    if sign[0] in ";." or sign.startswith("("):
        return True
    if sign.strip(" \n,-"):
        return _MERITS.match(canonical, at) is not None
    following = after + len(text[after:]) - len(text[after:].lstrip())
    if words("nominee_words", "not_collective").match(canonical, following):
        return False
    # "Đảng ủy - UBND - Ban Chỉ đạo": a committee is no body over another one; it stays in the name, to be looked at.
    if canonical.startswith(("ban chỉ đạo", "bcđ"), following):
        return False
    # "Đảng ủy, UBND xã Mẫu" and "Văn phòng HĐND - UBND": what stands before has no name of its own yet.
    before = canonical[begin:at].rstrip()
    opening = words("nominee_words", "collective").match(canonical, begin)
    if before.endswith("hđnd") or (opening and opening.end() >= begin + len(before)):
        return False
    parent = words("nominee_words", "parent").match(canonical, following)
    if parent is None:
        return False
    if text[following].isupper():
        return True
    own_name = text[parent.end() :].lstrip()[:1]
    return sign != "\n" and (own_name.isupper() or own_name.isdigit())


def preceded_by_place(canonical: str, at: int) -> bool:
    """ "đường Bà Triệu", "trường Ông Ích Khiêm": the form of address is part of a place's name."""
    return _place_before().search(canonical, 0, at) is not None
