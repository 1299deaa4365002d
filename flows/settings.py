"""Every path, threshold and model name, in one place; the only reader of the environment.

``tingjian.toml`` fills these models. Each field has a default that works, so that the shortest file names
one source and nothing else.
"""

# ruff: noqa: TID251 - this is the file that may read the environment

import os
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

ScreenLanguage = Literal["zh", "zh-Hant", "en", "both"]


class SettingsError(Exception):
    """A configuration that cannot be used: what was expected, what came, what to do."""


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Strings = Annotated[list[str], BeforeValidator(_as_list)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceSettings(_Part):
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


class PeopleSettings(_Part):
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
    display_confidence: float = 0.95

    @model_validator(mode="after")
    def _decided(self) -> Self:
        if self.all_consented and not (self.consent_decided_by and self.consent_decided_on):
            msg = (
                "all_consented = true needs who decided it and when: "
                'consent_decided_by = "..." and consent_decided_on = 2026-01-31'
            )
            raise ValueError(msg)
        return self


class ModelSettings(_Part):
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


class NamerSettings(_Part):
    """A language model that may suggest names of new topics: any address that speaks the OpenAI chat form."""

    url: str = Field(description="such as http://127.0.0.1:11434/v1")
    model: str
    key: str | None = Field(default=None, description="the token, as ${NAME} of the environment")


class TopicSettings(_Part):
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


class WatchSettings(_Part):
    """Early warning."""

    budget: float = Field(
        default=1.0, gt=0, description="false alarms allowed a week, over everything watched"
    )
    kpis: Path | None = None


class ScreenSettings(_Part):
    """What people look at."""

    language: ScreenLanguage = "zh"
    theme: Literal["light", "dark"] = "light"
    period_days: int = Field(
        default=30, ge=1, description="the stretch of days that clouds, wall and tables cover"
    )


class CloudSettings(_Part):
    """How word clouds and the cloud of names look."""

    merged: bool = Field(default=False, description="Chinese and English words in one cloud")
    shape: str = Field(
        default="box", description="box, oval, heart, or a picture whose dark parts are the room for words"
    )
    palette: Literal["sea", "violet", "ink"] = Field(
        default="sea", description="colours of good, balanced, bad; each safe for colour-blind eyes"
    )


class DoorSettings(_Part):
    """One place that messages go to. Passwords and tokens belong into the environment: ``${NAME}``."""

    kind: Literal["mail", "wecom", "dingtalk", "feishu", "slack", "json"]
    url: str = Field(
        description="the webhook's address; for mail smtp://user:${PASSWORD}@host:587 or smtps://"
    )
    to: Strings = Field(default_factory=list, description="for mail: who receives it")
    sender: str | None = Field(default=None, description="for mail: whom it comes from")
    secret: str | None = Field(default=None, description="for dingtalk and feishu: the signing secret")
    language: ScreenLanguage | None = Field(default=None, description="that of the screens, where not given")
    what: list[Literal["alert", "digest"]] = ["alert", "digest"]

    @model_validator(mode="after")
    def _addressed(self) -> Self:
        if self.kind == "mail" and not (self.to and self.sender):
            msg = 'mail needs sender = "..." and to = ["..."]'
            raise ValueError(msg)
        return self


class MessageSettings(_Part):
    """Who is told, and how. Until ``send`` is true, messages are only written beside the night's files."""

    send: bool = False
    page: str | None = Field(default=None, description="address under which colleagues open the morning page")
    doors: list[DoorSettings] = Field(default_factory=list)


class WallSettings(_Part):
    """The wall in the lobby."""

    approval: bool = Field(default=False, description="nothing new goes up without a yes on the review sheet")
    colleagues: bool = Field(
        default=False, description="also thank whom colleagues named in their survey; no words, only names"
    )
    stills: list[Annotated[str, Field(pattern=r"^\d{3,4}x\d{3,4}$")]] = Field(
        default_factory=list, description='the scenes as PNG at these sizes, such as "1920x1080"'
    )


class Settings(_Part):
    """Everything one installation may set."""

    brand: str = "听见"
    brand_en: str | None = Field(default=None, description="the brand in English, where it is another")
    timezone: str = "Asia/Shanghai"
    sites: dict[str, list[str] | str] = Field(default_factory=dict, description="key -> [zh, en] or one name")
    touchpoints: dict[str, list[str] | str] = Field(default_factory=dict)
    outputs: Path = Field(default=Path("outputs"), description="seen from where the command runs")
    database: str | None = Field(
        default=None, description="SQLAlchemy URL; SQLite under outputs/ where not given"
    )
    employee_threshold: int = Field(
        default=8, ge=5, description="fewer employees' comments than this are not shown"
    )
    reviews: Strings = Field(
        default=["inbox/*.xlsx"],
        description="where edited review sheets are dropped; other workbooks are passed over",
    )
    sources: list[SourceSettings] = Field(default_factory=list)
    people: PeopleSettings = PeopleSettings()
    models: ModelSettings = ModelSettings()
    topics: TopicSettings = TopicSettings()
    watch: WatchSettings = WatchSettings()
    screen: ScreenSettings = ScreenSettings()
    wall: WallSettings = WallSettings()
    clouds: CloudSettings = CloudSettings()
    messages: MessageSettings = MessageSettings()
    base: Path = Field(default=Path(), description="the folder the toml lies in; relative paths start there")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            msg = "no such time zone; expected one such as Asia/Shanghai or America/New_York"
            raise ValueError(msg) from error
        return value

    @field_validator("sources")
    @classmethod
    def _different_names(cls, value: list[SourceSettings]) -> list[SourceSettings]:
        """Because: a comment's id is made of its source's name, so two sources must not share one."""
        names = [source.name for source in value if source.name]
        if twice := next((name for name in names if names.count(name) > 1), None):
            msg = f"two sources are called {twice!r}; give each a name of its own"
            raise ValueError(msg)
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The customer's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def store(self) -> Path:
        """Where Parquet and SQLite lie."""
        return self.outputs / "store"

    @property
    def database_url(self) -> str:
        """The address of the database of the few: as given (passwords from the environment), else SQLite."""
        if self.database:
            return expand(self.database)
        return f"sqlite:///{(self.store / 'tingjian.db').as_posix()}"

    def path(self, path: Path | str) -> Path:
        """Resolve a path of the toml: relative ones start at its folder."""
        return self.base / Path(path).expanduser()


def load(path: Path | None) -> Settings:
    """Read ``tingjian.toml``; errors name the place, what was expected and what came."""
    if path is None:
        return Settings()
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError as error:
        msg = f"{path}: no such file. Give the path of a tingjian.toml (flows/sample/tingjian.toml is an example)."
        raise SettingsError(msg) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{path} is not valid TOML: {error}"
        raise SettingsError(msg) from error
    try:
        return Settings(**{"base": path.resolve().parent, **raw})
    except ValidationError as error:
        lines = [
            f"  {'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']} (got {e['input']!r})"
            for e in error.errors()
        ]
        msg = f"{path} has settings that cannot be used:\n" + "\n".join(lines)
        raise SettingsError(msg) from error


def cache_on() -> bool:
    """Tell whether caches may be used (``TINGJIAN_CACHE=off`` turns every one off)."""
    return os.environ.get("TINGJIAN_CACHE", "").lower() != "off"


def build_folder() -> Path:
    """The folder for model files built once from packaged weights (``TINGJIAN_HOME``, else the user's cache)."""
    from platformdirs import user_cache_path

    given = os.environ.get("TINGJIAN_HOME")
    return Path(given) if given else user_cache_path("tingjian")


def expand(text: str) -> str:
    """Fill ``${NAME}`` from the environment, so that passwords stay out of files."""
    return os.path.expandvars(text)


def stay_offline() -> None:
    """Keep the model libraries from looking outside, unless the user has said otherwise."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def calm_children() -> None:
    """Keep the number libraries of worker processes to one thread each: the workers share the cores already."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def environment_with(**extra: str) -> dict[str, str]:
    """Return the environment for a child process, with some variables set."""
    return {**os.environ, **extra}
