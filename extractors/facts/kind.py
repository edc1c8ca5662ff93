"""Kind and form of a paper, from its title, its subject and, where the title is lost, its symbol.

Kinds are those of the contract; symbols are those of Decree 30/2020/NĐ-CP, Phụ lục III (HD hướng dẫn, not HĐ hội đồng).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.facts.letterhead import Head
from extractors.facts.sheet import Line, Sheet
from extractors.text.fold import bare
from pipeline.models.files import BlockKind
from pipeline.models.vocabulary import DocumentForm, DocumentKind

_AWARDED = re.compile(
    r"khen|co thi dua|danh hieu|huan chuong|cong nhan|\btang (?:thuong|bang|giay|co|danh|huan|ky niem)"
)
# A decision that issues rules about awards gives none.
_RULES = re.compile(
    r"(?:dieu 1\W*)?(?:v/v |ve viec |viec )?(?:sua doi,? bo sung .{0,80})?ban hanh (?:kem theo .{0,40})?"
    r"(?:quy che|quy dinh|huong dan|ke hoach|(?:bo )?tieu chi|tieu chuan|noi quy|dieu le)\b"
)
_COMMITTEE = re.compile(r"(?:thanh lap|kien toan|bo sung|thay doi|dieu chinh).{0,40}(?:ban chi dao|\bbcd\b)")
_COMMITTEE_LIST = re.compile(r"thanh vien.{0,40}(?:ban chi dao|\bbcd\b)|(?:ban chi dao|\bbcd\b).{0,120}quyet dinh")
_LIST = re.compile(
    r"khen|danh hieu|de nghi|thi dua|tap the|ca nhan|ho gia dinh|dien hinh|tieu bieu|to trinh|thanh tich"
)
_NOMINEE_COLUMN = re.compile(
    r"hinh thuc (?:khen|de nghi)|danh hieu|\bho,? (?:(?:chu )?(?:dem|lot) )?(?:va )?ten\b"
    r"|ten (?:tap the|don vi|ca nhan)|htkt"
)
_REVIEW = re.compile(r"tong ket|so ket|ket qua (?:thuc hien|phong trao|to chuc)")
_ANNEX = re.compile(r"\(?\s*(?:ban hanh )?kem theo\b|\(\s*(?:gui )?kem (?:to trinh|cong van)\b")
# Dots or a tab leader where a value belongs.
_WAITS = re.compile(r"[.…_]{4,}|…{2,}|:\s*\t")
_FORM_NUMBER = re.compile(r"mau (?:so|bieu)?\s*\d|mau [\d.]+\b")

_SYMBOLS = {
    "ttr": DocumentKind.REQUEST_LETTER,
    "qđ": DocumentKind.DECISION,
    "kh": DocumentKind.PLAN,
    "hd": DocumentKind.GUIDANCE,
    "bb": DocumentKind.MINUTES,
    "gm": DocumentKind.INVITATION,
    "bgm": DocumentKind.INVITATION,
    "bc": DocumentKind.OTHER,
}
_PLAIN = {
    "to trinh": DocumentKind.REQUEST_LETTER,
    "bao cao tom tat thanh tich": DocumentKind.ACHIEVEMENT_REPORT,
    "tom tat thanh tich": DocumentKind.ACHIEVEMENT_REPORT,
    "bao cao thanh tich": DocumentKind.ACHIEVEMENT_REPORT,
    "bien ban kiem phieu": DocumentKind.BALLOT_MINUTES,
    "bien ban bo phieu": DocumentKind.BALLOT_MINUTES,
    "ke hoach": DocumentKind.PLAN,
    "huong dan": DocumentKind.GUIDANCE,
    "giay moi": DocumentKind.INVITATION,
    "thu moi": DocumentKind.INVITATION,
    "bang cham diem": DocumentKind.SCORE_SHEET,
    "bang diem": DocumentKind.SCORE_SHEET,
    "phieu cham diem": DocumentKind.SCORE_SHEET,
    "ban giao uoc": DocumentKind.PLEDGE,
    "giao uoc": DocumentKind.PLEDGE,
    "quy che": DocumentKind.REGULATION,
    "ban dang ky": DocumentKind.REGISTRATION,
    "dang ky": DocumentKind.REGISTRATION,
    "giay xac nhan": DocumentKind.CONFIRMATION,
    "ban xac nhan": DocumentKind.CONFIRMATION,
    "xac nhan": DocumentKind.CONFIRMATION,
    "loi phat dong": DocumentKind.LAUNCH,
    "phat dong": DocumentKind.LAUNCH,
}


def kind_of(sheet: Sheet, head: Head) -> DocumentKind:
    """The kind of a paper; ``other`` where nothing tells it."""
    subject = bare(head.subject or "")
    if head.title is None:
        return _without_title(head, subject)
    plain = _PLAIN.get(head.title)
    if plain is not None:
        return plain
    special = _SPECIAL.get(head.title)
    return special(sheet, subject) if special is not None else DocumentKind.OTHER


def form_of(sheet: Sheet, head: Head) -> DocumentForm:
    """A blank number or date makes a draft; a paper of dotted lines is a blank form."""
    if _is_blank(sheet, head):
        return DocumentForm.BLANK
    if head.draft_mark or head.number_blank or head.date_blank:
        return DocumentForm.DRAFT
    return DocumentForm.FINAL


def is_annex(sheet: Sheet) -> bool:
    """Says of itself that it comes with another paper: ``(Kèm theo Tờ trình số …)``."""
    return any(_ANNEX.match(line.bare) for line in sheet.lines[:8])


def _without_title(head: Head, subject: str) -> DocumentKind:
    symbol = re.split(r"[-/]", head.symbol or "")
    for part in symbol[:2]:
        if part in _SYMBOLS:
            return _SYMBOLS[part]
    if re.search(r"^(?:v/v|ve viec)?\s*phat dong", subject):
        return DocumentKind.LAUNCH
    if head.addressees and (head.symbol or subject.startswith("v/v")):
        return DocumentKind.OFFICIAL_LETTER
    return DocumentKind.OTHER


def _report(sheet: Sheet, subject: str) -> DocumentKind:
    if re.search(r"thanh tich", subject):
        return DocumentKind.ACHIEVEMENT_REPORT
    return DocumentKind.REVIEW_REPORT if _REVIEW.search(subject) else DocumentKind.OTHER


def _minutes(sheet: Sheet, subject: str) -> DocumentKind:
    return DocumentKind.BALLOT_MINUTES if re.match(r"(?:kiem|bo) phieu", subject) else DocumentKind.MINUTES


def _decision(sheet: Sheet, subject: str) -> DocumentKind:
    opening = subject or " ".join(line.bare for line in sheet.lines[:30] if line.bare.startswith("dieu 1"))
    if _COMMITTEE.search(opening):
        return DocumentKind.COMMITTEE_DECISION
    if _RULES.match(opening):
        return DocumentKind.DECISION
    return DocumentKind.AWARD_DECISION if _AWARDED.search(opening) else DocumentKind.DECISION


def _list(sheet: Sheet, subject: str) -> DocumentKind:
    top = " ".join(line.bare for line in sheet.lines[:8])
    if _COMMITTEE_LIST.search(top):
        return DocumentKind.COMMITTEE_DECISION
    return DocumentKind.NOMINEE_LIST if _LIST.search(top) or _has_nominee_table(sheet) else DocumentKind.OTHER


def _annex(sheet: Sheet, subject: str) -> DocumentKind:
    top = " ".join(line.bare for line in sheet.lines[:8])
    if _COMMITTEE_LIST.search(top):
        return DocumentKind.COMMITTEE_DECISION
    named = re.search(r"danh sach", top) and _LIST.search(top)
    return DocumentKind.NOMINEE_LIST if named or _has_nominee_table(sheet) else DocumentKind.OTHER


def _summary(sheet: Sheet, subject: str) -> DocumentKind:
    return DocumentKind.SCORE_SHEET if re.search(r"\bdiem\b", subject) else _annex(sheet, subject)


def _directive(sheet: Sheet, subject: str) -> DocumentKind:
    return DocumentKind.LAUNCH if "phat dong" in subject else DocumentKind.OTHER


_SPECIAL: dict[str, Callable[[Sheet, str], DocumentKind]] = {
    "bao cao": _report,
    "bien ban": _minutes,
    "quyet dinh": _decision,
    "danh sach": _list,
    "phu luc": _annex,
    "bang tong hop": _summary,
    "bieu tong hop": _summary,
    "bieu danh sach": _list,
    "chi thi": _directive,
    "thu keu goi": _directive,
    "thong bao": _directive,
}


def _has_nominee_table(sheet: Sheet) -> bool:
    for block in sheet.blocks:
        if block.kind is BlockKind.TABLE and len(block.cells) > 3:
            header = " ".join(bare(cell.text) for cell in block.cells if cell.row <= 1)
            if _NOMINEE_COLUMN.search(header) and re.search(r"\b(?:stt|tt|so tt)\b", header):
                return True
    return False


def _may_wait(text: str) -> bool:
    """Cheap sign of what :func:`_waits` looks for."""
    return "…" in text or ".." in text or "__" in text or "._" in text or "\t" in text


def _waits(line: Line) -> bool:
    """A place for an entry that nobody has made."""
    led = line.text[-1] == ":" and line.unit.text[line.end :].lstrip(" ").startswith("\t")
    return led or _WAITS.search(line.text) is not None


def _is_blank(sheet: Sheet, head: Head) -> bool:
    """A model form: most of its lines wait for an entry, or it calls itself Mẫu số … and holds dotted lines."""
    lines = sheet.lines
    if len(lines) < 4 or (head.number is not None and head.date is not None):
        return False
    waiting = sum(1 for line in lines if _may_wait(line.unit.text) and _waits(line))
    numbered = any(_FORM_NUMBER.match(line.bare) for line in lines[:4])
    return waiting >= 3 and (waiting * 5 >= len(lines) * 2 or (numbered and waiting * 6 >= len(lines)))
