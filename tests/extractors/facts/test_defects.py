"""Papers with the defects of real files: what they say comes out all the same."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.facts.extract import extract
from pipeline.models.vocabulary import DocumentKind
from tests.extractors.facts.build import letterhead, read, request

ROWS = [
    ["TT", "Họ và tên", "Đơn vị", "Hình thức khen thưởng"],
    ["1", "Nguyễn Văn Mẫu", "Trường Thử", "Bằng khen của Chủ tịch UBND tỉnh"],
]
ASKED = "Đề nghị tặng Bằng khen cho 01 cá nhân tại Hội nghị tổng kết Chương trình A vào ngày 15 tháng 9 năm 2025:"
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nMẫu, ngày 22 tháng 8 năm 2025"
LEFT = "UBND XÃ MẪU\n-------\nSố: 12/TTr-UBND"


@pytest.mark.parametrize(
    "head",
    [
        (LEFT, STATE.replace("XÃ HỘI", "XàHỘI").replace(" - ", "  ")),
        (LEFT, STATE.replace("CỘNG HÒA", "CỘNG HOÀ").replace("Độc", "Ðộc")),
        (LEFT, STATE.replace("ngày 22 tháng 8", "ngày\u00a022\u00a0tháng\u200b 8")),
        (LEFT.replace("TTr-UBND", "TTr–UBND"), STATE.replace(" - ", " – ")),
        (LEFT, STATE.replace("Tự", "Tƣ\u0323")),
    ],
)
def test_a_letterhead_with_defects_gives_number_day_and_issuer(head: tuple[str, str]):
    document = extract([read(*request(ASKED, ROWS, head=[list(head)]))]).request_letter
    assert document is not None
    assert document.kind is DocumentKind.REQUEST_LETTER
    assert document.date == dt.date(2025, 8, 22)
    assert document.issuer == "UBND XÃ MẪU"
    assert document.number in ("12/TTr-UBND", "12/TTr–UBND")


def test_a_number_that_lost_its_hyphen_is_the_number_of_the_same_paper():
    word = read(*request(ASKED, ROWS), path="to-trinh.docx")
    scan = read(*request(ASKED, ROWS, head=letterhead(number="Số: 12/TTrUBND")), path="to-trinh.pdf")
    (document,) = extract([word, scan]).documents
    assert document.number == "12/TTr-UBND"
    assert [(one.file, one.differences) for one in document.renditions] == [("to-trinh.pdf", 0)]


def test_evidence_is_quoted_as_the_paper_has_it():
    subject = "Về việc đề nghị tặng Bằng khen vì có kết qủa xuất sắc"
    document = extract([read(*request(ASKED, ROWS, subject=subject))]).request_letter
    assert document is not None
    assert document.subject == subject
