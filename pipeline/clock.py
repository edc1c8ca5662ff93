"""The office's clock: Viet Nam is UTC+7 all year. Only the outermost layer asks it; rules take days as arguments."""

from __future__ import annotations

import datetime as dt

from pipeline.models.submission import LOCAL


def now() -> dt.datetime:
    """This moment in Viet Nam, to the second."""
    return dt.datetime.now(LOCAL).replace(microsecond=0)


def today() -> dt.date:
    """This day in Viet Nam."""
    return now().date()
