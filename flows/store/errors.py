"""What can be wrong with the store, said so that somebody can do something about it."""


class StoreError(Exception):
    """A store that cannot be opened, read or written: what was expected, what came, what to do."""
