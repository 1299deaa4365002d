"""Once: read, group or replay one file without a night and without a store."""

from flows.once.alerts import replay_rows
from flows.once.grouping import topic_rows
from flows.once.reading import read_rows

__all__ = ["read_rows", "replay_rows", "topic_rows"]
