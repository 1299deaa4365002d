"""What is told outside the screens: one notice per new or grown alert, and one digest of the night.

Plain text only, so that every chat and mail program shows the same. Strangers' words are quoted sparingly: two
masked customers' comments, no employee's, and no address in them can be clicked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flows.messages import choose, say
from flows.publish.stage import Stage
from flows.settings import DoorSettings, ScreenLanguage, Settings
from nlp.records import Alert, Insights, Quote

QUOTES = 2
LONGEST_QUOTE = 120
OPEN = ("open", "reopened")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message before it knows whom it goes to. ``about`` is the id under which its alert was first told."""

    what: str
    about: str
    level: float
    title: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole message as plain text."""
        return "\n".join((self.title, *self.lines))


def notices(insights: Insights, settings: Settings, door: DoorSettings) -> list[Notice]:
    """List what one door may hear of a night, in its language: first the alerts, then the digest."""
    screen = settings.screen.model_copy(update={"language": door.language or settings.screen.language})
    spoken = settings.model_copy(update={"screen": screen})
    stage = Stage(insights=insights, settings=spoken, folder=Path())
    told = [*alarms(stage), digest(stage)]
    return [notice for notice in told if notice.what in door.what]


def digest(stage: Stage) -> Notice:
    """Tell the night in ten lines or so, with every alert that is open."""
    alerts = [a for a in stage.insights.alerts if a.state in OPEN]
    told = [f"- {_sentence(a, stage.language)}" for a in alerts]
    head = [say("notice.open", stage.language, n=len(alerts))] if alerts else []
    day = stage.insights.day
    return Notice(
        what="digest", about=day.isoformat(), level=float(len(alerts)),
        title=say("notice.digest", stage.language, brand=stage.brand(), day=day),
        lines=(*stage.summary(), *head, *told, *_where(stage)),
    )  # fmt: skip


def alarms(stage: Stage) -> list[Notice]:
    """Tell each open alert by itself: what, where, since when, what people said, what it may not mean."""
    return [_alarm(alert, stage) for alert in stage.insights.alerts if alert.state in OPEN]


def _alarm(alert: Alert, stage: Stage) -> Notice:
    signal, language = alert.signal, stage.language
    where = [stage.site(signal.site)] if signal.site else []
    since = [stage.say("alert.since", day=signal.since)] if signal.since else []
    people = [stage.say("alert.authors", n=alert.authors)] if alert.authors else []
    caveats = [choose(zh, en, language) for zh, en in zip(alert.caveats_zh, alert.caveats_en, strict=True)]
    return Notice(
        what="alert", about=signal.update_of or signal.id, level=signal.observed,
        title=say("notice.alert", language, brand=stage.brand(), label=_label(alert, language)),
        lines=(
            _sentence(alert, language), *filter(None, [" · ".join([*where, *since, *people])]),
            *caveats, *_quoted(alert.quotes, stage), *_where(stage),
        ),
    )  # fmt: skip


def _label(alert: Alert, language: ScreenLanguage) -> str:
    return choose(alert.signal.label_zh, alert.signal.label_en, language)


def _sentence(alert: Alert, language: ScreenLanguage) -> str:
    return choose(alert.sentence_zh, alert.sentence_en, language)


def _quoted(quotes: Iterable[Quote], stage: Stage) -> list[str]:
    """Quote customers, shortened; what employees wrote stays on the page, where access is in the customer's hands."""
    customers = [q.text for q in quotes if q.audience == "customer"][:QUOTES]
    return [stage.say("notice.quote", text=tame(text)) for text in customers]


def tame(text: str) -> str:
    """Shorten a stranger's words to one line in which nothing can be clicked.

    >>> tame("see http://bad.example now")
    'see http：//bad．example now'
    """
    one = " ".join(text.split())
    one = one[:LONGEST_QUOTE] + "…" if len(one) > LONGEST_QUOTE else one
    words = (w.replace("://", "：//").replace(".", "．") if _address(w) else w for w in one.split(" "))
    return " ".join(words)


def _address(word: str) -> bool:
    lower = word.lower()
    return "://" in lower or "www." in lower or lower.rstrip("/").endswith((".com", ".cn", ".net", ".org"))


def _where(stage: Stage) -> list[str]:
    page = stage.settings.messages.page
    return [stage.say("notice.page", page=page)] if page else []
