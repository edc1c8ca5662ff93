"""What digital signatures and recognised text make of a dossier's report: findings, tray, page."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.readers.timed import TimeIsUpError, at_most
from flows.check import judge
from flows.context import load_context
from flows.isolation import Office, read_path
from flows.pool import WorkerPool
from pipeline.errors import SetupError
from pipeline.models.files import ReadFile, Signature
from pipeline.models.limits import Limits
from pipeline.models.report import Finding, Report
from pipeline.models.submission import Submission
from pipeline.models.vocabulary import Confidence, Recommendation, Severity
from pipeline.reports.html import render_html
from tests.extractors.facts.build import read, request
from tests.extractors.facts.test_recognised import LIST, SENTENCE, scanned
from tests.extractors.readers.signer import office, root, signed
from tests.extractors.readers.test_signing import PLAIN

ZONE = dt.timezone(dt.timedelta(hours=7))
ASKED = SENTENCE.replace("15 tháng 9", "30 tháng 9")
PROGRAMME = "#Về việc đề nghị khen thưởng theo chuyên đề tại Hội nghị tổng kết Chương trình phòng chống dịch"


def report_of(tmp_path: Path, read_files: Sequence[ReadFile], received: dt.date | None = None) -> Report:
    context = load_context(tmp_path, Limits(), "0" * 64)
    numbered = [
        one.model_copy(update={"file": one.file.model_copy(update={"id": f"f{at}"})})
        for at, one in enumerate(read_files, 1)
    ]
    files = tuple(one.file for one in numbered)
    submission = Submission(files=files, register_day=received, given_day=dt.date(2025, 9, 1))
    return judge(submission, numbered, context)


def letter(*parts: str, path: str = "to-trinh.pdf") -> ReadFile:
    return read(*request(PROGRAMME, ASKED, LIST, *parts), path=path)


def of_code(report: Report, code: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.code == code]


def signature(outcome: str, reason: str = "", minute: int = 30, signer: str | None = "UBND xã Mẫu") -> Signature:
    at = dt.datetime(2025, 8, 22, 8, minute, 59, tzinfo=dt.UTC) if signer else None
    return Signature(signer=signer, organisation="Tỉnh Mẫu", signed_at=at, outcome=outcome, reason=reason)


@pytest.mark.parametrize(
    ("given", "code", "severity", "message"),
    [
        (
            signature("valid"),
            "signature-valid",
            "info",
            "to-trinh.pdf: chữ ký số của UBND xã Mẫu, Tỉnh Mẫu, ký lúc 15:30 22/08/2025, hợp lệ; sau khi ký tệp không "
            "bị thay đổi ngoài phạm vi cho phép.",
        ),
        (
            signature("invalid", "changed-after"),
            "signature-invalid",
            "warning",
            "to-trinh.pdf: chữ ký số của UBND xã Mẫu, Tỉnh Mẫu, ký lúc 15:30 22/08/2025, không hợp lệ: tệp bị thay đổi "
            "sau khi ký.",
        ),
        (
            signature("cannot_tell", "signature-broken", signer=None),
            "signature-unverified",
            "info",
            "to-trinh.pdf: chưa xác minh được chữ ký số của Tỉnh Mẫu, ký lúc chưa rõ: dữ liệu chữ ký hỏng.",
        ),
    ],
)
def test_a_signature_is_told(tmp_path: Path, given: Signature, code: str, severity: str, message: str):
    report = report_of(tmp_path, [letter().model_copy(update={"signatures": (given,)})])
    (finding,) = of_code(report, code)
    assert finding.message == message
    assert finding.severity is Severity(severity)
    assert finding.message_en != message
    page = render_html(report, "vi")
    assert page.count("15:30 22/08/2025" if given.signed_at else "Tỉnh Mẫu, chưa rõ") >= 1


def test_only_an_invalid_signature_holds_a_dossier_by_itself(tmp_path: Path):
    reasons = {}
    for outcome, reason in (("valid", ""), ("cannot_tell", "no-trust-roots"), ("invalid", "digest-mismatch")):
        signed = letter().model_copy(update={"signatures": (signature(outcome, reason),)})
        report = report_of(tmp_path, [signed])
        reasons[outcome] = [code.value for code in report.recommendation_reasons if code.value.startswith("signature")]
        if outcome == "invalid":
            assert report.recommendation is not Recommendation.FORWARD
    assert reasons == {"valid": [], "cannot_tell": [], "invalid": ["signature-invalid"]}


def test_stamps_of_one_office_within_a_minute_are_one_line(tmp_path: Path):
    several = tuple(signature("cannot_tell", "no-trust-roots", minute) for minute in (30, 30, 31))
    report = report_of(tmp_path, [letter().model_copy(update={"signatures": several})])
    assert len(of_code(report, "signature-unverified")) == 2


def test_of_a_paper_with_a_secrecy_mark_no_signer_is_told(tmp_path: Path):
    marked = read("MẬT", *request(PROGRAMME, ASKED, LIST), path="to-trinh.pdf")
    report = report_of(tmp_path, [marked.model_copy(update={"signatures": (signature("invalid", "changed-after"),)})])
    assert report.facts.secret_marks
    assert of_code(report, "signature-invalid") == []


def test_roots_of_the_office_change_the_settings_that_a_report_names(tmp_path: Path):
    with_roots = tmp_path / "b"
    (with_roots / "settings" / "trust").mkdir(parents=True)
    (with_roots / "settings" / "trust" / "root.pem").write_bytes(root().pem)
    before = load_context(tmp_path / "a", Limits(), "0" * 64).versions.settings_sha256
    assert before == "0" * 64
    assert load_context(with_roots, Limits(), "0" * 64).versions.settings_sha256 != before


def test_a_broken_root_stops_the_set_up(tmp_path: Path):
    (tmp_path / "settings" / "trust").mkdir(parents=True)
    (tmp_path / "settings" / "trust" / "root.crt").write_bytes(b"hello")
    with pytest.raises(SetupError) as raised:
        load_context(tmp_path, Limits(), "0" * 64)
    assert raised.value.code == "trust-file-invalid"


@pytest.mark.parametrize(
    ("doubtful", "outcome", "reason"),
    [
        ({}, "passed", None),
        ({"30": 0.5}, "undetermined", "uncertain_fact"),
    ],
)
def test_a_conference_day_read_badly_leaves_the_deadline_open(
    tmp_path: Path, doubtful: dict[str, float], outcome: str, reason: str | None
):
    report = report_of(tmp_path, [scanned(letter(), doubtful)], dt.date(2025, 8, 22))
    (finding,) = of_code(report, "deadline-working-days")
    assert report.facts.conference.date == dt.date(2025, 9, 30)
    assert (finding.outcome, finding.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("doubtful", "outcome", "variant"),
    [
        ({}, "violated", "violated"),
        ({"20/9/2025": 0.5}, "undetermined", "uncertain-receipt"),
    ],
)
def test_a_receipt_stamp_read_badly_leaves_the_deadline_open(
    tmp_path: Path, doubtful: dict[str, float], outcome: str, variant: str
):
    stamp = "¤SỞ NỘI VỤ\nĐẾN\nSố: 123\nNgày: 20/9/2025"
    report = report_of(tmp_path, [scanned(letter(stamp), doubtful)])
    (finding,) = of_code(report, "deadline-working-days")
    assert finding.outcome == outcome
    assert finding.message_id == f"deadline-working-days.{variant}"
    assert {one.confidence for one in report.facts.stamps} == {
        Confidence.UNCERTAIN if doubtful else Confidence.INFERRED
    }


def test_a_worker_knows_the_roots_of_its_office_and_stops_what_takes_too_long(tmp_path: Path):
    home = tmp_path / "home"
    (home / "settings" / "trust").mkdir(parents=True)
    (home / "settings" / "trust" / "root.pem").write_bytes(root().pem)
    file = tmp_path / "to-trinh.pdf"
    file.write_bytes(signed(PLAIN, office()))
    own = Office(home=home, limits=Limits(), settings_sha256="0" * 64)
    with WorkerPool(own, 1) as pool:
        (found,) = pool.call(read_path, file, own)
        assert pool.call(stopped_in_time) is True
    assert [(one.signer, one.outcome.value) for one in found.signatures] == [("Ủy ban nhân dân xã Mẫu", "valid")]


def stopped_in_time() -> bool:
    """In a worker: whether the alarm reaches code that never looks at a clock."""
    try:
        with at_most(0.2):
            time.sleep(20)
    except TimeIsUpError:
        return True
    return False
