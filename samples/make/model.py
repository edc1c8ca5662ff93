"""What a sample is: who asks for what, the files as the office sends them, and what is expected of the checker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from samples.make.layout import Sheet

RUN_DAY = "run_day"
PROVINCIAL = "Bằng khen của Chủ tịch UBND tỉnh"


@dataclass(frozen=True)
class Office:
    """A body that issues papers."""

    issuer: str
    """Its name in the letterhead, in capitals."""
    name: str
    """Its name in running text."""
    place: str
    code: str
    """Its part of a paper's number: ``15/TTr-<code>``."""
    authority: tuple[str, ...]
    """The lines over the signature."""
    signer: str
    superior: str | None = None


@dataclass(frozen=True)
class Candidate:
    """One who is nominated: a row of the list, and what an officer would note of it."""

    name: str
    type: Literal["individual", "collective", "household", "enterprise", "steering_committee"]
    title: str = ""
    """Ông, Bà, Đồng chí; empty for others than individuals."""
    post: str = ""
    unit: str = ""
    born: int = 1980
    woman: bool = False
    award: str = PROVINCIAL
    role: str | None = None
    """Words that make an individual a member of the Steering Committee."""
    group: str | None = None
    """Committee group of a body (same_thing, helping, election, implementing)."""

    @property
    def shown(self) -> str:
        """Name as the list writes it."""
        return f"{self.title} {self.name}".strip()

    @property
    def collective(self) -> bool:
        """Counted among the collectives unless the letter counts it apart."""
        return self.type != "individual"


@dataclass(frozen=True)
class Scenario:
    """A request at the closing of a programme or movement, as the papers tell it."""

    office: Office
    number: str
    signed: date | None
    """Date of the request letter; None where it was left blank."""
    event: str
    """What is closed: ``Chương trình …``."""
    conference: str | None
    """The sentence of the request that names the conference."""
    candidates: tuple[Candidate, ...]
    council: date | None = None
    """Day on which the unit's council met."""
    minutes: str = "07/BB-HĐTĐKT"
    """Number of the minutes of that meeting."""
    plan: date | None = None
    """Date of the plan to close the programme."""
    plan_number: str = "145/KH-UBND"
    plan_when: str | None = None
    """``Thời gian`` in that plan."""
    invitation_when: str | None = None
    ceremony: str = "Hội nghị tổng kết"
    """What is held: the words before the event."""
    period: str = "giai đoạn 2021 - 2025"
    commendation: str = "khen thưởng chuyên đề"
    merit: str = "có thành tích xuất sắc trong thực hiện"
    to: tuple[str, ...] = (
        "Chủ tịch Ủy ban nhân dân tỉnh An Mẫu;",
        "Hội đồng Thi đua - Khen thưởng tỉnh (qua Sở Nội vụ).",
    )
    recipients: tuple[str, ...] = ("Như trên;", "Hội đồng Thi đua - Khen thưởng tỉnh;", "Lưu: VT, VHXH.")
    grounds: tuple[str, ...] | None = None
    """Căn cứ lines after those of the law; None for the usual ones."""
    stated: str | None = None
    """The counts of the request sentence where they differ from the list."""
    apart: bool = False
    """Households and enterprises are grouped and counted apart from the collectives."""
    table: Literal["groups", "two_tables", "two_row_header", "prose"] = "groups"
    annex: Literal["none", "same_file", "own_file"] = "same_file"
    stamp: str | None = None
    arrival: int = 1523
    """Number under which Sở Nội vụ entered the dossier in its register (số đến)."""

    def but(self, **changes: Any) -> Scenario:
        """The same with some things changed."""
        return replace(self, **changes)


Draw = Callable[[Sheet], None]


@dataclass(frozen=True)
class Word:
    """A Word file made of papers, each on a new page."""

    papers: tuple[Draw, ...]


@dataclass(frozen=True)
class Pdf:
    """The same printed to PDF with its text."""

    papers: tuple[Draw, ...]


@dataclass(frozen=True)
class Scan:
    """The same printed and scanned: a PDF of page images without text."""

    papers: tuple[Draw, ...]


@dataclass(frozen=True)
class Photo:
    """The first page of the same as a telephone photograph (JPEG)."""

    papers: tuple[Draw, ...]


@dataclass(frozen=True)
class OldSheet:
    """A spreadsheet of the nineties (.xls)."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Raw:
    """Bytes as they are."""

    data: bytes


Content = Word | Pdf | Scan | Photo | OldSheet | Raw


@dataclass(frozen=True)
class Expected:
    """What an officer expects of the report. Only what is named here is compared."""

    recommendation: Literal["forward", "hold", "return", "quarantine"]
    outcomes: Mapping[str, str]
    reasons: Mapping[str, str] = field(default_factory=dict)
    conference: Mapping[str, Any] | None = None
    receipt: Mapping[str, Any] | None = None
    request: Mapping[str, Any] | None = None
    nominees: tuple[Mapping[str, Any], ...] | None = None
    commendation: Mapping[str, Any] | None = None
    not_assessed: tuple[str, ...] = ()
    judged_on: date | None = None
    given: date | None = None
    """The day that the caller judges by, where the dossier itself tells none."""
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Values of findings by rule."""
    in_run: Mapping[str, Any] = field(default_factory=dict)
    """What is otherwise in a run over the drop folder, where the day of the first sight bounds the receipt from above
    (DESIGN §4, Receipt); :data:`RUN_DAY` stands for that day."""
    as_second_version: Mapping[str, Any] = field(default_factory=dict)
    """What is otherwise where the dossier is taken as the next version of an earlier one, ``of``."""
    same_content_as: str | None = None
    """The sample whose content comes again: a run links it and makes no report of its own."""


@dataclass(frozen=True)
class Sample:
    """One dossier of the register."""

    slug: str
    title: str
    """In Vietnamese, as an officer would call it."""
    tests: str
    """What it tests and why, in English."""
    files: Mapping[str, Content]
    expected: Expected
    container: Literal["folder", "zip", "file"] = "folder"


RULES = {
    "deadline": "deadline-working-days",
    "committee": "steering-committee-nominated",
    "members": "steering-committee-members",
    "sent": "sent-through-internal-affairs",
    "counts": "counts-agree",
    "dates": "dates-in-order",
    "secrecy": "secret-mark",
}


def outcomes(**named: str) -> dict[str, str]:
    """Outcome of each of the seven rules; ``passed`` where none is named."""
    unknown = set(named) - set(RULES)
    if unknown:
        raise KeyError(f"no such rule: {sorted(unknown)}")
    return {code: named.get(short, "passed") for short, code in RULES.items()}


def reasons(**named: str) -> dict[str, str]:
    """Reasons by rule."""
    return {RULES[short]: reason for short, reason in named.items()}
