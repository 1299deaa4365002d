"""What lasts from night to night: comments, readings, vectors in Parquet; topics, alerts, decisions, runs in SQL."""

from flows.store.codec import from_json, to_json, to_json_text
from flows.store.errors import StoreError, trouble
from flows.store.messages import Sent
from flows.store.people import KeptConsent
from flows.store.reviews import Review
from flows.store.runs import Run
from flows.store.store import Store

__all__ = [
    "KeptConsent",
    "Review",
    "Run",
    "Sent",
    "Store",
    "StoreError",
    "from_json",
    "to_json",
    "to_json_text",
    "trouble",
]
