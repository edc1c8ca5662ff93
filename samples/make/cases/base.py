"""What many samples share: the usual scenario, its files, and the usual expectations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from samples.make.communes import Commune
from samples.make.evidence import at, minutes, plan, reports
from samples.make.model import RUN_DAY, Content, Expected, Raw, Scenario, Word
from samples.make.papers import listing, request

AWARD_CODES = {"Bằng khen của Chủ tịch UBND tỉnh": "bang_khen_tinh", "Cờ thi đua của UBND tỉnh": "co_thi_dua_tinh"}
NEW_COUNTRYSIDE = "Chương trình mục tiêu quốc gia xây dựng nông thôn mới"
CONFERENCE = date(2025, 9, 15)
"""With 02/9 in its window: last day of receipt 21/8/2025 by reading A, 20/8/2025 by B."""


def usual(commune: Commune, letter: int, *, minutes: int, arrival: int, **changes: Any) -> Scenario:
    """A commune's request at the closing of the new countryside programme, under numbers of its own.

    Args:
        commune: who asks, and for whom unless ``candidates`` says otherwise.
        letter: number of the request letter.
        minutes: number of the minutes of the commune's council.
        arrival: number in the register of Sở Nội vụ.
        changes: whatever else of the scenario is otherwise.
    """
    settled: dict[str, Any] = {
        "signed": date(2025, 8, 15),
        "event": NEW_COUNTRYSIDE,
        "conference": f"Hội nghị tổng kết {NEW_COUNTRYSIDE} dự kiến tổ chức vào ngày 15/9/2025 tại Trung tâm Hội nghị "
        "tỉnh.",
        "candidates": (*commune.collectives, *commune.persons),
        "council": date(2025, 8, 12),
        "plan": date(2025, 7, 10),
        "plan_when": at(CONFERENCE),
    }
    return Scenario(
        office=commune.office,
        number=f"{letter}/TTr-UBND",
        minutes=f"{minutes:02d}/BB-HĐTĐKT",
        arrival=arrival,
        **(settled | changes),
    )


def manifest(scenario: Scenario, received: date) -> Raw:
    """``submission.toml`` as the records clerk writes it."""
    lines = [
        "# Văn thư Sở Nội vụ ghi khi nhận hồ sơ",
        f'sender = "{scenario.office.name}"',
        f"received = {received.isoformat()}",
        f'received_number = "{scenario.arrival}"',
    ]
    return Raw(("\n".join(lines) + "\n").encode())


def folder(scenario: Scenario, received: date, **more: Content) -> dict[str, Content]:
    """The usual folder: letter, list where it is a file of its own, minutes, plan, all reports, and the clerk's note.

    More files are named by keyword, ``__`` standing for the dot: ``giay_moi__pdf``.
    """
    papers: dict[str, Content] = {"to-trinh.docx": Word((request(scenario),))}
    if scenario.annex == "own_file":
        papers["danh-sach.docx"] = Word((listing(scenario),))
    if scenario.council:
        papers["bien-ban.docx"] = Word((minutes(replace(scenario, stated=None)),))
    if scenario.plan_when:
        papers["ke-hoach.docx"] = Word((plan(scenario),))
    papers["bao-cao-thanh-tich.docx"] = Word(reports(scenario))
    for name, content in more.items():
        papers[name.replace("__", ".").replace("_", "-")] = content
    papers["submission.toml"] = manifest(scenario, received)
    return papers


def on(day: date) -> dict[str, Any]:
    """A conference on one known day."""
    return {"date": day, "from": day, "to": day, "precision": "day", "contradictory": False}


def within(first: date, last: date, precision: str) -> dict[str, Any]:
    """A conference known to a month only."""
    return {"date": None, "from": first, "to": last, "precision": precision, "contradictory": False}


def exactly(day: date, basis: str = "manifest") -> dict[str, Any]:
    """A receipt on one day."""
    return {"earliest": day, "latest": day, "earliest_basis": basis, "latest_basis": basis}


def since(day: date) -> dict[str, Any]:
    """A receipt of which only the letter's date is known."""
    return {"earliest": day, "latest": None, "earliest_basis": "letter_date", "latest_basis": "none"}


def until_seen(day: date) -> dict[str, Any]:
    """The same receipt in a run: no later than the day on which the drop folder first saw the files."""
    return {"earliest": day, "latest": RUN_DAY, "earliest_basis": "letter_date", "latest_basis": "folder_first_seen"}


def letter(scenario: Scenario) -> dict[str, Any]:
    """What identifies the request letter."""
    issuer = scenario.office.name.removeprefix("Ủy ban nhân dân ")
    return {"number": scenario.number, "date": scenario.signed, "issuer": issuer}


def named(scenario: Scenario, *fields: str) -> tuple[Mapping[str, Any], ...]:
    """The nominees as an officer would list them, with the fields that matter for this sample."""
    found = []
    for candidate in scenario.candidates:
        entry: dict[str, Any] = {"name": candidate.name}
        if candidate.group in (None, "same_thing"):
            entry["type"] = candidate.type
        if candidate.award in AWARD_CODES:
            entry["award"] = AWARD_CODES[candidate.award]
        if candidate.group:
            entry["committee_group"] = candidate.group
        if candidate.role:
            entry["committee_role"] = candidate.role
        for name in fields:
            if candidate.type == "individual" and getattr(candidate, name):
                entry[name] = getattr(candidate, name)
        found.append(entry)
    return tuple(found)


PROGRAMME = {"kind": "thematic", "occasion": "final_review_programme"}


def expected(scenario: Scenario, recommendation: str, results: Mapping[str, str], **more: Any) -> Expected:
    """What follows from the scenario itself (letter, nominees, kind) with the outcomes given by hand."""
    settled: dict[str, Any] = {
        "request": letter(scenario),
        "nominees": named(scenario),
        "commendation": PROGRAMME,
        "judged_on": scenario.signed,
    }
    return Expected(recommendation=recommendation, outcomes=results, **(settled | more))  # type: ignore[arg-type]
