"""Rich, invented nights in both languages, so that screens can be drawn before any model has read a word."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from nlp.records import (
    Alert,
    Audience,
    Counts,
    Insights,
    Names,
    Praise,
    ProcessPraise,
    Quote,
    Rejection,
    Signal,
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

DAY = date(2026, 11, 20)
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗单曾仇查解缪翟覃区盖朴"
GIVEN = [
    "芳",
    "静怡",
    "浩然",
    "一鸣",
    "雨桐",
    "建国",
    "秀英",
    "志强",
    "晓梅",
    "子涵",
    "玥",
    "堃",
    "喆",
    "俊杰",
    "丽华",
    "思远",
    "海燕",
    "文博",
    "小满",
    "嘉宁",
    "明哲",
    "淑珍",
    "天佑",
    "若曦",
    "国栋",
]
ENGLISH = [
    "Kevin 王",
    "Grace Chan",
    "Marcus Bell",
    "Priya Nair",
    "Tom Okafor",
    "Summer Lau",
    "Elena Rossi",
    "Joy Tan",
    "Frank Doyle",
    "Hope Mbeki",
    "Alexander Montgomery-Fitzgerald",
    "May Lim",
    "Ana Souza",
    "Noor Haddad",
    "Liam O'Neil",
]
RARE = ["小𠮷", "欧阳娜娜", "尉迟敬明", "陈䶮", "古丽·阿不都热依木"]
TOPICS = (
    "排队等候|waiting in line;退款到账|refunds;早餐品种|breakfast choice;前台办理|check-in desk;房间隔音|room noise;停车位|parking;"
    "网络信号|Wi-Fi;空调噪音|air conditioning;电梯等待|lifts;积分兑换|points;发票开具|invoices;APP 卡顿|app freezes;"
    "保洁质量|cleaning;客服热线|phone support;价格透明|clear prices;预约改期|rebooking;等位安排|seating;儿童设施|for children;"
    "热水不足|hot water;员工排班|shift plans;培训不足|training;工具切换|too many tools;信息不同步|missing information;"
    "会议室|meeting rooms;洗衣服务|laundry;接送服务|shuttle;异味|smells;行李寄存|luggage;支付失败|payments fail;线路指引|signs"
)
KIND_ZH = (
    "{name}特别耐心，把流程讲得清清楚楚。",
    "多亏{name}帮忙找回了落下的包，真的很感谢！",
    "下雨天{name}一路撑伞送我们到车站，心里暖暖的。",
    "{name}记得我孩子对花生过敏，主动换了菜。",
    "办手续遇到麻烦，{name}加班陪我办完，一句怨言都没有。",
)
KIND_EN = (
    "{name} walked me through every step and never once made me feel rushed.",
    "Thanks to {name} we got the lost suitcase back the same evening!",
    "{name} remembered our daughter's allergy and quietly changed the menu.",
    "My card was blocked, and {name} stayed late until it worked again.",
)
PLAIN_ZH = (
    "排队四十分钟，只开了一个窗口。",
    "早餐比上次丰富多了。",
    "APP 一点付款就闪退，试了三次。",
    "房间很干净，就是隔音差一点。",
)
PLAIN_EN = (
    "Forty minutes in line with one counter open.",
    "Breakfast is much better than last time.",
    "The app closes whenever I try to pay.",
    "Spotless room, thin walls though.",
)
WORDS_ZH = [
    "态度好",
    "耐心",
    "干净",
    "早餐",
    "前台",
    "排队",
    "退款",
    "等太久",
    "隔音差",
    "方便",
    "热情",
    "贴心",
    "停车",
    "空调",
    "电梯",
    "网络",
    "不好用",
    "闪退",
    "价格",
    "发票",
    "性价比",
    "舒服",
    "安静",
    "会员",
    "积分",
    "行李",
    "接送",
    "主动",
    "专业",
    "微笑",
    "效率高",
    "太慢",
    "热水",
    "异味",
    "位置好",
    "交通",
    "地铁口",
    "送餐",
    "枕头",
    "儿童",
    "亲子",
    "取消",
    "改期",
    "客服",
    "打不通",
    "解释清楚",
    "很满意",
    "再来",
    "推荐",
    "划算",
]
WORDS_EN = [
    "friendly",
    "clean",
    "breakfast",
    "front desk",
    "waiting",
    "refund",
    "too slow",
    "thin walls",
    "easy",
    "helpful",
    "kind",
    "parking",
    "air con",
    "lift",
    "Wi-Fi",
    "not clean",
    "crashes",
    "price",
    "invoice",
    "good value",
    "comfortable",
    "quiet",
    "member",
    "points",
    "luggage",
    "shuttle",
    "on time",
    "professional",
    "smile",
    "fast",
    "hot water",
    "smell",
    "location",
    "station",
    "room service",
    "pillow",
    "children",
    "family",
    "cancel",
    "rebook",
    "support",
    "no answer",
    "explained",
    "satisfied",
    "come back",
    "recommend",
]


def full_names(count: int) -> list[str]:
    """Make different names: rare letters and English ones first, then surname by given name."""
    chinese = [a + b for b in GIVEN for a in SURNAMES]
    return list(dict.fromkeys([*RARE, *ENGLISH, *chinese]))[:count]


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
        "praised_for": ("耐心",) if number % 2 else ("patience", "speed"),
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
            "6 位同事第一次被客户点名感谢。",
        ),
        summary_en=(
            "30 new comments last night; 18% negative, as last week.",
            "“Waiting in line” is clearly up: 41 this week, usually 12 (7–18).",
            "Six colleagues were thanked by name for the first time.",
        ),
        topics=tuple(_topic_row(i, topic, dice, quotes) for i, topic in enumerate(topics)),
        topic_sites=tuple(_cell(t.id, f"s{s:02d}", dice) for t in topics for s in range(scene.sites)),
        trend=tuple(_week(w, a, dice, day) for w in range(12) for a in ("customer", "employee")),
        alerts=tuple(_alerts(topics, quotes, day)),
        praise=tuple(_people(scene, dice)),
        processes=(
            ProcessPraise(
                kind="process",
                text="退款当天到账",
                count=14,
                quote=quote("退款当天到账，没想到这么快！", 9001),
            ),
            ProcessPraise(
                kind="team", text="客房部整个团队", count=9, quote=quote("客房部整个团队都很用心。", 9002)
            ),
            ProcessPraise(
                kind="process",
                text="online check-in",
                count=7,
                quote=quote("Online check-in took two minutes.", 9003),
            ),
        ),
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


def _alerts(topics: list[Topic], quotes: tuple[Quote, ...], day: date):
    for i, (kind, state, site) in enumerate(
        [("worse", "open", "s03"), ("new", "open", None), ("worse", "acknowledged", "s11")]
    ):
        topic = topics[i * 2 % len(topics)]
        history = tuple(
            (day - timedelta(days=55 - d), float(3 + d % 4 + (0 if d < 46 else (d - 45) * 2 * (3 - i))), 4.5)
            for d in range(56)
        )
        signal = Signal(
            id=f"A{i + 1}",
            day=day,
            kind=kind,
            family="topic",
            label_zh=topic.label_zh,
            label_en=topic.label_en,
            observed=41,
            expected=12.3,
            interval=(7, 18),
            topic_id=topic.id,
            site=site,
            audience="employee" if i == 2 else "customer",
            keywords=("排队", "窗口", "counter"),
            why=("count", "share", "sites"),
            since=day - timedelta(days=9),
            until=day,
            once_in_days=420.0,
            comment_ids=("c1", "c2"),
            history=history,
        )
        yield Alert(
            signal=signal,
            sentence_zh=f"“{topic.label_zh}”近 7 天 41 条，往常约 12 条（7–18）。",
            sentence_en=f"“{topic.label_en}”: 41 in the last 7 days, usually about 12 (7–18).",
            caveats_zh=("样本偏少",),
            caveats_en=("few comments",),
            quotes=quotes[i * 4 : i * 4 + 3],
            authors=36,
            state=state,
        )


def _people(scene: Scene, dice):
    for i, name in enumerate(full_names(scene.people)):
        thanks = 1 + int(dice.pareto(1.9)) if i else 13
        yield person(name, min(thanks, 14), i, tier="display" if scene.display else "review")
    for i, name in enumerate(["小萍", "王姐", "Sam"]):
        yield person(
            name, 2, 900 + i, tier="review", employee_id=None, held=("no_match",), candidates=("E001", "E002")
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
