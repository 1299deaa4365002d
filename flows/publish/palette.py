"""The few colours of everything that is shown: light and dark, told apart by colour-blind eyes, red for alerts."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

Theme = Literal["light", "dark"]
Tones = Literal["sea", "violet", "ink"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Paper and ink, four hues for names, three for feelings, one for alerts."""

    paper: str
    card: str
    ink: str
    quiet: str
    line: str
    names: tuple[str, str, str, str]
    positive: str
    neutral: str
    negative: str
    alert: str

    def of(self, key: str) -> str:
        """Pick the hue of a name: the same one every night; it means nothing."""
        return self.names[sha256(key.encode()).digest()[0] % len(self.names)]

    def feeling(self, score: float) -> str:
        """Pick the colour of a mean score."""
        if abs(score) < NEUTRAL:
            return self.neutral
        return self.positive if score > 0 else self.negative


NEUTRAL = 0.15
"""Mean scores nearer to zero than this are drawn as neutral."""

LIGHT = Palette(
    paper="#FBF8F3",
    card="#FFFFFF",
    ink="#1E2B37",
    quiet="#5C6770",
    line="#E2DCD2",
    names=("#0B6A6E", "#37479F", "#86305F", "#855000"),
    positive="#1769A5",
    neutral="#66707A",
    negative="#AD5312",
    alert="#C0272D",
)
DARK = Palette(
    paper="#0F1B24",
    card="#182833",
    ink="#F3EEE4",
    quiet="#A9B5BD",
    line="#2A3B47",
    names=("#79D4CC", "#AEBBFF", "#F0A6CF", "#F0C566"),
    positive="#7CC0F5",
    neutral="#AAB5BE",
    negative="#F5A86B",
    alert="#FF7B7B",
)


TONES: dict[tuple[Theme, Tones], tuple[str, str, str]] = {
    ("light", "violet"): ("#4B3F9E", "#66707A", "#8A5A00"),
    ("dark", "violet"): ("#B9B0FF", "#AAB5BE", "#EDBE58"),
    ("light", "ink"): ("#1E2B37", "#66707A", "#AD5312"),
    ("dark", "ink"): ("#F3EEE4", "#9AA6AF", "#F5A86B"),
}
"""Other colours for good, balanced and bad."""


def palette(theme: Theme, tones: Tones = "sea") -> Palette:
    """Return the colours of a theme, with the tones for feelings that are asked for."""
    colors = DARK if theme == "dark" else LIGHT
    if tones == "sea":
        return colors
    positive, neutral, negative = TONES[theme, tones]
    return replace(colors, positive=positive, neutral=neutral, negative=negative)
