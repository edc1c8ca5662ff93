"""Dossiers that come again: a corrected version of an earlier one, and the same content under another name.

As a single check each stands for itself; what they are to the earlier dossier only a run over the drop folder knows.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samples.make.cases import deadline, letters
from samples.make.cases.base import CONFERENCE, exactly, expected, folder, on, usual
from samples.make.cases.deadline import limits
from samples.make.communes import CAM_MAU
from samples.make.model import Sample, outcomes, reasons

FIRST_OF_ALL = "01-hop-le-tong-ket-chuong-trinh"
SHORT_LIST = "35-thieu-dong-trong-danh-sach"

_earlier = {sample.slug: sample for sample in (*deadline.SAMPLES, *letters.SAMPLES)}
_again = _earlier[FIRST_OF_ALL]
# Issuer, number and date are those of SHORT_LIST: the office mended its letter and sent all of it once more.
_mended = usual(CAM_MAU, 87, minutes=5, arrival=1573)

SAMPLES = (
    Sample(
        "49-ban-sua-doi",
        "Bản sửa đổi của hồ sơ 35, đến muộn",
        "The letter of 35 once more, same issuer and number, with the right number of collectives; received on "
        "25/8/2025. Checked alone it is two working days late. In a run it is version 2 of 35, which came in time on "
        "19/8/2025: whether the correction counts as late is for a person to say, so the deadline is undetermined with "
        "both receipts shown.",
        folder(_mended, date(2025, 8, 25)),
        expected(
            _mended,
            "return",
            outcomes(deadline="violated"),
            conference=on(CONFERENCE),
            receipt=exactly(date(2025, 8, 25)),
            values=limits(date(2025, 8, 21), date(2025, 8, 20), late_by={"min": 2, "max": 2}),
            as_second_version={
                "of": SHORT_LIST,
                "recommendation": "hold",
                "outcomes": {"deadline-working-days": "undetermined"},
                "reasons": reasons(deadline="earlier_version_in_time"),
            },
        ),
    ),
    Sample(
        "50-gui-lai-nguyen-ban",
        "Gửi lại nguyên bản hồ sơ 01 dưới tên khác",
        "Byte for byte the files of 01 under another name. Checked alone it gets the same report; a run links it to "
        "01, makes no second dossier and no second report.",
        _again.files,
        replace(_again.expected, same_content_as=FIRST_OF_ALL),
    ),
)
