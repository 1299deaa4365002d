"""The message table: every key in both languages, the same fields, nothing unused, nothing missing."""

import re
import string
from datetime import date
from pathlib import Path

import pytest

from flows.messages import MessageError, choose, say, table, write_day

FLOWS = Path(__file__).parents[2] / "flows"
SOURCES = {
    path: path.read_text("utf-8")
    for suffix in ("*.py", "*.j2", "*.js", "*.css")
    for path in FLOWS.rglob(suffix)
}
CODE = "\n".join(SOURCES.values())
NEAR_ENGLISH = re.compile(r"[㐀-鿿]")


def fields(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name}


@pytest.mark.parametrize("key", sorted(table()))
def test_both_languages_ask_for_the_same_values(key: str):
    zh, en = table()[key]
    assert fields(zh) == fields(en)


@pytest.mark.parametrize("key", sorted(table()))
def test_english_holds_no_chinese(key: str):
    assert not NEAR_ENGLISH.search(table()[key][1])


@pytest.mark.parametrize("key", sorted(table()))
def test_every_key_is_used(key: str):
    family, _, _ = key.rpartition(".")
    said = any(f"{quote}{key}{quote}" in CODE for quote in "\"'")
    built = any(f"{start}{family}.{{" in CODE for start in ('f"', "f'")) or f'"{family}." ~' in CODE
    assert said or built, f"{key} is in messages.tsv and nobody says it"


def test_every_message_that_is_said_stands_in_the_table():
    asked = set(re.findall(r"\bsay\(\s*[\"']([a-z][\w.]*)[\"']", CODE))
    assert asked - set(table()) == set()


@pytest.mark.parametrize(
    ("language", "expected"),
    [("zh", "顾客"), ("zh-Hant", "顧客"), ("en", "Customers"), ("both", "顾客 · Customers")],
)
def test_one_key_in_every_screen_language(language, expected):
    assert say("audience.customer", language) == expected


def test_an_unknown_key_names_its_neighbours():
    with pytest.raises(MessageError, match=r"audience\.customer"):
        say("audience.customers", "zh")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", "2026年3月5日"),
        ("zh-Hant", "2026年3月5日"),
        ("en", "5 Mar 2026"),
        ("both", "2026年3月5日 · 5 Mar 2026"),
    ],
)
def test_days_are_written_as_people_do(language, expected):
    assert write_day(date(2026, 3, 5), language) == expected


def test_a_label_with_one_language_only_stands_in_for_the_other():
    assert choose("排队", "", "en") == "排队"
    assert choose("排队", "", "both") == "排队"
