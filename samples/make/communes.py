"""The invented communes of the invented province: their offices, two villages each, and who is usually nominated there.

A dossier is known by its issuer and the number of its request letter, so each sample has a pair of its own; persons
are invented one by one, since the same person at two offices would be another case.
"""

from __future__ import annotations

from dataclasses import dataclass

from samples.make.model import Candidate, Office
from samples.make.offices import commune

MAN, WOMAN = "Ông", "Bà"
_Born = tuple[str, str, int]
"""Form of address, name, year of birth."""


@dataclass(frozen=True)
class Commune:
    """One commune with those it nominates: two collectives and three individuals."""

    office: Office
    villages: tuple[str, str]
    headman: _Born
    farmer: _Born
    official: _Born

    @property
    def name(self) -> str:
        """``xã Lũng Mẫu``."""
        return f"xã {self.office.place}"

    @property
    def collectives(self) -> tuple[Candidate, Candidate]:
        """A village and a farmers' group."""
        first, second = self.villages
        return (
            Candidate(f"Nhân dân và cán bộ thôn {first}", "collective", unit=self.name),
            Candidate(f"Chi hội Nông dân thôn {second}", "collective", unit=self.name),
        )

    @property
    def persons(self) -> tuple[Candidate, Candidate, Candidate]:
        """The head of a village, a farmer, an official of the commune."""
        first, second = self.villages
        return (
            _person(self.headman, "Trưởng thôn", f"thôn {first}, {self.name}"),
            _person(self.farmer, "Nông dân", f"thôn {second}, {self.name}"),
            _person(self.official, "Công chức", f"Phòng Kinh tế {self.name}"),
        )


def _person(born: _Born, post: str, unit: str) -> Candidate:
    title, name, year = born
    return Candidate(name, "individual", title, post, unit, year, woman=title == WOMAN)


LUNG_MAU = Commune(
    commune("Lũng Mẫu", "Lương Văn Tạo"),
    ("Nà Pe", "Khe Sậy"),
    (MAN, "Lò Văn Ếm", 1974),
    (WOMAN, "Giàng Thị Sua", 1988),
    (MAN, "Đỗ Khắc Mẫn", 1990),
)
SUOI_MAU = Commune(
    commune("Suối Mẫu", "Hà Quang Thiệu"),
    ("Bản Khoang", "Nậm Tèn"),
    (MAN, "Bùi Công Sào", 1972),
    (WOMAN, "Mùa Thị Dợ", 1985),
    (WOMAN, "Quách Thị Nhẫn", 1991),
)
NA_MAU = Commune(
    commune("Nà Mẫu", "Vi Thị Huân"),
    ("Huổi Sen", "Nậm Pung"),
    (MAN, "Giàng A Chớ", 1979),
    (WOMAN, "Lý Thị Ghển", 1983),
    (MAN, "Hoàng Trung Lịch", 1992),
)
DONG_MAU = Commune(
    commune("Đồng Mẫu", "Cù Đình Phác"),
    ("Gò Sim", "Bãi Lau"),
    (MAN, "Ngô Viết Tuất", 1968),
    (MAN, "Dương Bá Nhượng", 1976),
    (WOMAN, "Phí Thị Thoan", 1989),
)
KHE_MAU = Commune(
    commune("Khe Mẫu", "Nịnh Văn Cố"),
    ("Khe Vằn", "Đồng Cậy"),
    (MAN, "Chíu A Sáng", 1971),
    (WOMAN, "Tằng Thị Múi", 1986),
    (MAN, "Lê Doãn Khuê", 1993),
)
THACH_MAU = Commune(
    commune("Thạch Mẫu", "Trần Hữu Bính"),
    ("Đá Bạc", "Hang Dơi"),
    (WOMAN, "Phạm Thị Lượm", 1970),
    (MAN, "Vũ Đăng Tứ", 1978),
    (MAN, "Cao Xuân Ngạn", 1987),
)
YEN_MAU = Commune(
    commune("Yên Mẫu", "Tô Thị Hảo"),
    ("Làng Chùa", "Đầm Vạc"),
    (MAN, "Kiều Văn Bốn", 1966),
    (WOMAN, "Đào Thị Nhạn", 1984),
    (WOMAN, "Lưu Thị Thục", 1994),
)
QUAN_MAU = Commune(
    commune("Quan Mẫu", "Hà Văn Chựng"),
    ("Bản Lếch", "Piềng Cu"),
    (MAN, "Lương Văn Phơi", 1973),
    (WOMAN, "Ngân Thị Xoan", 1990),
    (MAN, "Phạm Bá Tuynh", 1982),
)
HOA_MAU = Commune(
    commune("Hòa Mẫu", "Nguyễn Thế Ruyện"),
    ("Cầu Mây", "Xóm Mới"),
    (MAN, "Nguyễn Phúc Đạm", 1965),
    (WOMAN, "Trương Thị Ngoãn", 1981),
    (MAN, "Hồ Sỹ Quyến", 1988),
)
VINH_MAU = Commune(
    commune("Vĩnh Mẫu", "Đặng Quang Xướng"),
    ("Cồn Cát", "Rạch Tràm"),
    (MAN, "Thạch Sa Rượn", 1977),
    (WOMAN, "Danh Thị Sà Vang", 1987),
    (WOMAN, "Mai Thị Cẩn", 1991),
)
DAK_MAU = Commune(
    commune("Đăk Mẫu", "A Brôl"),
    ("Kon Tơ Rai", "Đăk Pun"),
    (MAN, "A Thưih", 1975),
    (WOMAN, "Y Blui", 1989),
    (MAN, "Võ Công Trí", 1986),
)
CAM_MAU = Commune(
    commune("Cẩm Mẫu", "Uông Văn Sắc"),
    ("Đồng Vông", "Khe Tam"),
    (MAN, "Trần Văn Tỵ", 1969),
    (WOMAN, "Bàn Thị Mủi", 1992),
    (MAN, "Vương Đắc Lạng", 1980),
)
TAN_MAU = Commune(
    commune("Tân Mẫu", "Châu Thị Diễm Sương"),
    ("Giồng Ké", "Kinh Ngang"),
    (MAN, "Lâm Hoàng Nhí", 1976),
    (WOMAN, "Huỳnh Thị Bảy Nhỏ", 1983),
    (MAN, "Tăng Minh Đượm", 1995),
)
