"""``dossiers deadline`` and ``dossiers calendar``: last days of receipt, days off and worked Saturdays.

Both must answer at once: nothing here imports Prefect, Django or pydantic-settings; the policy is loaded only where
``--days`` is not given, since the number of days stands in the letter alone (``validators/policy/letter.toml``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli import screen
from flows.cli.screen import t, word
from pipeline.errors import UsageError
from pipeline.home import home_from_environment

if TYPE_CHECKING:
    from rich.table import Table

    from pipeline.calendar.deadline import DayCount, Deadline
    from pipeline.calendar.working_days import DayStatus, ProvisionalPeriod, WorkingCalendar

_LEAST, _MOST = 1, 365
_DAY = dt.timedelta(days=1)


def deadline(
    dates: Annotated[list[str], typer.Argument(metavar="DATE…", help=t("cli.arg.dates"))],
    days: Annotated[int | None, typer.Option("--days", metavar="N", help=t("calendar.days.help"))] = None,
    calendar_days: Annotated[bool, typer.Option("--calendar-days", help=t("calendar.calendar-days.help"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("calendar.json.help"))] = False,
) -> None:
    """The last day of receipt for each conference, by both readings, with every day of the count.

    Raises:
        UsageError: ``date-invalid``, ``days-invalid``, ``calendar-out-of-range``; nothing is printed then.
    """
    from pipeline.calendar import deadline as counting

    conferences = [screen.day_from(text) for text in dates]
    if days is not None and not _LEAST <= days <= _MOST:
        raise UsageError("days-invalid", given=days, least=_LEAST, most=_MOST)
    calendar = _office_calendar()
    unit: counting.Unit = counting.CALENDAR_DAY if calendar_days else counting.WORKING_DAY
    answers = [
        counting.deadline(day, days if days is not None else _days_of_policy(day), unit, calendar)
        for day in conferences
    ]
    for answer in answers:
        if as_json:
            screen.json_line(deadline_json(answer))
        else:
            _show_deadline(answer, calendar)


def calendar(
    year: Annotated[str, typer.Argument(metavar="YEAR", help=t("cli.arg.year"))],
    as_json: Annotated[bool, typer.Option("--json", help=t("calendar.json-year.help"))] = False,
) -> None:
    """Days off and worked Saturdays of a year with the notice that says so.

    Raises:
        UsageError: ``calendar-year-invalid``, ``calendar-out-of-range``.
    """
    if not (year.isascii() and year.isdigit() and len(year) == 4 and int(year)):
        raise UsageError("calendar-year-invalid", given=year)
    working = _office_calendar()
    days = working.remarkable(int(year))
    open_periods = working.provisional(dt.date(int(year), 1, 1), dt.date(int(year), 12, 31))
    if as_json:
        screen.json_line(_year_json(int(year), working, days, open_periods))
    else:
        _show_year(int(year), working, days, open_periods)


def _office_calendar() -> WorkingCalendar:
    from pipeline.calendar.load import load_calendar, office_folder

    return load_calendar(office_folder(home_from_environment().root))


def _days_of_policy(conference: dt.date) -> int:
    from validators.policy.load import load_policy

    folder = home_from_environment().settings / "policy"
    return load_policy(folder if folder.exists() else None).on(conference).deadline.days


def deadline_json(answer: Deadline) -> dict[str, Any]:
    """One conference as the contract of ``dossiers deadline --json`` has it."""
    return {
        "conference": answer.conference.isoformat(),
        "required": answer.required,
        "unit": answer.unit,
        "latest_receipt": {reading: day.isoformat() for reading, day in answer.latest_receipt.items()},
        "provisional": answer.provisional,
        "days": [
            {"date": day.date.isoformat(), "counted": day.counted, "why": day.why, "notice": day.notice}
            for day in answer.days
        ],
    }


def _year_json(
    year: int, working: WorkingCalendar, days: Iterable[DayStatus], periods: Iterable[ProvisionalPeriod]
) -> dict[str, Any]:
    return {
        "year": year,
        "version": working.version,
        "sha256": working.sha256,
        "as_of": working.as_of.isoformat(),
        "working_days": working.working_days(year),
        "days": [
            {
                "date": day.date.isoformat(),
                "working": day.working,
                "why": day.kind,
                "holiday": day.holiday,
                "swapped_with": day.partner.isoformat() if day.partner else None,
                "notice": day.notice,
                "law": day.law,
                "provisional": day.provisional,
            }
            for day in days
        ],
        "provisional": [
            {"holiday": period.holiday, "first": period.first.isoformat(), "last": period.last.isoformat()}
            for period in periods
        ],
    }


def _weekday(day: dt.date) -> str:
    return t("calendar.weekdays").split(",")[day.weekday()]


def _show_deadline(answer: Deadline, working: WorkingCalendar) -> None:
    from rich.console import Console

    screen.line(
        t(
            "calendar.conference",
            weekday=_weekday(answer.conference),
            day=answer.conference,
            required=answer.required,
            unit=word(answer.unit),
        )
    )
    for reading, day in answer.latest_receipt.items():
        screen.line(t(f"calendar.latest-{reading.lower()}", weekday=_weekday(day), day=day))
    Console().print(_strip(answer))
    screen.line(t("calendar.strip.legend"))
    unusual = [working.status(day.date) for day in answer.days if day.why not in ("calendar_day", "weekend")]
    rows = [_row(status) for status in unusual if status.kind not in ("working_day", "weekend")]
    if rows:
        screen.table(_headings(), rows, title=t("calendar.skipped-title"))
    if answer.provisional:
        periods = working.provisional(answer.latest_receipt["B"], answer.conference - _DAY)
        _show_provisional(periods)
    screen.line(t("calendar.version", version=working.version, as_of=working.as_of))
    screen.line()


def _strip(answer: Deadline) -> Table:
    """The count as a month sheet: a row a week, a box a day with its number or the reason it is not counted."""
    from rich.table import Table

    sheet = Table(show_lines=True)
    for name in t("calendar.weekdays-short").split(","):
        sheet.add_column(name, justify="center", min_width=8)
    boxes = [""] * answer.days[0].date.weekday()
    boxes += [f"{day.date:%d/%m}\n{text}" for day, text in _boxes(answer)]
    boxes += [f"{answer.conference:%d/%m}\n{t('calendar.strip.conference')}"]
    boxes += [""] * (-len(boxes) % 7)
    for start in range(0, len(boxes), 7):
        sheet.add_row(*boxes[start : start + 7])
    return sheet


def _boxes(answer: Deadline) -> Iterator[tuple[DayCount, str]]:
    number = answer.required
    limits = {day: reading for reading, day in answer.latest_receipt.items()}
    for day in answer.days:
        mark = limits.get(day.date, "")
        if day.counted:
            made_up = t("calendar.strip.swap_worked") if day.why == "swap_worked" else ""
            yield day, " ".join(part for part in (str(number), mark, made_up) if part)
            number -= 1
        else:
            yield day, mark or t(f"calendar.strip.{day.why}")


def _headings() -> tuple[str, ...]:
    return tuple(t(f"calendar.column.{name}") for name in ("day", "weekday", "what", "notice"))


def _row(status: DayStatus) -> tuple[str, ...]:
    what = word(status.kind)
    if status.partner is not None:
        sentence = "calendar.swap-worked-for" if status.working else "calendar.swap-off-for"
        what = t(sentence, what=what, partner=status.partner)
    elif status.holiday:
        what = t("calendar.of-holiday", what=what, holiday=word(status.holiday))
    source = t("calendar.no-notice", law=status.law) if status.provisional else status.notice or ""
    return f"{status.date:%d/%m/%Y}", _weekday(status.date), what, source


def _show_provisional(periods: Iterable[ProvisionalPeriod]) -> None:
    for period in periods:
        span = t("calendar.span", first=period.first, last=period.last)
        if period.first == period.last:
            span = f"{period.first:%d/%m/%Y}"
        screen.line(t("calendar.provisional", holiday=word(period.holiday), span=span))
    screen.line(f"  → {t('calendar.provisional.remedy')}")


def _show_year(
    year: int, working: WorkingCalendar, days: Iterable[DayStatus], periods: tuple[ProvisionalPeriod, ...]
) -> None:
    title = t("calendar.year-title", year=year, working_days=working.working_days(year))
    screen.table(_headings(), [_row(day) for day in days], title=title)
    if periods:
        _show_provisional(periods)
    screen.line(t("calendar.version", version=working.version, as_of=working.as_of))
