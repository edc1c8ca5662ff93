"""The published report: the agreed example is a valid report, and the schema in docs is the one of the models."""

import json
from pathlib import Path

from pipeline.models.report import Report
from pipeline.publish_schema import TARGET, report_schema

EXAMPLE = Path(__file__).with_name("report.example.json")


def test_the_agreed_example_is_a_report():
    report = Report.model_validate_json(EXAMPLE.read_text(encoding="utf-8"))
    assert report.dossier.id == "D-7f3a19c2"
    assert report.facts.conference.from_.isoformat() == "2025-09-15"


def test_a_report_comes_back_from_json_with_the_same_keys_and_values():
    given = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    report = Report.model_validate(given)
    assert json.loads(report.to_json()) == given


def test_the_published_schema_is_that_of_the_models():
    assert json.loads(TARGET.read_text(encoding="utf-8")) == report_schema()
