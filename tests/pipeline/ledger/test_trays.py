"""The trays as a projection of the ledger: delivered once, moved by a decision, made again from nothing."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import bagit
import pytest

from pipeline.home import Home
from pipeline.ledger import checking, looking, officers, trays
from pipeline.models.vocabulary import Recommendation
from pipeline.routing.deliver import standing
from tests.pipeline.ledger.drop import LATER, MORNING, arrive, check

PAPERS = {"to-trinh.docx": b"letter", "danh-sach.pdf": b"list"}


def shown(home: Home) -> list[str]:
    return [str(place.relative_to(home.trays)) for place in standing(home.trays)]


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_checked_dossier_is_delivered_once(home: Home) -> None:
    ref = arrive(home, "a", PAPERS).ref
    assert trays.deliver(ref.dossier, home.trays, MORNING) == {}
    check(ref, "return")
    for _ in range(2):
        trays.deliver(ref.dossier, home.trays, LATER)
    assert shown(home) == [f"return/{ref.dossier}-v1-1"]
    bag = bagit.Bag(str(home.trays / shown(home)[0]))
    assert bag.validate()
    assert bag.info["Bagging-Date"] == "2025-08-25"
    assert checking.unfinished().to_deliver == ()
    assert [event.what for event in looking.show(ref.dossier).events] == ["arrived", "checked", "delivered"]
    assert looking.show(ref.dossier).versions[0].reports[0].tray is Recommendation.RETURN


def test_a_decision_moves_the_dossier_and_a_recheck_leaves_it_there(home: Home) -> None:
    ref = arrive(home, "a", PAPERS).ref
    check(ref, "return")
    trays.deliver(ref.dossier, home.trays, LATER)
    officers.decide(ref.dossier, Recommendation.FORWARD, reason="đã bổ sung", who="Mẫu", at=LATER)
    assert checking.unfinished().to_deliver == (ref.dossier,)
    trays.deliver(ref.dossier, home.trays, LATER)
    assert shown(home) == [f"forward/{ref.dossier}-v1-1"]
    check(ref, "hold")
    trays.deliver(ref.dossier, home.trays, LATER)
    assert shown(home) == [f"forward/{ref.dossier}-v1-2"]


def test_the_next_version_takes_the_place_of_the_first(home: Home) -> None:
    first = arrive(home, "a", PAPERS).ref
    check(first, "return")
    trays.deliver(first.dossier, home.trays, LATER)
    second = checking.link(arrive(home, "b", {"a.docx": b"corrected"}).ref, first.dossier, LATER)
    trays.deliver(first.dossier, home.trays, LATER)
    assert shown(home) == [f"return/{first.dossier}-v1-1"]
    check(second, "forward")
    trays.deliver(first.dossier, home.trays, LATER)
    assert shown(home) == [f"forward/{first.dossier}-v2-1"]


def test_what_an_officer_decided_stays_beside_a_later_version(home: Home) -> None:
    first = arrive(home, "a", PAPERS).ref
    check(first, "hold")
    officers.decide(first.dossier, Recommendation.FORWARD, reason="đủ", who="Mẫu", at=LATER)
    second = checking.link(arrive(home, "b", {"a.docx": b"corrected"}).ref, first.dossier, LATER)
    check(second, "return")
    trays.deliver(first.dossier, home.trays, LATER)
    assert shown(home) == [f"forward/{first.dossier}-v1-1", f"return/{first.dossier}-v2-1"]


SECRET: dict[str, Any] = {"code": "secret-mark", "outcome": "violated", "reason": None}


@pytest.mark.parametrize(
    ("finding", "papers"),
    [
        pytest.param(SECRET, [], id="a-mark"),
        pytest.param(SECRET | {"outcome": "undetermined", "reason": "secret_mark"}, [], id="perhaps-a-mark"),
        pytest.param(
            SECRET | {"outcome": "undetermined", "reason": "not_assessed"},
            ["0001.pdf", "0002.docx"],
            id="an-unread-file",
        ),
        pytest.param(SECRET | {"outcome": "passed"}, ["0001.pdf", "0002.docx"], id="no-mark"),
    ],
)
def test_of_a_dossier_with_a_secrecy_mark_only_the_report_travels(
    home: Home, finding: dict[str, Any], papers: list[str]
) -> None:
    ref = arrive(home, "a", PAPERS).ref
    check(ref, findings=[finding])
    place = trays.deliver(ref.dossier, home.trays, LATER)[f"{ref.dossier}-v1-1"]
    assert sorted(path.name for path in (place / "data").iterdir()) == [*papers, "report.html", "report.json"]


def test_all_trays_can_be_made_again_from_the_ledger(home: Home) -> None:
    for name, tray in (("một", "forward"), ("hai", "hold"), ("ba", "quarantine")):
        ref = arrive(home, name, {"a.docx": name.encode()}).ref
        check(ref, tray)
        trays.deliver(ref.dossier, home.trays, LATER)
    officers.decide(ref.dossier, Recommendation.RETURN, reason="trả lại", who="Mẫu", at=LATER)
    trays.deliver(ref.dossier, home.trays, LATER)
    before = everything(home.trays)
    shutil.rmtree(home.trays)
    rebuilt = trays.rebuild(home.trays, LATER + dt.timedelta(days=3))
    assert (rebuilt.packages, rebuilt.unknown) == (3, ())
    assert everything(home.trays) == before


def test_a_package_that_the_ledger_does_not_know_is_told_and_left(home: Home) -> None:
    stranger = home.trays / "hold" / "D-00000000-v1-1"
    stranger.mkdir(parents=True)
    assert trays.rebuild(home.trays, LATER).unknown == ("hold/D-00000000-v1-1",)
    assert stranger.is_dir()


def test_a_kill_between_the_tray_and_the_ledger_is_mended(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = arrive(home, "a", PAPERS).ref
    check(ref)
    with monkeypatch.context() as patch:
        patch.setattr(trays, "_note", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            trays.deliver(ref.dossier, home.trays, LATER)
    assert shown(home) == [f"hold/{ref.dossier}-v1-1"]
    assert checking.unfinished().to_deliver == (ref.dossier,)
    trays.deliver(ref.dossier, home.trays, LATER)
    assert checking.unfinished().to_deliver == ()
    assert shown(home) == [f"hold/{ref.dossier}-v1-1"]
