"""Words that tell the parts of a head apart: names of bodies, the subject, the text that follows."""

from __future__ import annotations

import re

from extractors.facts.sheet import Line

HEAD_LINES = 40
"""A head is over after this many lines, whatever stands there."""

BODY_WORDS = re.compile(
    r"(?:uy ban|ubnd|hdnd|hoi dong|so|ban|phong|cong ty|tong cong ty|tap doan|truong|trung tam|hoi|lien doan|cong doan|"
    r"doan|(?:tinh|thanh|huyen|quan|xa|phuong) doan(?! ket)|"
    r"dang|dang uy|dang bo|chi bo|huyen uy|tinh uy|thanh uy|xa uy|chi cuc|cuc|"
    r"tong cuc|bo|benh vien|tram|"
    r"chi nhanh|xi nghiep|ngan hang|bao hiem|vien thong|buu dien|cong an|mat tran|mttq|cum|khoi|van phong|hop tac xa|"
    r"htx|vien|toa an|kho bac|hat|doi|thanh tra|lien hiep|lien minh|chinh phu|thu tuong|chu tich|nha(?! nuoc)|bao tang|"
    r"thu vien|dai|thuong truc|tieu ban|to)\b(?!\s+chuc)"
)
# How a word that stands first is written where another one differs from it by its marks only: "SỔ" is no "SỞ", "BẢN" no
# "BAN", "ĐĂNG KÝ" no "ĐẢNG". One without any mark may have lost it.
_WRITTEN = {
    "so": ("sở",),
    "ban": ("ban",),
    "bo": ("bộ",),
    "hoi": ("hội",),
    "doan": ("đoàn",),
    "dang": ("đảng",),
    "phong": ("phòng",),
    "doi": ("đội",),
    "khoi": ("khối",),
    "to": ("tổ",),
    "vien": ("viện",),
    "hat": ("hạt",),
    "cum": ("cụm",),
    "cuc": ("cục",),
    "dai": ("đài", "đại"),
    "tram": ("trạm",),
    "truong": ("trường",),
}
# Names of bodies inside which a line may break before a word that other names begin with. Told by more than the two
# syllables: "PHÚ QUỐC" over "PHÒNG KINH TẾ", "BẢO LÂM" over "TRƯỜNG …" and "HUYỆN ỦY" over "BAN TỔ CHỨC" are two names.
_BROKEN = re.compile(
    r".*\b(?:moi \| truong|thu tuong \| chinh phu|quan ly thi \| truong|uy \| ban nhan|bo doi bien \| phong|"
    r"tong lien \| doan|"
    r"(?:bao hiem|chinh sach|thuong binh va|bao tro|cong tac) xa \| hoi)\b.*"
)
_SHORT_NAMES = frozenset({"ubnd", "hdnd", "mttq", "htx"})
# Nothing of this is ever a subject …
SUBJECT_ENDS = re.compile(
    r"kinh gui|can cu|hom nay|\(?kem theo|i\s*[.\-/]|1\s*[.\-/)]|phan (?:i|1|thu)|a\s*[.\-/]|so\s*:|ho va ten|"
    r"ten (?:don vi|tap the|co quan)|cong hoa xa hoi|doc lap|"
    r"(?:chu tich|giam doc|bo truong|uy ban nhan dan|truong ban)\b[^,;]*$"
)
# … and this not where it is set like running text.
TEXT_BEGINS = re.compile(r"thuc hien|nhan duoc|thoi gian|nguoi |-\s|\+|ngay\b|vao luc")


def begins_body(line: Line) -> bool:
    """Whether a line begins with a word that the names of bodies begin with, written as it is."""
    found = BODY_WORDS.match(line.bare)
    if found is None:
        return False
    word = found.group()
    if word not in _WRITTEN:
        return True
    as_written = line.folded[: found.end()]
    return as_written == word or as_written in _WRITTEN[word]


def breaks_off(above: Line, below: Line) -> bool:
    """Whether the name of the line above goes on in a line that begins like the name of another body.

    A word alone ("TRƯỜNG") names no body, and a line may break inside of a word of two syllables ("XÃ / HỘI").
    """
    if " " not in below.bare and below.bare not in _SHORT_NAMES:
        return True
    return _BROKEN.fullmatch(f"{above.bare} | {below.bare}") is not None


def continues(above: Line, below: Line) -> bool:
    """A line that goes on with the sentence of the line above it."""
    return below.text[:1].islower() and above.text[-1] not in ".;:"
