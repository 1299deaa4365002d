"""The review sheet read back: found in the inbox, kept line by line, carried out, answered."""

from flows.reviews.apply import carry_out
from flows.reviews.decisions import decisions_of
from flows.reviews.sheet import read_sheets

__all__ = ["carry_out", "decisions_of", "read_sheets"]
