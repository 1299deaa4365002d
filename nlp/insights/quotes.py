"""Comments as they may be shown: masked, and nobody blamed by name."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nlp.insights.night import Night, Voice
from nlp.records import Mention, Quote, Topic
from nlp.text.simple import simplified

HIDDEN_ZH, HIDDEN_EN = "某人", "[someone]"


def shown_text(voice: Voice, keep: frozenset[str] = frozenset()) -> str:
    """Return the masked text without names that must not be shown.

    Because: blame is never shown by name, and a guest's or author's name is personal data. Names of praised or
    merely mentioned staff stay, and so do those in ``keep`` (employee ids).
    """
    text = voice.reading.masked
    stand_in = HIDDEN_EN if voice.reading.language == "en" else HIDDEN_ZH
    for mention in sorted(voice.reading.mentions, key=lambda m: -len(m.surface)):
        if _must_hide(mention) and mention.employee_id not in keep:
            text = text.replace(mention.surface, stand_in)
    return text


def _must_hide(mention: Mention) -> bool:
    return not mention.staff or mention.stance == "complaint"


def quote(voice: Voice, text: str | None = None) -> Quote:
    """Make the showable form of one voice, or of a part of it given as ``text``."""
    c, r = voice.comment, voice.reading
    return Quote(
        comment_id=c.id, text=text if text is not None else shown_text(voice), language=r.language,
        label=r.sentiment.label, score=r.sentiment.score, day=c.day, site=c.site, touchpoint=c.touchpoint,
        audience=c.audience, source=c.source, row=c.row, question=c.question, topic_ids=voice.topic_ids,
    )  # fmt: skip


def showable(voices: Sequence[Voice], night: Night) -> list[Voice]:
    """Drop employees' comments of sites where too few wrote; customers' are always showable.

    Because: with fewer than the threshold a colleague can be told from the words. A site's few are not shown
    under "everywhere" either, or a subtraction would show them.
    """
    counts: dict[str | None, int] = {}
    for v in voices:
        if v.comment.audience == "employee":
            counts[v.comment.site] = counts.get(v.comment.site, 0) + 1
    enough = {site for site, n in counts.items() if n >= night.rules.employee_threshold}
    return [v for v in voices if v.comment.audience == "customer" or v.comment.site in enough]


def openly_worded(topics: Sequence[Topic], voices: Sequence[Voice], shown: Sequence[Voice]) -> list[Topic]:
    """Return the topics with those key words alone that somebody said who may be shown.

    Because: key words are taken from all comments, and one of them may be the very word of one of three employees.
    """
    ids = {v.comment.id for v in shown}
    hushed = [v for v in voices if v.comment.audience == "employee" and v.comment.id not in ids]
    touched = {t for v in hushed for t in v.topic_ids}
    told = [v for v in voices if v.comment.audience == "customer" or v.comment.id in ids] if touched else []
    said = "\n".join(simplified(v.reading.masked).casefold() for v in told)

    def open_ones(words: Sequence[str]) -> tuple[str, ...]:
        return tuple(word for word in words if simplified(word).casefold() in said)

    return [
        replace(t, keywords_zh=open_ones(t.keywords_zh), keywords_en=open_ones(t.keywords_en))
        if t.id in touched
        else t
        for t in topics
    ]


def typical(voices: Iterable[Voice], topic_id: str, n: int = 3) -> tuple[Quote, ...]:
    """Pick a few comments for a topic: clear in mood, readable in length, different authors, the newest first."""
    about = [v for v in voices if topic_id in v.topic_ids]
    ranked = sorted(about, key=_worth, reverse=True)
    seen: set[str] = set()
    chosen: list[Quote] = []
    for v in ranked:
        author = v.comment.author or v.comment.id
        if author not in seen and len(chosen) < n:
            seen.add(author)
            chosen.append(quote(v))
    return tuple(chosen)


def _worth(voice: Voice) -> tuple[bool, bool, float, str, str]:
    length = len(voice.reading.masked)
    focused = len(voice.topic_ids) == 1
    readable = 8 <= length <= 160
    newest = voice.comment.day.isoformat() if voice.comment.day else ""
    return readable, focused, round(abs(voice.reading.sentiment.score), 1), newest, voice.comment.id
