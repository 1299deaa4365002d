"""A small office for the tests of the review sheet: a store, topics, people, and an inbox to drop workbooks into."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import openpyxl

from flows.publish.stage import Stage
from flows.publish.workbook import write as write_workbook
from flows.reviews import decisions_of
from flows.settings import ScreenSettings, Settings
from flows.stages.job import Job
from flows.stages.review import review
from flows.stages.take_in import Taken
from flows.store import Store
from nlp.records import Comment, Posting, Topic
from nlp.topics import Registry
from nlp.topics.registry import Shape, Space
from tests.flows.publish.scenery import DAY, Scene, night, person, quote

ROSTER = (
    Posting(employee_id="E001", name="王芳", site="s01", consent=True),
    Posting(employee_id="E002", name="Grace Lee", site="s02", consent=True),
)
SUBJECTS = (("T0001", "排队", "waiting"), ("T0002", "退款", "refunds"), ("T0003", "早餐", "breakfast"))


def registry() -> Registry:
    """Make a registry of three topics."""
    topics = tuple(Topic(id=i, label_zh=zh, label_en=en, born=DAY) for i, zh, en in SUBJECTS)
    space = Space(
        means=np.zeros((2, 4), np.float32),
        concepts=(),
        weight=0.0,
        guide=np.zeros((4, 0), np.float32),
        sure=0.0,
    )
    return Registry(
        topics=topics, shapes=(Shape(),) * 3, centroids=np.zeros((3, 2, 4), np.float32), space=space, next_id=4,
        embedding="test",
    )  # fmt: skip


@dataclass
class Office:
    """One installation: its settings, its store, and what its workbook shows."""

    folder: Path
    store: Store
    settings: Settings

    def insights(self, day: date = DAY):
        made = night(Scene(people=0, comments=20, topics=3, sites=3), day)
        topics = [
            replace(t, id=i, label_zh=zh, label_en=en)
            for t, (i, zh, en) in zip((r.topic for r in made.topics), SUBJECTS, strict=True)
        ]
        praised = (
            person("王芳", 3, 1, employee_id="E001", quotes=(quote("王芳特别耐心，谢谢！", 1),)),
            person(
                "Grace Lee", 2, 2, employee_id="E002", quotes=(quote("Grace Lee stayed late for us.", 2),)
            ),
        )
        rows = tuple(replace(row, topic=topic) for row, topic in zip(made.topics, topics, strict=True))
        alerts = tuple(replace(a, state="open") for a in made.alerts)
        return replace(made, topics=rows, praise=praised, alerts=alerts)

    def workbook(self, day: date = DAY) -> Path:
        """Write the night's workbook and return a copy in the inbox."""
        folder = self.folder / "night"
        folder.mkdir(exist_ok=True)
        made = write_workbook(Stage(insights=self.insights(day), settings=self.settings, folder=folder))
        inbox = self.folder / "inbox"
        inbox.mkdir(exist_ok=True)
        return made.rename(inbox / f"insights-{day}.xlsx")

    def edit(self, path: Path, *edits: tuple[str, str, str, str]) -> None:
        """Write (kind, id, action, value) into the sheet as a person would: on its own line, or on a spare one."""
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[-2]
        for kind, key, action, value in edits:
            row = next(
                r
                for r in sheet.iter_rows(min_row=3)
                if r[0].value.endswith(kind) and r[1].value in {key, None}
            )
            row[1].value, row[3].value, row[4].value = key, action, value or None
        book.save(path)
        book.close()

    def run(self, day: date):
        """Let a night read the inbox; return its decisions and what it rejected."""
        taken = review(
            Job(settings=self.settings, store=self.store),
            Taken(read=0, new=0, rejections=(), newest=None, roster=ROSTER),
            day,
        )
        return decisions_of(self.store.reviews(), day), taken.side_rejections


def office(folder: Path, language: str = "zh") -> Office:
    """Open an office with three topics, twenty comments and the alerts of the made night."""
    settings = Settings(
        base=folder, outputs=folder / "outputs", screen=ScreenSettings.model_validate({"language": language})
    )
    opened = Office(folder=folder, store=Store.open(settings), settings=settings)
    made = opened.insights()
    opened.store.save_registry(registry(), DAY)
    opened.store.save_signals([alert.signal for alert in made.alerts])
    ids = [q.comment_id for q in (*made.quotes, *(q for p in made.praise for q in p.quotes))]
    opened.store.add_comments([Comment(id=i, source="t", source_id=i, text="好") for i in ids])
    return opened
