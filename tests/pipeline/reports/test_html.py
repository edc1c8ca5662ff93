"""The report page: self-contained, escaped, verdict first, readable without colour, and really opened in a browser."""

import json
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.models.report import Report
from pipeline.reports.html import render_html

EXAMPLE = Path(__file__).parents[2] / "contract" / "report.example.json"
VOID = {"meta", "br", "link", "img", "input", "hr"}


def example(**changes) -> Report:
    data = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    return Report.model_validate({**data, **changes})


class Page(HTMLParser):
    """Collects the tags and checks that they close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_is_well_formed_and_says_its_language(language):
    page = Page(render_html(example(), language))
    assert page.open == []
    assert ("html", {"lang": language}) in page.tags


def test_the_page_asks_nothing_of_the_network_and_runs_no_script():
    text = render_html(example())
    page = Page(text)
    assert not [tag for tag, _ in page.tags if tag in {"script", "link", "img", "iframe", "object"}]
    assert not re.search(r"""(src|href)\s*=|url\(|@import|https?://""", text)


def test_the_verdict_stands_before_everything_else():
    text = render_html(example())
    assert text.index("TRẢ LẠI ĐƠN VỊ") < text.index("Tóm tắt") < text.index("Kết quả từng quy định")
    assert "muộn 2 ngày làm việc" in text[: text.index("Tóm tắt")]


def test_an_outcome_is_said_in_words_beside_its_colour():
    text = render_html(example())
    assert "✗ không đạt" in text
    assert "? chưa kết luận được" in text


def test_text_of_a_dossier_never_becomes_markup():
    data = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    data["facts"]["nominees"][0]["name"] = "<script>alert(1)</script>"
    data["findings"][0]["evidence"][0]["quote"] = "</q><img src=x onerror=alert(1)>"
    text = render_html(Report.model_validate(data))
    assert "<script>" not in text
    assert "<img" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_quotes_stand_with_a_place_that_counts_from_one():
    assert "to-trinh.docx, bảng ở đoạn 23, hàng 4, cột 2" in render_html(example())


def test_days_are_written_day_first():
    text = render_html(example())
    assert "15/09/2025" in text
    assert not re.search(r">[^<]*\b2025-\d\d-\d\d[^<]*<", text.replace("received = 2025-08-25", ""))


def browser() -> str:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is missing: see requirements/system.txt")
        pytest.skip("chromium is not installed: see requirements/system.txt")
    return found


def test_a_browser_shows_the_page_and_prints_it(tmp_path):
    page = tmp_path / "report.html"
    page.write_text(render_html(example()), encoding="utf-8")
    common = [
        browser(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--user-data-dir={tmp_path / 'profile'}",
        "--enable-logging=stderr",
    ]
    shown = subprocess.run([*common, "--dump-dom", page.as_uri()], capture_output=True, text=True, timeout=120)
    assert "Phiếu kiểm tra hồ sơ đề nghị khen thưởng" in shown.stdout
    assert "CONSOLE" not in shown.stderr
    target = tmp_path / "report.pdf"
    subprocess.run([*common, f"--print-to-pdf={target}", page.as_uri()], capture_output=True, timeout=120, check=True)
    import pypdfium2

    printed = pypdfium2.PdfDocument(target)
    width, height = printed[0].get_size()
    assert (round(width), round(height)) in {(595, 842), (596, 843), (595, 843), (596, 842)}
    assert "TRẢ LẠI ĐƠN VỊ" in printed[0].get_textpage().get_text_range()
