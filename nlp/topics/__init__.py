"""Topics: one for both languages, the same tomorrow, honest about the rest."""

from nlp.topics.assigning import assign
from nlp.topics.atlas import layout
from nlp.topics.calling import called
from nlp.topics.edits import EditError, edit, hide_named
from nlp.topics.fitting import discover, outdated
from nlp.topics.headings import headed
from nlp.topics.mapping import positions, sample
from nlp.topics.nursery import births
from nlp.topics.registry import Edit, Registry, SegmentInput

__all__ = [
    "Edit", "EditError", "Registry", "SegmentInput", "assign", "births", "called", "discover", "edit", "headed", "hide_named", "layout",
    "outdated", "positions", "sample",
]  # fmt: skip
