"""The papers of a dossier, written from a scenario: request letter, list, minutes, plan, invitation, reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from samples.make.layout import CENTRE, WITH_ABOVE, WITH_LEFT, Sheet
from samples.make.model import Candidate, Draw, Office, Scenario
from samples.make.words import in_words, long_date, padded, short_date

NEW_DECREE = date(2025, 7, 1)
ROMAN = ("I", "II", "III", "IV")
OPEN_DATE = "ngày        tháng        năm"


def counted(number: int, unit: str) -> str:
    """``05 (năm) tập thể``."""
    return f"{padded(number)} ({in_words(number)}) {unit}"


def stated_counts(scenario: Scenario) -> str:
    """The counts of the request sentence; all that is no individual counts as a collective."""
    if scenario.stated is not None:
        return scenario.stated
    *firsts, last = [counted(len(members), unit) for unit, members in groups_of(scenario)]
    return f"{', '.join(firsts)} và {last}" if firsts else last


def law_of(day: date) -> list[str]:
    """Căn cứ lines of the law and decree in force on that day: dates of citations, the commonest false hits."""
    law = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"
    if day >= NEW_DECREE:
        return [
            law,
            "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, "
            "phân quyền "
            "trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật "
            "Thi đua, "
            "khen thưởng;",
        ]
    return [
        law,
        "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi hành một số "
        "điều của Luật Thi đua, khen thưởng;",
    ]


def grounds_of(scenario: Scenario) -> list[str]:
    """All Căn cứ lines of the request."""
    lines = law_of(scenario.signed or scenario.council or NEW_DECREE)
    if scenario.grounds is not None:
        return [*lines, *scenario.grounds]
    lines.append("Căn cứ Hướng dẫn số 94/HD-SNV ngày 01/6/2015 của Sở Nội vụ về công tác thi đua, khen thưởng;")
    if scenario.plan:
        lines.append(
            f"Căn cứ Kế hoạch số {scenario.plan_number} {long_date(scenario.plan)} của Ủy ban nhân dân tỉnh về "
            f"tổng kết {scenario.event};"
        )
    if scenario.council:
        lines.append(
            f"Căn cứ Biên bản số {scenario.minutes} ngày {short_date(scenario.council)} của Hội đồng Thi đua - "
            f"Khen thưởng {scenario.office.name},"
        )
    return lines


def head(sheet: Sheet, office: Office, number: str | None, day: date | None, stamp: str | None = None) -> None:
    """The letterhead of an office; a blank date is left open as in an unsigned copy."""
    when = long_date(day) if day else OPEN_DATE
    sheet.letterhead(office.superior, office.issuer, number, f"{office.place}, {when}", stamp)


def request(scenario: Scenario, *, stamp_first: str | None = None) -> Draw:
    """The request letter (tờ trình), with its list in the body or as an annex on a page of its own."""

    def draw(sheet: Sheet) -> None:
        if stamp_first:
            sheet.stamp(stamp_first)
        office = scenario.office
        number = f"Số: {scenario.number}" if scenario.signed else f"Số:        /{scenario.number.split('/', 1)[1]}"
        head(sheet, office, number, scenario.signed, scenario.stamp)
        sheet.title("TỜ TRÌNH", f"Về việc đề nghị tặng {_awards(scenario)} cho {_whom(scenario)} {_for_what(scenario)}")
        sheet.addressees(scenario.to)
        for line in grounds_of(scenario):
            sheet.write(line, italic=True)
        sheet.write(
            f"Trên cơ sở kết quả bình xét, {office.name} kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, "
            f"{scenario.commendation}, tặng {_awards(scenario)} cho {stated_counts(scenario)} {_for_what(scenario)}"
            + (" (có danh sách và báo cáo thành tích kèm theo)." if scenario.annex != "none" else ", gồm:")
        )
        if scenario.annex == "none":
            nominees(sheet, scenario)
        if scenario.conference:
            sheet.write(scenario.conference)
        sheet.write(f"{office.name} kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định./.")
        sheet.closing(scenario.recipients, office.authority, office.signer, signed=scenario.signed is not None)
        if scenario.annex == "same_file":
            sheet.next_paper(landscape=True)
            listing(scenario)(sheet)

    return draw


def _awards(scenario: Scenario) -> str:
    return " và ".join(dict.fromkeys(candidate.award for candidate in scenario.candidates))


def _whom(scenario: Scenario) -> str:
    return ", ".join(unit for unit, _ in groups_of(scenario))


def _for_what(scenario: Scenario) -> str:
    return f"{scenario.merit} {scenario.event}".strip()


def listing(scenario: Scenario) -> Draw:
    """The annexed list (DANH SÁCH)."""

    def draw(sheet: Sheet) -> None:
        sheet.title("DANH SÁCH", f"Đề nghị tặng {_awards(scenario)} {_for_what(scenario)}")
        day = long_date(scenario.signed) if scenario.signed else OPEN_DATE
        sheet.write(
            f"(Kèm theo Tờ trình số {scenario.number} {day} của {scenario.office.name})", align=CENTRE, italic=True
        )
        nominees(sheet, scenario, wide=True)

    return draw


def nominees(sheet: Sheet, scenario: Scenario, *, wide: bool = False) -> None:
    """The nominees in the form that the scenario asks for."""
    forms: dict[str, Callable[[Sheet, Scenario, bool], None]] = {
        "groups": _groups,
        "two_tables": _two_tables,
        "two_row_header": _two_row_header,
        "prose": _prose,
    }
    forms[scenario.table](sheet, scenario, wide)


def groups_of(scenario: Scenario) -> list[tuple[str, list[Candidate]]]:
    """The groups of the list in their order, empty ones left out."""
    groups: dict[str, list[Candidate]] = {"tập thể": [], "hộ gia đình": [], "doanh nghiệp": [], "cá nhân": []}
    own = {"individual": "cá nhân"}
    if scenario.apart:
        own |= {"household": "hộ gia đình", "enterprise": "doanh nghiệp"}
    for candidate in scenario.candidates:
        groups[own.get(candidate.type, "tập thể")].append(candidate)
    return [(unit, members) for unit, members in groups.items() if members]


def _award_cells(candidates: Sequence[Candidate]) -> list[object]:
    """The award of each row; equal neighbours are one merged cell."""
    return [
        WITH_ABOVE if index and candidates[index - 1].award == candidate.award else candidate.award
        for index, candidate in enumerate(candidates)
    ]


def _groups(sheet: Sheet, scenario: Scenario, wide: bool) -> None:
    """One table with the group rows ``I. TẬP THỂ`` and ``II. CÁ NHÂN`` and merged award cells."""
    rows: list[list[object]] = [
        ["STT", "Tên tập thể, họ và tên cá nhân", "Chức vụ, đơn vị công tác", "Hình thức khen thưởng"]
    ]
    for numeral, (unit, members) in zip(ROMAN, groups_of(scenario), strict=False):
        rows.append([f"{numeral}. {unit.upper()}", WITH_LEFT, WITH_LEFT, WITH_LEFT])
        for index, (candidate, award) in enumerate(zip(members, _award_cells(members), strict=True), start=1):
            where = ", ".join(part for part in (candidate.post, candidate.unit) if part)
            rows.append([str(index), candidate.shown, where, award])
    sheet.grid(rows, (1.3, 8.5, 9.0, 5.5) if wide else (1.1, 5.8, 5.8, 4.0))


def _two_tables(sheet: Sheet, scenario: Scenario, wide: bool) -> None:
    """A heading with its count and a table of its own for collectives and for individuals."""
    for number, (unit, members) in enumerate(groups_of(scenario), start=1):
        sheet.write(f"{number}. {unit.capitalize()} ({padded(len(members))} {unit})", bold=True)
        if unit == "cá nhân":
            rows: list[list[object]] = [
                ["TT", "Danh xưng", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Hình thức khen thưởng"]
            ]
            rows += [[str(i), c.title, c.name, c.post, c.unit, c.award] for i, c in enumerate(members, start=1)]
            sheet.grid(rows, (1.3, 2.2, 5.5, 5.3, 5.5, 4.5) if wide else (1.0, 1.7, 3.6, 3.4, 3.9, 3.2))
        else:
            rows = [["TT", f"Tên {unit}", "Hình thức khen thưởng"]]
            rows += [[str(i), c.shown, c.award] for i, c in enumerate(members, start=1)]
            sheet.grid(rows, (1.3, 15.0, 8.0) if wide else (1.1, 10.6, 5.0))


def _two_row_header(sheet: Sheet, scenario: Scenario, wide: bool) -> None:
    """A header of two rows (year of birth: men, women), unit and award cells merged down."""
    rows: list[list[object]] = [
        ["STT", "Họ và tên", "Năm sinh", WITH_LEFT, "Chức vụ", "Đơn vị công tác", "Hình thức đề nghị", "Ghi chú"],
        [WITH_ABOVE, WITH_ABOVE, "Nam", "Nữ", WITH_ABOVE, WITH_ABOVE, WITH_ABOVE, WITH_ABOVE],
    ]
    for numeral, (group, members) in zip(ROMAN, groups_of(scenario), strict=False):
        rows.append([f"{numeral}. {group.upper()}", *[WITH_LEFT] * 7])
        for index, (candidate, award) in enumerate(zip(members, _award_cells(members), strict=True)):
            born = ["", ""] if candidate.collective else [str(candidate.born), ""]
            if candidate.woman:
                born.reverse()
            same_unit = index > 0 and bool(candidate.unit) and members[index - 1].unit == candidate.unit
            unit: object = WITH_ABOVE if same_unit else candidate.unit
            rows.append([str(index + 1), candidate.shown, *born, candidate.post, unit, award, ""])
    widths = (1.2, 6.0, 1.5, 1.5, 4.2, 4.8, 4.0, 1.6) if wide else (1.2, 3.8, 1.4, 1.4, 2.9, 3.0, 2.4, 1.2)
    sheet.grid(rows, widths, header_rows=2)


def _prose(sheet: Sheet, scenario: Scenario, _wide: bool) -> None:
    """Numbered lines instead of a table, as small offices write."""
    for numeral, (unit, members) in zip(ROMAN, groups_of(scenario), strict=False):
        sheet.write(f"{numeral}. {unit.upper()}", bold=True)
        for index, candidate in enumerate(members, start=1):
            where = ", ".join(part for part in (candidate.shown, candidate.post, candidate.unit) if part)
            sheet.write(f"{index}. {where}{'.' if index == len(members) else ';'}")
