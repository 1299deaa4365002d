"""Nights made by dice for the gate: kind words about people, and everything that must never hang in a lobby."""

import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from nlp.answers import Done
from nlp.insights.decisions import Decisions
from nlp.insights.night import Rules
from nlp.records import Comment, Credit, Posting, Reading
from tests.nlp.insights.nights import DAY, night, said

GUEST = "赵小雨"
"""No employee: that the reader finds such names is tested with the reader."""
KIND = (
    "{name}特别耐心，帮我办好了手续",
    "多亏{name}，行李找回来了",
    "{name} stayed late to help us",
    "谢谢{name}，真的很暖心",
)
PROCESS = ("退款当天到账", "check-in in two minutes", "发票开得很快")
INSULTS = (
    "傻逼",
    "煞笔",
    "王八蛋",
    "垃圾",
    "废物",
    "智障",
    "脑残",
    "骗子",
    "仆街",
    "他妈的",
    "机掰",
    "fuck",
    "shit",
    "idiot",
    "asshole",
    "bitch",
    "stupid",
    "sb",
    "nmsl",
)
BLAME = ("我要投诉", "态度恶劣", "就是太脏", "但是房间很差", "worst stay ever", "I will complain")
DATA = (
    "我的电话13812345678", "call me 138-1234-5678", "电话１３８１２３４５６７８", "手机一三八一二三四五六七八", "加我微信 wx_love2024",
    "微信号abc12345", "身份证11010519491231002X", "mail me li@example.com", "见 https://x.cn/a1", "卡号6222 0212 3456 7890 123",
    "order 8837261092", "香港电话 9123 4567", "QQ 12345678", "****8821",
)  # fmt: skip
MARKUP = ("<script>alert(1)</script>", "<b>赞</b>", "&lt;img src=x&gt;", "<img src=x onerror=alert(1)>")
SIGNS = (" ", "*", ".", "☆", "_", "-", "\u200b", "·", "～", "　")


@dataclass
class Made:
    """A night, and what must not be seen of it."""

    night: object
    hidden_names: set[str] = field(default_factory=set)
    planted: set[str] = field(default_factory=set)


def pick(dice: np.random.Generator, some):
    return some[int(dice.integers(len(some)))]


def disguise(word: str, dice: np.random.Generator) -> str:
    """Write a bad word as people do who know that it is looked for."""
    way = int(dice.integers(4))
    if way == 0:
        return word
    if way == 1:
        return pick(dice, SIGNS).join(word)
    if way == 2 and word.isascii():
        return word.upper() if dice.random() < 0.5 else "".join(chr(ord(c) + 0xFEE0) for c in word)
    return unicodedata.normalize("NFD", word) if word.isascii() else pick(dice, SIGNS).join(word)


def staff(dice: np.random.Generator) -> tuple[list[Posting], dict[str, bool], dict[str, bool]]:
    """Make six people: who may be shown is decided by list, roster, house, postings; one name is borne twice."""
    names = ["王芳", "李雷", "韩梅梅", "Grace Lee", "Tom Okafor", "王芳"]
    roster, listed, may = [], {}, {}
    for i, name in enumerate(names):
        who, said_yes, left = f"E{i}", pick(dice, (True, False, None)), dice.random() < 0.2
        line = pick(dice, (True, False, None))
        roster.append(
            Posting(employee_id=who, name=name, site=f"S{i}", consent=said_yes, active_to=date(2026, 9, 1) if left else None)
        )  # fmt: skip
        if line is not None:
            listed[who] = line
        may[who] = not left and (line if line is not None else bool(said_yes))
    return roster, listed, may


def sentence(name: str, dice: np.random.Generator, made: Made, others: list[str]) -> tuple[str, list[str]]:
    """Write a comment about somebody; half of them hold something that must stay inside."""
    text, also = pick(dice, KIND).format(name=name), []
    way = int(dice.integers(10))
    if way < 4:
        bad = disguise(pick(dice, INSULTS), dice) if way == 0 else pick(dice, (BLAME, DATA, MARKUP)[way - 1])
        made.planted.add(bad)
        text = f"{text}，{bad}" if dice.random() < 0.5 else f"{bad} {text}"
    elif way == 4:
        other = pick(dice, others)
        text = f"{text}，比{other}强"
        also = [other] if other == GUEST or dice.random() < 0.5 else []
    return text, also


def make(seed: int) -> Made:
    """Make one night of three comments."""
    dice = np.random.default_rng(seed)
    roster, listed, may = staff(dice)
    made = Made(night=None)
    by_name: dict[str, bool] = {}
    for p in roster:
        by_name[p.name] = by_name.get(p.name, False) or may[p.employee_id]
    made.hidden_names = {name for name, shown in by_name.items() if not shown} | {GUEST}
    pairs = [_comment(i, roster, made, dice) for i in range(3)]
    done = [_done(dice, made, roster)] if dice.random() < 0.2 else []
    withheld = frozenset({"E0"}) if dice.random() < 0.1 else frozenset()
    if withheld and not any(may[p.employee_id] for p in roster[1:] if p.name == "王芳"):
        made.hidden_names.add("王芳")
    decisions = Decisions(done=tuple(done), hidden=withheld)
    made.night = night(
        *pairs, roster=tuple(roster), consent=listed, rules=Rules(all_consented=False), decisions=decisions
    )
    return made


def _comment(i: int, roster: list[Posting], made: Made, dice: np.random.Generator) -> tuple[Comment, Reading]:
    about = pick(dice, roster)
    text, also = sentence(about.name, dice, made, [p.name for p in roster if p is not about] + [GUEST])
    twins = sum(p.name == about.name for p in roster) > 1
    linked = None if twins and dice.random() < 0.5 else about.employee_id
    ids = {p.name: p.employee_id for p in roster}
    people = [(about.name, linked, "praise", float(pick(dice, (0.7, 0.98, 0.99))))]
    people += [
        (name, ids.get(name), pick(dice, ("praise", "complaint", "neutral")), 0.97)
        for name in also
        if name != about.name
    ]
    audience = "employee" if dice.random() < 0.15 else "customer"
    if audience == "employee":
        text += f"，员工第{i}号说"
        made.planted.add(f"员工第{i}号")
    comment, reading = said(text, people=people, id=f"c{i}", audience=audience, site="S1")
    if dice.random() < 0.3:
        words = pick(dice, PROCESS)
        whole, _ = sentence(about.name, dice, made, [p.name for p in roster])
        comment, reading = said(f"{words}，{whole}", id=f"c{i}", site="S1")
        return comment, replace(
            reading, credits=(Credit(kind="process", start=0, end=len(words), text=words),)
        )
    return comment, reading


def _done(dice: np.random.Generator, made: Made, roster: list[Posting]) -> Done:
    asked = f"希望多开窗口{pick(dice, ('', *DATA, *BLAME))}"
    made.planted |= {part for part in (*DATA, *BLAME) if part in asked}
    did = f"已经多开两个{pick(dice, ('', '，' + pick(dice, roster).name + '负责', '，傻*逼'))}"
    made.planted |= {"傻*逼"} if "傻*逼" in did else set()
    return Done(key="k", asked=asked, did_zh=did, did_en="Two more counters", day=DAY)
