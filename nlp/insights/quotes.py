"""Comments as they may be shown: masked, and nobody blamed by name."""

from collections.abc import Iterable, Sequence

from nlp.insights.night import Night, Voice
from nlp.records import Mention, Quote

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
