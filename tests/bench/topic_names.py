# pyright: basic
"""Names of topics, to be judged blind: a sheet of both names with segments drawn by chance, and what a program can check.

    python -m tests.bench topic_names                  # builds topics of every world, writes outputs/topic_names.csv
    python tests/bench/topic_names.py OUT.csv 7        # where to, and another draw
    python tests/bench/topic_names.py --judged OUT.csv # counts what was filled in

The sheet holds no ids and no worlds, its rows are shuffled, and the segments are drawn from all of a topic, not from its
middle. Fill ``zh`` and ``en`` with "right", "wide", "wrong" or "clumsy"; only "right" counts. Which names are told as
fitting a part only lies beside the sheet, so that judging stays blind; ``--judged`` counts the others apart. Blank names, names twice in
one world, stop words and a name in the other language's letters are counted here. Worlds lie in ``../shared/data``
(``TINGJIAN_DATA`` overrides), absent ones are skipped; the sheet holds other people's texts, so it belongs in no repository.
"""

import csv
import json
import os
import sys
from collections import Counter
from hashlib import blake2b
from pathlib import Path

import numpy as np

WORLDS = {
    "hotels zh": ("zh_hotel_reviews.csv",),
    "goods zh": ("zh_online_shopping.csv",),
    "flights en": ("en_airline_tweets.csv",),
    "hotels en": ("en_vegas_hotels.csv",),
    "software en": ("en_firefox_support_2018_2020.csv",),
    "hotels zh + en": ("zh_hotel_reviews.csv", "en_vegas_hotels.csv"),
}
COLUMNS = ("shown_zh", "shown_en", "said", "zh", "en")
SEGMENTS, SHOWN, LONGEST = 3_000, 8, 110
MODEL = "e5-topics+use"
FOUND = Path("outputs/topic_names.csv")
DATA = Path(os.environ.get("TINGJIAN_DATA", "../shared/data"))  # noqa: TID251 - set-up of a bench, not of the product


def main(out: Path = FOUND, draw: int = 1) -> None:
    """Write the sheet of all worlds, and print what needs no judgement."""
    from flows.settings import build_folder, stay_offline
    from nlp.embed import load

    stay_offline()
    embedder, rows, found, parts = load(MODEL, folder=build_folder()), [], [], []
    for world, files in WORLDS.items():
        texts = _texts(files, draw)
        if not texts:
            _say(f"{world:16} skipped: {', '.join(files)} absent")
            continue
        names, said, mixed = _named(texts, embedder, draw)
        rows += [(zh, en, " | ".join(some), "", "") for (zh, en), some in zip(names, said, strict=True)]
        found += names
        parts += mixed
        _say(f"{world:16} {len(names):3} topics {_faults(names)}, told as fitting a part {len(mixed)}")
    if rows:
        _write(out, rows, draw)
        _beside(out).write_text(json.dumps(parts, ensure_ascii=False), "utf-8")
        _say(f"{len(found)} names in {out}: fill in the last two columns, then --judged {out}")


def judged(path: Path) -> None:
    """Count what people wrote into the sheet."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    parts = {tuple(one) for one in json.loads(_beside(path).read_text("utf-8"))}
    whole = [row for row in rows if (row["shown_zh"], row["shown_en"], row["said"]) not in parts]
    for which, some in (("all", rows), ("those not told as fitting a part", whole)):
        for tongue in ("zh", "en"):
            told = Counter(row[tongue].strip().lower() for row in some if row[tongue].strip())
            _say(f"{which}, {tongue}: {told['right']} of {told.total()} right; {dict(told.most_common())}")


def _beside(sheet: Path) -> Path:
    return sheet.with_suffix(".parts.json")


def _texts(files: tuple[str, ...], draw: int) -> list[str]:
    """Read comments of some files, equally many of each; which ones is decided by the texts and the draw."""
    texts: list[str] = []
    for name in files:
        path = DATA / name
        if not path.exists():
            return []
        csv.field_size_limit(10**9)
        with path.open(encoding="utf-8", newline="") as file:
            every = {_said(row) for row in csv.DictReader(file) if row.get("locale", "en-US") == "en-US"} - {
                ""
            }
        order = sorted(every, key=lambda text: blake2b(f"{draw} {text}".encode(), digest_size=8).digest())
        texts += order[: SEGMENTS // (2 * len(files))]
    return texts


def _said(row: dict[str, str]) -> str:
    return ". ".join(part.strip() for part in (row.get("title", ""), row["text"]) if part.strip())


def _named(texts: list[str], embedder, draw: int):
    from nlp.records import MIXED_BAG
    from nlp.text import cut, language_of, repair
    from nlp.topics import SegmentInput, assign, called, discover

    segments: list[SegmentInput] = []
    for i, text in enumerate(repair(raw).text for raw in texts):
        tongue = language_of(text)
        segments += [
            SegmentInput(comment_id=str(i), index=j, text=text[a:b], language=tongue)
            for j, (a, b) in enumerate(cut(text, tongue))
        ]
    segments = segments[:SEGMENTS] if len(texts) < SEGMENTS // 2 else segments
    vectors = embedder.embed([s.text for s in segments])
    registry = discover(segments, vectors, embedder=embedder)
    members: dict[str, list[str]] = {}
    places = assign(registry, segments, vectors)
    for segment, placed in zip(segments, places, strict=True):
        members.setdefault(placed.topic_id or "", []).append(segment.text[:LONGEST].replace("\n", " "))
    rng = np.random.default_rng(draw)
    topics = [topic for topic in registry.topics if members.get(topic.id)]
    some = [[members[t.id][i] for i in rng.permutation(len(members[t.id]))[:SHOWN]] for t in topics]
    names, fits = (
        [(t.label_zh, t.label_en) for t in topics],
        called(registry, segments, vectors, places, embedder),
    )
    mixed = [
        (*name, " | ".join(said))
        for name, said, t in zip(names, some, topics, strict=True)
        if fits.get(t.id, 1.0) < MIXED_BAG
    ]
    return names, some, mixed


def _faults(names: list[tuple[str, str]]) -> str:
    """Count what is wrong with names whatever they stand for."""
    from nlp import lexicons

    zh, en = [name.strip() for name, _ in names], [name.strip().lower() for _, name in names]
    stops = {"zh": lexicons.words("zh/stopwords"), "en": lexicons.words("en/stopwords")}
    return (
        f"blank {sum(not name for name in zh + en)}, twice {len(zh) - len(set(zh)) + len(en) - len(set(en))}, "
        f"stop words {sum(name in stops['zh'] for name in zh) + sum(name in stops['en'] for name in en)}, "
        f"zh without Chinese {sum(name.isascii() for name in zh)}, en not English {sum(not name.isascii() for name in en)}"
    )


def _write(out: Path, rows: list[tuple[str, ...]], draw: int) -> None:
    shuffled = [rows[i] for i in np.random.default_rng(draw).permutation(len(rows))]
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *shuffled])


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if "--judged" in sys.argv:
        judged(Path(sys.argv[-1]))
    elif len(sys.argv) > 2:
        main(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        main()
