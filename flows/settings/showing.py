"""What people look at and who is told: screens, clouds, the wall, messages."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from flows.settings.part import Part, ScreenLanguage, Strings


class ScreenSettings(Part):
    """What people look at."""

    language: ScreenLanguage = "zh"
    theme: Literal["light", "dark"] = "light"
    period_days: int = Field(
        default=30, ge=1, description="the stretch of days that clouds, wall and tables cover"
    )


class CloudSettings(Part):
    """How word clouds and the cloud of names look."""

    merged: bool = Field(default=False, description="Chinese and English words in one cloud")
    shape: str = Field(
        default="box", description="box, oval, heart, or a picture whose dark parts are the room for words"
    )
    palette: Literal["sea", "violet", "ink"] = Field(
        default="sea", description="colours of good, balanced, bad; each safe for colour-blind eyes"
    )


class DoorSettings(Part):
    """One place that messages go to. Passwords and tokens belong into the environment: ``${NAME}``."""

    kind: Literal["mail", "wecom", "dingtalk", "feishu", "slack", "json"]
    url: str = Field(
        description="the webhook's address; for mail smtp://user:${PASSWORD}@host:587 or smtps://"
    )
    to: Strings = Field(default_factory=list, description="for mail: who receives it")
    sender: str | None = Field(default=None, description="for mail: whom it comes from")
    secret: str | None = Field(default=None, description="for dingtalk and feishu: the signing secret")
    language: ScreenLanguage | None = Field(default=None, description="that of the screens, where not given")
    what: list[Literal["alert", "digest"]] = Field(default_factory=lambda: ["alert", "digest"])

    @model_validator(mode="after")
    def _addressed(self) -> Self:
        if self.kind == "mail" and not (self.to and self.sender):
            msg = 'mail 需要 sender = "…" 和 to = ["…"] · mail needs sender = "..." and to = ["..."]'
            raise ValueError(msg)
        return self


class MessageSettings(Part):
    """Who is told, and how. Until ``send`` is true, messages are only written beside the night's files."""

    send: bool = False
    page: str | None = Field(default=None, description="address under which colleagues open the morning page")
    doors: list[DoorSettings] = Field(default_factory=list)


class WallSettings(Part):
    """The wall in the lobby."""

    approval: bool = Field(default=False, description="nothing new goes up without a yes on the review sheet")
    colleagues: bool = Field(
        default=False, description="also thank whom colleagues named in their survey; no words, only names"
    )
    stills: list[Annotated[str, Field(pattern=r"^\d{3,4}x\d{3,4}$")]] = Field(
        default_factory=list, description='the scenes as PNG at these sizes, such as "1920x1080"'
    )
