"""Turns a situation of ``tests/cases/rules/*.yaml`` into a case file.

What a situation does not say is ordinary: a request of 10/08/2025 to the Council through Sở Nội vụ for a thematic
commendation at the final review of "Chương trình A", one individual nominated for the province's certificate of merit,
everything read. ``tests/cases/rules/README.md`` lists the keys.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.calendar.load import load_calendar
from pipeline.calendar.working_days import WorkingCalendar
from pipeline.intake.receipt import LOCAL, EnvelopeTrace, resolve
from pipeline.models.base import Place
from pipeline.models.facts import (
    BlockSpan,
    Commendation,
    Conference,
    ConferenceCandidate,
    DateFact,
    Document,
    DossierFacts,
    FieldEvidence,
    Nominee,
    NotAssessed,
    Quote,
    ReceiptStamp,
    SecretMark,
    StatedCount,
)
from pipeline.models.files import Trace
from pipeline.models.report import CaseFile, PastVersion
from validators.policy.load import load_policy
from validators.policy.model import PolicyOfDay

PLACE = Place(file="to-trinh.docx", document="d1", block=3, span=(0, 5))
OFFICES = ("Sở Nội vụ",)

ORDINARY: dict[str, Any] = {
    "request": {"date": dt.date(2025, 8, 10), "addressees": ["UBND tỉnh Mẫu", "Sở Nội vụ tỉnh Mẫu"]},
    "kind": "thematic",
    "occasion": "final_review_programme",
    "programmes": ["Chương trình A"],
    "conference": dt.date(2025, 9, 15),
    "receipt": {"manifest": dt.date(2025, 8, 15)},
    "nominees": [{"name": "Nguyễn Văn Mẫu"}],
    "complete": "yes",
}


@pytest.fixture(scope="session")
def calendar() -> WorkingCalendar:
    """The packaged calendar."""
    return load_calendar()


@pytest.fixture(scope="session")
def make_case() -> Callable[[dict[str, Any]], CaseFile]:
    """Builds a case file from a situation's ``facts``."""
    return case_of


@pytest.fixture(scope="session")
def make_policy() -> Callable[[dict[str, Any]], PolicyOfDay]:
    """The letter's policy with a situation's changes."""
    return policy_of


def _trace(raw: dict[str, Any]) -> EnvelopeTrace:
    at = dt.datetime.combine(raw["day"], dt.time(8), LOCAL)
    trace = Trace(organ_id="000.00.01.H99", organ_name=raw["office"], at=at, role=raw["role"], quote="TraceHeader")
    return EnvelopeTrace(trace, Place(file="vb.edxml", block=1), raw.get("brought_request", True))


def case_of(facts: dict[str, Any]) -> CaseFile:
    """The case file of a situation."""
    told = {**ORDINARY, **facts}
    stamps = [_stamp(raw) for raw in told.get("stamps", [])]
    documents = _documents(told)
    letter = documents[0] if told["request"] else None
    receipt = told["receipt"] or {}
    first_seen = receipt.get("first_seen")
    return CaseFile(
        facts=DossierFacts(
            request="d1" if told["request"] else None,
            receipt=resolve(
                register=receipt.get("register"),
                manifest=receipt.get("manifest"),
                manifest_quote=f"received = {receipt['manifest']}" if receipt.get("manifest") else None,
                stamps=stamps,
                receiving_offices=OFFICES,
                first_seen=dt.datetime.combine(first_seen, dt.time(8)) if first_seen else None,
                letter_date=letter.date if letter else None,
                traces=[_trace(raw) for raw in receipt.get("traces", [])],
            ),
            documents=documents,
            conference=_conference(told["conference"]),
            commendation=_commendation(told),
            nominees_complete=told["complete"],
            nominees=tuple(_nominee(number, raw) for number, raw in enumerate(told["nominees"], start=1)),
            counts=tuple(_count(raw) for raw in told.get("counts", [])),
            membership_known=told.get("membership_known", False),
            stamps_unseen=tuple(told.get("pictures", [])),
            secret_marks=tuple(
                SecretMark(level=level, place=Place(file="mat.docx", block=0), confidence="stated")
                for level in told.get("marks", [])
            ),
            stamps=tuple(stamps),
        ),
        judged_on=dt.date(2025, 8, 10),
        not_assessed=tuple(_unread(raw) for raw in told.get("unread", [])),
        history=tuple(
            PastVersion(dossier="D-1", version=number, receipt_earliest=span[0], receipt_latest=span[1])
            for number, span in enumerate(told.get("earlier", []), start=1)
        ),
    )


def policy_of(changes: dict[str, Any]) -> PolicyOfDay:
    """The letter's policy with some values changed (``deadline.reading: B``)."""
    values = load_policy().on(dt.date(2025, 8, 10)).model_dump()
    for key, value in changes.items():
        section, name = key.split(".")
        values[section][name] = value
    return PolicyOfDay.model_validate(values)


def _field(field: str, value: object, band: str = "stated", document: str = "d1") -> FieldEvidence:
    place = PLACE.model_copy(update={"document": document})
    return FieldEvidence(field=field, confidence=band, quote=str(value), place=place)


def _said(raw: Any) -> tuple[Any, str]:
    """A value, or a value with its band: ``thematic`` or ``{value: thematic, band: uncertain}``."""
    return (raw["value"], raw["band"]) if isinstance(raw, dict) and "value" in raw else (raw, "stated")


def _documents(told: dict[str, Any]) -> tuple[Document, ...]:
    papers = []
    if told["request"]:
        papers.append(_paper("d1", {"kind": "request_letter", **told["request"]}))
    for raw in told.get("papers", []):
        papers.append(_paper(f"d{len(papers) + 1}", raw))
    return tuple(papers)


_SUBJECTS = {"plan": "Phát động phong trào thi đua", "minutes": "Họp Hội đồng Thi đua - Khen thưởng"}


def _paper(identifier: str, raw: dict[str, Any]) -> Document:
    date, date_band = _said(raw.get("date"))
    addressees, addressee_band = _said(raw.get("addressees", []))
    issuer, issuer_band = _said(raw.get("issuer", "UBND xã Mẫu"))
    evidence = [_field("issuer", issuer, issuer_band, identifier)] if issuer else []
    evidence += [_field("date", date, date_band, identifier)] if date else []
    evidence += [_field("addressees", addressees, addressee_band, identifier)] if addressees else []
    return Document(
        id=identifier,
        file=f"{identifier}.docx",
        span=BlockSpan(first_block=0, last_block=9),
        renditions=(),
        kind=raw["kind"],
        form=raw.get("form", "final"),
        number=None,
        date=date,
        issuer=issuer,
        subject=raw.get("subject", _SUBJECTS.get(raw["kind"])),
        addressees=tuple(addressees),
        confidence="stated",
        evidence=tuple(evidence),
        dates=tuple(_date(entry, identifier) for entry in raw.get("dates", [])),
        recipients=tuple(Quote(quote=line, place=PLACE) for line in raw.get("recipients", [])),
        sent_on=tuple(Quote(quote=line, place=PLACE) for line in raw.get("sent_on", [])),
        head_bodies=tuple(raw.get("head_bodies", [])),
        replaced=raw.get("replaced", False),
    )


def _date(raw: dict[str, Any], document: str) -> DateFact:
    day, band = _said(raw["day"])
    return DateFact(
        value=day.isoformat(),
        to=None,
        precision=raw.get("precision", "day"),
        role=raw["role"],
        quote=f"ngày {day:%d/%m/%Y}",
        confidence=band,
        place=PLACE.model_copy(update={"document": document}),
        first=day,
        last=raw.get("to", day),
    )


def _conference(raw: Any) -> Conference:
    """A day, ``{from, to}``, or a list of such that contradict each other."""
    candidates = [_candidate(rank, one) for rank, one in enumerate(raw if isinstance(raw, list) else [raw], start=1)]
    candidates = [one for one in candidates if one is not None]
    return Conference(
        date=None,
        from_=None,
        to=None,
        precision=None,
        kind="final_review",
        confidence="stated",
        contradictory=len(candidates) > 1,
        candidates=tuple(candidates),
        evidence=(),
    )


def _candidate(rank: int, raw: Any) -> ConferenceCandidate | None:
    if raw is None:
        return None
    told = raw if isinstance(raw, dict) else {"from": raw}
    return ConferenceCandidate(
        rank=rank,
        chosen=rank == 1,
        date=told["from"] if "to" not in told else None,
        from_=told["from"],
        to=told.get("to", told["from"]),
        precision="month" if "to" in told else "day",
        confidence=told.get("band", "stated"),
        evidence=(Quote(quote="Hội nghị tổng kết", place=PLACE),),
        opens_last=told.get("to", told["from"]),
        tied_to_award=told.get("tied", False),
        contradicts=rank > 1,
    )


def _commendation(told: dict[str, Any]) -> Commendation:
    kind, kind_band = _said(told["kind"])
    occasion, occasion_band = _said(told["occasion"])
    evidence = [_field("kind", kind, kind_band)] if kind else []
    evidence += [_field("occasion", occasion, occasion_band)] if occasion else []
    return Commendation(
        kind=kind,
        occasion=occasion,
        confidence="inferred",
        evidence=tuple(evidence),
        programmes=tuple(told["programmes"]),
    )


def _nominee(number: int, raw: dict[str, Any]) -> Nominee:
    bands = raw.get("bands", {})
    kind = raw.get("type", "individual")
    fields = {
        "name": raw["name"],
        "type": kind,
        "award": raw.get("award", "bang_khen_tinh"),
        "committee_group": raw.get("group"),
        "committee_role": raw.get("role"),
    }
    return Nominee(
        id=f"n{number}",
        post=None,
        unit=None,
        award_text="Bằng khen",
        confidence="stated",
        evidence=tuple(
            _field(field, value, bands.get(field, "stated")) for field, value in fields.items() if value is not None
        ),
        documents=tuple(raw.get("documents", ["d1"])),
        listed=raw.get("listed", True),
        provincial=raw.get("provincial", True),
        committee_name=raw["name"] if raw.get("group") else None,
        **fields,
    )


def _count(raw: dict[str, Any]) -> StatedCount:
    return StatedCount(
        what=raw["what"],
        number=raw["number"],
        words=raw.get("words"),
        source=raw.get("source", "request"),
        confidence=raw.get("band", "stated"),
        quote=f"{raw['number']} {raw['what']}",
        place=PLACE.model_copy(update={"document": raw.get("document", "d1")}),
    )


def _stamp(raw: dict[str, Any]) -> ReceiptStamp:
    return ReceiptStamp(
        office=raw.get("office", "Sở Nội vụ tỉnh Mẫu"),
        day=raw["day"],
        document="d1",
        confidence=raw.get("band", "stated"),
        quote=f"ĐẾN Ngày: {raw['day']:%d/%m/%Y}",
        place=PLACE,
    )


def _unread(raw: dict[str, Any]) -> NotAssessed:
    return NotAssessed(
        file=raw.get("file", "quet.pdf"),
        place=None,
        code=raw.get("code", "page-without-text"),
        message="",
        message_en="",
        remedy="",
        remedy_en="",
        affects=tuple(raw["affects"]),
    )
