"""The stages of a night: get, call nlp, keep. Plain functions, so that the night needs no server."""

from flows.stages.fold import fold
from flows.stages.group import Grouped, group
from flows.stages.job import Job
from flows.stages.publish import may_publish, publish
from flows.stages.read import read
from flows.stages.report import Report, report
from flows.stages.review import review
from flows.stages.send import send
from flows.stages.take_in import Taken, take_in
from flows.stages.watch import watch

__all__ = [
    "Grouped", "Job", "Report", "Taken", "fold", "group", "may_publish", "publish", "read", "report", "review", "send", "take_in", "watch",
]  # fmt: skip
