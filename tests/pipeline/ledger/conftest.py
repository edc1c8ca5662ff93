"""A ledger of its own for each test, in this process: opened on a new home and closed afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.home import Home
from pipeline.ledger.bootstrap import close_ledger, open_ledger


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    place = Home(tmp_path / "home").make()
    close_ledger()
    open_ledger(place.root)
    yield place
    close_ledger()
