"""Papers in older formats for the tests: a Word file made here, converted by the command line of LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
from docx.oxml import parse_xml

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}
TCVN3 = "¸µ¶·¹ ¨ ¾»¼½Æ © ÊÇÈÉË ® ÐÌÎÏÑ ª ÕÒÓÔÖ Ý×ØÜÞ ãßáâä « èåæçé ¬ íêëìî óïñòô \u00ad øõö÷ù ýúûüþ ¡¢£¤¥¦§"
"""The alphabet as a Word file holds it: the bytes of TCVN3 taken for Windows-1252."""
SMALL = "áàảãạ ă ắằẳẵặ â ấầẩẫậ đ éèẻẽẹ ê ếềểễệ íìỉĩị óòỏõọ ô ốồổỗộ ơ ớờởỡợ úùủũụ ư ứừửữự ýỳỷỹỵ ĂÂÊÔƠƯĐ"
CAPITAL = "ÁÀẢÃẠ Ă ẮẰẲẴẶ Â ẤẦẨẪẬ Đ ÉÈẺẼẸ Ê ẾỀỂỄỆ ÍÌỈĨỊ ÓÒỎÕỌ Ô ỐỒỔỖỘ Ơ ỚỜỞỠỢ ÚÙỦŨỤ Ư ỨỪỬỮỰ ÝỲỶỸỴ ĂÂÊÔƠƯĐ"


def run(text: str, font: str = "Times New Roman", properties: str = "") -> str:
    """A run in a font."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
    return f'<w:r><w:rPr>{fonts}{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _changed(kind: str, text: str) -> str:
    inner = run(text).replace("w:t>", "w:delText>").replace("w:t ", "w:delText ") if kind == "del" else run(text)
    return f'<w:{kind} w:id="1" w:author="Thư ký" w:date="2025-08-01T08:00:00Z">{inner}</w:{kind}>'


_BOX = (
    '<w:r><w:pict><v:shape type="#_x0000_t202" style="width:200pt;height:50pt"><v:textbox><w:txbxContent><w:p>'
    + run("Số đến: 15")
    + "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def paper(path: Path) -> None:
    """A Word file with what must come through a conversion."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "UBND XÃ SUỐI MẪU"
    document.sections[0].footer.paragraphs[0].text = "Trang cuối"
    document.add_paragraph("TỜ TRÌNH")
    document.add_paragraph("Tập thể Phòng Văn hóa", style="List Number")
    document.add_paragraph("Ông Lê Văn Thử", style="List Number")
    table = document.add_table(rows=2, cols=3)
    for row in range(2):
        for column in range(3):
            table.cell(row, column).text = f"Ô {row}.{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Họ và tên"
    body = document.element.body
    for content in (
        run(TCVN3, ".VnTime"),
        run(TCVN3, ".VnTimeH"),
        run("Keát quaû thöïc hieän: Hoäi ñoàng ÑEÀ NGHÒ", "VNI-Times"),
        run("Giữ lại ") + _changed("del", "bỏ đi") + _changed("ins", "thêm vào"),
        run("Trước ") + run("ẩn", properties="<w:vanish/>") + run("sau"),
        _BOX + run("Cạnh khung"),
    ):
        body.insert(
            len(body) - 1, parse_xml(f'<w:p xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml">{content}</w:p>')
        )
    document.save(str(path))


def converted(source: Path, kind: str) -> bytes:
    """A Word file in an older format, by the command line of LibreOffice and not by what is under test."""
    folder = source.parent / kind
    office = shutil.which("soffice")
    assert office is not None, "the tests need LibreOffice: see requirements/system.txt"
    profile = f"-env:UserInstallation=file://{source.parent}/profile"
    command = [office, profile, "--headless", "--convert-to", f"{kind}:{_FILTERS[kind]}", "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    return (folder / f"{source.stem}.{kind}").read_bytes()
