"""Take comments in: one file per kind of input, and every row that could not be read, with its reason."""

from flows.sources.consent import Consent, consent_on, read_consent, read_consent_lines
from flows.sources.kpis import read_kpis
from flows.sources.listing import Listing
from flows.sources.open import files_of
from flows.sources.read import BATCH, Batch, Row, read_file, read_source
from flows.sources.roster import read_roster
from flows.sources.table import SourceError

__all__ = [
    "BATCH",
    "Batch",
    "Consent",
    "Listing",
    "Row",
    "SourceError",
    "consent_on",
    "files_of",
    "read_consent",
    "read_consent_lines",
    "read_file",
    "read_kpis",
    "read_roster",
    "read_source",
]
