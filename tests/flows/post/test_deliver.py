"""What arrives at the far end, and what is told when it does not. Every receiver is a real server on loopback."""

import email
import email.policy
import socket

import pytest

from flows.post import Letter, PostError, deliver
from flows.settings import DoorSettings
from tests.flows.post.listening import post_office, web

LETTER = Letter(
    id="a1b2", title="星河预警：押金\nBcc: x@y.z", text="押金 <b>重复</b> & <at user_id=\"all\"> refund", facts={"what": "alert"}
)  # fmt: skip
YES = b'{"errcode": 0, "code": 0}'
BODIES = [
    ("wecom", lambda body: body["text"]["content"], '押金 <b>重复</b> & <at user_id="all"> refund'),
    ("dingtalk", lambda body: body["text"]["content"], '押金 <b>重复</b> & <at user_id="all"> refund'),
    ("feishu", lambda body: body["content"]["text"], '押金 ＜b＞重复＜/b＞ & ＜at user_id="all"＞ refund'),
    ("slack", lambda body: body["text"], '押金 &lt;b&gt;重复&lt;/b&gt; &amp; &lt;at user_id="all"&gt; refund'),
    ("json", lambda body: (body["text"], body["what"]), ('押金 <b>重复</b> & <at user_id="all"> refund', "alert")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text_of", "expected"), BODIES)
def test_each_chat_gets_its_own_form_and_no_mark_up_works(kind, text_of, expected):
    with web(lambda _: (200, YES)) as heard:
        deliver(DoorSettings(kind=kind, url=heard.url), LETTER)
    assert text_of(heard.bodies[0]) == expected
    assert heard.ids == ["a1b2"]


@pytest.mark.parametrize("kind", ["dingtalk", "feishu"])
def test_a_secret_signs_the_message(kind):
    with web(lambda _: (200, YES)) as heard:
        deliver(DoorSettings(kind=kind, url=heard.url, secret="${SECRET}"), LETTER)  # noqa: S106 - a name, no secret
    signed = heard.paths[0] if kind == "dingtalk" else heard.bodies[0]
    assert "timestamp" in signed
    assert "sign" in signed


REFUSALS = [
    ("wecom", 200, b'{"errcode": 93000, "errmsg": "invalid webhook"}', "93000: invalid webhook", True),
    ("feishu", 200, b'{"code": 19021, "msg": "sign match fail"}', "19021: sign match fail", True),
    ("dingtalk", 200, b"<html>", "not dingtalk's", False),
    ("slack", 404, b"no_team", "HTTP 404: no_team", True),
    ("json", 500, b"oops", "HTTP 500: oops", True),
]


@pytest.mark.parametrize(("kind", "status", "body", "told", "certain"), REFUSALS)
def test_a_refusal_is_told_with_its_reason(kind, status, body, told, certain):
    with web(lambda _: (status, body)) as heard, pytest.raises(PostError, match=told) as caught:
        deliver(DoorSettings(kind=kind, url=heard.url), LETTER)
    assert caught.value.certain is certain
    assert len(heard.bodies) == 1


def test_a_busy_chat_is_asked_again():
    with web(lambda n: (503, b"") if n == 1 else (200, b"ok")) as heard:
        deliver(DoorSettings(kind="slack", url=heard.url), LETTER)
    assert len(heard.bodies) == 2


def test_nobody_listening_is_a_certain_failure():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for url, kind in ((f"http://127.0.0.1:{port}", "json"), ("not an address", "slack")):
        with pytest.raises(PostError) as caught:
            deliver(DoorSettings(kind=kind, url=url), LETTER)
        assert caught.value.certain


def test_long_messages_are_cut_at_a_line_with_a_sign():
    lines = "\n".join(f"第{n}行，押金还没有退" for n in range(200))
    with web(lambda _: (200, YES)) as heard:
        deliver(DoorSettings(kind="wecom", url=heard.url), Letter(id="x", title="t", text=lines))
    sent = heard.bodies[0]["text"]["content"]
    assert len(sent.encode()) <= 2048
    assert sent.endswith("押金还没有退\n…")


def test_mail_arrives_with_one_line_of_subject_and_chinese_text():
    with post_office() as heard:
        deliver(DoorSettings(kind="mail", url=heard.url, sender="voc@a.example", to=["li@a.example"]), LETTER)
    mail = email.message_from_bytes(heard.bodies[0], policy=email.policy.default)
    assert mail["Subject"] == "星河预警：押金 Bcc: x@y.z"
    assert mail["Bcc"] is None
    assert mail["Message-ID"] == "<a1b2@tingjian>"
    assert mail.get_content().strip() == LETTER.text


def test_mail_that_is_refused_says_for_whom():
    with post_office(refuse="li@") as heard, pytest.raises(PostError, match=r"li@a\.example"):
        deliver(DoorSettings(kind="mail", url=heard.url, sender="v@a.example", to=["li@a.example"]), LETTER)
    with pytest.raises(PostError, match="expected smtp://"):
        deliver(DoorSettings(kind="mail", url="mail.example", sender="v@a", to=["b@a"]), LETTER)
