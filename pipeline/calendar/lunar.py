"""The Vietnamese lunar calendar: which solar day a lunar day is, in the zone UTC+7.

New moons and the sun's longitude after Jean Meeus, *Astronomical Algorithms* (truncated series, good to about two
minutes between 1900 and 2100). The calendar's rules: a month begins on the day of the new moon in the country's zone;
the winter solstice falls in month 11; where twelve new moons lie between two months 11 there is a leap month, the first
month in which the sun enters no new twelfth of its path. The zone decides: Tết of 2030 is 2 February in Viet Nam
(UTC+7) and 3 February in China (UTC+8).
"""

from __future__ import annotations

from datetime import date
from functools import cache
from math import floor, pi, radians, sin

VIETNAM = 7.0
"""Hours east of Greenwich."""

_SYNODIC_MONTH = 29.530588853
_EPOCH = 2415021
"""Julian day number of 1900-01-01, near the new moon that Meeus numbers from."""
_ORDINAL_TO_JULIAN = 1721425
"""Julian day number = ``date.toordinal()`` plus this."""

# Amplitude in days, then the multiples of the sun's anomaly, the moon's anomaly and the moon's argument of latitude.
_NEW_MOON_TERMS = (
    (-0.4068, 0, 1, 0),
    (0.0161, 0, 2, 0),
    (-0.0004, 0, 3, 0),
    (0.0104, 0, 0, 2),
    (-0.0051, 1, 1, 0),
    (-0.0074, 1, -1, 0),
    (0.0004, 1, 0, 2),
    (-0.0004, -1, 0, 2),
    (-0.0006, 0, 1, 2),
    (0.0010, 0, -1, 2),
    (0.0005, 1, 2, 0),
)


def _new_moon(number: int) -> float:
    """Universal time, as a Julian date, of a new moon counted from January 1900."""
    t = number / 1236.85
    mean = 2415020.75933 + 29.53058868 * number + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin(radians(166.56 + 132.87 * t - 0.009173 * t**2))
    sun = radians(359.2242 + 29.10535608 * number - 0.0000333 * t**2 - 0.00000347 * t**3)
    moon = radians(306.0253 + 385.81691806 * number + 0.0107306 * t**2 + 0.00001236 * t**3)
    latitude = radians(21.2964 + 390.67050646 * number - 0.0016528 * t**2 - 0.00000239 * t**3)
    shift = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun)
    shift += sum(size * sin(a * sun + b * moon + c * latitude) for size, a, b, c in _NEW_MOON_TERMS)
    # Dynamical to universal time; the polynomial holds for years after 1600.
    return mean + shift - (-0.000278 + 0.000265 * t + 0.000262 * t**2)


def _sun_twelfth(julian_day: int, zone: float) -> int:
    """Which twelfth of its path the sun stands in at midnight: 0 from the March equinox, 9 from the winter solstice."""
    t = (julian_day - 0.5 - zone / 24 - 2451545.0) / 36525
    anomaly = radians(357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3)
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    longitude += (1.914600 - 0.004817 * t - 0.000014 * t**2) * sin(anomaly)
    longitude += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000290 * sin(3 * anomaly)
    return floor((radians(longitude) % (2 * pi)) / (pi / 6))


def _month_begin(number: int, zone: float) -> int:
    return floor(_new_moon(number) + 0.5 + zone / 24)


@cache
def _month_11(year: int, zone: float) -> int:
    """Number of the new moon that opens lunar month 11, the one that holds the winter solstice of a solar year."""
    number = floor((date(year, 12, 31).toordinal() + _ORDINAL_TO_JULIAN - _EPOCH) / _SYNODIC_MONTH)
    return number - 1 if _sun_twelfth(_month_begin(number, zone), zone) >= 9 else number


def _leap_offset(first: int, zone: float) -> int:
    """How many months after month 11 the leap month stands."""
    entered = [_sun_twelfth(_month_begin(first + step, zone), zone) for step in range(1, 15)]
    return next(step for step in range(1, 14) if entered[step - 1] == entered[step])


def solar_day(year: int, month: int, day: int, zone: float = VIETNAM) -> date:
    """The solar day of a lunar day; ``month`` is never the leap month. ``year`` is the solar year that Tết falls in."""
    first = _month_11(year - 1, zone)
    months = _month_11(year, zone) - first
    if month >= 11:
        first = _month_11(year, zone)
        offset = month - 11
        months = _month_11(year + 1, zone) - first
    else:
        offset = month + 1
    if months == 13 and offset >= _leap_offset(first, zone):
        offset += 1
    return date.fromordinal(_month_begin(first + offset, zone) + day - 1 - _ORDINAL_TO_JULIAN)


def tet(year: int, zone: float = VIETNAM) -> date:
    """The first day of the lunar year (mùng 1 Tết)."""
    return solar_day(year, 1, 1, zone)


def hung_kings(year: int, zone: float = VIETNAM) -> date:
    """Commemoration of the Hùng Kings (Giỗ Tổ), the 10th day of the third lunar month."""
    return solar_day(year, 3, 10, zone)
