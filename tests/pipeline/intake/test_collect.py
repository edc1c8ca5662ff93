"""Collecting and sealing: order, hashes, hostile things in a folder, and bytes that are never altered."""

from __future__ import annotations

import hashlib
import os
import socket
import stat
from pathlib import Path

import pytest

from pipeline.errors import IntegrityError, PathError, SetupError
from pipeline.intake.collect import collect
from pipeline.intake.seal import (
    damaged,
    dossier_id,
    identity,
    remove_leftovers,
    seal,
    seal_all,
    sealed_path,
)
from pipeline.models.vocabulary import FileCode


def folder(tmp_path: Path, files: dict[str, bytes]) -> Path:
    place = tmp_path / "ho so"
    for name, content in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    place.mkdir(exist_ok=True)
    return place


def test_files_come_sorted_by_path_with_ids_in_order(tmp_path: Path) -> None:
    found = collect(folder(tmp_path, {"b.docx": b"b", "a/z.pdf": b"z", "a.docx": b"a", "submission.toml": b""}))
    assert found.name == "ho so"
    assert [(file.id, file.path) for file in found.files] == [
        ("f1", "a.docx"),
        ("f2", "a/z.pdf"),
        ("f3", "b.docx"),
        ("f4", "submission.toml"),
    ]
    assert found.files[0].sha256 == hashlib.sha256(b"a").hexdigest()
    assert [file.path for file in found.content] == ["a.docx", "a/z.pdf", "b.docx"]


def test_a_single_file_is_a_dossier(tmp_path: Path) -> None:
    place = folder(tmp_path, {"to-trinh.docx": b"x"}) / "to-trinh.docx"
    found = collect(place)
    assert (found.name, [file.path for file in found.files]) == ("to-trinh.docx", ["to-trinh.docx"])
    assert Path(found.files[0].location).read_bytes() == b"x"


def test_links_fifos_and_sockets_are_told_and_never_followed(tmp_path: Path) -> None:
    place = folder(tmp_path, {"a.docx": b"a"})
    outside = tmp_path / "secret.txt"
    outside.write_bytes(b"secret")
    (place / "link.docx").symlink_to(outside)
    (place / "folder-link").symlink_to(tmp_path)
    os.mkfifo(place / "pipe.docx")
    here = Path.cwd()
    os.chdir(place)
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("socket.docx")
    finally:
        os.chdir(here)
    found = collect(place)
    assert [file.path for file in found.files] == ["a.docx"]
    assert [(path, problem.code) for path, problem in found.problems] == [
        ("folder-link", FileCode.NOT_A_REGULAR_FILE),
        ("link.docx", FileCode.NOT_A_REGULAR_FILE),
        ("pipe.docx", FileCode.NOT_A_REGULAR_FILE),
        ("socket.docx", FileCode.NOT_A_REGULAR_FILE),
    ]


def test_a_name_that_is_not_text_is_told_and_its_bytes_can_be_opened(tmp_path: Path) -> None:
    place = folder(tmp_path, {})
    with open(os.fsencode(place) + b"/tr\xa8nh.docx", "wb") as stream:  # noqa: PTH123 - the name is bytes
        stream.write(b"x")
    found = collect(place)
    assert [file.path for file in found.files] == ["tr\ufffdnh.docx"]
    assert found.files[0].raw_name_b64 == "dHKobmguZG9jeA=="
    assert Path(found.files[0].location).read_bytes() == b"x"
    assert [problem.code for _, problem in found.problems] == [FileCode.NAME_UNUSUAL]


def test_both_spellings_of_one_name_are_two_files(tmp_path: Path) -> None:
    found = collect(folder(tmp_path, {"tờ.docx": b"1", "to\u031b\u0300.docx": b"2"}))
    assert [file.path for file in found.files] == ["tờ (2).docx", "tờ.docx"]
    assert sorted(Path(file.location).read_bytes() for file in found.files) == [b"1", b"2"]


def test_what_systems_leave_behind_is_left_out(tmp_path: Path) -> None:
    junk = {"Thumbs.db": b"", ".DS_Store": b"", "__MACOSX/._a.docx": b"", "~$a.docx": b"", ".ready": b""}
    assert [file.path for file in collect(folder(tmp_path, {"a.docx": b"a", **junk})).files] == ["a.docx"]


def test_the_manifest_at_the_top_counts_and_the_one_below_does_not(tmp_path: Path) -> None:
    place = folder(tmp_path, {"a.docx": b"a", "below/submission.toml": b"received = 2025-08-01\n"})
    assert collect(place).manifest is None
    (place / "submission.toml").write_bytes(b"received = 2025-08-25\n")
    found = collect(place)
    assert found.manifest is not None
    assert str(found.manifest.received) == "2025-08-25"
    assert found.manifest_quote == "received = 2025-08-25"


def test_a_manifest_that_cannot_be_used_is_a_problem_and_the_papers_are_taken(tmp_path: Path) -> None:
    found = collect(folder(tmp_path, {"a.docx": b"a", "submission.toml": b"recieved = 2025-08-25\n"}))
    assert found.manifest is None
    assert [(path, problem.code) for path, problem in found.problems] == [
        ("submission.toml", FileCode.MANIFEST_INVALID)
    ]
    assert "recieved" in found.problems[0][1].detail


@pytest.mark.parametrize(("name", "code"), [("nothing", "path-missing"), ("link", "path-not-regular")])
def test_a_path_that_cannot_be_used_is_refused(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(PathError) as raised:
        collect(tmp_path / name)
    assert raised.value.code == code
    assert raised.value.exit_code == 4


def test_a_folder_that_cannot_be_listed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_: bytes) -> None:
        raise PermissionError(13, "Permission denied")

    place = folder(tmp_path, {"a.docx": b"a"})
    monkeypatch.setattr(os, "scandir", denied)
    with pytest.raises(PathError) as raised:
        collect(place)
    assert raised.value.code == "folder-unreadable"


def test_sealed_bytes_are_those_submitted_and_read_only(tmp_path: Path) -> None:
    found = collect(folder(tmp_path, {"a.docx": b"first", "b.docx": b"second"}))
    store = tmp_path / "sealed"
    sealed = seal_all(found.files, store)
    assert [Path(file.location).read_bytes() for file in sealed] == [b"first", b"second"]
    assert sealed[0].location == str(store / sealed[0].sha256[:2] / sealed[0].sha256)
    assert stat.S_IMODE(Path(sealed[0].location).stat().st_mode) == 0o400
    assert sealed[0].path == "a.docx"
    assert list(damaged(store)) == []


def test_sealing_twice_is_sealing_once(tmp_path: Path) -> None:
    found = collect(folder(tmp_path, {"a.docx": b"first"}))
    store = tmp_path / "sealed"
    before = Path(seal_all(found.files, store)[0].location).stat()
    after = Path(seal_all(found.files, store)[0].location).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_file_that_changed_since_it_was_hashed_is_not_sealed(tmp_path: Path) -> None:
    place = folder(tmp_path, {"a.docx": b"first"})
    found = collect(place)
    (place / "a.docx").write_bytes(b"other")
    with pytest.raises(IntegrityError) as raised:
        seal_all(found.files, tmp_path / "sealed")
    assert raised.value.code == "file-changed"
    assert [path for path in (tmp_path / "sealed").rglob("*") if path.is_file()] == []


def test_a_file_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    place = folder(tmp_path, {"a.docx": b"first"})
    found = collect(place)
    (place / "a.docx").unlink()
    (tmp_path / "other").write_bytes(b"first")
    (place / "a.docx").symlink_to(tmp_path / "other")
    with pytest.raises(PathError) as raised:
        seal_all(found.files, tmp_path / "sealed")
    assert raised.value.code == "file-unreadable"
    assert [path for path in (tmp_path / "sealed").rglob("*") if path.is_file()] == []


def test_a_damaged_copy_is_found_and_never_used(tmp_path: Path) -> None:
    found = collect(folder(tmp_path, {"a.docx": b"first"}))
    store = tmp_path / "sealed"
    copy = Path(seal_all(found.files, store)[0].location)
    copy.chmod(0o600)
    copy.write_bytes(b"f1rst")
    assert list(damaged(store)) == [copy.name]
    with pytest.raises(IntegrityError) as raised:
        seal(found.files[0], store)
    assert raised.value.code == "sealed-damaged"


def test_a_full_disk_is_told_before_anything_is_written(tmp_path: Path) -> None:
    found = collect(folder(tmp_path, {"a.docx": b"first"}))
    huge = found.files[0].model_copy(update={"size": 1 << 60})
    with pytest.raises(SetupError) as raised:
        seal_all([huge], tmp_path / "sealed")
    assert raised.value.code == "disk-full"
    assert list((tmp_path / "sealed").iterdir()) == []


def test_a_disk_that_fills_up_while_copying_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    found = collect(folder(tmp_path, {"a.docx": b"first"}))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SetupError) as raised:
        seal_all(found.files, tmp_path / "sealed")
    assert raised.value.code == "disk-full"
    assert [path for path in (tmp_path / "sealed").rglob("*") if path.is_file()] == []


def test_what_a_killed_run_left_half_copied_is_removed(tmp_path: Path) -> None:
    store = tmp_path / "sealed"
    kept = seal_all(collect(folder(tmp_path, {"a.docx": b"first"})).files, store)[0]
    (store / kept.sha256[:2] / "incoming-abc").write_bytes(b"fi")
    assert remove_leftovers(store) == 1
    assert sealed_path(store, kept.sha256).exists()


def test_identity_is_the_set_of_hashes_whatever_their_order_and_number() -> None:
    first, second = "a" * 64, "b" * 64
    # sha256("aaa…\nbbb…"), computed with sha256sum
    expected = hashlib.sha256(f"{first}\n{second}".encode()).hexdigest()
    assert identity([first, second]) == expected
    assert identity([second, first, first]) == expected
    assert identity([first]) != expected
    assert dossier_id("7f3a19c2" + "0" * 56) == "D-7f3a19c2"
