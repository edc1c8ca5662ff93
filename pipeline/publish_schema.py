"""Publishes the JSON Schema of the report (``make schema``): made from the models, with the closed lists in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.messages import message_ids
from pipeline.models.base import Place
from pipeline.models.report import Report
from pipeline.models.vocabulary import FileCode, RuleCode

TARGET = Path(__file__).parents[1] / "docs" / "schema" / "report-1.json"


def report_schema() -> dict[str, Any]:
    """The schema of ``dossiers.report/1``: every key is required, only those of a place are not."""
    schema = Report.model_json_schema(by_alias=True, mode="serialization")
    definitions = schema["$defs"]
    definitions["Place"] = _place()
    definitions["Finding"]["properties"]["message_id"]["enum"] = sorted(
        known for known in message_ids() if known.split(".")[0] in {*map(str, RuleCode), *map(str, FileCode)}
    )
    schema["required"] = list(schema["properties"])
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$id"] = "dossiers.report/1"
    return schema


def _place() -> dict[str, Any]:
    place = Place.model_json_schema(mode="validation")
    for value in place["properties"].values():
        value.pop("default", None)
        options = [option for option in value.pop("anyOf", []) if option.get("type") != "null"]
        if options:
            value.update(options[0])
    return place


def main() -> None:
    """Write the schema."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(report_schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
