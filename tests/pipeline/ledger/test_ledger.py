"""The record of truth: arrivals, receipts, versions, reports, decisions; doing a thing twice changes nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest

from pipeline.errors import IntegrityError, UsageError
from pipeline.home import Home
from pipeline.intake.scan import list_inbox
from pipeline.ledger import arrivals, checking, looking, officers
from pipeline.ledger.values import ArrivalStatus, VersionRef
from pipeline.models.vocabulary import FileCode, Recommendation
from tests.pipeline.ledger.drop import LATER, MORNING, arrive, check, drop, report

PAPERS = {"to-trinh.docx": b"letter", "danh-sach.pdf": b"list"}
CONTENT = hashlib.sha256(
    "\n".join(sorted(hashlib.sha256(paper).hexdigest() for paper in PAPERS.values())).encode()
).hexdigest()
MANIFEST = {"submission.toml": b"received = 2025-08-25\nsender = 'UBND xa Mau'\nreference = 'HS-07'\n"}


def trail(dossier: str) -> list[str]:
    return [event.what for event in looking.show(dossier).events]


def test_an_arrival_is_recorded_with_its_files_and_the_moment_it_was_seen(home: Home) -> None:
    arrival = arrive(home, "xã Mẫu", PAPERS)
    assert arrival.status is ArrivalStatus.NEW
    assert arrival.ref == VersionRef(f"D-{CONTENT[:8]}", 1)
    submission = checking.case(arrival.ref).submission
    assert [(file.id, file.path) for file in submission.files] == [("f1", "danh-sach.pdf"), ("f2", "to-trinh.docx")]
    assert Path(submission.files[1].location).read_bytes() == b"letter"
    assert Path(submission.files[1].location).is_relative_to(home.sealed)
    assert submission.first_seen is not None
    assert submission.first_seen.isoformat() == "2025-08-25T08:12:00+07:00"
    assert (submission.dossier, submission.version, submission.content_sha256) == (arrival.ref.dossier, 1, CONTENT)
    assert looking.show(arrival.ref.dossier).events[0].at == "2025-08-25T08:12:00+07:00"


def test_recording_the_same_arrival_again_changes_nothing(home: Home) -> None:
    first = arrive(home, "xã Mẫu", PAPERS | MANIFEST)
    before = looking.show(first.ref.dossier)
    again = arrive(home, "xã Mẫu", PAPERS | MANIFEST, at=LATER)
    assert (again.ref, again.status) == (first.ref, ArrivalStatus.KNOWN)
    assert looking.show(first.ref.dossier) == before
    assert len(looking.listing()) == 1


def test_the_same_content_under_another_name_is_linked(home: Home) -> None:
    first = arrive(home, "xã Mẫu", PAPERS)
    check(first.ref)
    again = arrive(home, "xã Mẫu (2)", {"tt.docx": b"letter", "ds.pdf": b"list"}, at=LATER)
    assert (again.ref, again.status) == (first.ref, ArrivalStatus.KNOWN)
    assert looking.show(first.ref.dossier).versions[0].sources == ("xã Mẫu", "xã Mẫu (2)")
    assert checking.unfinished().to_check == ()


def test_a_changed_manifest_is_a_new_receipt_event_and_a_recheck(home: Home) -> None:
    first = arrive(home, "xã Mẫu", PAPERS | MANIFEST)
    check(first.ref)
    again = arrive(home, "xã Mẫu", {"submission.toml": b"received = 2025-08-20\n"} | PAPERS, at=LATER)
    assert (again.ref, again.status) == (first.ref, ArrivalStatus.NEW_RECEIPT)
    case = checking.case(first.ref)
    assert case.submission.manifest is not None
    assert case.submission.manifest.received == dt.date(2025, 8, 20)
    assert case.submission.manifest_quote == "received = 2025-08-20"
    assert [file.path for file in case.submission.files] == ["danh-sach.pdf", "submission.toml", "to-trinh.docx"]
    assert checking.unfinished().to_check == (first.ref,)
    assert arrive(home, "xã Mẫu", PAPERS).status is ArrivalStatus.KNOWN


def test_a_moment_in_a_manifest_keeps_its_offset(home: Home) -> None:
    ref = arrive(home, "a", PAPERS | {"submission.toml": b"received = 2025-08-25T18:30:00Z\n"}).ref
    manifest = checking.case(ref).submission.manifest
    assert manifest is not None
    assert manifest.received_day == dt.date(2025, 8, 26)


def test_a_manifest_that_cannot_be_used_is_a_problem_until_a_good_one_comes(home: Home) -> None:
    ref = arrive(home, "a", PAPERS | {"submission.toml": b"recieved = 2025-08-25\n"}).ref
    case = checking.case(ref)
    assert case.submission.manifest is None
    assert [(path, problem.code) for path, problem in case.submission.problems] == [
        ("submission.toml", FileCode.MANIFEST_INVALID)
    ]
    assert arrive(home, "a", PAPERS | MANIFEST).status is ArrivalStatus.NEW_RECEIPT
    assert checking.case(ref).submission.problems == ()


def test_problems_of_names_come_back_with_the_case(home: Home) -> None:
    folder = drop(home, "a", PAPERS)
    (folder / "link").symlink_to("/nowhere")
    ref = arrive(home, "a", {}).ref
    assert [(path, problem.code) for path, problem in checking.case(ref).submission.problems] == [
        ("link", FileCode.NOT_A_REGULAR_FILE)
    ]


def test_two_contents_with_the_same_first_digits_have_two_ids(home: Home) -> None:
    collected_at = {"first_seen": MORNING, "at": MORNING}
    from pipeline.intake.collect import collect

    found = collect(drop(home, "a", PAPERS))
    ids = [
        arrivals.record_arrival(found, "abcdef12" + digits + "0" * 52, **collected_at).ref.dossier
        for digits in ("0000", "1111", "1112")
    ]
    assert ids == ["D-abcdef12", "D-abcdef121111", "D-abcdef121112"]
    with pytest.raises(UsageError) as raised:
        looking.show("D-abcdef")
    assert raised.value.code == "dossier-ambiguous"
    assert looking.show("D-abcdef12").id == "D-abcdef12"
    assert looking.show("D-abcdef121111").id == "D-abcdef121111"


def test_sightings_tell_since_when_an_entry_is_unchanged(home: Home) -> None:
    drop(home, "a", PAPERS)
    one_minute = dt.timedelta(minutes=1)
    seen = arrivals.record_sightings(home.inbox, list_inbox(home.inbox).entries, MORNING)[b"a"]
    assert (seen.first_seen, seen.unchanged_since, seen.taken) == (MORNING, MORNING, False)
    seen = arrivals.record_sightings(home.inbox, list_inbox(home.inbox).entries, MORNING + one_minute)[b"a"]
    assert seen.unchanged_since == MORNING
    drop(home, "a", {"more.docx": b"more"})
    seen = arrivals.record_sightings(home.inbox, list_inbox(home.inbox).entries, MORNING + 2 * one_minute)[b"a"]
    assert (seen.first_seen, seen.unchanged_since) == (MORNING, MORNING + 2 * one_minute)


def test_an_entry_that_was_taken_is_not_taken_again_until_it_changes(home: Home) -> None:
    from pipeline.intake.collect import collect

    folder = drop(home, "a", PAPERS)
    (entry,) = list_inbox(home.inbox).entries
    arrivals.record_sightings(home.inbox, [entry], MORNING)
    arrivals.record_arrival(collect(folder), CONTENT, first_seen=MORNING, at=MORNING, inbox=home.inbox, entry=entry)
    assert arrivals.record_sightings(home.inbox, [entry], LATER)[b"a"].taken
    drop(home, "a", {"more.docx": b"more"})
    assert not arrivals.record_sightings(home.inbox, list_inbox(home.inbox).entries, LATER)[b"a"].taken
    arrivals.record_sightings(home.inbox, [], LATER)
    again = arrivals.record_sightings(home.inbox, list_inbox(home.inbox).entries, LATER)[b"a"]
    assert again.first_seen == LATER


def test_the_same_report_again_makes_no_new_row(home: Home) -> None:
    ref = arrive(home, "a", PAPERS).ref
    assert (check(ref).number, check(ref).new) == (1, False)
    assert (check(ref, "forward").number, check(ref, "forward").new) == (2, False)
    entry = looking.show(ref.dossier).versions[0]
    assert [one.recommendation for one in entry.reports] == [Recommendation.HOLD, Recommendation.FORWARD]
    assert trail(ref.dossier) == ["arrived", "checked", "checked"]
    assert looking.report_form(ref, "report.json") == report(ref, "forward")
    assert looking.report_form(ref, "report.html") == b"<p>"
    assert looking.report_form(ref, "report.docx") is None


def test_what_is_to_be_done_is_known_after_a_kill(home: Home) -> None:
    ref = arrive(home, "a", PAPERS).ref
    assert (checking.unfinished().to_check, checking.unfinished().to_deliver) == ((ref,), ())
    check(ref)
    assert (checking.unfinished().to_check, checking.unfinished().to_deliver) == ((), (ref.dossier,))


def test_a_receipt_entered_during_a_check_asks_for_another(home: Home) -> None:
    ref = arrive(home, "a", PAPERS).ref
    under_way = checking.case(ref)
    officers.receive(ref.dossier, dt.date(2025, 8, 21), number="9", who="Trần Thị Mẫu", reason=None, at=LATER)
    checking.record_report(under_way, {"report.json": report(ref)}, LATER)
    assert checking.unfinished().to_check == (ref,)
    check(ref)
    assert checking.unfinished().to_check == ()


@pytest.mark.parametrize(
    "change",
    [{"id": "D-00000000"}, {"version": 2}, {"version": None}, {"content_sha256": "0" * 64}],
    ids=["id", "version", "no-version", "content"],
)
def test_a_report_about_something_else_is_not_recorded(home: Home, change: dict[str, object]) -> None:
    ref = arrive(home, "a", PAPERS).ref
    wrong = json.loads(report(ref))
    wrong["dossier"] |= change
    with pytest.raises(IntegrityError) as raised:
        checking.record_report(checking.case(ref), {"report.json": json.dumps(wrong).encode()}, LATER)
    assert raised.value.code == "content-differs"
    assert checking.unfinished().to_check == (ref,)


LETTER = {"issuer": "UBND xã  MẪU", "number": "012/TTr-UBND", "letter_date": dt.date(2025, 9, 3)}


def test_a_corrected_dossier_is_the_next_version_of_the_first(home: Home) -> None:
    first = arrive(home, "a", PAPERS).ref
    check(first)
    second = arrive(home, "b", PAPERS | {"bien-ban.docx": b"minutes"}, at=LATER).ref
    assert checking.predecessor(second, **LETTER) == first.dossier
    linked = checking.link(second, first.dossier, LATER)
    assert linked == VersionRef(first.dossier, 2)
    case = checking.case(linked)
    assert (case.submission.dossier, case.submission.version) == (first.dossier, 2)
    (past,) = case.submission.history
    assert (past.dossier, past.version) == (first.dossier, 1)
    assert (past.receipt_earliest, past.receipt_latest) == (dt.date(2025, 8, 25), dt.date(2025, 8, 25))
    assert checking.case(first).submission.history == ()
    assert checking.unfinished().to_check == (linked,)
    assert looking.show(second.dossier).id == first.dossier
    assert trail(first.dossier) == ["arrived", "checked", "arrived", "linked"]
    assert [row.ref for row in looking.listing()] == [linked]
    assert checking.predecessor(linked, **LETTER) is None


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "UBND xã Mậu"},
        {"issuer": None},
        {"number": "13/TTr-UBND"},
        {"number": None},
        {"letter_date": dt.date(2026, 1, 5)},
        {"letter_date": None},
    ],
    ids=["another-commune", "no-issuer", "another-number", "no-number", "numbers-began-anew", "no-date"],
)
def test_what_is_not_surely_the_same_letter_is_no_version(home: Home, change: dict[str, object]) -> None:
    check(arrive(home, "a", PAPERS).ref)
    second = arrive(home, "b", {"other.docx": b"other"}, at=LATER).ref
    assert checking.predecessor(second, **(LETTER | change)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("manifest", "same"),
    [
        (b"reference = 'hs-07'\nsender = 'UBND XA MAU'\n", True),
        (b"reference = 'HS-07'\n", True),
        (b"reference = 'HS-07'\nsender = 'UBND xa Khac'\n", False),
        (b"reference = 'HS-08'\nsender = 'UBND xa Mau'\n", False),
    ],
    ids=["same-sender", "sender-not-said", "another-sender", "another-reference"],
)
def test_the_reference_of_the_sender_makes_a_version(home: Home, manifest: bytes, same: bool) -> None:
    first = arrive(home, "a", PAPERS | MANIFEST).ref
    second = arrive(home, "b", {"other.docx": b"other", "submission.toml": manifest}, at=LATER).ref
    found = checking.predecessor(second, issuer=None, number=None, letter_date=None)
    assert found == (first.dossier if same else None)


def test_an_id_that_was_published_does_not_change(home: Home) -> None:
    check(arrive(home, "a", PAPERS).ref)
    second = arrive(home, "b", {"other.docx": b"other"}, at=LATER).ref
    check(second)
    assert checking.predecessor(second, **LETTER) is None


def test_a_receipt_goes_into_the_case_and_the_newest_counts(home: Home) -> None:
    ref = arrive(home, "a", PAPERS).ref
    check(ref)
    for day in (21, 20, 20):
        officers.receive(ref.dossier, dt.date(2025, 8, day), number="1234", who="Trần Thị Mẫu", reason="sổ", at=LATER)
    case = checking.case(ref)
    assert case.submission.register_day == dt.date(2025, 8, 20)
    entries = looking.show(ref.dossier).versions[0].receipts
    assert [(entry.basis, entry.received, entry.number) for entry in entries] == [
        ("register", "2025-08-21", "1234"),
        ("register", "2025-08-20", "1234"),
    ]
    assert trail(ref.dossier) == ["arrived", "checked", "received", "received"]
    assert looking.show(ref.dossier).events[-1].details["before"] == {"received": "2025-08-21", "number": "1234"}
    assert checking.unfinished().to_check == (ref,)


def test_a_receipt_in_the_future_is_refused(home: Home) -> None:
    ref = arrive(home, "a", PAPERS).ref
    with pytest.raises(UsageError) as raised:
        officers.receive(ref.dossier, dt.date(2025, 8, 27), number=None, who="Mẫu", reason=None, at=LATER)
    assert raised.value.code == "received-in-future"
    assert "27/08/2025" in raised.value.message.vi


def test_a_decision_counts_before_what_the_program_proposes(home: Home) -> None:
    ref = arrive(home, "a", PAPERS).ref
    check(ref, "return")
    for _ in range(2):
        officers.decide(ref.dossier, Recommendation.FORWARD, reason="đã bổ sung", who="Trần Thị Mẫu", at=LATER)
    (row,) = looking.listing()
    assert (row.recommendation, row.decision, row.tray) == (
        Recommendation.RETURN,
        Recommendation.FORWARD,
        Recommendation.FORWARD,
    )
    (decision,) = looking.show(ref.dossier).versions[0].decisions
    assert (decision.reason, decision.who, decision.at.isoformat()) == (
        "đã bổ sung",
        "Trần Thị Mẫu",
        "2025-08-26T09:30:00+07:00",
    )
    event = looking.show(ref.dossier).events[-1]
    assert (event.what, event.who, event.details["before"]) == ("decided", "Trần Thị Mẫu", "return")
    assert event.details["report_sha256"] == hashlib.sha256(report(ref, "return")).hexdigest()


@pytest.mark.parametrize(
    ("dossier", "reason", "who", "code"),
    [
        ("known", " ", "Mẫu", "reason-missing"),
        ("known", "lý do", "", "who-missing"),
        ("known", "lý do", "Mẫu", "dossier-not-checked"),
        ("D-00000000", "lý do", "Mẫu", "dossier-unknown"),
        ("D-", "lý do", "Mẫu", "dossier-unknown"),
    ],
)
def test_a_decision_needs_a_dossier_a_report_a_reason_and_a_name(
    home: Home, dossier: str, reason: str, who: str, code: str
) -> None:
    ref = arrive(home, "a", PAPERS).ref
    with pytest.raises(UsageError) as raised:
        officers.decide(
            ref.dossier if dossier == "known" else dossier, Recommendation.HOLD, reason=reason, who=who, at=LATER
        )
    assert raised.value.code == code
    assert trail(ref.dossier) == ["arrived"]


def test_the_list_can_be_narrowed(home: Home) -> None:
    first, second, third = (arrive(home, name, {"a.docx": name.encode()}).ref for name in ("một", "hai", "ba"))
    check(first, "forward")
    check(second, "hold")
    assert [row.name for row in looking.listing()] == ["một", "hai", "ba"]
    assert [row.ref for row in looking.listing(Recommendation.HOLD)] == [second]
    assert [row.ref for row in looking.listing(waiting=True)] == [third]
    officers.decide(first.dossier, Recommendation.HOLD, reason="xem lại", who="Mẫu", at=LATER)
    assert [row.ref for row in looking.listing(Recommendation.HOLD)] == [first, second]
    assert looking.listing(Recommendation.FORWARD) == ()


def test_a_check_can_be_asked_for(home: Home) -> None:
    ref = arrive(home, "a", PAPERS).ref
    check(ref)
    officers.ask_for_check(ref.dossier, reason="lịch nghỉ mới", who="Mẫu", at=LATER)
    officers.ask_for_check(ref.dossier, reason="lịch nghỉ mới", who="Mẫu", at=LATER)
    assert checking.unfinished().to_check == (ref,)
    assert trail(ref.dossier) == ["arrived", "checked", "check-asked"]


def test_runs_are_kept_and_a_killed_one_has_no_end(home: Home) -> None:
    killed = looking.start_run(MORNING)
    run = looking.start_run(LATER)
    looking.end_run(run, LATER + dt.timedelta(minutes=1), {"hold": 2})
    newest, oldest = looking.runs()
    assert (newest.id, newest.counts, newest.started) == (run, {"hold": 2}, LATER)
    assert (oldest.id, oldest.ended) == (killed, None)
