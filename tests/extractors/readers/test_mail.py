"""Mail messages: their text is read, their attachments are files, what their headers say is shown."""

from __future__ import annotations

import base64
import io
import time
from email.generator import BytesGenerator
from email.message import EmailMessage, Message

import pytest

from extractors.readers.base import open_bytes
from extractors.readers.containers import kind_of, members
from pipeline.models.limits import Limits


def message(text: str | None = "Kính gửi Sở Nội vụ.", **heads: str) -> EmailMessage:
    """A message of the records clerk of an invented unit."""
    mail = EmailMessage()
    mail["From"] = "Văn thư Sở Y tế <van-thu@syt.example>"
    mail["To"] = "van-thu@snv.example"
    mail["Date"] = "Mon, 18 Aug 2025 10:00:00 +0700"
    for name, value in heads.items():
        mail[name] = value
    if text is not None:
        mail.set_content(text)
    return mail


def written(mail: EmailMessage) -> bytes:
    """The bytes of a message, without asking the message."""
    stream = io.BytesIO()
    BytesGenerator(stream, policy=mail.policy).flatten(mail)
    return stream.getvalue()


def attach(mail: EmailMessage, name: str | None, data: bytes, kind: str = "application/octet-stream") -> None:
    main, _, sub = kind.partition("/")
    mail.add_attachment(data, maintype=main, subtype=sub, filename=name)


def shape(answer):
    return [(block.kind.value, block.text) for block in answer.blocks]


def losses(answer):
    return {loss.code.value: loss.count for loss in answer.losses}


@pytest.fixture
def attached(submit):
    """The attachments of a message, what is wrong, and their bytes."""

    def answer(data, limits=None):
        files, problems = members(submit(data, "thu.eml"), limits or Limits(), first_id=2)
        told = [(problem.code.value, problem.place.file) for problem in problems]
        return files, told, [open_bytes(file) for file in files]

    return answer


def test_heads_are_shown_beside_the_text_and_lines_are_paragraphs(read_bytes):
    mail = message("Kính gửi: Sở Nội vụ\n\nSở Y tế gửi hồ sơ.\n", Subject="Hồ sơ đề nghị khen thưởng")

    answer = read_bytes(mail.as_bytes(), "thu.eml")

    assert (answer.status.value, answer.format, answer.traces) == ("read", "eml", ())
    assert shape(answer) == [
        ("header", "From: Văn thư Sở Y tế <van-thu@syt.example>"),
        ("header", "To: van-thu@snv.example"),
        ("header", "Date: Mon, 18 Aug 2025 10:00:00 +0700"),
        ("header", "Subject: Hồ sơ đề nghị khen thưởng"),
        ("paragraph", "Kính gửi: Sở Nội vụ"),
        ("paragraph", "Sở Y tế gửi hồ sơ."),
    ]


def test_of_a_text_written_twice_the_plain_one_is_read(read_bytes):
    mail = message("Bản chữ thường")
    mail.add_alternative("<p>Bản <b>HTML</b></p>", subtype="html")

    assert shape(read_bytes(mail.as_bytes(), "thu.eml"))[-1:] == [("paragraph", "Bản chữ thường")]


def test_a_page_is_read_without_its_scripts_and_nothing_is_fetched(read_bytes):
    mail = message(None)
    page = (
        "<html><head><title>x</title><style>p {color: red}</style></head><body><p>Kính gửi:<br>Sở Nội vụ</p>"
        "<script>var a = 1;</script><table><tr><td>1</td><td>Trần Văn Thử</td></tr></table>"
        '<img src="http://example.invalid/a.png">Trân&nbsp;trọng</body></html>'
    )
    mail.set_content(page, subtype="html")

    lines = [text for kind, text in shape(read_bytes(mail.as_bytes(), "thu.eml")) if kind == "paragraph"]
    assert lines == ["Kính gửi:", "Sở Nội vụ", "1\tTrần Văn Thử", "Trân\u00a0trọng"]


def test_attachments_are_files_with_their_names_in_either_encoding(attached):
    mail = message()
    attach(mail, "Tờ trình đề nghị.docx", b"mot")  # RFC 2231
    attach(mail, "x.pdf", b"hai")
    word = base64.b64encode("Báo cáo.pdf".encode()).decode()
    data = mail.as_bytes().replace(b'filename="x.pdf"', f'filename="=?utf-8?B?{word}?="'.encode())

    files, told, contents = attached(data)

    assert [(file.id, file.path, file.parent, file.raw_name_b64) for file in files] == [
        ("f2", "thu.eml!/Tờ trình đề nghị.docx", "f1", None),
        ("f3", "thu.eml!/Báo cáo.pdf", "f1", None),
    ]
    assert (told, contents) == ([], [b"mot", b"hai"])


def test_names_lose_their_folders_are_composed_and_made_unique(attached):
    mail = message()
    for name in ("..\\..\\a.docx", "/etc/a.docx", "Bie\u0302n ba\u0309n.docx"):
        attach(mail, name, name.encode())
    attach(mail, None, b"x", "application/pdf")

    files, told, _ = attached(mail.as_bytes())

    assert [file.path for file in files] == [
        "thu.eml!/a.docx",
        "thu.eml!/a (2).docx",
        "thu.eml!/Biên bản.docx",
        "thu.eml!/part 4.pdf",
    ]
    assert told == []
    assert base64.b64decode(files[2].raw_name_b64) == "thu.eml!/Bie\u0302n ba\u0309n.docx".encode()


def test_a_message_in_the_message_is_a_file_of_it(attached, submit):
    inner = message("Thư cũ", Subject="Chuyển tiếp")
    mail = message()
    mail.add_attachment(inner)

    files, _, (content,) = attached(mail.as_bytes())

    assert [file.path for file in files] == ["thu.eml!/part 1.eml"]
    assert b"Subject: =?utf-8?" in content or b"Subject: Chuy" in content
    assert kind_of(files[0], Limits()) == "eml"


def test_a_logo_is_counted_and_a_large_picture_in_the_text_is_a_file(read_bytes, attached):
    mail = message("Có hình")
    mail.add_alternative('<p>Có hình <img src="cid:a"><img src="cid:b"></p>', subtype="html")
    page = mail.get_payload()[1]
    page.add_related(b"\x89PNG\r\n\x1a\n" + bytes(900), "image", "png", cid="<a>")
    page.add_related(b"\x89PNG\r\n\x1a\n" + bytes(90_000), "image", "png", cid="<b>", filename="quyet-dinh.png")

    answer = read_bytes(mail.as_bytes(), "thu.eml")

    assert losses(answer) == {"image": 1}
    assert [block.text for block in answer.blocks if block.kind.value == "paragraph"] == ["Có hình"]
    assert [file.path for file in attached(mail.as_bytes())[0]] == ["thu.eml!/quyet-dinh.png"]


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (b"text/plain; charset=windows-1258", "Sô\u0301 5/SNV".encode("cp1258"), "Số 5/SNV"),
        (b"text/plain; charset=x-unknown", "Sở Nội vụ".encode(), "Sở Nội vụ"),
        (b"text/plain", "Sở Nội vụ".encode(), "Sở Nội vụ"),
        (b"text/plain; charset=us-ascii", b"S\xff N", "S\ufffd N"),
        (
            b"text/plain; charset=utf-8",
            b"Danh s\xc2\xb8ch c\xc2\xb8 nh\xc2\xa9n \xc2\xae\xc3\x92 ngh\xc3\x9e",
            "Danh sách cá nhân đề nghị",
        ),
    ],
)
def test_the_text_is_read_in_its_charset(read_bytes, head, body, expected):
    data = b"From: a@b.example\r\nTo: c@d.example\r\nContent-Type: " + head + b"\r\n\r\n" + body
    answer = read_bytes(data, "thu.eml")

    assert answer.blocks[-1].text == expected
    lost = {"unreadable-glyphs"} if "\ufffd" in expected else {"legacy-converted"} if "sách" in expected else set()
    assert losses(answer).keys() == lost


def test_an_encrypted_part_and_an_empty_message_are_told(read_bytes):
    heads = b"From: a@b.example\r\nTo: c@d.example\r\n"
    secret = heads + b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nx"
    empty = heads + b"\r\n\r\n"

    told = [[problem.code.value for problem in read_bytes(data, "thu.eml").problems] for data in (secret, empty)]

    assert told == [["file-encrypted"], ["file-empty"]]


def test_parts_in_parts_without_end_and_too_many_parts_are_refused(read_bytes):
    deep = b"From: a@b.example\r\nTo: c@d.example\r\n"
    deep += b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000))
    many = message()
    for number in range(20):
        attach(many, f"{number}.txt", b"x")

    assert [p.code.value for p in read_bytes(deep, "thu.eml").problems] == ["file-damaged"]
    refused = read_bytes(many.as_bytes(), "thu.eml", Limits(parts=10))
    assert [p.code.value for p in refused.problems] == ["file-too-large"]


def forwarded(times: int) -> bytes:
    """A message that was forwarded as an attachment so many times, a text in the first and one in the last."""
    heads = b"From: a@b.example\r\nTo: c@d.example\r\n"
    data = heads + b"\r\nTh\xc6\xb0 \xc4\x91\xe1\xba\xa7u ti\xc3\xaan\r\n"
    for _ in range(times):
        data = heads + b"Content-Type: message/rfc822\r\n\r\n" + data
    return data


def test_a_message_in_a_message_is_written_out_again_however_deep_it_may_lie(attached):
    files, told, (content,) = attached(forwarded(90))

    assert ([file.path for file in files], told) == (["thu.eml!/part 0.eml"], [])
    assert content.count(b"message/rfc822") == 89
    assert content.endswith("Thư đầu tiên\r\n".encode().replace(b"\r\n", b"\n"))


@pytest.mark.parametrize("times", [150, 500, 5000])
def test_messages_in_messages_without_end_are_damage_and_nothing_escapes(read_bytes, attached, times):
    data = forwarded(times)

    assert attached(data) == ([], [("file-damaged", "thu.eml")], [])
    answer = read_bytes(data, "thu.eml")
    assert (answer.status.value, [p.code.value for p in answer.problems]) == ("refused", ["file-damaged"])


def test_an_attached_message_that_cannot_be_written_out_costs_itself_only(attached, monkeypatch):
    mail = message()
    mail.add_attachment(message("Thư cũ"))
    attach(mail, "a.txt", b"mot")

    def endless(*_: object, **__: object) -> bytes:
        raise RecursionError

    monkeypatch.setattr(Message, "as_bytes", endless)
    monkeypatch.setattr(EmailMessage, "as_bytes", endless, raising=False)
    files, told, contents = attached(written(mail))

    assert [file.path for file in files] == ["thu.eml!/a.txt"]
    assert (told, contents) == ([("file-damaged", "thu.eml!/part 1.eml")], [b"mot"])


def test_many_parts_in_many_parts_are_given_up_before_they_are_taken_apart(read_bytes):
    # 800 levels of a fuzzer's message, five parts behind each: the parser takes 800 looks at every line of it.
    data = b"From: a@b.example\r\nTo: c@d.example\r\n"
    data += b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(800))
    data += b"".join(b"\r\n\r\n" + b"\r\n--b%d\r\n\r\nx" % n * 5 + b"\r\n--b%d--" % n for n in range(799, -1, -1))

    begun = time.process_time()
    answer = read_bytes(data, "thu.eml")

    assert [p.code.value for p in answer.problems] == ["file-damaged"]
    assert time.process_time() - begun < 1


def test_a_winmail_attachment_and_an_outlook_message_are_not_read_yet(read_bytes):
    answer = read_bytes(b"\x78\x9f\x3e\x22\x00\x00", "winmail.dat")

    assert (answer.format, [p.code.value for p in answer.problems]) == ("tnef", ["format-not-read-yet"])
