"""Kind of commendation, occasion and programmes, from the words of the request."""

from __future__ import annotations

import pytest

from extractors.facts.extract import extract
from pipeline.models.facts import Commendation
from pipeline.models.vocabulary import CommendationKind, Confidence, Occasion
from tests.extractors.facts.build import TITLE, letterhead, read, request


def commendation(subject: str, *body: str) -> Commendation:
    return extract([read(*request(*body, subject=subject))]).commendation


@pytest.mark.parametrize(
    ("subject", "kind", "occasion", "programmes"),
    [
        (
            "Về việc đề nghị tặng Bằng khen tại Hội nghị tổng kết Chương trình A",
            CommendationKind.THEMATIC,
            Occasion.FINAL_REVIEW_PROGRAMME,
            ("Chương trình A",),
        ),
        (
            "Về việc đề nghị khen thưởng tổng kết 05 năm thực hiện Chương trình mục tiêu quốc gia nông thôn mới "
            "giai đoạn 2021 - 2025 trên địa bàn xã",
            CommendationKind.THEMATIC,
            Occasion.FINAL_REVIEW_PROGRAMME,
            ("Chương trình mục tiêu quốc gia nông thôn mới giai đoạn 2021 - 2025",),
        ),
        (
            "Về việc đề nghị khen thưởng tổng kết việc thực hiện Đề án phòng chống thiên tai tại xã Mẫu",
            CommendationKind.THEMATIC,
            Occasion.FINAL_REVIEW_PROGRAMME,
            ("Đề án phòng chống thiên tai",),
        ),
        (
            "Về việc đề nghị tặng Bằng khen nhân dịp sơ kết Đề án B",
            CommendationKind.THEMATIC,
            Occasion.PRELIMINARY_REVIEW_PROGRAMME,
            ("Đề án B",),
        ),
        (
            "Về việc đề nghị khen thưởng tổng kết phong trào thi đua yêu nước",
            CommendationKind.THEMATIC,
            Occasion.FINAL_REVIEW_MOVEMENT,
            (),
        ),
        (
            "Về việc đề nghị khen thưởng tổng kết Đề án giữ rừng, trồng rừng ven biển giai đoạn 2021 - 2025",
            CommendationKind.THEMATIC,
            Occasion.FINAL_REVIEW_PROGRAMME,
            ("Đề án giữ rừng, trồng rừng ven biển giai đoạn 2021 - 2025",),
        ),
        (
            "Về việc đề nghị khen thưởng tổng kết Đề án giữ rừng, đề nghị tặng Bằng khen, UBND xã Mẫu",
            CommendationKind.THEMATIC,
            Occasion.FINAL_REVIEW_PROGRAMME,
            ("Đề án giữ rừng",),
        ),
        (
            "Về việc đề nghị khen thưởng tổng kết Đề án giữ rừng giai đoạn 2021 - 2025, biểu dương các điển hình",
            CommendationKind.THEMATIC,
            Occasion.FINAL_REVIEW_PROGRAMME,
            ("Đề án giữ rừng giai đoạn 2021 - 2025",),
        ),
        (
            "Về việc đề nghị khen thưởng tổng kết Chương trình mỗi xã một sản phẩm (OCOP) giai đoạn 2021 - 2025",
            CommendationKind.THEMATIC,
            Occasion.FINAL_REVIEW_PROGRAMME,
            ("Chương trình mỗi xã một sản phẩm", "Chương trình OCOP"),
        ),
        (
            "Về việc đề nghị khen thưởng tổng kết Đề án chuyển đổi số (gọi tắt là Đề án 06) trên địa bàn xã",
            CommendationKind.THEMATIC,
            Occasion.FINAL_REVIEW_PROGRAMME,
            ("Đề án chuyển đổi số",),
        ),
        (
            "Về việc đề nghị khen thưởng tổng kết Chương trình phòng chống thiên tai (gọi tắt là Chương trình PCTT)",
            CommendationKind.THEMATIC,
            Occasion.FINAL_REVIEW_PROGRAMME,
            ("Chương trình phòng chống thiên tai", "Chương trình PCTT"),
        ),
        ("Về việc đề nghị khen thưởng trong đợt thi đua đặc biệt", CommendationKind.THEMATIC, None, ()),
        ("Về việc đề nghị khen thưởng thi đua nước rút", CommendationKind.THEMATIC, None, ()),
        ("Về việc đề nghị khen thưởng đột xuất", CommendationKind.SUDDEN, None, ()),
        ("Về việc đề nghị khen thưởng chuyên đề", CommendationKind.THEMATIC, None, ()),
        ("Về việc đề nghị khen thưởng theo công trạng năm 2025", CommendationKind.ACHIEVEMENT, None, ()),
        (
            "Về việc đề nghị tặng Bằng khen có thành tích trong công tác năm 2024",
            CommendationKind.ACHIEVEMENT,
            None,
            (),
        ),
        ("Về việc đề nghị khen thưởng năm học 2024-2025", CommendationKind.ACHIEVEMENT, None, ()),
        ("Về việc đề nghị khen thưởng quá trình cống hiến", CommendationKind.DEDICATION, None, ()),
        ("Về việc đề nghị khen thưởng niên hạn", CommendationKind.SENIORITY, None, ()),
        ("Về việc đề nghị khen thưởng đối ngoại", CommendationKind.DIPLOMATIC, None, ()),
        (
            "Về việc đề nghị tặng Bằng khen nhân dịp kỷ niệm 50 năm ngày thành lập Trường",
            None,
            Occasion.ANNIVERSARY,
            (),
        ),
        ("Về việc đề nghị tặng Cờ thi đua tổng kết Cụm thi đua số 3", None, Occasion.CLUSTER, ()),
        ("Về việc đề nghị tặng Bằng khen", None, None, ()),
        ("Về việc đề nghị khen thưởng tổng kết 10 năm thực hiện Nghị quyết số 05", None, None, ()),
    ],
)
def test_the_subject_tells_kind_and_occasion(
    subject: str, kind: CommendationKind | None, occasion: Occasion | None, programmes: tuple[str, ...]
) -> None:
    found = commendation(subject)
    assert (found.kind, found.occasion, found.programmes) == (kind, occasion, programmes)


@pytest.mark.parametrize(
    ("sentence", "programmes"),
    [
        ("Đề án B sẽ được tổng kết tại hội nghị vào tháng 10/2025.", ("Đề án B",)),
        ("Dự án nước sạch vùng cao dự kiến được UBND tỉnh tổng kết vào quý IV/2025.", ("Dự án nước sạch vùng cao",)),
        ("Chương trình A sẽ tổ chức tổng kết vào tháng 10/2025.", ("Chương trình A",)),
        # Which one, the subject says.
        ("Đề án sẽ được tổng kết tại hội nghị vào tháng 10/2025.", ("Đề án chuyển đổi số xã Mẫu",)),
    ],
)
def test_a_programme_that_is_to_be_reviewed_is_the_occasion(sentence: str, programmes: tuple[str, ...]) -> None:
    found = commendation("Về việc khen thưởng thực hiện Đề án chuyển đổi số xã Mẫu", sentence)
    assert (found.occasion, found.kind) == (Occasion.FINAL_REVIEW_PROGRAMME, CommendationKind.THEMATIC)
    assert found.field_confidence("occasion") is Confidence.INFERRED
    assert found.programmes == programmes


@pytest.mark.parametrize(
    "sentence",
    [
        "Hội nghị tổng kết sẽ diễn ra trong tháng 10/2025, khi Đề án B kết thúc.",
        "Năm 2025 là năm cuối của Dự án nước sạch, Sở sẽ họp để tổng kết.",
        "Việc thực hiện Chương trình A đã được các xã tổng kết.",
    ],
)
def test_a_sentence_of_a_programme_and_a_review_leaves_the_occasion_unsure(sentence: str) -> None:
    found = commendation("Về việc đề nghị tặng Bằng khen", sentence)
    assert found.occasion is Occasion.FINAL_REVIEW_PROGRAMME
    assert found.field_confidence("occasion") is Confidence.UNCERTAIN
    assert found.field_confidence("kind") is Confidence.UNCERTAIN


def test_a_programme_and_a_review_in_two_sentences_say_nothing() -> None:
    found = commendation("Về việc đề nghị tặng Bằng khen", "Chương trình A đạt kết quả tốt. Sở tổng kết công tác năm.")
    assert found.occasion is None


def test_a_perhaps_reviewed_programme_makes_an_anniversary_unsure() -> None:
    found = commendation(
        "Về việc đề nghị tặng Bằng khen nhân dịp kỷ niệm 50 năm ngày thành lập Trường",
        "Hội nghị tổng kết cũng là dịp khép lại Đề án B.",
    )
    assert (found.occasion, found.field_confidence("occasion")) == (Occasion.ANNIVERSARY, Confidence.UNCERTAIN)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (
            "Căn cứ Luật Thi đua, khen thưởng, kết luận họp ngày 12/8/2025, UBND xã đề nghị tặng Bằng khen cho 02 "
            "tập thể có thành tích trong đợt thi đua đặc biệt.",
            CommendationKind.THEMATIC,
        ),
        ("Căn cứ Tờ trình số 5, ngày 12/8/2025 về việc đề nghị khen thưởng đợt thi đua của xã.", None),
        ("Căn cứ biên bản họp, Hội đồng xã đề nghị khen thưởng đợt thi đua;", None),
    ],
)
def test_what_is_asked_behind_the_grounds_of_a_sentence_counts(sentence: str, kind: CommendationKind | None) -> None:
    assert commendation("Về việc đề nghị tặng Bằng khen", sentence).kind is kind


def test_the_name_of_a_programme_ends_before_brackets() -> None:
    subject = "Về việc khen thưởng tổng kết Đề án B (có danh sách kèm theo Tờ trình)"
    assert commendation(subject).programmes == ("Đề án B",)
    assert commendation("Về việc khen thưởng tổng kết Dự án (có danh sách kèm theo)").programmes == ()


def test_what_the_subject_says_is_stated_and_what_follows_from_it_inferred() -> None:
    found = commendation("Về việc đề nghị tặng Bằng khen tại Hội nghị tổng kết Chương trình A")
    assert found.field_confidence("occasion") is Confidence.STATED
    assert found.field_confidence("kind") is Confidence.INFERRED
    assert found.confidence is Confidence.INFERRED
    assert [entry.quote for entry in found.evidence] == ["tổng kết Chương trình A"] * 2


def test_sudden_merit_beats_the_kind_that_the_occasion_suggests() -> None:
    found = commendation(
        "Về việc đề nghị khen thưởng đột xuất", "Trong năm tổng kết Chương trình A, các cá nhân đã cứu người."
    )
    assert found.kind is CommendationKind.SUDDEN


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Về việc đề nghị tặng Cờ thi đua cho các đơn vị thuộc Khối thi đua số 7 năm 2025", ()),
        ("Về việc đề nghị khen thưởng tổng kết công tác thi đua, khen thưởng năm 2025 của Khối thi đua số 7", ()),
        ("Về việc đề nghị tặng Cờ thi đua, Bằng khen tổng kết phong trào thi đua năm 2025 của Cụm thi đua số 7", ()),
        (
            "Về việc đề nghị khen thưởng",
            ("Cụm thi đua số 7 đã bình xét thi đua năm 2025 và đề nghị tặng Bằng khen cho 02 đơn vị.",),
        ),
        (
            "Về việc đề nghị khen thưởng",
            ("Khối thi đua các trường đã tổng kết năm 2025, đề nghị tặng Cờ thi đua cho đơn vị dẫn đầu.",),
        ),
    ],
)
def test_the_year_of_a_cluster_is_merit_of_a_year_by_inference(subject: str, body: tuple[str, ...]) -> None:
    found = commendation(subject, *body)
    assert (found.kind, found.occasion) == (CommendationKind.ACHIEVEMENT, Occasion.CLUSTER)
    assert found.field_confidence("kind") is Confidence.INFERRED


@pytest.mark.parametrize(
    ("subject", "body", "kind", "occasion"),
    [
        # No year, nothing that the cluster judged.
        ("Về việc đề nghị tặng Cờ thi đua tổng kết Khối thi đua số 7", "", None, Occasion.CLUSTER),
        # In so many words another kind.
        (
            "Về việc đề nghị khen thưởng chuyên đề của Cụm thi đua số 7 năm 2025",
            "",
            CommendationKind.THEMATIC,
            Occasion.CLUSTER,
        ),
        # A movement with a name of its own.
        (
            "Về việc đề nghị khen thưởng",
            "Cụm thi đua số 7 tổng kết phong trào thi đua Dạy tốt giai đoạn 2021-2025, đề nghị tặng Bằng khen.",
            CommendationKind.THEMATIC,
            Occasion.FINAL_REVIEW_MOVEMENT,
        ),
        # A programme in the request sentence leaves the kind open.
        (
            "Về việc đề nghị khen thưởng",
            "Năm 2025 được Cụm thi đua số 7 suy tôn năm 2025, nay đề nghị tặng Bằng khen vì kết quả của Đề án B.",
            None,
            Occasion.CLUSTER,
        ),
        # Only a member of a cluster.
        (
            "Về việc đề nghị khen thưởng",
            "Sở là thành viên Cụm thi đua số 7 năm 2025, đề nghị tặng Bằng khen cho 02 tập thể.",
            None,
            None,
        ),
    ],
)
def test_a_cluster_that_is_only_named_tells_no_kind(
    subject: str, body: str, kind: CommendationKind | None, occasion: Occasion | None
) -> None:
    found = commendation(subject, *([body] if body else []))
    assert (found.kind, found.occasion) == (kind, occasion)


def test_two_kinds_in_one_request_leave_it_open() -> None:
    assert commendation("Về việc đề nghị khen thưởng chuyên đề và khen thưởng đột xuất").kind is None


def test_a_programme_that_is_only_cited_is_no_occasion() -> None:
    found = commendation(
        "Về việc đề nghị tặng Bằng khen", "Căn cứ Chương trình A của UBND tỉnh; Căn cứ Đề án B của UBND huyện;"
    )
    assert (found.occasion, found.programmes) == (None, ())


def test_without_a_request_other_papers_are_weaker() -> None:
    plan = read(
        letterhead(number="Số: 5/KH-UBND"),
        f"{TITLE}KẾ HOẠCH",
        f"{TITLE}Tổ chức Hội nghị tổng kết Chương trình A",
        "I. MỤC ĐÍCH",
    )
    found = extract([plan]).commendation
    assert (found.occasion, found.field_confidence("occasion")) == (
        Occasion.FINAL_REVIEW_PROGRAMME,
        Confidence.INFERRED,
    )


def test_nothing_said_is_null_and_uncertain() -> None:
    found = extract([]).commendation
    assert (found.kind, found.occasion, found.confidence) == (None, None, Confidence.UNCERTAIN)
