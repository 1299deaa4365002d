"""What comes in and how it is read: sources, people, models, topics, early warning."""

import os
from datetime import date
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from flows.settings.part import Part, Strings


class SourceSettings(Part):
    """One place comments come from. Every column is found by its usual names where it is not given."""

    name: str = ""
    kind: Literal["table", "sql", "interview"] = "table"
    files: Strings = Field(default_factory=list, description="paths or globs, seen from the toml's folder")
    url: str | None = Field(
        default=None, description="database address (SQLAlchemy); ${NAME} is read from the environment"
    )
    query: str | None = Field(default=None, description="table name or SELECT, for kind = 'sql'")
    text: Strings = Field(default_factory=list, description="text column(s); several are one comment each")
    question: str | None = Field(default=None, description="question column, or the question itself")
    id: str | None = None
    date: str | None = None
    date_format: str | None = None
    site: str | None = None
    touchpoint: str | None = None
    channel: str | None = None
    author: str | None = None
    speaker: str | None = None
    rating: str | None = None
    audience: str = Field(default="customer", description="customer, employee, or the column that says which")
    columns: Strings = Field(default_factory=list, description="further segment columns to carry along")
    encoding: str | None = None
    sheet: str | None = None
    header_rows: int | None = Field(default=None, description="found by itself where not given")


class PeopleSettings(Part):
    """Who works here and who may be shown."""

    roster: Path | None = None
    consent: Path | None = None
    all_consented: bool = Field(
        default=False, description="all active staff have agreed to be shown; a no on the list still counts"
    )
    consent_decided_by: str | None = None
    consent_decided_on: date | None = None
    not_people: list[str] = Field(
        default_factory=list, description="brands, dishes, places that look like names"
    )
    display_confidence: float = 0.97

    @model_validator(mode="after")
    def _decided(self) -> Self:
        if self.all_consented and not (self.consent_decided_by and self.consent_decided_on):
            msg = (
                "all_consented = true 要写明谁在何时决定：consent_decided_by 和 consent_decided_on · "
                "all_consented = true needs who decided it and when: "
                'consent_decided_by = "..." and consent_decided_on = 2026-01-31'
            )
            raise ValueError(msg)
        return self


class ModelSettings(Part):
    """Which models read. A name of the packaged ones, a hub name, or a local folder."""

    embedding: str = "e5-tuned"
    topics: str = "e5-topics+use"
    sentiment: str | None = None
    rating_prior: float = Field(
        default=0.0,
        ge=0,
        le=1,
        description="how far a rating moves a comment whose words are unsure; 0: never",
    )
    rating_best: float = Field(default=5.0, gt=1, description="the highest rating that can be given")
    threads: int = 1
    workers: int = Field(default=0, ge=0, description="processes that read a large job; 0: one for each core")
    keep_vectors: int = Field(
        default=1000,
        ge=0,
        description="megabytes of disk beside the store for vectors, so that reading it again is quick; 0: none",
    )
    keep_readings: int = Field(
        default=14,
        ge=0,
        description="days that readings of models, lists or a roster no longer in use are kept; 0: none",
    )

    @property
    def processes(self) -> int:
        """How many processes read a large job."""
        return self.workers or os.cpu_count() or 1


class NamerSettings(Part):
    """A language model that may suggest names of new topics: any address that speaks the OpenAI chat form."""

    url: str = Field(description="such as http://127.0.0.1:11434/v1")
    model: str
    key: str | None = Field(default=None, description="the token, as ${NAME} of the environment")


class TopicSettings(Part):
    """How comments are grouped."""

    seeds: dict[str, list[str]] = Field(
        default_factory=dict,
        description='topic name -> cue words, zh and en; "餐饮 / food > 早餐 / breakfast" is a topic under another',
    )
    sample: int = 50_000
    never: list[str] = Field(
        default_factory=list, description="names of topics, in either language, that are never shown"
    )
    namer: NamerSettings | None = Field(
        default=None, description="a language model that may suggest names of new topics; none unless set"
    )


class WatchSettings(Part):
    """Early warning."""

    budget: float = Field(
        default=1.0, gt=0, description="false alarms allowed a week, over everything watched"
    )
    kpis: Path | None = None
