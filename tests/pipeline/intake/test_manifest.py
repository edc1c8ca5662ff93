"""``submission.toml``: what is understood, and what is refused by name."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.errors import DossierError
from pipeline.intake.manifest import manifest_quote, parse

FULL = """\
# văn thư
received = 2025-08-25
received_number = 1234
sender = "UBND xã Mẫu"
channel = "bưu chính"
reference = "HS-07"
""".encode()


def test_all_keys_are_understood() -> None:
    manifest = parse(FULL)
    assert manifest.received == dt.date(2025, 8, 25)
    assert not isinstance(manifest.received, dt.datetime)
    assert manifest.received_number == "1234"
    assert manifest.sender == "UBND xã Mẫu"
    assert manifest.channel == "bưu chính"
    assert manifest.reference == "HS-07"


def test_a_manifest_may_say_nothing() -> None:
    assert parse(b"").received is None


def test_a_moment_late_in_the_day_of_utc_is_the_next_day_at_the_office() -> None:
    assert parse(b"received = 2025-08-25T18:30:00Z\n").received_day == dt.date(2025, 8, 26)
    assert parse(b"received = 2025-08-25T23:30:00\n").received_day == dt.date(2025, 8, 25)


def test_the_mark_that_notepad_puts_before_the_text_does_no_harm() -> None:
    assert parse(b"\xef\xbb\xbfreceived = 2025-08-25\r\n").received == dt.date(2025, 8, 25)


@pytest.mark.parametrize(
    ("content", "code", "key"),
    [
        pytest.param(b"recieved = 2025-08-25\n", "manifest-key-unknown", "recieved", id="misspelt-key"),
        pytest.param(b"[meta]\nreceived = 2025-08-25\n", "manifest-key-unknown", "meta", id="table"),
        pytest.param(b'received = "25/8/2025"\n', "manifest-value-invalid", "received", id="day-as-text"),
        pytest.param(b"received = 16:40:00\n", "manifest-value-invalid", "received", id="hour-without-day"),
        pytest.param(b"received = 20250825\n", "manifest-value-invalid", "received", id="number"),
        pytest.param(b"sender = true\n", "manifest-value-invalid", "sender", id="sender-is-no-text"),
        pytest.param(b"received = 2025-02-30\n", "manifest-unreadable", None, id="day-that-does-not-exist"),
        pytest.param(b"received 2025\n", "manifest-unreadable", None, id="no-TOML"),
        pytest.param(b"\xff\xfe", "manifest-unreadable", None, id="not-UTF-8"),
        pytest.param(b"#" * 100_000, "manifest-unreadable", None, id="too-long"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(content: bytes, code: str, key: str | None) -> None:
    with pytest.raises(DossierError) as raised:
        parse(content)
    assert raised.value.code == code
    assert raised.value.params.get("key") == key
    assert raised.value.message.vi
    assert raised.value.message.remedy_vi


def test_the_quote_is_the_line_that_gives_the_receipt() -> None:
    assert manifest_quote(FULL) == "received = 2025-08-25"
    assert manifest_quote(b'received_number = "1"\n') is None
