# pyright: basic
"""The review sheet: what people correct by hand, written so that the next night can read it back.

Row 1 is hidden and holds the machine's names of the columns and the night shown; the cells under ``kind`` and
``action`` end in a word of ``ACTIONS``. The sheet of answers says what became of earlier edits.
"""

from hashlib import sha256

from flows.publish import gate
from flows.publish.book import Book, Column
from flows.publish.palette import LIGHT
from flows.publish.stage import Stage
from nlp.records import Praise, Quote, SuggestionRow

FIELDS = ("kind", "id", "label", "action", "value", "note")
_SHOWN = ("not_praise", "wrong_person", "withhold", "restore")
ACTIONS = {
    "alert": ("acknowledge", "close", "known", "noise", "reopen"),
    "person": (*_SHOWN, "approve"),
    "sentence": (*_SHOWN, "approve"),
    "process": ("withhold", "restore", "approve"),
    "words": ("approve",),
    "topic": ("rename", "merge", "split", "hide", "show"),
    "suggestion": ("done", "restore"),
    "comment": ("wrong_sentiment",),
}
WORDS = " · "
"""Between the words of the line that lets words onto the wall."""
SPARE = 60
"""Empty rows at the end, for comments whose sentiment is wrong."""
Line = tuple[str, str, str]


def sheet(book: Book, stage: Stage) -> None:
    """Write the review sheet."""
    page = book.sheet(stage.say("sheet.review"), "#D9A400")
    for place, (name, width) in enumerate(zip(FIELDS, (14, 18, 56, 24, 34, 40), strict=True)):
        page.set_column(place, place, width)
        page.write_string(0, place, name, book.formats["quiet"])
        page.write_string(1, place, stage.say(f"review.{name}"), book.formats["head"])
    page.write_string(0, len(FIELDS), stage.insights.day.isoformat(), book.formats["quiet"])
    page.set_row(0, None, None, {"hidden": True})
    page.set_row(1, 32)
    rows = lines(stage)
    choices = {kind: _choices(kind, stage) for kind in ACTIONS}
    for row, (kind, key, label) in enumerate(rows, start=2):
        page.write_string(row, 0, _item(kind, stage), book.formats["text"])
        book.put(page, (row, 1), key, "text" if key else "input")
        book.put(page, (row, 2), label, "wrap")
        for place in (3, 4, 5):
            page.write_blank(row, place, None, book.formats["input"])
        page.data_validation(row, 3, row, 3, {"validate": "list", "source": choices[kind]})
    page.freeze_panes(2, 3)
    page.autofilter(1, 0, max(len(rows) + 1, 2), len(FIELDS) - 1)
    page.set_selection(2, 3, 2, 3)
    page.write_comment(1, 4, stage.say("review.help"), {"x_scale": 4, "y_scale": 3, "color": LIGHT.paper})


def lines(stage: Stage) -> list[Line]:
    """List everything that can be corrected: kind, key, what it is."""
    night = stage.insights
    alerts = [
        ("alert", a.signal.update_of or a.signal.id, stage.choose(a.signal.label_zh, a.signal.label_en))
        for a in night.alerts
    ]
    processes = [("process", f"{p.kind}|{p.text}", _waiting(p.text, p.held, stage)) for p in night.processes]
    topics = [("topic", row.topic.id, stage.topic(row.topic)) for row in night.topics]
    asks = [("suggestion", ask_key(row), row.text) for row in night.suggestions]
    spare = [("comment", "", "")] * SPARE
    people = [line for person in night.praise for line in _person(person, stage)]
    return [*alerts, *people, *processes, *_words(stage), *topics, *asks, *spare]


def _person(person: Praise, stage: Stage) -> list[Line]:
    """Write a line for the person and one for each sentence, those that wait for a yes first."""
    key = person.employee_id or person.name
    quotes = [(quote, True) for quote in person.pending] + [(quote, False) for quote in person.quotes]
    seen: dict[str, tuple[Quote, bool]] = {}
    for quote, waits in quotes:
        seen.setdefault(quote.comment_id, (quote, waits))
    where = stage.site(person.site)
    name = f"{person.name}  {where}".strip()
    return [
        ("person", key, _waiting(name, person.held, stage)),
        *(
            ("sentence", f"{key}|{id_}", _waiting(quote.text, ("not_approved",) if waits else (), stage))
            for id_, (quote, waits) in seen.items()
        ),
    ]


def _words(stage: Stage) -> list[Line]:
    """Write the line by which new words are let onto the wall, where a yes is needed."""
    if stage.insights.approved_words is None:
        return []
    every = [w for listed in stage.insights.words if listed.audience == "customer" for w in listed.words]
    known = set(stage.insights.approved_words)
    new = [w.text for w in gate.kind_words(stage.insights, every) if w.text not in known]
    return [("words", "words", WORDS.join(dict.fromkeys(new)))] if new else []


def _waiting(text: str, held: tuple[str, ...], stage: Stage) -> str:
    return f"{text}  （{stage.say('held.not_approved')}）" if "not_approved" in held else text


def ask_key(row: SuggestionRow) -> str:
    """Return the key of a suggestion: its comment, and a print of its words."""
    return f"{row.quote.comment_id}|{sha256(row.text.encode()).hexdigest()[:8]}"


def answers(book: Book, stage: Stage) -> None:
    """Write what became of the edits that were read, the newest first."""
    say = stage.say
    columns = [
        Column(heading=say("head.night"), width=12, kind="day"),
        Column(heading=say("review.kind"), width=12),
        Column(heading=say("review.id"), width=16),
        Column(heading=say("review.label"), width=40, kind="wrap"),
        Column(heading=say("review.action"), width=16),
        Column(heading=say("review.value"), width=24, kind="wrap"),
        Column(heading=say("head.outcome"), width=10),
        Column(heading=say("head.answer"), width=70, kind="wrap"),
        Column(heading=say("head.by"), width=14),
    ]
    rows = (
        [
            a.night,
            _item(a.about, stage) if a.about in ACTIONS else a.about,
            a.target,
            a.label,
            _action(a.action, stage) if a.action in ACTIONS.get(a.about, ()) else a.action,
            a.value,
            say("outcome.applied" if a.applied else "outcome.refused"),
            stage.choose(a.zh, a.en),
            a.by,
        ]
        for a in stage.insights.answers
    )
    book.table(book.sheet(say("sheet.answers"), "#D9A400"), columns, rows)


def _choices(kind: str, stage: Stage) -> list[str]:
    """List the corrections of a kind of line; a yes is only asked for where one is needed."""
    asked = stage.insights.approved_words is not None
    return [_action(each, stage) for each in ACTIONS[kind] if asked or each != "approve"]


def _item(name: str, stage: Stage) -> str:
    return _word(stage.say(f"item.{name}"), name, stage)


def _action(name: str, stage: Stage) -> str:
    return _word(stage.say(f"action.{name}"), name, stage)


def _word(plain: str, name: str, stage: Stage) -> str:
    """Write a choice so that people and the next night can both read it: the machine's word stands at the end."""
    return name if stage.language == "en" else f"{plain} {name}"
