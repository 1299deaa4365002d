"""Everything one installation may set, in one record."""

from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator

from flows.settings.environment import expand
from flows.settings.part import Part, Strings
from flows.settings.reading import ModelSettings, PeopleSettings, SourceSettings, TopicSettings, WatchSettings
from flows.settings.showing import CloudSettings, MessageSettings, ScreenSettings, WallSettings


class Settings(Part):
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
            msg = "没有这个时区，应写成 Asia/Shanghai 这样 · no such time zone; expected one such as Asia/Shanghai or America/New_York"
            raise ValueError(msg) from error
        return value

    @field_validator("sources")
    @classmethod
    def _different_names(cls, value: list[SourceSettings]) -> list[SourceSettings]:
        """Because: a comment's id is made of its source's name, so two sources must not share one."""
        names = [source.name for source in value if source.name]
        if twice := next((name for name in names if names.count(name) > 1), None):
            msg = f"有两个来源都叫 {twice!r}，请各起各的名字 · two sources are called {twice!r}; give each a name of its own"
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
