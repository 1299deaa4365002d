"""Rich, invented nights in both languages, so that screens can be drawn before any model has read a word."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from nlp.answers import Done
from nlp.records import (
    Audience,
    Counts,
    Insights,
    Names,
    Praise,
    ProcessPraise,
    Quote,
    Rejection,
    SuggestionRow,
    Tally,
    Topic,
    TopicEvent,
    TopicRow,
    TopicSite,
    TrendPoint,
    Word,
    WordList,
)
from tests.flows.publish.alarms import alerts, unheard
from tests.flows.publish.cast import (
    ENGLISH,
    GIVEN,
    KIND_EN,
    KIND_ZH,
    PLAIN_EN,
    PLAIN_ZH,
    RARE,
    SURNAMES,
    TOPICS,
    WORDS_EN,
    WORDS_ZH,
)
from tests.flows.publish.lands import spots, weeks

DAY = date(2026, 11, 20)
DONE = Done(
    key="c1|x",
    asked="建议高峰时前台多开一个窗口，等了四十分钟。",
    did_zh="周末早上多开了两个窗口",
    did_en="Two more counters on weekend mornings",
    day=DAY - timedelta(days=2),
)


def full_names(count: int) -> list[str]:
    """Make different names: rare letters and English ones first, then surname by given name."""
    chinese = [a + b for b in GIVEN for a in SURNAMES]
    return list(dict.fromkeys([*RARE, *ENGLISH, *chinese]))[:count]


PRAISED: list[tuple[Literal["process", "team"], str, int, str, tuple[str, ...]]] = [
    ("process", "退款当天到账", 14, "退款当天到账，没想到这么快！", ()),
    ("team", "客房部整个团队", 9, "客房部整个团队都很用心。", ("s01",)),
    ("process", "online check-in", 7, "Online check-in took two minutes.", ()),
]


def quote(text: str, number: int = 0, **more) -> Quote:
    """Make one quote with every field filled."""
    zh = any("一" <= char <= "鿿" for char in text)
    fields = {
        "comment_id": f"c{number}",
        "language": "zh-Hans" if zh else "en",
        "label": "positive",
        "score": 0.8,
        "day": DAY - timedelta(days=number % 30),
        "site": f"s{number % 40:02d}",
        "touchpoint": "desk",
        "source": "survey",
        "row": number + 2,
    }
    return Quote(text=text, **(fields | more))


def person(name: str, thanks: int = 1, number: int = 0, **more) -> Praise:
    """Make one praised employee who may be shown."""
    said = KIND_EN[number % len(KIND_EN)] if name.isascii() else KIND_ZH[number % len(KIND_ZH)]
    fields = {
        "employee_id": f"E{number:03d}",
        "site": f"s{number % 40:02d}",
        "department": "前台" if number % 3 else None,
        "tier": "display",
        "thanks": thanks,
        "mentions": thanks + number % 2,
        "first_day": DAY - timedelta(days=20),
        "last_day": DAY,
        "new": number % 9 == 0,
        "praised_for": ("care",) if number % 2 else ("patience", "speed"),
        "quotes": (quote(said.format(name=name), 5000 + number),),
    }
    return Praise(name=name, **(fields | more))


def tally(n: int, mean: float) -> Tally:
    """Make a tally whose parts add up and fit its mean."""
    good = round(n * (mean + 1) / 2 * 0.8)
    bad = round(n * (1 - mean) / 2 * 0.7)
    mixed = min(n - good - bad, n // 12)
    return Tally(n=n, positive=good, negative=bad, neutral=n - good - bad - mixed, mixed=mixed, mean=mean)


@dataclass(frozen=True)
class Scene:
    """How much of everything a night holds."""

    people: int = 60
    comments: int = 600
    topics: int = 30
    sites: int = 40
    display: bool = True
    seed: int = 7


def night(scene: Scene = Scene(), day: date = DAY) -> Insights:
    """Make one whole night."""
    dice = np.random.default_rng(scene.seed)
    topics = [
        Topic(id=f"T{i:04d}", label_zh=zh, label_en=en) for i, (zh, en) in enumerate(_pairs(scene.topics))
    ]
    quotes = tuple(_comment(i, dice, topics, scene) for i in range(scene.comments))
    return Insights(
        day=day,
        period=(day - timedelta(days=29), day),
        names=Names(
            brand_zh="云途酒店",
            brand_en="Yuntu Hotels",
            sites=tuple(
                (f"s{i:02d}", f"{'东南西北中'[i % 5]}湖{i + 1}号店", f"Lake {i + 1}")
                for i in range(scene.sites)
            ),
            touchpoints=(("desk", "前台", "Front desk"),),
        ),
        counts=Counts(
            taken_in=scene.comments + 12,
            read=scene.comments,
            rejected=12,
            new=scene.comments // 20,
            unvoiced=9,
            languages=(("zh-Hans", scene.comments // 2), ("en", scene.comments - scene.comments // 2)),
            segments=scene.comments * 2,
            unassigned_segments=scene.comments // 9,
        ),
        summary_zh=(
            "昨晚新增 30 条留言，差评占 18%，与上周持平。",
            "“排队等候”明显增多：本周 41 条，往常 12 条（7–18）。",
            "6 位同事第一次被顾客点名感谢。",
        ),
        summary_en=(
            "30 new comments last night; 18% negative, as last week.",
            "“Waiting in line” is clearly up: 41 this week, usually 12 (7–18).",
            "Six colleagues were thanked by name for the first time.",
        ),
        topics=tuple(_topic_row(i, topic, dice, quotes) for i, topic in enumerate(topics)),
        topic_sites=tuple(_cell(t.id, f"s{s:02d}", dice) for t in topics for s in range(scene.sites)),
        topic_weeks=tuple(weeks(topics, day)),
        topic_map=tuple(spots(topics, quotes)),
        trend=tuple(_week(w, a, dice, day) for w in range(12) for a in ("customer", "employee")),
        alerts=tuple(alerts(topics, quotes, day)),
        praise=tuple(_people(scene, dice)),
        processes=tuple(
            ProcessPraise(kind=kind, text=text, count=count, quote=quote(said, number), sites=sites)
            for number, (kind, text, count, said, sites) in enumerate(PRAISED, start=9001)
        ),
        gaps=unheard(day),
        suggestions=tuple(
            SuggestionRow(
                topic_id=topics[i % len(topics)].id, text=text, quote=quote(text, 9100 + i, label="neutral")
            )
            for i, text in enumerate(
                (
                    "建议高峰时多开一个窗口。",
                    "Please open a second counter at noon.",
                    "希望早餐能早半小时开始。",
                )
            )
        ),
        words=tuple(_words(dice)),
        rejections=tuple(
            Rejection(
                source="survey",
                file="nov.csv",
                row=i,
                column="date",
                value="2026-13-40",
                reason="日期读不懂 / no such date",
            )
            for i in range(12)
        ),
        events=(
            TopicEvent(
                day=day,
                topic_id="T0003",
                kind="birth",
                reason_zh="新话题：31 条留言",
                reason_en="new: 31 comments",
            ),
        ),
        quotes=quotes,
    )


def _pairs(count: int) -> list[tuple[str, str]]:
    pairs = [(zh, en) for zh, en in (pair.split("|") for pair in TOPICS.split(";"))]
    return [pairs[i % len(pairs)] for i in range(count)]


def _comment(i: int, dice, topics: list[Topic], scene: Scene) -> Quote:
    lines = PLAIN_ZH if i % 2 else PLAIN_EN
    kind = int(dice.integers(len(lines)))
    label = ("negative", "positive", "negative", "mixed")[kind]
    score = {"negative": -0.6, "positive": 0.7, "mixed": 0.1}[label]
    ids = tuple(topics[int(t)].id for t in dice.choice(len(topics), size=1 + i % 2, replace=False))
    who = "employee" if i % 11 == 0 else "customer"
    return quote(
        lines[kind], i, label=label, score=score, topic_ids=ids, audience=who, site=f"s{i % scene.sites:02d}"
    )


def _topic_row(i: int, topic: Topic, dice, quotes: tuple[Quote, ...]) -> TopicRow:
    own = [q for q in quotes if topic.id in q.topic_ids]
    change = float(dice.normal(0, 0.01))
    share = len(own) / max(len(quotes), 1)
    return TopicRow(
        topic=topic,
        tally=tally(len(own), float(dice.uniform(-0.7, 0.7))),
        share=share,
        share_before=max(share - change, 0),
        change_interval=(change - 0.008, change + 0.008),
        sites=len({q.site for q in own}),
        voices_by_audience=(("customer", len(own)), ("employee", len(own) // 9)),
        quotes=tuple(own[:3]),
    )


def _cell(topic: str, site: str, dice) -> TopicSite:
    n = int(dice.poisson(3))
    return TopicSite(
        topic_id=topic, site=site, audience="customer", tally=tally(n, float(dice.uniform(-0.8, 0.8)))
    )


def _week(w: int, audience, dice, day: date) -> TrendPoint:
    start = day - timedelta(days=day.weekday() + 7 * (11 - w))
    few = audience == "employee" and w < 2
    n = int(dice.integers(90, 160))
    return TrendPoint(
        week=start, audience=audience, site=None, tally=None if few else tally(n, 0.1 + 0.03 * w)
    )


def _people(scene: Scene, dice):
    for i, name in enumerate(full_names(scene.people)):
        thanks = 1 + int(dice.pareto(1.9)) if i else 13
        yield person(name, min(thanks, 14), i, tier="display" if scene.display else "review")
    for i, name in enumerate(["小萍", "王姐", "Sam"]):
        yield person(
            name,
            2,
            900 + i,
            tier="review",
            employee_id=None,
            held=("not_on_roster",),
            candidates=("E001", "E002"),
        )


LISTS: tuple[tuple[Audience, Literal["zh", "en"], list[str]], ...] = (
    ("customer", "zh", WORDS_ZH),
    ("customer", "en", WORDS_EN),
    ("employee", "zh", WORDS_ZH),
    ("employee", "en", WORDS_EN[:9]),
)


def _words(dice):
    for audience, language, texts in LISTS:
        counts = 240 / np.arange(1, len(texts) + 1) ** 0.8
        scores = dice.uniform(-0.8, 0.9, len(texts))
        words = (
            Word(text=t, count=int(c), score=float(s)) for t, c, s in zip(texts, counts, scores, strict=True)
        )
        yield WordList(audience=audience, language=language, words=tuple(words))
