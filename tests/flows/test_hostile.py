"""The hostile register: each item is answered exactly, within bounds, without a connection and without a file outside.

Bounds are those of the register: by default 20 seconds and 400 MiB of memory really used in the worker.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.isolation import Office
from flows.pool import WorkerPool
from pipeline.models.limits import Limits
from samples.hostile.base import MAKERS
from samples.hostile.make import HERE, Item, load, readme
from tests.flows import hostile
from tests.flows.program import files_below, sample

REGISTER = {item.name: item for item in load()}
READ = [name for name, item in REGISTER.items() if not item.drop_folder_only]
HOME = "office-home"


@dataclass(frozen=True)
class Workplace:
    """A pool at work in a folder with a trap."""

    folder: Path
    pool: WorkerPool
    watched: hostile.Watched


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    folder = tmp_path_factory.mktemp("hostile")
    office = Office(home=folder / HOME, limits=Limits(), settings_sha256="0" * 64)
    with pytest.MonkeyPatch.context() as patch, hostile.watched_trap(folder / "trap") as watched:
        patch.setattr("flows.pool.check_job", hostile.check)
        patch.setattr("flows.pool.read_one", hostile.read)
        with WorkerPool(office, 1) as pool:
            yield Workplace(folder, pool, watched)


def state(folder: Path) -> dict[str, str]:
    """Hash of every file below a folder but the measurements and what the office keeps for itself."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files_below(folder)
        if not {hostile.COSTS, HOME} & set(path.parts) and not path.is_symlink()
    }


@pytest.mark.parametrize("name", READ)
def test_a_hostile_file_costs_its_findings_and_no_more(name: str, workplace: Workplace) -> None:
    item = REGISTER[name]
    watched = workplace.watched
    dossier = hostile.add_to_sound_dossier(name, workplace.folder / "dossiers" / name, watched.trap)
    before = state(workplace.folder)
    watched.opened()  # by looking at the state before
    seen = hostile.observe(workplace.pool, dossier)

    assert (watched.opened(), watched.calls) == (0, [])
    assert state(workplace.folder) == before
    papers = {path.name for path in sample("01").iterdir()}
    assert {path: status for path, status in seen.status.items() if path not in papers} == item.status
    assert seen.told == {path: sorted(codes) for path, codes in item.told.items()}
    assert seen.losses == set(item.losses)
    assert seen.report["recommendation"] == item.tray
    assert hostile.SECRET not in str(seen.report)
    assert seen.seconds <= item.seconds
    assert seen.memory_mb <= item.memory_mb


def test_no_day_that_is_impossible_becomes_a_date(workplace: Workplace) -> None:
    folder = workplace.folder / "dossiers" / "dates"
    seen = hostile.observe(
        workplace.pool, hostile.add_to_sound_dossier("impossible-dates", folder, workplace.watched.trap)
    )
    (paper,) = (paper for paper in seen.report["facts"]["documents"] if paper["file"].endswith("phu-luc.docx"))
    assert paper["date"] is None
    assert seen.report["facts"]["conference"]["date"] == "2025-09-15"


def test_the_trap_itself_works(tmp_path: Path) -> None:
    with hostile.watched_trap(tmp_path / "trap") as watched:
        assert watched.opened() == 0
        watched.trap.file.read_text()
        assert watched.opened() > 0
        host, _, port = watched.trap.address.removeprefix("http://").partition(":")
        hostile.call(host, int(port), b"GET /entity")
        assert watched.calls == ["GET /entity"]


def test_every_item_has_a_maker_and_every_maker_its_item() -> None:
    assert sorted(MAKERS) == sorted(REGISTER)
    assert len(REGISTER) == len(load())


def test_the_page_about_the_register_is_not_stale() -> None:
    assert (HERE / "README.md").read_text(encoding="utf-8") == readme(), "python -m samples.hostile.make --readme"


def test_what_items_say_is_complete() -> None:
    for item in REGISTER.values():
        assert isinstance(item, Item)
        assert item.what.endswith(".")
        assert item.why.endswith(".")
