"""The tables of the database as SQLAlchemy sees them; migrations make them, a test proves that both agree."""

import sqlalchemy as sa

metadata = sa.MetaData()


def _table(name: str, keys: tuple[str, ...], columns: tuple[str, ...], **typed: type) -> sa.Table:
    kinds = {column: typed.get(column, sa.Text) for column in (*keys, *columns)}
    return sa.Table(
        name,
        metadata,
        *(sa.Column(column, kind, primary_key=column in keys) for column, kind in kinds.items()),
    )


runs = _table("runs", ("day",), ("status", "started", "finished", "parts", "counts", "outputs", "manifest"))
registries = _table("registries", ("day",), ("embedding", "state", "arrays"))
topics = _table("topics", ("id",), ("label_zh", "label_en", "state", "parent", "born", "record"))
topic_events = _table(
    "topic_events", ("number",), ("day", "topic_id", "kind", "reason_zh", "reason_en"), number=sa.Integer
)
placements = _table(
    "placements",
    ("comment_id", "segment"),
    ("topic_id", "confidence"),
    segment=sa.Integer,
    confidence=sa.Double,
)
signals = _table("signals", ("id",), ("first_id", "day", "kind", "topic_id", "site", "record"))
alert_states = _table(
    "alert_states", ("first_id",), ("state", "verdict", "decided_by", "decided_on", "note", "known_until")
)
reviews = _table(
    "reviews",
    ("id",),
    (
        "day", "kind", "target", "value", "reviewer", "note", "status", "answer",
        "about", "label", "night", "answer_en", "slot", "turn",
    ),
    turn=sa.Integer,
)  # fmt: skip
consent = _table(
    "consent",
    ("number",),
    ("employee_id", "display", "start_day", "end_day"),
    number=sa.Integer,
    display=sa.Integer,
)
messages = _table(
    "messages",
    ("id",),
    ("day", "door", "what", "about", "level", "status", "moment", "note"),
    level=sa.Double,
)
