-- A decision about an issue remembers the newest night it knew of, so that what comes later opens the issue again.
ALTER TABLE alert_states ADD COLUMN known_until TEXT;
