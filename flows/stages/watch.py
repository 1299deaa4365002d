"""Watch: what is new or worse, told once and then updated; people's verdicts stay."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from flows.stages.group import Grouped, without_names
from flows.stages.job import Job
from flows.stages.take_in import Taken
from nlp import signals
from nlp.insights.night import Voice
from nlp.parts import Vectors
from nlp.records import Signal
from nlp.signals import Observation

JUDGED_AGAIN = 3


def watch(job: Job, taken: Taken, grouped: Grouped, voices: Iterable[Voice], day: date) -> list[Signal]:
    """Judge the nights since the last one, each seeing only what had arrived by then; return all that was ever told.

    The last nights are judged again, because comments arrive late. What was told before stays told, and what a late
    comment makes a day older is still the same alert.
    """
    seen = [observe(v, grouped.vectors.get(v.comment.id)) for v in voices if v.comment.day is not None]
    if not seen:
        return []
    known = {t.id: t for t in grouped.registry.topics}
    found = signals.watch(
        seen, topics=known, start=_first_night(job, seen), end=day, budget=job.settings.watch.budget,
        kpis=[k for k in taken.kpis if k.day <= day], holidays=signals.public_holidays(min(o.day for o in seen), day),
        least_employees=job.settings.employee_threshold,
    )  # fmt: skip
    told = [signal for signal in job.store.signals() if signal.day <= day]
    job.store.save_signals(signals.stitched(found, told))
    job.tell("watch", 1, 1)
    return [signal for signal in job.store.signals() if signal.day <= day]


def _first_night(job: Job, seen: Iterable[Observation]) -> date:
    last = job.store.last_run_day()
    first = min(o.day for o in seen)
    return first if last is None else max(first, last - timedelta(days=JUDGED_AGAIN - 1))


def observe(voice: Voice, vectors: Vectors | None = None) -> Observation:
    """Turn a voice into what early warning counts; with its vectors it is compared in meaning too."""
    c, r = voice.comment, voice.reading
    if c.day is None:
        msg = f"comment {c.id} has no day, so it cannot be watched"
        raise ValueError(msg)
    return Observation(
        comment_id=c.id, day=c.day, site=c.site, audience=c.audience, language=r.language,
        topic_ids=voice.topic_ids, score=r.sentiment.score, label=r.sentiment.label, text=without_names(r.masked, r),
        author=c.author, channel=" · ".join(part for part in (c.source, c.question, c.channel) if part) or None,
        vectors=vectors,
    )  # fmt: skip


def latest(found: Iterable[Signal]) -> Mapping[str, Signal]:
    """Return the newest state of every signal by the id it was first told under."""
    newest: dict[str, Signal] = {}
    for signal in found:
        newest[signal.update_of or signal.id] = signal
    return newest
