"""``python -m samples.make``: write the dossiers, what is expected of them, and the register."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from samples.make.build import Printer, finish, prepare, write_sample
from samples.make.register import SAMPLES, as_yaml, readme

HERE = Path(__file__).resolve().parents[1]


def write_dossiers(dossiers: Path) -> None:
    """All files anew."""
    printer = Printer()
    prepared = {
        sample.slug: {name: prepare(content, printer) for name, content in sample.files.items()} for sample in SAMPLES
    }
    printer.run()
    shutil.rmtree(dossiers, ignore_errors=True)
    dossiers.mkdir(parents=True)
    for sample in SAMPLES:
        files = {name: finish(content, prepared[sample.slug][name], printer) for name, content in sample.files.items()}
        write_sample(sample, files, dossiers)


def write_expectations(folder: Path) -> None:
    """What is expected of each sample, one file each."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for sample in SAMPLES:
        (folder / f"{sample.slug}.yaml").write_text(as_yaml(sample), encoding="utf-8")


def main() -> None:
    """Write everything below ``samples/``, or below another folder."""
    parser = argparse.ArgumentParser(prog="python -m samples.make", description=__doc__)
    parser.add_argument("--to", type=Path, default=HERE, help="folder to write into")
    parser.add_argument("--no-print", action="store_true", help="leave the dossiers, write expectations and register")
    arguments = parser.parse_args()
    if not arguments.no_print:
        write_dossiers(arguments.to / "dossiers")
    write_expectations(arguments.to / "expected")
    (arguments.to / "README.md").write_text(readme(), encoding="utf-8")
    print(f"{len(SAMPLES)} samples in {arguments.to}")


if __name__ == "__main__":
    main()
