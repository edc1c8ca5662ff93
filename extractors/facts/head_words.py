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
    r"htx|vien|toa an|kho bac|hat|doi|thanh tra|lien hiep|lien minh|chinh phu|chu tich|nha|bao tang|thu vien|dai|"
    r"thuong truc|tieu ban|to)\b(?!\s+chuc)"
)
# Nothing of this is ever a subject …
SUBJECT_ENDS = re.compile(
    r"kinh gui|can cu|hom nay|\(?kem theo|i\s*[.\-/]|1\s*[.\-/)]|phan (?:i|1|thu)|a\s*[.\-/]|so\s*:|ho va ten|"
    r"ten (?:don vi|tap the|co quan)|cong hoa xa hoi|doc lap|"
    r"(?:chu tich|giam doc|bo truong|uy ban nhan dan|truong ban)\b[^,;]*$"
)
# … and this not where it is set like running text.
TEXT_BEGINS = re.compile(r"thuc hien|nhan duoc|thoi gian|nguoi |-\s|\+|ngay\b|vao luc")


def continues(above: Line, below: Line) -> bool:
    """A line that goes on with the sentence of the line above it."""
    return below.text[:1].islower() and above.text[-1] not in ".;:"
