"""Who asks for a change, and who only wishes well, complains, or advises other customers."""

from collections import Counter

import pytest

from flows.settings import build_folder
from nlp import embed, suggestions
from nlp.records import Suggestion
from nlp.suggestions import Suggester, train
from nlp.suggestions.checks import vetoed
from tests.tables import cases


def _asks(found: list[Suggestion]) -> bool:
    return any(one.to == "organisation" for one in found)


@pytest.mark.parametrize("case", cases("suggestions.tsv"), ids=lambda case: case["text"][:40])
def test_the_rules_alone_know_who_asks(case: dict[str, str]) -> None:
    found = Suggester().find([case["text"]], [case["language"]])[0]
    assert _asks(found) is (case["asks"] == "yes")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("菜很好吃。能不能多放两把椅子？下次还来。", "zh-Hans", ["能不能多放两把椅子？"]),
        ("Great food. Please add a bench. See you soon!", "en", ["Please add a bench."]),
        ("建议加灯\n希望越办越好", "zh-Hans", ["建议加灯"]),
    ],
)
def test_the_span_is_the_sentence_that_asks(text: str, language: str, expected: list[str]) -> None:
    found = Suggester().find([text], [language])[0]
    assert [text[s.start : s.end] for s in found] == expected == [s.text for s in found]


@pytest.mark.parametrize(
    ("text", "language", "to"),
    [
        ("建议大家选高楼层。", "zh-Hans", "customers"),
        ("千万别选临街的房间。", "zh-Hans", "anyone"),
        ("Other guests should avoid the back rooms.", "en", "customers"),
        ("Ask for a room at the back.", "en", "anyone"),
        (
            "床很软，早餐样数多，前台办得也快，我们一家三口都睡得很踏实。千万别选临街的房间。",
            "zh-Hans",
            "customers",
        ),
        (
            "The bed was soft, breakfast plentiful and check-in quick. Ask for a room at the back.",
            "en",
            "customers",
        ),
    ],
)
def test_tips_are_told_apart_from_what_is_asked(text: str, language: str, to: str) -> None:
    assert [one.to for one in Suggester().find([text], [language])[0]] == [to]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("隔音效果还不如普通招待所", False), ("不如改成自助取餐", True), ("酒店会重视您的建议", False), ("建议增加两把椅子", True),
        ("以为四星级应该有浴缸", False), ("应该有浴缸", True), ("洗一次澡至少要半个小时", False),
        ("Clean and spacious rooms", False), ("Please clean the rooms earlier", True),
        ("You could hear every word next door", False), ("You could add a second lift", True),
    ],
)  # fmt: skip
def test_what_looks_like_a_request_and_is_none(text: str, asks: bool) -> None:
    found = Suggester().find([text], ["en" if text.isascii() else "zh-Hans"])[0]
    assert _asks(found) == asks
    assert asks or vetoed(text) or not found


def test_other_languages_are_left_alone() -> None:
    assert Suggester().find(["Veuillez ajouter un banc."], ["other"]) == [[]]


def test_no_case_is_taught() -> None:
    """The cases measure what was not learnt."""
    taught = {text for text, _ in train.examples()}
    written = Counter(text for text, _ in train.examples())
    assert not taught & {
        case["text"] for name in ("suggestions.tsv", "suggestions_to.tsv") for case in cases(name)
    }
    assert max(written.values()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_packaged_head_finds_what_no_rule_says(language: str) -> None:
    suggester = suggestions.load(embed.load("e5-tuned", folder=build_folder()))
    table = [case for case in cases("suggestions_to.tsv") if case["language"].startswith(language)]
    found = suggester.find([case["text"] for case in table], [case["language"] for case in table])
    hits = sum(_asks(one) and case["to"] == "organisation" for one, case in zip(found, table, strict=True))
    told = sum(map(_asks, found)) + sum(case["to"] == "organisation" for case in table)
    assert 2 * hits / told >= 0.75
    assert suggester.id != Suggester().id
