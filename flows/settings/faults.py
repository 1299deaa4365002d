"""What is wrong with the settings, in plain words of both languages, with the name that was probably meant."""

from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from flows.settings.part import Part

PLAIN = {
    "extra_forbidden": ("没有这个设置{meant_zh}", "no such setting{meant_en}"),
    "missing": ("缺少这一项", "is missing"),
    "greater_than": ("应大于 {gt:g}", "should be greater than {gt:g}"),
    "greater_than_equal": ("不能小于 {ge:g}", "should be {ge:g} or more"),
    "less_than": ("应小于 {lt:g}", "should be less than {lt:g}"),
    "less_than_equal": ("不能大于 {le:g}", "should be {le:g} or less"),
    "literal_error": ("应为其中之一：{expected}", "should be one of {expected}"),
    "bool": ("应为 true 或 false（不加引号）", "should be true or false, without quotes"),
    "int": ("应为整数（不加引号）", "should be a whole number, without quotes"),
    "float": ("应为数（不加引号）", "should be a number, without quotes"),
    "string": ("应为带引号的文字", "should be text between quotes"),
    "path": ("应为带引号的文件路径", "should be the path of a file between quotes"),
    "list": ('应为列表，例如 ["a", "b"]', 'should be a list such as ["a", "b"]'),
    "dict": ("应为一节，例如 [people]", "should be a section such as [people]"),
    "model": ("应为一节，例如 [people]", "should be a section such as [people]"),
    "date": ("应为日期，例如 2026-01-31", "should be a date such as 2026-01-31"),
}


def faults(error: ValidationError) -> list[str]:
    """List the mistakes, one line each: the place, what was expected, what came."""
    return [_line(dict(each)) for each in error.errors()]


def _line(fault: dict[str, Any]) -> str:
    place = ".".join(map(str, fault["loc"])) or "file"
    came = repr(fault["input"])
    return f"  {place}: {_said(fault)} (got {came if len(came) <= 80 else came[:79] + '…'})"


def _said(fault: dict[str, Any]) -> str:
    kind = fault["type"]
    plain = PLAIN.get(kind) or PLAIN.get(kind.split("_")[0])
    if plain is None:
        return str(fault["msg"]).removeprefix("Value error, ")
    meant = _meant(str(fault["loc"][-1])) if kind == "extra_forbidden" else ""
    words = {
        **fault.get("ctx", {}),
        "meant_zh": f"，是不是 {meant}？" if meant else "",
        "meant_en": f"; did you mean {meant}?" if meant else "",
    }
    return " · ".join(text.format(**words) for text in plain)


def _meant(name: str) -> str:
    """Return the setting whose name is closest, empty where none is close."""
    known = {field for part in Part.__subclasses__() for field in part.model_fields}
    return next(iter(get_close_matches(name, sorted(known), n=1, cutoff=0.75)), "")
