"""All samples, the page that explains them, and what is expected of each as YAML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from samples.make.cases import again, arrival, committees, deadline, files, kinds, letters
from samples.make.model import RULES, Sample

SAMPLES: tuple[Sample, ...] = tuple(
    sorted(
        (
            *deadline.SAMPLES,
            *arrival.SAMPLES,
            *committees.SAMPLES,
            *kinds.SAMPLES,
            *letters.SAMPLES,
            *files.SAMPLES,
            *again.SAMPLES,
        ),
        key=lambda sample: sample.slug,
    )
)
SIGNS = {"passed": "✓", "violated": "✗", "undetermined": "?", "not_applicable": "–"}
HEAD = "# Written by hand in samples/make/cases; never made from a run of the checker.\n"


def as_yaml(sample: Sample) -> str:
    """What is expected of a sample, for the tests and for whoever wants to compare."""
    expected = sample.expected
    content: dict[str, Any] = {"recommendation": expected.recommendation, "outcomes": expected.outcomes}
    for key in ("reasons", "conference", "receipt", "request", "commendation", "nominees", "values"):
        value = getattr(expected, key)
        if value is not None and value != {}:
            content[key] = value
    content["not_assessed"] = sorted(expected.not_assessed)
    content["judged_on"] = expected.judged_on
    for key in ("given", "in_run", "as_second_version", "same_content_as"):
        if value := getattr(expected, key):
            content[key] = value
    return HEAD + yaml.dump(_plain(content), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110)


class _Plain(yaml.SafeDumper):
    """YAML without anchors: each value is written where it belongs."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def place_of(sample: Sample) -> str:
    """Path of the dossier under ``samples/dossiers``."""
    if sample.container == "zip":
        return f"{sample.slug}.zip"
    if sample.container == "file":
        (name,) = sample.files
        return f"{sample.slug}{name[name.rindex('.') :]}"
    return sample.slug


def readme() -> str:
    """The register: what each sample tests, why, and what is expected of it."""
    rows = []
    for sample in SAMPLES:
        signs = " ".join(SIGNS[sample.expected.outcomes[code]] for code in RULES.values())
        rows.append(
            f"| [{sample.slug}](dossiers/{place_of(sample)}) | {sample.title}. {sample.tests} "
            f"| {sample.expected.recommendation} | {signs} |"
        )
    return INTRODUCTION + "\n".join(rows) + "\n\n" + covered() + "\n"


def covered() -> str:
    """Which outcomes of which rule occur, so that a gap is seen."""
    lines = [
        "## Outcomes covered",
        "",
        "| Rule | passed | violated | undetermined | not applicable |",
        "|---|---|---|---|---|",
    ]
    for code in RULES.values():
        numbers = [
            [sample.slug[:2] for sample in SAMPLES if sample.expected.outcomes[code] == outcome] for outcome in SIGNS
        ]
        lines.append(f"| `{code}` | " + " | ".join(_listed(found) for found in numbers) + " |")
    lines += [
        "",
        "A dash: the rule has no such outcome. A secrecy mark is never *violated*: whether the mark is right is for a",
        "person to say, so it holds the dossier as *undetermined*.",
    ]
    return "\n".join(lines)


def _listed(numbers: list[str]) -> str:
    if len(numbers) > 8:
        return f"{len(numbers)} samples"
    return ", ".join(numbers) or "–"


INTRODUCTION = """# Samples: invented dossiers and what is expected of each

Every dossier here is invented: the province (tỉnh An Mẫu), its communes, offices and persons do not exist, and any
likeness to real ones is chance. Each dossier has an issuer and a number of its own, but for 49, a correction of 35, and
50, which is 01 sent again. Layout and wording follow Decree 30/2020/NĐ-CP as real offices use it. The laws and
decrees cited in the Căn cứ lines are real. The files are under the licence of the project (GPL-3.0-or-later).

- `dossiers/`: what the offices send, exactly as it would lie in the drop folder: folders, single files, a ZIP.
- `expected/<sample>.yaml`: what an officer who knows the letter expects: recommendation, outcome of each rule, the
  facts that matter. Written by hand in `make/cases/*.py`; only what stands there is compared.
- `make/`: the program that writes all of it, this page included. Regenerate with

      python -m samples.make            # needs LibreOffice (soffice) for the PDF and the fonts "Liberation"
      python -m samples.make --no-print # expectations and this page only

  The same program and the same LibreOffice give the same bytes.

`tests/samples/test_expected.py` runs the checker over every dossier and compares; `tests/samples/test_run.py` drops all
of them into a drop folder and runs over it. What is otherwise in a run stands in the expectation under `in_run`
(`run_day` is the day on which the folder was first seen, which bounds the receipt from above), `as_second_version` (the
dossier is taken as the next version of `of`) or `same_content_as` (linked, no report of its own).
To add a sample, add an entry to the file of `make/cases/` that fits and run the program.

The signs stand for the rules in this order: deadline-working-days · steering-committee-nominated ·
steering-committee-members · sent-through-internal-affairs · counts-agree · dates-in-order · secret-mark;
✓ passed, ✗ violated, ? undetermined, – not applicable.

| Dossier | What it is, what it tests | Recommendation | Rules |
|---|---|---|---|
"""
