"""The folder of clouds: names, and words for every audience, language and site that the night holds."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from flows.messages import table, traditional
from flows.publish import gate, names, words
from flows.publish.fonts import Faces, printable
from flows.publish.names import NAMES, WORDS, NameCloud, read_seats
from flows.publish.palette import palette
from flows.publish.pictures import draw
from flows.publish.seats import NOBODY
from flows.publish.stage import Stage
from nlp.records import WordList

FAMILIES = {"names", "words", "feeling", "language", "period"}
"""Families of messages that stand on clouds."""


def faces_of(stage: Stage) -> Faces:
    """Cut the fonts to the names, words and messages of the night."""
    said = [text for key, pair in table().items() if key.split(".")[0] in FAMILIES for text in pair]
    if stage.language == "zh-Hant":
        said = [traditional(text) for text in said]
    people = [printable(person.name) for person in names.told_apart(gate.named(stage.insights), stage)]
    listed = [printable(word.text) for words in stage.insights.words for word in words.words]
    called = [stage.brand(), *(stage.site(words.site) for words in stage.insights.words)]
    return stage.faces([*said, *people, *listed, *map(printable, called)])


def write(stage: Stage, cloud: NameCloud, faces: Faces) -> list[Path]:
    """Draw every cloud, and keep tonight's seats for tomorrow."""
    folder = stage.folder / "clouds"
    folder.mkdir(parents=True, exist_ok=True)
    colors = palette(stage.settings.screen.theme, stage.settings.clouds.palette)
    written = draw(names.paint(cloud, stage, faces, colors), faces, folder / "names")
    both, old, kept = stage.settings.clouds.merged, read_seats(stage.previous, WORDS), {}
    for listed in _lists(stage):
        name = _file_name(listed, both=both)
        before = (old.get(name) or [NOBODY])[0]
        seated = words.arrange(listed, faces, shape_of(stage), before, both=both)
        written += draw(words.paint(seated, stage, faces, colors), faces, folder / name)
        if seated.plan:
            kept[name] = [names.places(seated.plan)]
    return [*written, _keep(stage, NAMES, cloud.seats()), _keep(stage, WORDS, kept)]


def _keep(stage: Stage, file: str, seats: dict[str, Any]) -> Path:
    path = stage.folder / file
    path.write_text(json.dumps(seats, sort_keys=True, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return path


def _lists(stage: Stage) -> list[WordList]:
    """List the clouds to draw: as the night has them, or with both languages in one."""
    if not stage.settings.clouds.merged:
        return list(stage.insights.words)
    groups: dict[tuple[str, str | None], list[WordList]] = {}
    for listed in stage.insights.words:
        groups.setdefault((listed.audience, listed.site), []).append(listed)
    return [
        replace(group[0], words=tuple(word for listed in group for word in listed.words))
        for group in groups.values()
    ]


def shape_of(stage: Stage) -> str:
    """Return the shape of the clouds; one that is a picture is found beside the settings."""
    shape = stage.settings.clouds.shape
    return shape if shape in {"box", "oval", "heart"} else str(stage.settings.path(shape))


def _file_name(listed: WordList, *, both: bool) -> str:
    tongue = "both" if both else listed.language
    parts = ["words", listed.audience, tongue, *([listed.site] if listed.site else [])]
    return "-".join("".join(char if char.isalnum() else "_" for char in part) for part in parts)
