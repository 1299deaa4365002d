# pyright: basic
"""Topics against labelled sets: ours, BERTopic as it comes, k-means told the number, with the same vectors.

    python tests/bench/topics.py [rows] [model]

Quality is NMI over the placed texts times coverage. The bilingual set is this project's own; the others lie
in ``../shared/data`` (``TINGJIAN_DATA`` overrides) and are skipped where they are absent.
"""

import csv
import sys
import time
import warnings
from collections import Counter
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SETS = {
    "zh headlines": ("zh_tnews.csv", "topic", "zh-Hans"),
    "en intents": ("en_banking77.csv", "topic", "en"),
    "zh shopping": ("zh_online_shopping.csv", "category", "zh-Hans"),
}


def main(rows: int = 2_000, model: str = "e5+use") -> None:
    """Measure every set and print one table."""
    from flows.settings import build_folder, stay_offline
    from nlp.embed import load

    stay_offline()
    embedder = load(model, folder=build_folder())
    _say(f"{'set':14} {'method':16} {'topics':>6} {'NMI':>6} {'cover':>6} {'NMI*c':>6} {'sec':>6}")
    for name, (file, column, language) in SETS.items():
        table = _table(file, column, rows)
        if table is None:
            _say(f"{name:14} skipped: {file} is absent")
            continue
        _compare(name, *table, [language] * len(table[0]), embedder)
    texts, labels, languages = _bilingual()
    found = _compare("zh+en hard", texts, labels, languages, embedder)
    _say(
        "\nboth languages one topic: {}/{}; topics that join two subjects: {}/{}".format(
            *joins(labels, languages, found)
        )
    )


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
    return [table[i]["text"][:300] for i in kept], [table[i][column] for i in kept]


def _data() -> Path:
    import os

    return Path(os.environ.get("TINGJIAN_DATA", ROOT.parent / "shared" / "data"))  # noqa: TID251 - bench set-up


def _bilingual():
    lines = (ROOT / "tests/nlp/cases/topics_bilingual.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [c[2] for c in cells], [c[0] for c in cells], [c[1] for c in cells]


def _compare(name, texts, labels, languages, embedder):
    vectors = embedder.embed(texts)
    centred = _centred(vectors, languages)
    methods = {
        "ours": lambda: _ours(texts, languages, vectors, embedder),
        "bertopic": lambda: _bertopic(texts, centred),
        "k-means, told k": lambda: _kmeans(centred, len(set(labels))),
    }
    answers = {}
    for method, run in methods.items():
        start = time.perf_counter()
        answers[method] = run()
        _row(name, method, labels, answers[method], time.perf_counter() - start)
    return answers["ours"]


def _row(name, method, labels, found, seconds):
    from sklearn.metrics import normalized_mutual_info_score

    kept = found >= 0
    nmi = normalized_mutual_info_score(np.array(labels)[kept], found[kept])
    cover = kept.mean()
    count = len(set(found[kept].tolist()))
    _say(
        f"{name:14} {method:16} {count:6d} {nmi:6.3f} {cover:6.2f} {nmi * cover:6.3f} {seconds:6.1f}",
    )


def _ours(texts, languages, vectors, embedder):
    from nlp.topics import SegmentInput, assign, discover

    segments = [
        SegmentInput(comment_id=str(i), index=0, text=t, language=lang)
        for i, (t, lang) in enumerate(zip(texts, languages, strict=True))
    ]
    placed = assign(discover(segments, vectors, embedder=embedder), segments, vectors)
    return np.array([-1 if p.topic_id is None else int(p.topic_id[1:]) for p in placed])


def _bertopic(texts, vectors):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from bertopic import BERTopic

        topics, _ = BERTopic(language="multilingual", embedding_model=None).fit_transform(
            list(texts), vectors
        )
    return np.array(topics)


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


def joins(labels, languages, found):
    """Return shared subjects that are one topic, subjects, topics that join two subjects, bilingual topics."""
    labels, zh = np.array(labels), np.array([language != "en" for language in languages])
    subjects = sorted(set(labels.tolist()))
    joined = sum(_most(found[(labels == s) & zh]) == _most(found[(labels == s) & ~zh]) for s in subjects)
    wrong = both = 0
    for topic in set(found[found >= 0].tolist()):
        left, right = labels[(found == topic) & zh], labels[(found == topic) & ~zh]
        if min(len(left), len(right)) >= 3:
            both += 1
            wrong += (
                Counter(left.tolist()).most_common(1)[0][0] != Counter(right.tolist()).most_common(1)[0][0]
            )
    return joined, len(subjects), wrong, both


def _most(found):
    return Counter(found[found >= 0].tolist()).most_common(1)[0][0]


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    given = sys.argv[1:]
    main(int(given[0]) if given else 2_000, given[1] if len(given) > 1 else "e5+use")
