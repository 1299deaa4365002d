# pyright: basic
"""Topics against labelled sets: ours, BERTopic and turftopic as they come, k-means told the number; same vectors.

    python -m tests.bench topics                # about five minutes of one core
    python -m tests.bench.topics --full         # more rows, and fit + assign from 1,000 to 1,000,000 segments

Quality is NMI over the placed texts times coverage. "kept" is the share of placed texts that have the same
topic id after a second fit without 5 % of them (ours carries its registry on, as every week). Each method runs
in a process of its own: seconds are of processor time, "MB" is what it added. The bilingual set is this project's own; the others lie
in ``../shared/data`` (``TINGJIAN_DATA`` overrides) and are skipped where they are absent.
"""

import contextlib
import csv
import io
import multiprocessing
import resource
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.peers.joins import joins

ROOT = Path(__file__).resolve().parents[2]
SETS = {
    "zh headlines": ("zh_tnews.csv", "topic", "zh-Hans"),
    "en intents": ("en_banking77.csv", "topic", "en"),
    "zh shopping": ("zh_online_shopping.csv", "category", "zh-Hans"),
}
MORE = {
    "zh+en harder": "topics_bilingual_hard",
    "zh+en third": "topics_bilingual_third",
    "zh+en fourth": "topics_bilingual_fourth",
}
"""Bilingual sets of which only the joins are counted; the fourth was written by one who saw no lesson and no other set."""
MODEL = "e5-topics+use"
ROWS, MANY = 1_200, 4_000
SIZES = (1_000, 10_000, 100_000, 1_000_000)


def main(rows: int = ROWS) -> None:
    """Measure every set and print one table."""
    from flows.settings import build_folder, stay_offline
    from nlp.embed import load
    from nlp.topics import evidence
    from nlp.topics.guide import learn

    stay_offline()
    embedder = load(MODEL, folder=build_folder())
    learn(embedder, evidence.concepts())
    _say(
        f"{'set':14} {'method':16} {'topics':>6} {'NMI':>6} {'cover':>6} {'NMI*c':>6} {'kept':>5} {'cpu s':>6} {'MB':>6}"
    )
    scores: dict[str, list[float]] = {}
    for name, (file, column, language) in SETS.items():
        table = _table(file, column, rows)
        if table is None:
            _say(f"{name:14} skipped: {file} is absent")
            continue
        _compare(name, *table, [language] * len(table[0]), embedder, scores)
    texts, labels, languages = _bilingual("topics_bilingual")
    found = _compare("zh+en hard", texts, labels, languages, embedder, scores)
    for method, values in scores.items():
        _say(f"{'mean':14} {method:16} {'':20} {np.mean(values):6.3f}")
    _both("zh+en hard", labels, languages, found)
    for told, file in MORE.items():
        texts, labels, languages = _bilingual(file)
        vectors, every = embedder.embed(texts), [*range(len(texts))]
        _both(told, labels, languages, _ours(texts, languages, vectors, embedder, every)[0])


def _both(name: str, labels, languages, found) -> None:
    from sklearn.metrics import normalized_mutual_info_score

    placed = found >= 0
    quality = normalized_mutual_info_score(np.array(labels)[placed], found[placed]) * placed.mean()
    told = "{}: both languages one topic {}/{}; topics that join two subjects {}/{}; NMI x coverage {:.3f}"
    _say(told.format(name, *joins(labels, languages, found), quality))


def sizes(counts: tuple[int, ...] = SIZES) -> None:
    """Print the cost of a fit and of placing everything, for made-up vectors of the true size."""
    _say(f"{'segments':>9} {'fit cpu':>7} {'assign':>8} {'peak MB':>8}")
    for count in counts:
        fit, placed, peak = apart(lambda count=count: _size(count))
        _say(f"{count:9,d} {fit:7.1f} {placed:8.1f} {peak:8.0f}")


def _size(count: int) -> tuple[float, float, float]:
    from nlp.topics import SegmentInput, assign, discover

    rng = np.random.default_rng(count)
    words = np.array(
        [
            "房间",
            "早餐",
            "前台",
            "停车",
            "queue",
            "parking",
            "breakfast",
            "noise",
            "wifi",
            "退款",
            "快递",
            "登录",
        ]
    )
    middles = rng.normal(size=(200, 896)).astype(np.float32)
    vectors = (middles[rng.integers(0, 200, count)] + rng.normal(0, 1.2, (count, 896))).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    segments = [
        SegmentInput(comment_id=str(i), index=0, text=f"{words[i % 12]} {i}", language="zh-Hans")
        for i in range(count)
    ]
    start = time.process_time()
    registry = discover(segments, vectors)
    fitted = time.process_time()
    assign(registry, segments, vectors)
    done = time.process_time()
    return fitted - start, done - fitted, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _table(file: str, column: str, rows: int):
    path = _data() / file
    if not path.exists():
        return None
    with path.open(encoding="utf-8-sig", newline="") as handle:
        table = list(csv.DictReader(handle))
    kept = np.sort(np.random.default_rng(1).permutation(len(table))[:rows])
    return [table[i]["text"][:200] for i in kept], [table[i][column] for i in kept]


def _data() -> Path:
    import os

    return Path(os.environ.get("TINGJIAN_DATA", ROOT.parent / "shared" / "data"))  # noqa: TID251 - bench set-up


def _bilingual(file: str):
    lines = (ROOT / f"tests/nlp/cases/{file}.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [c[2] for c in cells], [c[0] for c in cells], [c[1] for c in cells]


def _compare(name, texts, labels, languages, embedder, scores):
    vectors = embedder.embed(texts)
    centred = _centred(vectors, languages)
    kept = np.sort(np.random.default_rng(2).permutation(len(texts))[: round(0.95 * len(texts))])
    some = [texts[i] for i in kept]
    methods = {
        "ours": lambda: _ours(texts, languages, vectors, embedder, kept),
        "bertopic": lambda: (_bertopic(texts, centred), _bertopic(some, centred[kept])),
        "turftopic": lambda: (_turftopic(texts, centred), _turftopic(some, centred[kept])),
        "k-means, told k": lambda: (
            _kmeans(centred, len(set(labels))),
            _kmeans(centred[kept], len(set(labels))),
        ),
    }
    answers = {}
    for method, run in methods.items():
        (first, again), seconds, megabytes = apart(lambda run=run: _timed(run))
        answers[method] = first
        score = _row(name, method, labels, first, (first[kept], again, seconds, megabytes))
        scores.setdefault(method, []).append(score)
    return answers["ours"]


def _timed(run):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    answer = run()
    seconds = (time.process_time() - start) / 2
    return answer, seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def apart(run):
    """Run in a forked process and hand the answer back."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=lambda: theirs.send(run()))
    child.start()
    theirs.close()
    try:
        return ours.recv()
    finally:
        child.join()


def _row(name, method, labels, found, more):
    from sklearn.metrics import normalized_mutual_info_score

    placed = found >= 0
    nmi = normalized_mutual_info_score(np.array(labels)[placed], found[placed])
    first, again, seconds, megabytes = more
    carried = first >= 0
    kept = float((first[carried] == again[carried]).mean())
    cover = placed.mean()
    count = len(set(found[placed].tolist()))
    _say(
        f"{name:14} {method:16} {count:6d} {nmi:6.3f} {cover:6.2f} {nmi * cover:6.3f} {kept:5.2f} {seconds:6.1f} {megabytes:6.0f}",
    )
    return float(nmi * cover)


def _ours(texts, languages, vectors, embedder, kept):
    from nlp.topics import SegmentInput, assign, discover

    segments = [
        SegmentInput(comment_id=str(i), index=0, text=t, language=lang)
        for i, (t, lang) in enumerate(zip(texts, languages, strict=True))
    ]
    registry = discover(segments, vectors, embedder=embedder, once=True)
    some, rows = [segments[i] for i in kept], vectors[kept]
    later = discover(some, rows, previous=registry)
    return _numbers(assign(registry, segments, vectors)), _numbers(assign(later, some, rows))


def _numbers(placements):
    return np.array([-1 if p.topic_id is None else int(p.topic_id[1:]) for p in placements])


def _bertopic(texts, vectors):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from bertopic import BERTopic

        topics, _ = BERTopic(language="multilingual", embedding_model=None).fit_transform(
            list(texts), vectors
        )
    return np.array(topics)


def _turftopic(texts, vectors):
    """Fit its clustering model as it comes; the encoder it is given is never asked, the vectors are ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from turftopic import ClusteringTopicModel  # pyright: ignore[reportMissingImports]

        encoder: Any = _Given()
        with contextlib.redirect_stdout(io.StringIO()):
            model = ClusteringTopicModel(encoder=encoder, random_state=0)
            model.fit_transform(list(texts), embeddings=vectors)
    return np.array(model.labels_)


class _Given:
    """Stand where turftopic wants an encoder."""

    def encode(self, texts):
        raise RuntimeError("vectors are given; nothing is left to encode")


def _kmeans(vectors, count):
    from sklearn.cluster import KMeans

    return KMeans(count, random_state=0).fit_predict(vectors)


def _centred(vectors, languages):
    zh = np.array([language != "en" for language in languages])
    rows = vectors.copy()
    for group in (zh, ~zh):
        if group.any():
            rows[group] -= rows[group].mean(axis=0)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


if __name__ == "__main__":
    if "--full" in sys.argv:
        main(MANY)
        sizes()
    else:
        main()
