"""Fold a night: from voices to the one record that publishing gets."""

from collections.abc import Sequence
from dataclasses import replace

from nlp.insights import clouds, gate, tally
from nlp.insights.gaps import gaps
from nlp.insights.night import Night, Voice, current, voices_of, within
from nlp.insights.praise import praise, processes
from nlp.insights.quotes import openly_worded, quote, showable, shown_text, typical
from nlp.insights.summary import Digest
from nlp.records import Audience, Insights, Suggestion, SuggestionRow, Topic, TopicEvent, TopicRow
from nlp.words import Words

TAIL = " ，,；;、：:"
"""What a clause ends with when it is cut out of a sentence, and what looks lost when it stands alone."""


def fold(night: Night, words: Words) -> Insights:
    """Fold everything the night knows into one record; pure, so the same night gives the same record."""
    voices = voices_of(night)
    now = current(voices, night.period)
    topics = topic_rows(voices, night)
    thanked = praise(voices, night)
    asks = suggestions(now, night)
    digest = Digest(night, voices)
    quotes = tuple(quote(v) for v in showable(now, night))
    shown = {q.comment_id for q in quotes}
    return Insights(
        day=night.day, period=night.period, names=night.names, counts=night.counts,
        summary_zh=digest.say("zh", topics, thanked, asks), summary_en=digest.say("en", topics, thanked, asks),
        topics=topics, topic_sites=tally.topic_sites(now, [t.topic.id for t in topics], night),
        trend=tally.trend(voices, night), alerts=tuple(night.alerts), track=night.track, praise=thanked,
        processes=processes(voices, night), suggestions=asks, words=clouds.word_lists(voices, night, words),
        rejections=tuple(night.rejections), events=_open_events(topics, night),
        quotes=quotes, topic_weeks=tally.topic_weeks(voices, night),
        topic_map=tuple(spot for spot in night.spots if spot.comment_id in shown),
        employee_threshold=night.rules.employee_threshold, answers=night.decisions.answers,
        done=gate.wishes_met(night), gaps=gaps(voices, night),
        approved_words=_approved_words(night),
    )  # fmt: skip


def _approved_words(night: Night) -> tuple[str, ...] | None:
    """Return the words that reviewers have let onto the wall; None where no yes is needed."""
    if not night.rules.approval:
        return None
    keys = (key.split("|", 1) for key in night.decisions.approved)
    return tuple(sorted(key[1] for key in keys if key[0] == "word" and len(key) == 2))


def _open_events(rows: Sequence[TopicRow], night: Night) -> tuple[TopicEvent, ...]:
    """Leave out what became of topics in use that have no row: nobody who may be shown speaks of them."""
    closed = {t.id for t in night.topics.values() if t.state == "active"} - {row.topic.id for row in rows}
    return tuple(event for event in night.events if event.topic_id not in closed)


def topic_rows(voices: Sequence[Voice], night: Night) -> tuple[TopicRow, ...]:
    """Return one row for every active topic that was spoken of, the largest first.

    A topic of which only employees speak who may not be shown has no row: its very name is made of their words.
    """
    now, before = current(voices, night.period), within(voices, night.before)
    shown = showable(now, night)
    open_ids = {t for v in shown for t in v.topic_ids}
    kept = [t for t in night.topics.values() if t.state == "active" and t.id in open_ids]
    rows = [
        replace(_topic_row(t, now, before, shown), called=night.called.get(t.id))
        for t in openly_worded(kept, voices, shown)
    ]
    return tuple(sorted((r for r in rows if r.tally.n), key=lambda r: (-r.tally.n, r.topic.id)))


def _topic_row(
    topic: Topic, now: Sequence[Voice], before: Sequence[Voice], shown: Sequence[Voice]
) -> TopicRow:
    mine = [v for v in now if topic.id in v.topic_ids]
    told = [v for v in shown if topic.id in v.topic_ids]
    earlier = sum(topic.id in v.topic_ids for v in before)
    audiences: tuple[Audience, ...] = ("customer", "employee")
    return TopicRow(
        topic=topic, tally=tally.of_topic(mine, topic.id),
        share=round(len(mine) / max(len(now), 1), 6), share_before=round(earlier / max(len(before), 1), 6),
        change_interval=tally.change_interval((len(mine), len(now)), (earlier, len(before))),
        sites=len({v.comment.site for v in mine if v.comment.site}),
        voices_by_audience=tuple((a, sum(v.comment.audience == a for v in told)) for a in audiences),
        quotes=typical(shown, topic.id),
    )  # fmt: skip


def suggestions(voices: Sequence[Voice], night: Night) -> tuple[SuggestionRow, ...]:
    """Return what authors ask for, the newest first; the text is the asking span, names hidden as in quotes."""
    rows = [
        SuggestionRow(topic_id=_topic_of(ask, v), text=_ask_text(ask, v), quote=quote(v))
        for v in showable(voices, night)
        for ask in v.reading.suggestions
    ]
    return tuple(
        sorted(rows, key=lambda r: (r.quote.day is not None, r.quote.day, r.quote.comment_id), reverse=True)
    )


def _ask_text(ask: Suggestion, voice: Voice) -> str:
    """Return the asking words, or the whole shown comment where a hidden name stood inside them."""
    return ask.text.rstrip(TAIL) if ask.text in shown_text(voice) else shown_text(voice)


def _topic_of(ask: Suggestion, voice: Voice) -> str | None:
    for segment, topic in zip(voice.reading.segments, voice.placed, strict=True):
        if topic and segment.start < ask.end and ask.start < segment.end:
            return topic
    return None
