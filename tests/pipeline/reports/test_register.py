"""The spreadsheet of a run: typed cells, one row a dossier, no formula out of a dossier's text."""

import datetime as dt

from openpyxl import load_workbook

from pipeline.models.vocabulary import Recommendation
from pipeline.reports.register import write_register
from pipeline.reports.summary import Summary


def row(**changes) -> Summary:
    values = {
        "id": "D-00000001",
        "version": 1,
        "content_sha256": "0" * 64,
        "recommendation": Recommendation.RETURN,
        "reasons": ("deadline-working-days",),
        "outcomes": {"deadline-working-days": "violated"},
        "issuer": "UBND xã Mẫu",
        "number": "12/TTr-UBND",
        "date": dt.date(2025, 8, 22),
        "conference": "15/09/2025",
        "limit": dt.date(2025, 8, 21),
        "received": "25/08/2025 (theo sổ công văn đến)",
        "receipt_earliest": dt.date(2025, 8, 25),
        "receipt_latest": dt.date(2025, 8, 25),
        "collectives": 2,
        "individuals": 3,
        "committees": 1,
        "unread": 0,
    }
    return Summary(**{**values, **changes})


def test_a_row_has_real_days_and_numbers(tmp_path):
    write_register(tmp_path / "so.xlsx", [row()])
    sheet = load_workbook(tmp_path / "so.xlsx").active
    titles = [cell.value for cell in sheet[1]]
    values = dict(zip(titles, [cell.value for cell in sheet[2]], strict=True))
    assert values["Mã hồ sơ"] == "D-00000001"
    assert values["Hạn cuối (A)"] == dt.datetime(2025, 8, 21)  # noqa: DTZ001 - a spreadsheet knows no zone
    assert values["Cá nhân"] == 3


def test_a_name_that_looks_like_a_formula_stays_a_name(tmp_path):
    for name in ("=1+1", "+84", "-cmd", "@SUM(A1)", "\t=1+1", '=HYPERLINK("x")'):
        write_register(tmp_path / "so.xlsx", [row(issuer=name)])
        cells = [cell for cell in load_workbook(tmp_path / "so.xlsx").active[2] if cell.value == name]
        assert [cell.data_type for cell in cells] == ["s"], name


def test_what_is_not_known_is_an_empty_cell(tmp_path):
    write_register(tmp_path / "so.xlsx", [row(number=None, limit=None, date=None, issuer=None)])
    sheet = load_workbook(tmp_path / "so.xlsx").active
    assert [sheet[2][3].value, sheet[2][4].value, sheet[2][5].value, sheet[2][7].value] == [None] * 4


def test_an_empty_run_still_makes_a_readable_sheet(tmp_path):
    write_register(tmp_path / "so.xlsx", [])
    assert load_workbook(tmp_path / "so.xlsx").active.max_row == 1


def test_control_characters_do_not_break_the_file(tmp_path):
    write_register(tmp_path / "so.xlsx", [row(issuer="UBND\x0bxã \x00Mẫu")])
    assert "Mẫu" in load_workbook(tmp_path / "so.xlsx").active[2][3].value
