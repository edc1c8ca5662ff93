"""The papers that go with a request: minutes, plan of the closing, invitation, reports of merit, committee decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samples.make.layout import CENTRE, Sheet
from samples.make.model import Candidate, Draw, Office, Scenario
from samples.make.papers import head, stated_counts
from samples.make.words import in_words, long_date, padded, weekday

PROVINCE = Office(
    issuer="ỦY BAN NHÂN DÂN\nTỈNH AN MẪU",
    name="Ủy ban nhân dân tỉnh An Mẫu",
    place="An Mẫu",
    code="UBND",
    authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Tạ Hữu Khiêm",
)


def minutes(scenario: Scenario, day: date | None = None) -> Draw:
    """Minutes of the unit's council with the vote on each nominee."""

    def draw(sheet: Sheet) -> None:
        met = day or scenario.council
        if met is None:
            raise ValueError("minutes need a day")
        office = scenario.office
        head(sheet, office, f"Số: {scenario.minutes}", met)
        sheet.title("BIÊN BẢN", "Họp Hội đồng Thi đua - Khen thưởng")
        sheet.write(
            f"Vào hồi 08 giờ 00, {long_date(met)}, tại phòng họp của {office.name}, Hội đồng Thi đua - Khen thưởng họp "
            f"xét {scenario.commendation} {scenario.event}."
        )
        sheet.write("Thành phần: có mặt 09/09 thành viên Hội đồng.")
        sheet.write(f"Chủ trì: Đồng chí {office.signer}. Thư ký: Bà Kha Thị Út.")
        sheet.write("Kết quả bỏ phiếu kín:")
        rows: list[list[object]] = [["STT", "Tên tập thể, cá nhân", "Số phiếu đồng ý", "Tỷ lệ %"]]
        rows += [[str(i), c.shown, "09/09", "100"] for i, c in enumerate(scenario.candidates, start=1)]
        sheet.grid(rows, (1.2, 9.5, 3.4, 2.6))
        sheet.write(f"Hội đồng thống nhất trình cấp trên khen thưởng {stated_counts(scenario)}.")
        sheet.write("Cuộc họp kết thúc vào hồi 10 giờ 30 cùng ngày./.")
        sheet.closing((), ("CHỦ TRÌ",), office.signer)

    return draw


def plan(scenario: Scenario, office: Office = PROVINCE) -> Draw:
    """Plan of the closing conference, with its time and place."""

    def draw(sheet: Sheet) -> None:
        if scenario.plan is None or scenario.plan_when is None:
            raise ValueError("a plan needs its date and the time of the conference")
        head(sheet, office, f"Số: {scenario.plan_number}", scenario.plan)
        sheet.title("KẾ HOẠCH", f"Tổ chức {scenario.ceremony} {scenario.event}")
        sheet.write("I. MỤC ĐÍCH, YÊU CẦU", bold=True)
        sheet.write(
            f"Đánh giá kết quả thực hiện {scenario.event}, {scenario.period}; biểu dương tập thể, cá nhân tiêu biểu."
        )
        sheet.write("II. NỘI DUNG", bold=True)
        sheet.write(f"1. Thời gian tổ chức {scenario.ceremony}: {scenario.plan_when}.")
        sheet.write("2. Địa điểm: Hội trường Trung tâm Hội nghị tỉnh An Mẫu.")
        sheet.write(f"3. Khen thưởng: trao Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh tại {scenario.ceremony}.")
        sheet.write("III. TỔ CHỨC THỰC HIỆN", bold=True)
        sheet.write("Giao các sở, ngành, Ủy ban nhân dân các xã, phường triển khai thực hiện Kế hoạch này./.")
        sheet.closing(("Các sở, ban, ngành;", "UBND các xã, phường;", "Lưu: VT."), office.authority, office.signer)

    return draw


def invitation(scenario: Scenario, day: date, when: str) -> Draw:
    """Invitation to the conference."""

    def draw(sheet: Sheet) -> None:
        head(sheet, PROVINCE, "Số: 212/GM-UBND", day)
        sheet.title("GIẤY MỜI", f"Dự {scenario.ceremony} {scenario.event}")
        sheet.write("Kính gửi: Các cơ quan, đơn vị, địa phương.", align=CENTRE)
        sheet.write(f"Ủy ban nhân dân tỉnh trân trọng kính mời Quý đại biểu dự {scenario.ceremony} {scenario.event}.")
        sheet.write(f"Thời gian: {when}.")
        sheet.write("Địa điểm: Hội trường Trung tâm Hội nghị tỉnh An Mẫu.")
        sheet.write("Rất mong Quý đại biểu đến dự đúng giờ./.")
        sheet.closing(("Như trên;", "Lưu: VT."), PROVINCE.authority, PROVINCE.signer)

    return draw


def at(day: date, hour: str = "08 giờ 00") -> str:
    """``08 giờ 00, thứ Hai ngày 15 tháng 9 năm 2025``."""
    return f"{hour}, {weekday(day)} {long_date(day)}"


def report(scenario: Scenario, candidate: Candidate) -> Draw:
    """Report of merit of one nominee; a person's has a date of birth, which is no date of the dossier."""

    def draw(sheet: Sheet) -> None:
        office = scenario.office
        head(sheet, office, None, scenario.council or scenario.signed)
        sheet.title("BÁO CÁO THÀNH TÍCH", f"Đề nghị tặng {candidate.award}")
        if candidate.collective:
            sheet.write(f"Tên tập thể: {candidate.name}", bold=True)
            sheet.write("I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH", bold=True)
            sheet.write(
                "1. Địa điểm trụ sở chính: tỉnh An Mẫu. Quá trình thành lập và phát triển: ổn định từ năm 2012."
            )
        else:
            sheet.write("I. SƠ LƯỢC LÝ LỊCH", bold=True)
            sheet.write(f"1. Họ và tên: {candidate.name.upper()}. Giới tính: {'Nữ' if candidate.woman else 'Nam'}")
            sheet.write(f"2. Sinh ngày 12/11/{candidate.born}. Quê quán: tỉnh An Mẫu.")
            sheet.write(f"3. Chức vụ, đơn vị công tác: {', '.join(p for p in (candidate.post, candidate.unit) if p)}")
        sheet.write("II. THÀNH TÍCH ĐẠT ĐƯỢC", bold=True)
        sheet.write(
            f"Trong {scenario.period}, {scenario.merit} {scenario.event}; trực tiếp thực hiện nhiệm vụ tại cơ sở, "
            "vận động "
            "Nhân dân tham gia, hoàn thành đúng tiến độ."
        )
        sheet.write("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG", bold=True)
        rows: list[list[object]] = [
            ["Năm", "Hình thức khen thưởng", "Số, ngày, tháng, năm của quyết định; cơ quan ban hành"],
            ["2023", "Giấy khen", f"Quyết định số 318/QĐ-UBND ngày 20/12/2023 của Chủ tịch {office.name}"],
        ]
        sheet.grid(rows, (2.0, 5.0, 9.7))
        sheet.closing((), office.authority, office.signer)

    return draw


def reports(scenario: Scenario, without: Sequence[str] = ()) -> tuple[Draw, ...]:
    """Reports of all nominees, but of those named."""
    return tuple(report(scenario, c) for c in scenario.candidates if c.name not in without)


def committee_decision(scenario: Scenario, day: date, committee: str, members: Sequence[tuple[str, str, str]]) -> Draw:
    """Decision that sets up a Steering Committee: ``(name, post, role)`` of each member."""

    def draw(sheet: Sheet) -> None:
        office = scenario.office
        head(sheet, office, "Số: 86/QĐ-UBND", day)
        sheet.title("QUYẾT ĐỊNH", f"Về việc thành lập {committee}")
        sheet.write("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", italic=True)
        sheet.write("QUYẾT ĐỊNH:", align=CENTRE, bold=True)
        sheet.write(
            f"Điều 1. Thành lập {committee}, gồm {padded(len(members))} ({in_words(len(members))}) thành viên có "
            "tên sau:"
        )
        rows: list[list[object]] = [["STT", "Họ và tên", "Chức vụ, đơn vị", "Nhiệm vụ"]]
        rows += [[str(i), *member] for i, member in enumerate(members, start=1)]
        sheet.grid(rows, (1.2, 5.5, 6.0, 4.0))
        sheet.write("Điều 2. Ban Chỉ đạo có nhiệm vụ giúp Ủy ban nhân dân chỉ đạo, điều hành thực hiện.")
        sheet.write("Điều 3. Quyết định này có hiệu lực kể từ ngày ký./.")
        sheet.closing(("Như Điều 1;", "Lưu: VT."), office.authority, office.signer)

    return draw
