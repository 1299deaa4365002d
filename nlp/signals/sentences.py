"""Say an alert in full sentences that can be read out, in Chinese and in English."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal

from nlp.lexicons import rows
from nlp.records import Signal, TrackRecord

Tongue = Literal["zh", "en"]
TABLE = "shared/alert_sentences.tsv"
MONTH, YEAR = 30.4, 365.25
LONGEST_YEARS = 10
LISTED = 5
"""Series named that moved along."""
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@cache
def _texts(language: str) -> Mapping[str, str]:
    column = "zh" if language.startswith("zh") else "en"
    return {row["key"]: row[column] for row in rows(TABLE)}


def sentence(signal: Signal, language: str, *, sites: Mapping[str, str] | None = None) -> str:
    """Say what, where, since when, how many of how many, and how many were to be expected.

    Args:
        signal: the finding.
        language: "zh" or "en" ("zh-Hant" is said in "zh").
        sites: names of sites by key.
    """
    texts = _texts(language)
    zh = language.startswith("zh")
    values = {
        "what": signal.label_zh if zh else signal.label_en,
        "where": _where(signal, texts, sites or {}),
        "n": _number(signal.observed),
        "total": str(signal.total or 0),
        "since": said_day(signal.since or signal.day, zh=zh),
        "low": _number(signal.interval[0]),
        "high": _number(signal.interval[1]),
    }
    return texts[_key(signal, quoted=_is_quote(values["what"]))].format(**values) + _phrase(
        signal, texts, zh=zh
    )


def _phrase(signal: Signal, texts: Mapping[str, str], *, zh: bool) -> str:
    """Say what these comments say, where the name of the alert doesn't."""
    what = signal.phrase_zh if zh else signal.phrase_en
    if not what:
        return ""
    return ("" if zh else " ") + texts["phrase.quote" if _is_quote(what) else "phrase.shared"].format(
        what=what
    )


def _is_quote(name: str) -> bool:
    return name.startswith("“")


def _key(signal: Signal, *, quoted: bool) -> str:
    if quoted and signal.family == "term":
        return "term.quoted"
    if signal.why == ("new",) and signal.family != "novelty":
        return "short"
    about_everything = signal.topic_id is None and signal.family in {"sentiment", "harsher"}
    if about_everything:
        return f"{signal.family}.all"
    has_both = signal.family in {"topic", "term"}
    return f"{signal.family}.{signal.kind if has_both else 'new' if signal.family == 'novelty' else 'worse'}"


def _where(signal: Signal, texts: Mapping[str, str], sites: Mapping[str, str]) -> str:
    place = texts["where.all"]
    if signal.site is not None:
        place = texts["where.site"].format(site=sites.get(signal.site, signal.site))
    if signal.tongue is not None:
        place = texts[f"where.{signal.tongue}"].format(where=place)
    return texts["where.employee"].format(where=place) if signal.audience == "employee" else place


def _number(value: float) -> str:
    return str(round(value)) if abs(value - round(value)) < 0.05 else f"{value:.1f}"


def said_day(day: date, *, zh: bool) -> str:
    """Write a day as people say it.

    >>> said_day(date(2019, 5, 4), zh=True), said_day(date(2019, 5, 4), zh=False)
    ('2019年5月4日', '4 May 2019')
    """
    return f"{day.year}年{day.month}月{day.day}日" if zh else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def strength(signal: Signal, language: str) -> str:
    """Say how rarely chance alone would show it, over everything watched; empty where no rate is known."""
    if signal.once_in_days is None:
        return ""
    texts, days = _texts(language), signal.once_in_days
    if days < 2 * MONTH:
        often = texts["often.days"].format(n=round(days))
    elif days < 2 * YEAR:
        often = texts["often.months"].format(n=round(days / MONTH))
    else:
        often = texts["often.years"].format(n=min(LONGEST_YEARS, int(days / YEAR)))
    return texts["once"].format(often=often)


def because(signal: Signal, language: str) -> tuple[str, ...]:
    """Say in which ways it is worse."""
    texts = _texts(language)
    return tuple(texts[f"why.{reason}"] for reason in signal.why)


def caveats(signal: Signal, language: str) -> tuple[str, ...]:
    """Say what it may not mean."""
    texts = _texts(language)
    return tuple(texts[f"caveat.{key}"] for key in signal.caveats)


def companion(
    family: str, names: tuple[str, str] | None, site: str | None = None, tongue: str | None = None
) -> tuple[str, str]:
    """Name a series that moved with another one, as (zh, en)."""
    key = f"with.{family}" if names else f"with.{family}.all"
    found: list[str] = []
    for place, language in enumerate(("zh", "en")):
        texts = _texts(language)
        said = texts[key].format(what=names[place] if names else "")
        where = texts["where.site"].format(site=site) if site else ""
        where = texts[f"with.{tongue}"].format(where=where or texts["where.all"]) if tongue else where
        found.append(texts["with.site"].format(series=said, where=where) if where else said)
    return found[0], found[1]


def facts(signal: Signal, language: str) -> tuple[str, ...]:
    """Say the rest of the case file: today, the week, shares, what moved with it, what it is not, its history."""
    texts, zh = _texts(language), language.startswith("zh")
    said = [*_spans(signal, texts), *_shares(signal, texts)]
    if signal.together:
        names = [pair[0] if zh else pair[1] for pair in signal.together[:LISTED]]
        said.append(texts["fact.together"].format(list=("；" if zh else "; ").join(names)))
    if signal.kin:
        said.append(texts["fact.kin"].format(what=signal.kin_names[0 if zh else 1].strip("“”")))
    if signal.excluded:
        reasons = [texts[f"not.{key}"] for key in signal.excluded]
        said.append(texts["fact.not"].format(list=("；" if zh else "; ").join(reasons)))
    said.append(strength(signal, language))
    if signal.first_told is not None and signal.times_told > 1:
        day = said_day(signal.first_told, zh=zh)
        said.append(texts["fact.first"].format(day=day, n=signal.times_told - 1))
    return tuple(text for text in said if text)


def _spans(signal: Signal, texts: Mapping[str, str]) -> list[str]:
    said: list[str] = []
    for key, span in (("fact.today", signal.today), ("fact.week", signal.week)):
        if span is not None:
            seen, expected, low, high = (_number(value) for value in span)
            said.append(texts[key].format(n=seen, expected=expected, low=low, high=high))
    return said


def _shares(signal: Signal, texts: Mapping[str, str]) -> list[str]:
    if signal.share_before is None or signal.share_after is None:
        return []
    before, after = _percent(signal.share_before), _percent(signal.share_after)
    return [texts["fact.share"].format(before=before, after=after)]


def _percent(share: float) -> str:
    if share < 0.0005:
        return "<0.1%"
    return f"{100 * share:.0f}%" if share >= 0.1 else f"{100 * share:.1f}%"


def track_sentence(record: TrackRecord, language: str) -> str:
    """Say how often alerts were right by what people said of them; empty while nobody has said anything."""
    if not record.judged:
        return ""
    low, high = record.interval
    return _texts(language)["track"].format(
        n=record.judged, right=record.right, noise=record.noise, share=f"{100 * record.right / record.judged:.0f}%",
        low=f"{100 * low:.0f}%", high=f"{100 * high:.0f}%",
    )  # fmt: skip
