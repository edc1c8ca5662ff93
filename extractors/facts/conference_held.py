"""A conference that the request says was held: "Ngày 05/11/2025, Hội Một đã tổ chức Hội nghị tổng kết …".

Decree 98/2023/NĐ-CP and the letter (II.2-4b) want the request before the conference. Such a day is a candidate only
where the issuer of the request held the conference itself; it is shown as one that is over and ties no award: what was
handed over there, the sentence does not say. Texts are bare.
"""

from __future__ import annotations

import re

_VERB = r"\bda\s+(?:to chuc|tien hanh|khai mac)\s+(?:thanh cong\s+|trong the\s+)?(?:cac\s+)?"
_NAME = (
    r"(?P<name>(?:hoi nghi|dai hoi|(?:buoi\s+)?le)\s+(?:truc tuyen\s+)?"
    r"(?:tong ket|so ket|ky niem|tuyen duong|bieu duong)\b"
)
_AFTER_DAY = re.compile(rf"[\s,()]*(?P<actor>[^,;:.()]{{0,90}}?){_VERB}{_NAME}[^;.]*)")
_BEFORE_DAY = re.compile(
    rf"(?:^|[,;:])(?P<actor>[^,;:.]{{0,90}}?){_VERB}{_NAME}[^;.]*?)[,\s(]*(?:\b(?:vao|trong|luc)\b)?\s*(?:ngay\s*)?$"
)
_ABBREVIATED = (
    ("ubnd", "uy ban nhan dan"),
    ("hdnd", "hoi dong nhan dan"),
    ("mttq", "mat tran to quoc"),
    ("ldld", "lien doan lao dong"),
    ("bch", "ban chap hanh"),
    ("btv", "ban thuong vu"),
    ("lhpn", "lien hiep phu nu"),
)
_WORD = re.compile(r"[^\W_]+")
_LEVELS = frozenset({"tinh", "thanh", "pho", "huyen", "quan", "xa", "phuong", "thi", "tran", "khu", "cap"})
_OF_PROVINCE = frozenset({"tinh", "thanh", "pho"})
"""What a body may say of itself whose letterhead names the province over it."""
_OF_ANY_BODY = frozenset(
    ("ban", "thuong", "vu", "chap", "hanh", "truc", "don", "vi", "co", "quan", "lanh", "dao", "chung", "toi", "va")
)


def held(before: str, after: str, issuer: str) -> str | None:
    """The name of the conference, with what follows it, that the issuer says it held on the day between the texts."""
    opening = _AFTER_DAY.match(after) if not before.strip(" \t-+*•") else None
    found = opening or _BEFORE_DAY.search(before)
    if found is None or not issuer or not _same_body(found["actor"], issuer):
        return None
    return found["name"]


def _same_body(actor: str, issuer: str) -> bool:
    """Whether the words before the verb name the issuer, or nobody; "UBND tỉnh" is not "UBND XÃ MẪU"."""
    own, named = _words(issuer), _words(actor)
    allowed = own & _LEVELS or _OF_PROVINCE
    return named & _LEVELS <= allowed and named - _LEVELS - _OF_ANY_BODY <= own


def _words(name: str) -> frozenset[str]:
    for short, whole in _ABBREVIATED:
        name = re.sub(rf"\b{short}\b", whole, name)
    return frozenset(_WORD.findall(name))
