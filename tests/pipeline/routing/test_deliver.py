"""Packages and trays: what stands in a package, and that a kill at any step is mended by running again."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import bagit
import pytest

from pipeline.errors import IntegrityError
from pipeline.intake.seal import seal_all
from pipeline.models.files import SourceFile
from pipeline.models.vocabulary import Recommendation
from pipeline.routing.bag import Package, build, payload_name
from pipeline.routing.deliver import clean_up, project, standing

DOSSIER = "D-7f3a19c2"
PAPERS = {"tờ trình.docx": b"to trinh", "danh sách\nkèm.pdf": b"danh sach", "đính kèm.tên lạ": b"khac"}


class Killed(BaseException):
    """Stands for kill -9: nothing in the program catches it."""


@pytest.fixture
def sealed(tmp_path: Path) -> tuple[SourceFile, ...]:
    files = []
    for number, (name, content) in enumerate(PAPERS.items(), start=1):
        place = tmp_path / f"in-{number}"
        place.write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        files.append(
            SourceFile(
                id=f"f{number}", path=name, raw_name_b64=None, sha256=sha256, size=len(content), location=str(place)
            )
        )
    return seal_all(files, tmp_path / "sealed")


def package(
    files: tuple[SourceFile, ...],
    *,
    number: int = 1,
    tray: Recommendation = Recommendation.HOLD,
    json: bytes = b'{"schema": "dossiers.report/1"}\n',
) -> Package:
    return Package(
        dossier=DOSSIER,
        version=1,
        number=number,
        tray=tray,
        content_sha256="7f3a19c2" * 8,
        made_on=dt.date(2025, 8, 25),
        files=files,
        report={"report.json": json, "report.html": b"<p>"},
    )


def names(trays: Path) -> list[str]:
    return [f"{place.parent.name}/{place.name}" for place in standing(trays)]


def test_a_package_is_valid_for_the_bagit_library_and_holds_the_papers_byte_for_byte(
    tmp_path: Path, sealed: tuple[SourceFile, ...]
) -> None:
    place = project(tmp_path / "trays", DOSSIER, [package(sealed)])["D-7f3a19c2-v1-1"]
    bag = bagit.Bag(str(place))
    assert bag.validate()
    assert bag.version_info == (1, 0)
    assert bag.info["External-Identifier"] == DOSSIER
    assert sorted(path.name for path in (place / "data").iterdir()) == [
        "0001.docx",
        "0002.pdf",
        "0003.bin",
        "report.html",
        "report.json",
    ]
    assert (place / "data" / "0002.pdf").read_bytes() == b"danh sach"


def test_editing_a_package_does_not_reach_the_sealed_original(tmp_path: Path, sealed: tuple[SourceFile, ...]) -> None:
    place = project(tmp_path / "trays", DOSSIER, [package(sealed)])["D-7f3a19c2-v1-1"]
    (place / "data" / "0001.docx").write_bytes(b"changed")
    assert Path(sealed[0].location).read_bytes() == b"to trinh"
    assert not bagit.Bag(str(place)).is_valid()


def test_a_package_that_was_altered_is_made_again(tmp_path: Path, sealed: tuple[SourceFile, ...]) -> None:
    trays = tmp_path / "trays"
    place = project(trays, DOSSIER, [package(sealed)])["D-7f3a19c2-v1-1"]
    (place / "data" / "0001.docx").write_bytes(b"changed")
    project(trays, DOSSIER, [package(sealed)])
    assert (place / "data" / "0001.docx").read_bytes() == b"to trinh"


def test_of_a_dossier_with_a_secrecy_mark_the_package_holds_the_report_only(tmp_path: Path) -> None:
    place = project(tmp_path / "trays", DOSSIER, [package(())])["D-7f3a19c2-v1-1"]
    assert sorted(path.name for path in (place / "data").iterdir()) == ["report.html", "report.json"]
    assert bagit.Bag(str(place)).validate()


def test_delivering_twice_changes_nothing(tmp_path: Path, sealed: tuple[SourceFile, ...]) -> None:
    trays = tmp_path / "trays"
    place = project(trays, DOSSIER, [package(sealed)])["D-7f3a19c2-v1-1"]
    before = place.stat()
    assert project(trays, DOSSIER, [package(sealed)]) == {"D-7f3a19c2-v1-1": place}
    assert (place.stat().st_ino, place.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_decision_moves_the_package_to_its_tray(tmp_path: Path, sealed: tuple[SourceFile, ...]) -> None:
    trays = tmp_path / "trays"
    project(trays, DOSSIER, [package(sealed)])
    project(trays, DOSSIER, [package(sealed, tray=Recommendation.FORWARD)])
    assert names(trays) == ["forward/D-7f3a19c2-v1-1"]


def test_a_recheck_replaces_the_package(tmp_path: Path, sealed: tuple[SourceFile, ...]) -> None:
    trays = tmp_path / "trays"
    project(trays, DOSSIER, [package(sealed)])
    project(trays, DOSSIER, [package(sealed, number=2, json=b"{}\n", tray=Recommendation.RETURN)])
    assert names(trays) == ["return/D-7f3a19c2-v1-2"]


def test_the_old_package_stays_until_the_new_one_stands(
    tmp_path: Path, sealed: tuple[SourceFile, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    trays = tmp_path / "trays"
    project(trays, DOSSIER, [package(sealed)])
    damaged = sealed[0].model_copy(update={"sha256": "0" * 64})
    with pytest.raises(IntegrityError) as raised:
        project(trays, DOSSIER, [package((damaged,), number=2)])
    assert raised.value.code == "sealed-damaged"
    assert names(trays) == ["hold/D-7f3a19c2-v1-1"]


def test_packages_of_other_dossiers_and_strange_folders_are_left_alone(
    tmp_path: Path, sealed: tuple[SourceFile, ...]
) -> None:
    trays = tmp_path / "trays"
    project(trays, DOSSIER, [package(sealed)])
    (trays / "hold" / "ghi chú").mkdir()
    (trays / "hold" / "D-7f3a19c2-copy").mkdir()
    project(trays, "D-00000000", [])
    project(trays, DOSSIER, [])
    assert sorted(path.name for path in (trays / "hold").iterdir()) == ["D-7f3a19c2-copy", "ghi chú"]


def test_payload_names_are_plain_whatever_was_submitted() -> None:
    file = SourceFile(id="f12", path="a.d\u0111x", raw_name_b64=None, sha256="0" * 64, size=0, location="/nowhere")
    assert payload_name(file) == "0012.bin"
    assert payload_name(file.model_copy(update={"path": "BÁO CÁO.DOCX"})) == "0012.docx"
    assert payload_name(file.model_copy(update={"path": "no-extension"})) == "0012.bin"


STEPS: tuple[tuple[Any, str], ...] = ((Path, "rename"), (os, "fsync"), (shutil, "rmtree"), (Path, "open"))


def killing(monkeypatch: pytest.MonkeyPatch, at: int, after: bool) -> Callable[[], int]:
    """Let the process "die" at the given step that touches the disk, before or after it is done."""
    count = 0

    def wrapped(original: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count == at and not after:
                raise Killed
            result = original(*args, **kwargs)
            if count == at:
                raise Killed
            return result

        return step

    for owner, name in STEPS:
        monkeypatch.setattr(owner, name, wrapped(getattr(owner, name)))
    return lambda: count


def tree(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()


@pytest.mark.parametrize("after", [False, True], ids=["before-the-step", "after-the-step"])
@pytest.mark.parametrize("change", ["first", "recheck", "decision"])
def test_a_kill_at_any_step_is_mended_by_running_again(
    tmp_path: Path, sealed: tuple[SourceFile, ...], change: str, after: bool
) -> None:
    wanted = {
        "first": package(sealed),
        "recheck": package(sealed, number=2, json=b"{}\n", tray=Recommendation.RETURN),
        "decision": package(sealed, tray=Recommendation.FORWARD),
    }[change]

    def prepared(name: str) -> Path:
        trays = tmp_path / name / "trays"
        if change != "first":
            project(trays, DOSSIER, [package(sealed)])
        return trays

    undisturbed = prepared("undisturbed")
    project(undisturbed, DOSSIER, [wanted])
    expected = list(tree(undisturbed))
    killed = 0
    for at in range(1, 500):
        trays = prepared(f"kill-{at}")
        with pytest.MonkeyPatch.context() as patch:
            killing(patch, at, after)
            try:
                project(trays, DOSSIER, [wanted])
            except Killed:
                killed += 1
            else:
                break
        # Somebody who looks now finds the old package or the new one, whole; of a first delivery nothing or all.
        standing_now = list(standing(trays))
        assert all(bagit.Bag(str(place)).is_valid() for place in standing_now)
        assert standing_now or change == "first"
        project(trays, DOSSIER, [wanted])
        clean_up(trays)
        assert list(tree(trays)) == expected
    assert killed >= 3


def test_building_over_a_full_disk_says_so(
    tmp_path: Path, sealed: tuple[SourceFile, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Exception, match="disk-full"):
        build(package(sealed), tmp_path / "bag")
