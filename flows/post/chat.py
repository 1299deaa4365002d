"""WeCom, DingTalk, Feishu, Slack and any address that takes JSON: what each expects, and how each says no."""

import base64
import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from urllib.parse import quote_plus

import httpx

from flows.post.letter import Letter, PostError
from flows.settings import DoorSettings, expand

SECONDS = 10.0
TRIES = 3
PAUSE_SECONDS = 1.0
AGAIN = (429, 502, 503, 504)
ROOM = {"wecom": 2000, "dingtalk": 18_000, "feishu": 28_000, "slack": 35_000}
"""Bytes of text that each chat takes; below the limits of their documentation (2048, 20 kB, 30 kB, 40,000 letters)."""

Body = dict[str, object]


def send(door: DoorSettings, letter: Letter) -> None:
    """Post a letter; tried again where the far end was not reached or asked to wait, never where it may have it."""
    url, body = _signed(door, _BODIES[door.kind](letter))
    headers = {"Idempotency-Key": letter.id}
    reason = ""
    with httpx.Client(timeout=SECONDS) as client:
        for turn in range(TRIES):
            time.sleep(PAUSE_SECONDS * turn)
            try:
                answer = client.post(url, json=body, headers=headers)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                reason = f"{door.kind}: cannot be reached ({error})"
                continue
            except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                msg = f"{door.kind}: this is no address ({error}); expected https://..."
                raise PostError(msg) from error
            except httpx.HTTPError as error:
                msg = f"{door.kind}: no answer ({error or type(error).__name__}); it may have arrived"
                raise PostError(msg, certain=False) from error
            if answer.status_code not in AGAIN:
                _check(door.kind, answer)
                return
            reason = f"{door.kind}: busy (HTTP {answer.status_code})"
    raise PostError(reason)


def _check(kind: str, answer: httpx.Response) -> None:
    """Read the answer: WeCom, DingTalk and Feishu say no with a number in the body of a 200."""
    if not answer.is_success:
        msg = f"{kind}: refused (HTTP {answer.status_code}: {answer.text[:120]})"
        raise PostError(msg)
    if kind not in ("wecom", "dingtalk", "feishu"):
        return
    try:
        told: Mapping[str, object] = answer.json()
        code = told.get("errcode", told.get("code", told.get("StatusCode", 0)))
    except (ValueError, AttributeError) as error:
        msg = f"{kind}: an answer that is not {kind}'s ({answer.text[:120]})"
        raise PostError(msg, certain=False) from error
    if code != 0:
        msg = f"{kind}: refused ({code}: {told.get('errmsg', told.get('msg', ''))})"
        raise PostError(msg)


def _signed(door: DoorSettings, body: Body) -> tuple[str, Body]:
    """Sign where a secret is given, as DingTalk (in the address) and Feishu (in the body) want it."""
    url = expand(door.url)
    if not door.secret or door.kind not in ("dingtalk", "feishu"):
        return url, body
    secret = expand(door.secret)
    if door.kind == "feishu":
        moment = str(int(time.time()))
        return url, {**body, "timestamp": moment, "sign": _sign(f"{moment}\n{secret}", "")}
    moment = str(int(time.time() * 1000))
    sign = quote_plus(_sign(secret, f"{moment}\n{secret}"))
    return f"{url}{'&' if '?' in url else '?'}timestamp={moment}&sign={sign}", body


def _sign(key: str, text: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


def _wecom(letter: Letter) -> Body:
    return {"msgtype": "text", "text": {"content": _fit(letter.text, ROOM["wecom"])}}


def _dingtalk(letter: Letter) -> Body:
    return {
        "msgtype": "text",
        "text": {"content": _fit(letter.text, ROOM["dingtalk"])},
        "at": {"isAtAll": False},
    }


def _feishu(letter: Letter) -> Body:
    """Feishu reads <at user_id="all"> in text, so the brackets are made into others."""
    safe = letter.text.replace("<", "＜").replace(">", "＞")
    return {"msg_type": "text", "content": {"text": _fit(safe, ROOM["feishu"])}}


def _slack(letter: Letter) -> Body:
    """Escape as Slack asks: &, < and > would begin an entity, a link or a call to everyone."""
    safe = letter.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {"text": _fit(safe, ROOM["slack"]), "mrkdwn": False, "link_names": False}


def _json(letter: Letter) -> Body:
    return {"id": letter.id, "title": letter.title, "text": letter.text, **letter.facts}


def _fit(text: str, room: int) -> str:
    """Cut at a line's end so that the bytes fit; the cut is shown."""
    if len(text.encode()) <= room:
        return text
    kept = text.encode()[: room - 4].decode(errors="ignore")
    return (kept[: kept.rfind("\n")] if "\n" in kept else kept) + "\n…"


_BODIES: dict[str, Callable[[Letter], Body]] = {
    "wecom": _wecom, "dingtalk": _dingtalk, "feishu": _feishu, "slack": _slack, "json": _json,
}  # fmt: skip
