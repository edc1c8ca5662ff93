"""Reports whose head names the nominee on a line of its own, without a label; reports that name nobody."""

from __future__ import annotations

import pytest

from extractors.facts.extract import extract
from pipeline.models.facts import DossierFacts
from pipeline.models.vocabulary import DocumentKind, NomineeType
from tests.extractors.facts.build import TITLE, read

ASKS = f"{TITLE}Đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh"


def report(*head: str) -> DossierFacts:
    return extract([read(f"{TITLE}BÁO CÁO THÀNH TÍCH", *head, "I. SƠ LƯỢC LÝ LỊCH", "- Sinh ngày: 02/02/1980")])


@pytest.mark.parametrize(
    ("line", "name", "kind"),
    [
        ("Bà LÝ THỊ THỬ", "LÝ THỊ THỬ", NomineeType.INDIVIDUAL),
        ("Ông Lò Văn Mẫu", "Lò Văn Mẫu", NomineeType.INDIVIDUAL),
        ("Đồng chí Trần Văn Ví", "Trần Văn Ví", NomineeType.INDIVIDUAL),
        ("Đồng chí: Trần Văn Ví", "Trần Văn Ví", NomineeType.INDIVIDUAL),
        ("Của: Ông Lò Văn Mẫu", "Lò Văn Mẫu", NomineeType.INDIVIDUAL),
        ("Cá nhân: bà Lý Thị Thử", "Lý Thị Thử", NomineeType.INDIVIDUAL),
        ("LÊ VĂN MẪU", "LÊ VĂN MẪU", NomineeType.INDIVIDUAL),
        ("Bà Lý Thị Thử - Kế toán", "Lý Thị Thử", NomineeType.INDIVIDUAL),
        ("Tập thể Phòng Kế hoạch", "Phòng Kế hoạch", NomineeType.COLLECTIVE),
        ("Tập thể: Tổ Sửa chữa", "Tổ Sửa chữa", NomineeType.COLLECTIVE),
        ("TRẠM THÚ Y MẪU", "TRẠM THÚ Y MẪU", NomineeType.COLLECTIVE),
    ],
)
def test_a_name_alone_below_the_title_is_whom_the_report_is_about(line: str, name: str, kind: NomineeType) -> None:
    found = report(ASKS, f"{TITLE}{line}")
    assert [(one.name, one.type, one.documents) for one in found.nominees] == [(name, kind, ("d1",))]
    assert found.documents[0].kind is DocumentKind.ACHIEVEMENT_REPORT
    assert found.documents[0].subject == "Đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh"


def test_a_person_s_unit_below_the_name_is_not_whom_the_report_is_about() -> None:
    found = report(ASKS, f"{TITLE}Bà Lý Thị Thử", f"{TITLE}Trường Mầm non Một")
    assert [one.name for one in found.nominees] == ["Lý Thị Thử"]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param([f"{TITLE}Đề nghị tặng Bằng khen của UBND tỉnh"], id="who gives the award"),
        pytest.param([f"{TITLE}Đề nghị tặng Bằng khen của", f"{TITLE}UBND tỉnh Mẫu"], id="a sentence that goes on"),
        pytest.param([ASKS, f"{TITLE}Bà Lý Thị Thử", f"{TITLE}Ông Lò Văn Mẫu"], id="two persons"),
        pytest.param([ASKS, f"{TITLE}Ông Lò Văn Mẫu đã có nhiều cố gắng"], id="a sentence about a person"),
        pytest.param([ASKS, "Đơn vị có 12 người, đứng đầu là giám đốc.", f"{TITLE}Lê Văn Mẫu"], id="a signature"),
    ],
)
def test_other_lines_below_the_title_name_nobody(head: list[str]) -> None:
    assert report(*head).nominees == ()
