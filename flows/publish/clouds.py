"""The folder of clouds: names, and words for every audience, language and site that the night holds."""

import json
from pathlib import Path

from flows.messages import table, traditional
from flows.publish import gate, names, words
from flows.publish.fonts import Faces, printable
from flows.publish.names import SEATS, NameCloud
from flows.publish.palette import palette
from flows.publish.pictures import draw
from flows.publish.stage import Stage
from nlp.records import WordList

FAMILIES = {"names", "words", "feeling", "language", "period"}
"""Families of messages that stand on clouds."""


def faces_of(stage: Stage) -> Faces:
    """Cut the fonts to the names, words and messages of the night."""
    said = [text for key, pair in table().items() if key.split(".")[0] in FAMILIES for text in pair]
    if stage.language == "zh-Hant":
        said = [traditional(text) for text in said]
    people = [printable(person.name) for person in gate.named(stage.insights)]
    listed = [printable(word.text) for words in stage.insights.words for word in words.words]
    called = [stage.brand(), *(stage.site(words.site) for words in stage.insights.words)]
    return stage.faces([*said, *people, *listed, *map(printable, called)])


def write(stage: Stage, cloud: NameCloud, faces: Faces) -> list[Path]:
    """Draw every cloud, and keep tonight's seats for tomorrow."""
    folder = stage.folder / "clouds"
    folder.mkdir(parents=True, exist_ok=True)
    colors = palette(stage.settings.screen.theme)
    written = draw(names.paint(cloud, stage, faces, colors), faces, folder / "names")
    seats = stage.folder / SEATS
    seats.write_text(json.dumps(cloud.seats(), sort_keys=True, indent=1) + "\n", "utf-8")
    written.append(seats)
    for listed in stage.insights.words:
        written += draw(words.paint(listed, stage, faces, colors), faces, folder / _file_name(listed))
    return written


def _file_name(listed: WordList) -> str:
    parts = ["words", listed.audience, listed.language, *([listed.site] if listed.site else [])]
    return "-".join("".join(char if char.isalnum() else "_" for char in part) for part in parts)
