"""``dossiers run``: one flow run over the drop folder, with a Prefect server and without one."""

from __future__ import annotations

import fcntl
import json
import shutil
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import bagit
import openpyxl
import pytest

from tests.flows.conftest import Finished, Server, with_database
from tests.flows.program import DOSSIERS, digest, dossiers, drop, files_below, sample, trays


@pytest.fixture(scope="module")
def offline(made_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """A run with no Prefect server anywhere."""
    home = with_database(tmp_path_factory.mktemp("offline"), made_database)
    taken = tuple(sample(number) for number in ("01", "19", "28", "47"))
    drop(home, *taken)
    return Finished(home, taken, dossiers("run", "--settle", "0", "--json", home=home))


def ask(server: Server, path: str, query: dict[str, Any]) -> Any:
    """What the Prefect server answers."""
    request = Request(  # noqa: S310 - our own server on this machine
        f"{server.address}{path}", json.dumps(query).encode(), {"Content-Type": "application/json"}
    )
    with urlopen(request, timeout=30) as answer:  # noqa: S310
        return json.load(answer)


def test_a_run_needs_no_server(offline: Finished) -> None:
    assert offline.ended.code == 11
    assert len(offline.ended.rows) == len(offline.taken)
    assert len(trays(offline.home)) == len(offline.taken)
    assert offline.ended.err == ""


def test_every_dossier_goes_into_the_tray_of_its_report(finished: Finished) -> None:
    assert len(finished.ended.rows) == len(finished.taken)
    proposed = {row["id"]: row["recommendation"] for row in finished.ended.rows}
    assert set(proposed.values()) == {"forward", "hold", "return"}
    assert finished.ended.code == 11
    for name, (tray, _) in trays(finished.home).items():
        report = json.loads((finished.home / "trays" / tray / name / "data" / "report.json").read_bytes())
        assert report["recommendation"] == tray == proposed[report["dossier"]["id"]]


def test_packages_are_whole_and_hold_the_files_as_submitted(offline: Finished) -> None:
    submitted = {digest(file) for path in offline.taken for file in ([path] if path.is_file() else files_below(path))}
    packed = set()
    for package in (offline.home / "trays").glob("[!.]*/D-*"):
        assert bagit.Bag(str(package)).validate()
        packed |= {digest(file) for file in (package / "data").iterdir() if file.name[:4].isdigit()}
    assert packed == submitted


def test_the_register_of_the_run_lists_every_dossier_and_holds_no_formula(finished: Finished) -> None:
    (register,) = (finished.home / "registers").glob("*-1.xlsx")
    cells = [cell for sheet in openpyxl.load_workbook(register) for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    told = {cell.value for cell in cells}
    assert {row["id"] for row in finished.ended.rows} <= told


def test_the_own_inbox_is_emptied_and_every_file_sealed(finished: Finished) -> None:
    assert list((finished.home / "inbox").iterdir()) == []
    sealed = {path.name for path in files_below(finished.home / "sealed")}
    assert {digest(file) for folder in finished.taken for file in files_below(folder)} == sealed
    assert all(digest(path) == path.name for path in files_below(finished.home / "sealed"))


def test_a_run_leaves_an_artifact_of_ids_recommendations_and_counts(finished: Finished, prefect_server: Server) -> None:
    found = ask(prefect_server, "/artifacts/filter", {"artifacts": {"key": {"any_": ["dossiers"]}}, "limit": 200})
    tables = [json.loads(entry["data"]) if isinstance(entry["data"], str) else entry["data"] for entry in found]
    (table,) = (table for table in tables if len(table) == len(finished.taken))
    assert [(row["dossier"], row["version"], row["recommendation"]) for row in table] == [
        (row["id"], row["version"], row["recommendation"]) for row in finished.ended.rows
    ]
    assert Counter(key for row in table for key in row)["collectives"] == len(table)
    assert all(isinstance(row[key], int) for row in table for key in ("collectives", "individuals", "unread"))


def test_flow_and_tasks_are_told_to_the_server_as_completed_with_counts(
    finished: Finished, prefect_server: Server
) -> None:
    runs = ask(prefect_server, "/flow_runs/filter", {"flows": {"name": {"any_": ["drop-folder"]}}, "limit": 200})
    counts = Counter(row["recommendation"] for row in finished.ended.rows)
    wanted = ", ".join(f"{tray}: {count}" for tray, count in sorted(counts.items()))
    assert wanted in {run["state"]["message"] for run in runs}
    tasks = ask(prefect_server, "/task_runs/filter", {"limit": 200})
    assert {"COMPLETED"} == {task["state_type"] for task in tasks}


def personal(home: Path, taken: tuple[Path, ...]) -> set[str]:
    """Names of nominees and issuers, names of folders, numbers of letters: nothing of it is Prefect's business."""
    words = {path.stem for path in taken}
    for package in (home / "trays").glob("[!.]*/D-*/data/report.json"):
        facts = json.loads(package.read_bytes())["facts"]
        words |= {nominee["name"] for nominee in facts["nominees"]}
        words |= {paper[key] for paper in facts["documents"] for key in ("issuer", "number", "file") if paper[key]}
    return {word for word in words if len(word) > 5}


def stored(database: Path) -> bytes:
    """All bytes that a database keeps, those of its write-ahead log too."""
    return b"".join(path.read_bytes() for path in sorted(database.parent.glob(f"{database.name}*")))


@pytest.mark.parametrize("where", ["a server", "no server"])
def test_neither_names_nor_text_reach_the_database_of_prefect(
    where: str, finished: Finished, offline: Finished, prefect_server: Server
) -> None:
    run, database = {
        "a server": (finished, prefect_server.database),
        "no server": (offline, offline.home / "prefect" / "prefect.db"),
    }[where]
    content = stored(database)
    assert run.ended.rows[0]["id"].encode() in content
    words = personal(run.home, run.taken)
    assert len(words) > 10
    spellings = [(word, form) for word in words for form in (word.encode(), json.dumps(word)[1:-1].encode())]
    assert [word for word, form in spellings if form in content] == []


def test_the_log_of_the_program_names_nobody(finished: Finished) -> None:
    for log in (finished.home / "logs").glob("*"):
        content = log.read_text(encoding="utf-8")
        assert [word for word in personal(finished.home, finished.taken) if word in content] == []


def ledger(home: Path) -> str:
    """Everything the ledger holds, except when runs took place and what the drop folder showed."""
    with sqlite3.connect(home / "ledger.sqlite3") as connection:
        lines = [line for line in connection.iterdump() if line.startswith("INSERT")]
    passing = ('"ledger_run"', '"ledger_sighting"', '"sqlite_sequence"')
    return "\n".join(line for line in lines if not any(table in line for table in passing))


def test_running_again_over_the_same_inbox_changes_nothing(prefect_server: Server, tmp_path: Path) -> None:
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    inbox.mkdir()
    for number in ("01", "47"):
        path = sample(number)
        (shutil.copytree if path.is_dir() else shutil.copy)(path, inbox / path.name)
    run = ("run", "--inbox", inbox, "--settle", "0")
    here = {"home": home, "PREFECT_API_URL": prefect_server.address}
    first = dossiers(*run, "--json", **here)
    assert len(first.rows) == 2
    files = [(str(path), digest(path)) for path in files_below(inbox)]
    assert len(files) > 2
    before = (trays(home), ledger(home))
    second = dossiers(*run, "--json", **here)
    assert (second.code, second.out) == (0, "")
    assert (trays(home), ledger(home)) == before
    assert [(str(path), digest(path)) for path in files_below(inbox)] == files

    shutil.copytree(sample("01"), inbox / "the same under another name")
    third = dossiers(*run, "--consume", **here)
    assert third.code == 0
    assert "1 " in third.out
    assert trays(home) == before[0]
    assert list(inbox.iterdir()) == []
    (row,) = (row for row in dossiers("list", "--json", home=home).rows if row["name"] == sample("01").name)
    (entry,) = dossiers("show", row["id"], "--json", home=home).rows
    assert entry["versions"][0]["sources"] == [sample("01").name, "the same under another name"]


def test_the_own_inbox_is_kept_where_asked_and_the_table_shows_the_result(
    prefect_server: Server, tmp_path: Path
) -> None:
    inbox = drop(tmp_path, sample("28"))
    ended = dossiers("run", "--settle", "0", "--keep", home=tmp_path, PREFECT_API_URL=prefect_server.address)
    assert ended.code in (0, 10)
    assert [path.name for path in inbox.iterdir()] == [sample("28").name]
    (name,) = trays(tmp_path)
    assert name.rpartition("-v")[0] in ended.out
    assert str(tmp_path / "registers") in ended.out


def test_what_is_still_being_copied_waits(prefect_server: Server, tmp_path: Path) -> None:
    inbox = drop(tmp_path, sample("28"))
    (inbox / "~$44-dau-mat").write_bytes(b"")
    shutil.copytree(sample("01"), inbox / "open")
    (inbox / "open" / "~$-trinh.docx").write_bytes(b"")
    ended = dossiers("run", "--settle", "600", home=tmp_path, PREFECT_API_URL=prefect_server.address)
    assert ended.code == 0
    assert sample("28").name in ended.out
    assert "open" in ended.out
    assert trays(tmp_path) == {}
    assert len(list(inbox.iterdir())) == 3


def test_a_second_run_on_the_same_home_is_refused_and_disturbs_nothing(tmp_path: Path) -> None:
    drop(tmp_path, sample("01"))
    with (tmp_path / "run.lock").open("ab") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        ended = dossiers("run", "--settle", "0", home=tmp_path)
        assert (ended.code, ended.error) == (3, "run-busy")
        assert (tmp_path / "inbox" / sample("01").name).exists()
        # Looking is not working: the list answers all the same.
        assert dossiers("list", home=tmp_path).code == 0


def test_links_and_devices_at_the_top_are_refused_and_the_rest_is_taken(prefect_server: Server, tmp_path: Path) -> None:
    inbox = drop(tmp_path, sample("28"))
    (inbox / "link").symlink_to(DOSSIERS)
    ended = dossiers("run", "--settle", "0", "--json", home=tmp_path, PREFECT_API_URL=prefect_server.address)
    assert len(ended.rows) == 1
    assert ended.error == "entry-not-regular"
    assert (inbox / "link").is_symlink()
