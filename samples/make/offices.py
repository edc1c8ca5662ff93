"""Invented offices of the invented province An Mẫu; its communes stand in ``communes``."""

from __future__ import annotations

from samples.make.model import Office


def commune(name: str, signer: str, kind: str = "xã") -> Office:
    """People's Committee of a commune or ward, signed by its chairman."""
    return Office(
        issuer=f"ỦY BAN NHÂN DÂN\n{kind.upper()} {name.upper()}",
        name=f"Ủy ban nhân dân {kind} {name}",
        place=name,
        code="UBND",
        authority=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        signer=signer,
    )


def department(name: str, code: str, signer: str) -> Office:
    """A department (sở) of the province, signed by a deputy for the director."""
    return Office(
        issuer=name.upper(),
        name=name,
        place="An Mẫu",
        code=code,
        authority=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        signer=signer,
        superior="UBND TỈNH AN MẪU",
    )


BINH_MAU = commune("Bình Mẫu", "Mạc Thị Vinh", kind="phường")
AGRICULTURE = department("Sở Nông nghiệp và Môi trường", "SNNMT", "Khương Duy Lập")
SCIENCE = department("Sở Khoa học và Công nghệ", "SKHCN", "Ngọ Thị Thao")
EDUCATION = department("Sở Giáo dục và Đào tạo", "SGDĐT", "Tiêu Công Nghị")
INTERIOR = department("Sở Nội vụ", "SNV", "Thân Đức Hoan")
DISTRICT = Office(
    issuer="ỦY BAN NHÂN DÂN\nHUYỆN SÔNG MẪU",
    name="Ủy ban nhân dân huyện Sông Mẫu",
    place="Sông Mẫu",
    code="UBND",
    authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Đinh Trọng Ước",
)
CLUSTER = Office(
    issuer="CỤM THI ĐUA SỐ 7\nCÁC XÃ, PHƯỜNG",
    name="Cụm thi đua số 7",
    place="Đồng Mẫu",
    code="CTĐ7",
    authority=("TM. CỤM THI ĐUA SỐ 7", "CỤM TRƯỞNG", "CHỦ TỊCH UBND XÃ ĐỒNG MẪU"),
    signer="Cù Đình Phác",
    superior="UBND TỈNH AN MẪU",
)
