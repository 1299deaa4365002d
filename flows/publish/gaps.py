"""Say whom the night did not hear, line by line."""

from flows.publish.stage import Stage
from nlp.records import Gap


def lines(stage: Stage) -> list[str]:
    """Return one sentence for each listening gap; the sites nobody ever wrote about share one."""
    gaps = stage.insights.gaps
    said = [_said(gap, stage) for gap in gaps if gap.kind != "never"]
    never = [stage.site(gap.site) for gap in gaps if gap.kind == "never"]
    if never:
        said.append(stage.say("gap.never", n=len(never), sites=stage.say("gap.joint").join(never)))
    return said


def _said(gap: Gap, stage: Stage) -> str:
    if gap.kind == "silent":
        return stage.say(
            "gap.silent", who=_who(gap, stage), since=stage.day(gap.since, year=False), expected=gap.expected
        )
    return stage.say(f"gap.{gap.kind}", n=gap.n, sites=gap.sites)


def _who(gap: Gap, stage: Stage) -> str:
    if gap.source:
        return stage.say("gap.source", source=gap.source)
    if not gap.site:
        return stage.say("everywhere")
    audience = stage.say(f"audience.{gap.audience}") if gap.audience else ""
    return " · ".join(part for part in (stage.site(gap.site), audience) if part)
