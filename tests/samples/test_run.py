"""One real run over all samples, through the drop folder, worker processes, ledger and trays.

What an officer finds in the ledger and in the trays is what is expected of each sample; nothing is lost on the way; a
second run changes nothing. The clock is fixed: the day of the first sight is evidence of the receipt.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bagit
import pytest

from flows.run import Outcome, conduct, open_run
from pipeline.home import VARIABLE, Home
from pipeline.ledger.bootstrap import close_ledger, open_ledger
from pipeline.ledger.looking import listing, report_form, show
from pipeline.ledger.values import DossierEntry, VersionEntry
from pipeline.models.submission import LOCAL
from tests.samples.comparing import EXPECTED, SAMPLES, differences, dossier_of, in_run, load, merged
from tests.samples.reading import files_of

RUN_AT = dt.datetime(2026, 10, 1, 8, 0, tzinfo=LOCAL)
"""After the newest sample, as for whoever tries the program with the samples."""
DROPPED = SAMPLES / "dossiers"
AGAIN = "50-gui-lai-nguyen-ban"
SAME_AS = "01-hop-le-tong-ket-chuong-trinh"
CORRECTED = "49-ban-sua-doi"
CORRECTS = "35-thieu-dong-trong-danh-sach"
MARKED = "44-dau-mat"
EVERY_NAME = {path.stem for path in EXPECTED}
REPORT_FORMS = {"report.json", "report.html"}


@dataclass(frozen=True)
class State:
    """Everything a home holds that a run may change."""

    dossiers: dict[str, DossierEntry]
    """By id, with versions, reports and the trail."""
    reports: dict[str, dict[str, Any]]
    """The newest report of each version as published, by the name under which the version first arrived."""
    sealed: dict[str, str]
    """Name of each sealed file and the hash of its bytes."""
    trays: dict[str, str]
    """Path in the trays and hash of every file of every package."""
    inbox: tuple[str, ...]

    def version(self, name: str) -> VersionEntry:
        """The version that first arrived under the name of a sample."""
        (found,) = (
            version
            for entry in self.dossiers.values()
            for version in entry.versions
            if stem(version.sources[0]) == name
        )
        return found


@dataclass(frozen=True)
class Ran:
    """A run over the samples, one over the emptied folder, and one over the same samples dropped once more."""

    home: Home
    first: Outcome
    after_first: State
    second: Outcome
    after_second: State
    third: Outcome
    after_third: State


def stem(name: str) -> str:
    """The sample that an entry of the drop folder is."""
    return next(known for known in EVERY_NAME if name in (known, *(known + end for end in (".docx", ".pdf", ".zip"))))


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def tree(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def one_run() -> Outcome:
    with open_run(settle=0) as run:
        return conduct(run)


def state_of(home: Home) -> State:
    open_ledger(home.root)
    try:
        dossiers = {row.ref.dossier: show(row.ref.dossier) for row in listing()}
        reports = {}
        for entry in dossiers.values():
            for version in entry.versions:
                body = report_form(version.ref, "report.json")
                assert body is not None
                reports[stem(version.sources[0])] = json.loads(body)
    finally:
        close_ledger()
    sealed = {path.name: sha256(path) for path in home.sealed.rglob("*") if path.is_file()}
    inbox = tuple(sorted(path.name for path in home.inbox.iterdir()))
    return State(dossiers, reports, sealed, tree(home.trays), inbox)


@contextmanager
def process_as_it_was() -> Iterator[None]:
    """A run sets the process's umask and where its packages log to; the next test wants neither."""
    mask = os.umask(0o077)
    os.umask(mask)
    loggers = [logging.getLogger(name) for name in ("flows", "pipeline", "extractors", "validators")]
    before = [(logger, list(logger.handlers), logger.level, logger.propagate) for logger in loggers]
    try:
        yield
    finally:
        os.umask(mask)
        for logger, handlers, level, propagate in before:
            for handler in set(logger.handlers) - set(handlers):
                logger.removeHandler(handler)
                handler.close()
            logger.setLevel(level)
            logger.propagate = propagate


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    home = Home(tmp_path_factory.mktemp("samples") / "home")
    close_ledger()
    with process_as_it_was(), pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(home.root))
        patch.setattr("flows.run.now", lambda: RUN_AT)
        shutil.copytree(DROPPED, home.inbox)
        first, after_first = one_run(), state_of(home)
        second, after_second = one_run(), state_of(home)
        shutil.copytree(DROPPED, home.inbox, dirs_exist_ok=True)
        third, after_third = one_run(), state_of(home)
        yield Ran(home, first, after_first, second, after_second, third, after_third)


def expected_in_run(expectation: Path) -> dict[str, Any]:
    """What is expected of a sample when all samples are dropped together."""
    expected = in_run(load(expectation), RUN_AT.date())
    answer = merged(expected, expected.get("as_second_version", {}))
    assert isinstance(answer, dict)
    return answer


@pytest.mark.parametrize("expectation", EXPECTED, ids=lambda path: path.stem)
def test_the_ledger_holds_the_report_that_an_officer_expects_of_a_sample(ran: Ran, expectation: Path) -> None:
    expected = expected_in_run(expectation)
    name = expected.get("same_content_as", expectation.stem)
    recorded = ran.after_first.version(name).reports[-1]
    assert recorded.recommendation == expected["recommendation"]
    found = differences(expected, ran.after_first.reports[name])
    assert not found, "\n" + "\n".join(found)


def test_each_sample_is_a_dossier_of_its_own_but_the_correction_and_the_one_sent_again(ran: Ran) -> None:
    names = [
        [[stem(name) for name in version.sources] for version in entry.versions]
        for entry in ran.after_first.dossiers.values()
    ]
    others = EVERY_NAME - {SAME_AS, AGAIN, CORRECTS, CORRECTED}
    assert sorted(names) == sorted(
        [*([[name]] for name in others), [[SAME_AS, AGAIN]], [[CORRECTS], [CORRECTED]]],
    )


def test_nothing_was_refused_or_left_waiting(ran: Ran) -> None:
    assert (ran.first.refused, ran.first.waiting, ran.first.failure) == ([], [], None)
    assert ran.first.linked == 1
    assert len(ran.first.rows) == len(EVERY_NAME) - 1


def test_a_correction_that_came_late_is_held_with_both_receipts_shown(ran: Ran) -> None:
    version = ran.after_first.version(CORRECTED)
    assert version.ref == (ran.after_first.version(CORRECTS).ref.dossier, 2)
    findings = ran.after_first.reports[CORRECTED]["findings"]
    (deadline,) = (finding for finding in findings if finding["code"] == "deadline-working-days")
    for language in ("message", "message_en"):
        assert "19/08/2025" in deadline[language], "the earlier version came in time"
        assert "25/08/2025" in deadline[language], "this one came late"


def test_the_earlier_version_keeps_its_report(ran: Ran) -> None:
    assert [report.number for report in ran.after_first.version(CORRECTS).reports] == [1]


def test_content_that_comes_again_is_linked_without_a_second_report(ran: Ran) -> None:
    version = ran.after_first.version(SAME_AS)
    assert [stem(name) for name in version.sources] == [SAME_AS, AGAIN]
    assert [report.number for report in version.reports] == [1]


def test_every_submitted_file_is_sealed_byte_for_byte(ran: Ran) -> None:
    submitted = {sha256(path) for path in DROPPED.rglob("*") if path.is_file()}
    assert ran.after_first.sealed == {sha256: sha256 for sha256 in submitted}


@pytest.mark.parametrize("expectation", EXPECTED, ids=lambda path: path.stem)
def test_every_file_of_a_sample_stands_in_the_report_with_its_own_hash(ran: Ran, expectation: Path) -> None:
    report = ran.after_first.reports[load(expectation).get("same_content_as", expectation.stem)]
    listed = {entry["path"]: entry["sha256"] for entry in report["dossier"]["files"]}
    assert {path: file.file.sha256 for path, file in files_of(expectation).items()}.items() <= listed.items()
    archives = [entry for entry in report["dossier"]["files"] if entry["path"].endswith(".zip")]
    assert [entry["sha256"] for entry in archives] == (
        [sha256(dossier_of(expectation))] if dossier_of(expectation).suffix == ".zip" else []
    )
    assert listed.keys() == files_of(expectation).keys() | {"submission.toml"} & listed.keys()


def test_the_drop_folder_is_emptied(ran: Ran) -> None:
    assert ran.after_first.inbox == ran.after_third.inbox == ()


def package_of(ran: Ran, name: str) -> Path:
    """The one package of a dossier in the trays."""
    entry = ran.after_first.dossiers[ran.after_first.version(name).ref.dossier]
    newest = entry.versions[-1]
    tray = newest.reports[-1].recommendation.value
    (package,) = ran.home.trays.glob(f"*/{newest.ref.dossier}-*")
    assert package.parent.name == tray
    assert package.name == f"{newest.ref.dossier}-v{newest.ref.version}-1"
    return package


@pytest.mark.parametrize("name", sorted(EVERY_NAME - {AGAIN, CORRECTS}))
def test_a_dossier_stands_in_the_tray_of_its_recommendation_as_a_valid_package(ran: Ran, name: str) -> None:
    package = package_of(ran, name)
    assert package.parent.name == expected_in_run(SAMPLES / "expected" / f"{name}.yaml")["recommendation"]
    assert bagit.Bag(str(package)).validate()
    held = {path.name: sha256(path) for path in (package / "data").iterdir()}
    assert held.keys() >= REPORT_FORMS
    papers = Counter(value for file, value in held.items() if file not in REPORT_FORMS)
    dossier = dossier_of(SAMPLES / "expected" / f"{name}.yaml")
    submitted = Counter(tree(dossier).values() if dossier.is_dir() else [sha256(dossier)])
    # The package of a dossier with a secrecy mark holds the report only (DESIGN §4).
    assert papers == (Counter() if name == MARKED else submitted)
    assert json.loads((package / "data" / "report.json").read_bytes()) == ran.after_first.reports[name]


def test_the_trays_hold_one_package_a_dossier_and_nothing_else(ran: Ran) -> None:
    packages = {"/".join(Path(path).parts[:2]) for path in ran.after_first.trays}
    assert len(packages) == len(ran.after_first.dossiers) == len(EVERY_NAME) - 2
    assert packages == {
        str(package_of(ran, name).relative_to(ran.home.trays)) for name in EVERY_NAME - {AGAIN, CORRECTS}
    }


def test_a_run_over_the_emptied_folder_changes_nothing(ran: Ran) -> None:
    assert (list(ran.second.rows), ran.second.linked, ran.second.refused, ran.second.waiting) == ([], 0, [], [])
    assert ran.after_second == ran.after_first


def test_the_same_samples_dropped_once_more_change_nothing(ran: Ran) -> None:
    assert (list(ran.third.rows), ran.third.refused, ran.third.waiting) == ([], [], [])
    assert ran.third.linked == len(EVERY_NAME)
    assert ran.after_third == ran.after_first
