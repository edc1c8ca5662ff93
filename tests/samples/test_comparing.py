"""A comparison that could not fail would make every sample pass: agreement and each kind of difference are told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.samples.comparing import differences, in_run

REPORT: dict[str, Any] = {
    "recommendation": "hold",
    "judged_on": "2025-08-15",
    "findings": [
        {
            "code": "counts-agree",
            "kind": "rule",
            "outcome": "violated",
            "reason": None,
            "message": "Số lượng không khớp.",
            "values": {"stated": {"collective": 3}, "rows": {"collective": 2}},
        },
        {"code": "file-empty", "kind": "file", "outcome": None, "reason": "empty", "message": "", "values": {}},
    ],
    "not_assessed": [{"code": "file-empty"}, {"code": "file-empty"}],
    "facts": {
        "request": "d1",
        "documents": [{"id": "d1", "number": "68/TTr-UBND", "date": "2025-08-15", "issuer": "UBND XÃ LŨNG MẪU"}],
        "conference": {"date": "2025-09-15", "from": "2025-09-15", "to": "2025-09-15", "precision": "day"},
        "receipt": {"earliest": "2025-08-19", "latest": None},
        "commendation": {"kind": "thematic", "occasion": None},
        "nominees": [
            {"name": "Ông Lò Văn Ếm", "type": "individual", "unit": "Thôn Nà Pe", "award": "bang_khen_tinh"},
            {"name": "Ban Chỉ đạo A", "type": "steering_committee", "unit": None, "award": None},
        ],
    },
}
AGREED: dict[str, Any] = {
    "recommendation": "hold",
    "judged_on": "2025-08-15",
    "outcomes": {"counts-agree": "violated"},
    "values": {"counts-agree": {"rows": {"collective": 2}}},
    "request": {"number": "68/TTr-UBND", "date": "2025-08-15", "issuer": "xã Lũng Mẫu"},
    "conference": {"date": "2025-09-15"},
    "receipt": {"earliest": "2025-08-19", "latest": None},
    "nominees": [
        {"name": "Lò Văn Ếm", "type": "individual", "unit": "thôn Nà Pe"},
        {"name": "Ban Chỉ đạo A", "type": "steering_committee"},
    ],
    "not_assessed": ["file-empty"],
}


def test_a_report_that_agrees_has_no_differences() -> None:
    assert differences(AGREED, REPORT) == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"recommendation": "forward"}, "recommendation: expected 'forward'"),
        ({"judged_on": "2025-08-16"}, "judged_on"),
        ({"outcomes": {"counts-agree": "passed"}}, "counts-agree: expected passed, found violated"),
        ({"outcomes": {"dates-in-order": "passed"}}, "dates-in-order: expected passed, found no finding"),
        ({"reasons": {"counts-agree": "not_assessed"}}, "counts-agree.reason"),
        ({"values": {"counts-agree": {"stated": {"collective": 2}}}}, "counts-agree.values.stated.collective"),
        ({"conference": {"date": None}}, "conference.date: expected None"),
        ({"receipt": {"latest": "2025-08-19"}}, "receipt.latest"),
        ({"commendation": {"occasion": "cluster"}}, "commendation.occasion"),
        ({"request": {"number": "69/TTr-UBND", "date": "2025-08-15", "issuer": "Nà Mẫu"}}, "request.number"),
        ({"request": {"number": "68/TTr-UBND", "date": "2025-08-15", "issuer": "Nà Mẫu"}}, "request.issuer"),
        ({"nominees": AGREED["nominees"][:1]}, "'Ban Chỉ đạo A' (steering_committee) not expected"),
        ({"nominees": [*AGREED["nominees"], {"name": "Y Bhăm"}]}, "'Y Bhăm' not found"),
        ({"nominees": [{"name": "Lò Văn Ếm", "type": "household"}, AGREED["nominees"][1]]}, "].type"),
        ({"not_assessed": []}, "not_assessed"),
    ],
)
def test_a_difference_is_told_where_it_is(changed: dict[str, Any], words: str) -> None:
    found = differences({**AGREED, **changed}, REPORT)
    assert any(words in line for line in found), found


def test_what_is_otherwise_in_a_run_replaces_its_own_keys_only() -> None:
    alone = {"receipt": {"earliest": "2025-08-15", "latest": None}, "judged_on": "2025-08-15"}
    otherwise = {"in_run": {"receipt": {"latest": "run_day"}}}
    expected = in_run({**alone, **otherwise}, dt.date(2026, 10, 1))
    assert expected["receipt"] == {"earliest": "2025-08-15", "latest": "2026-10-01"}
    assert expected["judged_on"] == "2025-08-15"
