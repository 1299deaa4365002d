"""What happened to topics, in words of both languages: every event says why."""

from collections.abc import Sequence
from datetime import date

from nlp.records import Topic, TopicEvent


def born(topic_id: str, name: tuple[str, str], day: date | None) -> TopicEvent:
    """Tell that a first fit found a topic."""
    return _event(
        day,
        topic_id,
        "birth",
        f"{topic_id} {name[0]} 在{_zh(day)}首次建立话题时出现。",
        f"{topic_id} {name[1]} was found {_en(day)} when topics were first built.",
    )


def emerged(
    topic: Topic, day: date | None, texts: int, comments: int, usual: tuple[int, int] | None = None
) -> TopicEvent:
    """Tell that segments gave birth to a topic; ``usual``: how many of how many earlier ones come as near."""
    zh, en = "却不属于任何已有话题", "and fit no known topic"
    if usual is not None:
        few, past = usual
        zh = f"而此前的 {past} 个说法里" + (f"只有 {few} 个与它们这样近" if few else "没有一个与它们这样近")
        en = f"and of {past:,} earlier ones {few or 'none'} {'come' if few > 1 else 'comes'} as near"
    return _event(
        day,
        topic.id,
        "birth",
        f"{topic.id} {topic.label_zh} 于{_zh(day)}诞生：{comments} 条评论中的 {texts} 个说法彼此相近，{zh}。",
        f"{topic.id} {topic.label_en} was born {_en(day)}: {texts} statements in {comments} comments are alike, {en}.",
    )


def split(child: Topic, old: Topic, day: date | None, share: float) -> TopicEvent:
    """Tell that a topic fell into two."""
    percent = round(100 * share)
    return _event(
        day,
        child.id,
        "split",
        f"{child.id} {child.label_zh} 于{_zh(day)}从 {old.id} {old.label_zh} 分出：其中 {percent}% 的说法"
        "自成一群，与其余的明显不同。",
        f"{child.id} {child.label_en} split off {old.id} {old.label_en} {_en(day)} because {percent}% of its "
        "statements form a group of their own, clearly apart from the rest.",
    )


def merged(old: Topic, into: Topic, day: date | None, likeness: float) -> TopicEvent:
    """Tell that two topics have become one."""
    return _event(
        day,
        old.id,
        "merge",
        f"{old.id} {old.label_zh} 于{_zh(day)}并入 {into.id} {into.label_zh}：两者的说法已难以区分"
        f"（相似度 {likeness:.2f}）。",
        f"{old.id} {old.label_en} merged into {into.id} {into.label_en} {_en(day)} because their statements can "
        f"no longer be told apart (likeness {likeness:.2f}).",
    )


def drifted(topic: Topic, day: date | None, likeness: float) -> TopicEvent:
    """Tell that people speak of a topic in another way than before."""
    return _event(
        day,
        topic.id,
        "drift",
        f"{topic.id} {topic.label_zh} 到{_zh(day)}说法有了变化（与上次的相似度 {likeness:.2f}）。",
        f"{topic.id} {topic.label_en} is spoken of differently {_en(day)} (likeness with the last fit "
        f"{likeness:.2f}).",
    )


def retired(topic: Topic, day: date | None, refits: int) -> TopicEvent:
    """Tell that nobody speaks of a topic any more."""
    return _event(
        day,
        topic.id,
        "retirement",
        f"{topic.id} {topic.label_zh} 于{_zh(day)}停用：连续 {refits} 次重算都没有人提到。",
        f"{topic.id} {topic.label_en} was retired {_en(day)}: nobody spoke of it in {refits} refits in a row.",
    )


def edited(topic: Topic, day: date | None, what_zh: str, what_en: str, by: str | None = None) -> TopicEvent:
    """Tell what a person decided."""
    who_zh, who_en = (f"{by} ", f" by {by}") if by else ("", "")
    return _event(
        day,
        topic.id,
        "edit",
        f"{who_zh}在{_zh(day)}修改 {topic.id} {topic.label_zh}：{what_zh}。",
        f"{topic.id} {topic.label_en} was edited {_en(day)}{who_en}: {what_en}.",
    )


def listed(topics: Sequence[Topic]) -> tuple[str, str]:
    """Return topics in a row, in Chinese and in English."""
    zh = "、".join(f"{t.id} {t.label_zh}" for t in topics)
    return zh, ", ".join(f"{t.id} {t.label_en}" for t in topics)


def _event(day: date | None, topic_id: str, kind: str, zh: str, en: str) -> TopicEvent:
    return TopicEvent(day=day, topic_id=topic_id, kind=kind, reason_zh=zh, reason_en=en)  # pyright: ignore[reportArgumentType]


def _zh(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else "（未注明日期）"


def _en(day: date | None) -> str:
    return f"on {day.day} {day:%B}" if day else "(no date)"
