-- Plain SQL that SQLite and PostgreSQL both read. Days and moments are ISO text, records are JSON text.

CREATE TABLE runs (
    day TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    started TEXT,
    finished TEXT,
    parts TEXT,
    counts TEXT,
    outputs TEXT,
    manifest TEXT
);

CREATE TABLE registries (
    day TEXT PRIMARY KEY,
    embedding TEXT NOT NULL,
    state TEXT NOT NULL,
    arrays TEXT NOT NULL
);

CREATE TABLE topics (
    id TEXT PRIMARY KEY,
    label_zh TEXT NOT NULL,
    label_en TEXT NOT NULL,
    state TEXT NOT NULL,
    parent TEXT,
    born TEXT,
    record TEXT NOT NULL
);

CREATE TABLE topic_events (
    number INTEGER PRIMARY KEY,
    day TEXT,
    topic_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason_zh TEXT NOT NULL,
    reason_en TEXT NOT NULL
);

CREATE TABLE placements (
    comment_id TEXT NOT NULL,
    segment INTEGER NOT NULL,
    topic_id TEXT,
    confidence DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (comment_id, segment)
);

CREATE INDEX placements_by_topic ON placements (topic_id);

CREATE TABLE signals (
    id TEXT PRIMARY KEY,
    first_id TEXT NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    topic_id TEXT,
    site TEXT,
    record TEXT NOT NULL
);

CREATE INDEX signals_by_first ON signals (first_id);

CREATE TABLE alert_states (
    first_id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    verdict TEXT,
    decided_by TEXT,
    decided_on TEXT,
    note TEXT
);

CREATE TABLE reviews (
    id TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    value TEXT,
    reviewer TEXT,
    note TEXT,
    status TEXT NOT NULL,
    answer TEXT
);

CREATE INDEX reviews_by_kind ON reviews (kind);

CREATE TABLE consent (
    number INTEGER PRIMARY KEY,
    employee_id TEXT NOT NULL,
    display INTEGER NOT NULL,
    start_day TEXT,
    end_day TEXT
);

CREATE INDEX consent_by_employee ON consent (employee_id);
