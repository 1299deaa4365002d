"""Once: read, group or replay one file without a night and without a store."""
