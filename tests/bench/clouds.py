"""Print the words of clouds of real comments, so that anybody can judge them: good, says nothing, wrong.

``python -m tests.bench clouds [-from=3000]``. 1,500 comments of each corpus, shuffled once for all; ``-from`` takes others.
Feelings and people are not read here (that takes minutes): names which the people's reader would keep out may stand in them.
Judged by hand, a word is good that a passer-by understands alone: a subject, a phrase, a quality.
"""

import csv
import os
import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import numpy as np

from nlp.insights.clouds import word_lists
from nlp.insights.night import Night, voices_of
from nlp.records import Comment, Counts, Names, Reading, Segment, Sentiment
from nlp.text import cut, language_of, repair
from nlp.words import Words

DATA = Path(os.environ.get("TINGJIAN_DATA", "../shared/data"))  # noqa: TID251 - set-up of a bench, not of the product
CORPORA = {
    "zh_hotel_reviews": "site",
    "zh_online_shopping": "",
    "en_vegas_hotels": "site",
    "en_airline_tweets": "airline",
}
MANY, FEW, LONGEST = 1500, 12, 3000
DAY = date(2026, 10, 31)
UNREAD = Sentiment(label="neutral", level=0, score=0.0, confidence=0.0)


def main() -> None:
    """Print one line a corpus and language: how many words, and each with its count."""
    start = next((int(arg.removeprefix("-from=")) for arg in sys.argv if arg.startswith("-from=")), 0)
    words = Words()
    for name, site in CORPORA.items():
        path = DATA / f"{name}.csv"
        if not path.exists():
            sys.stdout.write(f"clouds: no {path.name} in {DATA}; set TINGJIAN_DATA\n")
            continue
        _show(name, list(_comments(path, site, start)), words)


def _show(name: str, comments: list[Comment], words: Words) -> None:
    night = _night(comments)
    began = time.monotonic()
    lists = word_lists(voices_of(night), night, words)
    took = time.monotonic() - began
    for listed in lists:
        if listed.site is None and len(listed.words) >= FEW:
            shown = "  ".join(f"{word.text} {word.count}" for word in listed.words)
            sys.stdout.write(f"{name} {listed.language}, {len(listed.words)} words, {took:.1f} s: {shown}\n")


def _comments(path: Path, site: str, start: int) -> Iterable[Comment]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["text"]]
    order = np.random.default_rng(7).permutation(len(rows))[start : start + MANY]
    for i, row in ((i, rows[i]) for i in order.tolist()):
        text = row["text"][:LONGEST]
        yield Comment(
            id=str(i),
            source=path.stem,
            source_id=str(i),
            text=text,
            site=row[site] if site else None,
            day=DAY,
        )


def _night(comments: list[Comment]) -> Night:
    n = len(comments)
    counts = Counts(
        taken_in=n, read=n, rejected=0, new=n, unvoiced=0, languages=(), segments=n, unassigned_segments=n
    )
    readings = {comment.id: _reading(comment) for comment in comments}
    names = Names(brand_zh="晴屿", brand_en="Clearisle")
    return Night(day=DAY, names=names, counts=counts, comments=comments, readings=readings)


def _reading(comment: Comment) -> Reading:
    text = repair(comment.text).text
    language = language_of(text)
    segments = tuple(
        Segment(start=a, end=b, text=text[a:b], language=language, sentiment=UNREAD)
        for a, b in cut(text, language)
    )
    return Reading(comment_id=comment.id, language=language, sentiment=UNREAD, masked=text, segments=segments)


if __name__ == "__main__":
    main()
