"""What every output of one night shares: the record, the settings, where to write, and how to say things."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.messages import choose, say, traditional, write_day
from flows.publish.fonts import Faces
from flows.settings import ScreenLanguage, Settings
from nlp.records import Insights, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One night on its way to the screen."""

    insights: Insights
    settings: Settings
    folder: Path
    previous: Path | None = None
    case: Faces | None = None
    """All letters of the night, for the faces of each output to be cut from quickly."""

    def faces(self, texts: Iterable[str]) -> Faces:
        """Cut fonts to the texts of one output."""
        return Faces(texts, traditional=self.language == "zh-Hant", case=self.case)

    @property
    def language(self) -> ScreenLanguage:
        """The language of the screens."""
        return self.settings.screen.language

    def say(self, key: str, **values: object) -> str:
        """Say a message in the language of the screens."""
        return say(key, self.language, **values)

    def choose(self, zh: str, en: str) -> str:
        """Pick the language of the screens."""
        return choose(zh, en, self.language)

    def written(self, text: str) -> str:
        """Write a Chinese text in the letters of the screens."""
        return traditional(text) if self.language == "zh-Hant" else text

    def day(self, day: date | None, *, year: bool = True) -> str:
        """Write a day in the language of the screens; nothing where it is unknown."""
        return write_day(day, self.language, year=year) if day else ""

    def brand(self) -> str:
        """Name the customer."""
        return self.choose(self.insights.names.brand_zh, self.insights.names.brand_en)

    def site(self, key: str | None) -> str:
        """Name a site as the customer does; its key where it has no name."""
        return self._named(key, self.insights.names.sites)

    def touchpoint(self, key: str | None) -> str:
        """Name a touchpoint as the customer does."""
        return self._named(key, self.insights.names.touchpoints)

    def topic(self, topic: Topic) -> str:
        """Name a topic."""
        return self.choose(topic.label_zh, topic.label_en)

    def period(self) -> str:
        """Write the stretch of days that the numbers cover."""
        first, last = self.insights.period
        return self.say("period.years" if first.year != last.year else "period.days", first=first, last=last)

    def summary(self) -> list[str]:
        """Return the lines that say what changed, one after the other."""
        zh, en = self.insights.summary_zh, self.insights.summary_en
        if self.language == "both":
            return [*zh, *en]
        return (
            [self.choose(a, b) for a, b in zip(zh, en, strict=True)]
            if len(zh) == len(en)
            else self._one(zh, en)
        )

    def _one(self, zh: tuple[str, ...], en: tuple[str, ...]) -> list[str]:
        return list(en) if self.language == "en" else [self.choose(line, "") for line in zh]

    def _named(self, key: str | None, table: tuple[tuple[str, str, str], ...]) -> str:
        if key is None:
            return ""
        for known, zh, en in table:
            if known == key:
                return self.choose(zh, en)
        return key
