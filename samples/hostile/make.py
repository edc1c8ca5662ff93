"""``python -m samples.hostile.make FOLDER [NAME …]``: write hostile files, one folder each; ``--readme``: the table.

None is committed: some are bombs, and a mail filter, a virus scanner or an indexer is right to object to the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from samples.hostile import archives, named, others, pdfs, words
from samples.hostile.base import MAKERS, Trap

HERE = Path(__file__).resolve().parent
MODULES = (named, archives, words, pdfs, others)
"""Each puts its makers into :data:`MAKERS` when it is imported."""
_TEMPLATE = HERE / "readme.template.md"


@dataclass(frozen=True)
class Item:
    """One line of the register."""

    name: str
    what: str
    why: str
    status: Mapping[str, str]
    """Of each file that it adds to a dossier, by its path in the report; members of an archive too. Of a path of more
    than 80 letters the first 40, … and the last 20."""
    told: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Codes of the findings about each file; none about one that is not named."""
    losses: Sequence[str] = ()
    """Codes that the files' losses have together."""
    tray: str = "hold"
    """Of a sound dossier that it is added to."""
    source: str = ""
    seconds: float = 20.0
    """The most that reading the dossier with it may take in a worker."""
    memory_mb: int = 400
    """The most memory that the worker may really use for it (not address space)."""
    drop_folder_only: bool = False
    """It is hostile to the drop folder, before any reading."""


def load() -> tuple[Item, ...]:
    """The register, in its order."""
    entries = yaml.safe_load((HERE / "register.yaml").read_text(encoding="utf-8"))
    return tuple(Item(**entry) for entry in entries)


def make(name: str, folder: Path, trap: Trap | None = None) -> Path:
    """Write the files of one item into a folder; answers the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    MAKERS[name](folder, trap or Trap())
    return folder


def readme() -> str:
    """The page about the register, with its table."""
    rows = [
        f"| {one.name} | {one.what} {one.why} | {_answer(one)} | {one.tray} | {one.source} |".replace("|  |", "| – |")
        for one in load()
    ]
    return _TEMPLATE.read_text(encoding="utf-8").replace("{rows}", "\n".join(rows)).replace("{count}", str(len(rows)))


def _answer(one: Item) -> str:
    if one.drop_folder_only:
        return "waits until it has been quiet"
    codes = sorted({code for found in one.told.values() for code in found})
    losses = [f"loss {code}" for code in one.losses]
    return ", ".join([*sorted(set(one.status.values())), *codes, *losses]).replace("_", " ")


def main() -> None:
    """Write hostile files below a folder, or the page about them."""
    parser = argparse.ArgumentParser(prog="python -m samples.hostile.make", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="where to write; one folder for each item")
    parser.add_argument("names", nargs="*", help="items of the register; all where none is named")
    parser.add_argument("--readme", action="store_true", help="write samples/hostile/README.md anew")
    arguments = parser.parse_args()
    if arguments.readme:
        (HERE / "README.md").write_text(readme(), encoding="utf-8")
    if arguments.folder is not None:
        for name in arguments.names or MAKERS:
            print(make(name, arguments.folder / name))


if __name__ == "__main__":
    main()
