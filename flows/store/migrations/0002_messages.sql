-- What was sent to whom: a message is noted before it goes out, so that a crash never sends it twice.

CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    door TEXT NOT NULL,
    what TEXT NOT NULL,
    about TEXT,
    level DOUBLE PRECISION,
    status TEXT NOT NULL,
    moment TEXT NOT NULL,
    note TEXT
);

CREATE INDEX messages_by_door ON messages (door, about);
