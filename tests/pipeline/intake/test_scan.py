"""The drop folder: what is a dossier, when it is complete, and which folders cannot work."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from pipeline.errors import PathError
from pipeline.intake.collect import collect
from pipeline.intake.consume import consume, finish_consuming
from pipeline.intake.names import TAKEN
from pipeline.intake.scan import Entry, Seen, Wait, check_inbox, list_inbox, waiting
from pipeline.intake.seal import seal_all

NOON = dt.datetime(2025, 8, 25, 12, tzinfo=dt.timezone(dt.timedelta(hours=7)))
QUIET = dt.timedelta(seconds=30)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    place = tmp_path / "inbox"
    place.mkdir()
    return place


def put(place: Path, content: bytes = b"x") -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return place


def entry(inbox: Path, name: str) -> Entry:
    return next(one for one in list_inbox(inbox).entries if one.name == name)


def seen(seconds_ago: float, *, taken: bool = False) -> Seen:
    moment = NOON - dt.timedelta(seconds=seconds_ago)
    return Seen(first_seen=moment, unchanged_since=moment, taken=taken)


def test_folders_archives_and_single_files_are_dossiers(inbox: Path) -> None:
    put(inbox / "xã Mẫu" / "to-trinh.docx")
    put(inbox / "ho-so.zip")
    put(inbox / "to-trinh.docx")
    put(inbox / "Thumbs.db")
    put(inbox / TAKEN / "left.docx")
    assert [one.name for one in list_inbox(inbox).entries] == ["ho-so.zip", "to-trinh.docx", "xã Mẫu"]


def test_links_and_fifos_at_the_top_are_refused(inbox: Path) -> None:
    (inbox / "link").symlink_to(inbox.parent)
    os.mkfifo(inbox / "pipe\n")
    listing = list_inbox(inbox)
    assert listing.entries == ()
    assert listing.refused == ("link", "pipe\ufffd")


def test_the_state_changes_with_any_file_and_not_with_what_systems_write(inbox: Path) -> None:
    paper = put(inbox / "d" / "a.docx")
    first = entry(inbox, "d").state
    put(inbox / "d" / "Thumbs.db")
    assert entry(inbox, "d").state == first
    put(paper, b"xy")
    second = entry(inbox, "d").state
    assert second != first
    put(inbox / "d" / "sub" / "b.docx")
    third = entry(inbox, "d").state
    assert third not in (first, second)
    os.utime(paper, ns=(1, 1))
    assert entry(inbox, "d").state != third


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        pytest.param(0, Wait.CHANGING, id="just-seen"),
        pytest.param(29.9, Wait.CHANGING, id="not-quite"),
        pytest.param(30, None, id="quiet-long-enough"),
        pytest.param(-5, Wait.CHANGING, id="clock-was-set-back"),
    ],
)
def test_an_entry_is_complete_after_the_quiet_period(inbox: Path, seconds: float, expected: Wait | None) -> None:
    put(inbox / "d" / "a.docx")
    assert waiting(entry(inbox, "d"), seen(seconds), NOON, QUIET) is expected


def test_a_folder_known_to_be_finished_needs_no_quiet_period(inbox: Path) -> None:
    put(inbox / "d" / "a.docx")
    assert waiting(entry(inbox, "d"), seen(0), NOON, dt.timedelta(0)) is None


def test_the_marker_ends_the_wait_and_a_manifest_does_not(inbox: Path) -> None:
    put(inbox / "d" / "submission.toml")
    assert waiting(entry(inbox, "d"), seen(999), NOON, QUIET) is Wait.EMPTY
    put(inbox / "d" / "a.docx")
    assert waiting(entry(inbox, "d"), seen(0), NOON, QUIET) is Wait.CHANGING
    put(inbox / "d" / ".ready", b"")
    assert waiting(entry(inbox, "d"), seen(0), NOON, QUIET) is None


def test_a_paper_that_somebody_has_open_holds_the_dossier(inbox: Path) -> None:
    put(inbox / "d" / "sub" / "a.docx")
    put(inbox / "d" / "sub" / "~$a.docx")
    put(inbox / "single.docx")
    put(inbox / "~$single.docx")
    put(inbox / "other.docx")
    assert waiting(entry(inbox, "d"), seen(999), NOON, QUIET) is Wait.BEING_EDITED
    assert waiting(entry(inbox, "single.docx"), seen(999), NOON, QUIET) is Wait.BEING_EDITED
    assert waiting(entry(inbox, "other.docx"), seen(999), NOON, QUIET) is None
    put(inbox / "d" / ".ready", b"")
    assert waiting(entry(inbox, "d"), seen(999), NOON, QUIET) is None


def test_an_empty_folder_waits_for_its_files(inbox: Path) -> None:
    (inbox / "d").mkdir()
    assert waiting(entry(inbox, "d"), seen(999), NOON, QUIET) is Wait.EMPTY


def test_an_entry_that_cannot_be_listed_does_not_stop_the_others(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(inbox / "a" / "a.docx")
    put(inbox / "b" / "b.docx")
    original = os.scandir

    def denied(folder: bytes) -> object:
        if folder.endswith(b"/a"):
            raise PermissionError(13, "Permission denied")
        return original(folder)

    monkeypatch.setattr(os, "scandir", denied)
    assert [(one.name, one.blocked) for one in list_inbox(inbox).entries] == [("a", Wait.UNREADABLE), ("b", None)]


def test_a_drop_folder_that_is_missing_is_refused(tmp_path: Path) -> None:
    for attempt in (lambda: list_inbox(tmp_path / "no"), lambda: check_inbox(tmp_path / "no", [], consume=False)):
        with pytest.raises(PathError) as raised:
            attempt()
        assert raised.value.code == "inbox-missing"


@pytest.mark.parametrize("output", ["home/inbox", "home/inbox/out", "home"])
def test_folders_that_lie_within_each_other_are_refused(tmp_path: Path, output: str) -> None:
    inbox = tmp_path / "home" / "inbox"
    inbox.mkdir(parents=True)
    with pytest.raises(PathError) as raised:
        check_inbox(inbox, [tmp_path / output], consume=False)
    assert raised.value.code == "paths-overlap"


def test_folders_beside_each_other_are_fine_and_a_link_is_seen_through(tmp_path: Path) -> None:
    inbox = tmp_path / "home" / "inbox"
    inbox.mkdir(parents=True)
    check_inbox(inbox, [tmp_path / "home" / "sealed", tmp_path / "home" / "inbox-2"], consume=True)
    assert list(inbox.iterdir()) == []
    (tmp_path / "link").symlink_to(inbox)
    with pytest.raises(PathError):
        check_inbox(inbox, [tmp_path / "link" / "trays"], consume=False)


def test_a_drop_folder_where_nothing_can_be_deleted_is_refused_before_any_work(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(_: Path, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "unlink", denied)
    check_inbox(inbox, [], consume=False)
    with pytest.raises(PathError) as raised:
        check_inbox(inbox, [], consume=True)
    assert raised.value.code == "inbox-not-writable"


def test_what_is_sealed_is_removed_with_all_that_systems_left(inbox: Path, tmp_path: Path) -> None:
    for name in ("a.docx", "sub/b.docx", "Thumbs.db", ".ready", "submission.toml", "__MACOSX/._a"):
        put(inbox / "d" / name, name.encode())
    (inbox / "d" / "link").symlink_to(tmp_path)
    (inbox / "d" / "submission.toml").write_bytes(b"received = 2025-08-25\n")
    seal_all(collect(inbox / "d").files, tmp_path / "sealed")
    assert consume(inbox, b"d", tmp_path / "sealed")
    assert [path.name for path in inbox.iterdir()] == []
    assert tmp_path.is_dir()


def test_what_was_written_in_the_last_moment_stays_in_the_drop_folder(inbox: Path, tmp_path: Path) -> None:
    put(inbox / "d" / "a.docx", b"sealed")
    seal_all(collect(inbox / "d").files, tmp_path / "sealed")
    put(inbox / "d" / "late.docx", b"late")
    assert not consume(inbox, b"d", tmp_path / "sealed")
    assert (inbox / "d" / "late.docx").read_bytes() == b"late"
    assert not (inbox / "d" / "a.docx").exists()


def test_nothing_is_removed_whose_sealed_copy_is_damaged(inbox: Path, tmp_path: Path) -> None:
    put(inbox / "a.docx", b"sealed")
    copy = Path(seal_all(collect(inbox / "a.docx").files, tmp_path / "sealed")[0].location)
    copy.chmod(0o600)
    copy.write_bytes(b"")
    assert not consume(inbox, b"a.docx", tmp_path / "sealed")
    assert (inbox / "a.docx").read_bytes() == b"sealed"


def test_a_kill_while_removing_is_finished_at_the_next_start(inbox: Path, tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        put(inbox / "d" / name, name.encode())
    seal_all(collect(inbox / "d").files, tmp_path / "sealed")
    # As a kill leaves it: moved aside, one of two files removed; meanwhile a namesake arrived.
    (inbox / TAKEN).mkdir()
    (inbox / "d").rename(inbox / TAKEN / "d")
    (inbox / TAKEN / "d" / "a.docx").unlink()
    put(inbox / "d" / "c.docx", b"new")
    assert [one.name for one in list_inbox(inbox).entries] == ["d"]
    finish_consuming(inbox, tmp_path / "sealed")
    assert sorted(path.relative_to(inbox).as_posix() for path in inbox.rglob("*")) == ["d", "d/c.docx"]


def test_consuming_twice_changes_nothing(inbox: Path, tmp_path: Path) -> None:
    put(inbox / "a.docx")
    seal_all(collect(inbox / "a.docx").files, tmp_path / "sealed")
    assert consume(inbox, b"a.docx", tmp_path / "sealed")
    assert consume(inbox, b"a.docx", tmp_path / "sealed")


def test_an_entry_that_cannot_be_removed_is_told_and_removed_later(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(_: Path, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    put(inbox / "d" / "a.docx")
    seal_all(collect(inbox / "d").files, tmp_path / "sealed")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", denied)
        with pytest.raises(PathError) as raised:
            consume(inbox, b"d", tmp_path / "sealed")
    assert raised.value.code == "inbox-not-writable"
    assert list_inbox(inbox).entries == ()
    finish_consuming(inbox, tmp_path / "sealed")
    assert list(inbox.iterdir()) == []
