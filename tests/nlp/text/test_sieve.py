"""A sieve leaves out patterns that cannot match, and never one that can."""

import re
import string
import sys

import pytest

from nlp import lexicons
from nlp.privacy.rules import RULES
from nlp.text import sieve
from nlp.text.sieve import Sieve, folded, needed
from tests.tables import cases


def test_python_still_reads_patterns_the_way_the_sieve_does():
    assert sieve.PARSE, (
        "re._parser is gone from this Python: all is found as before, but reading is far slower"
    )
    kinds = {str(kind) for kind, _ in sieve.PARSE("(?:好|坏)+[a-c]?(?=x)(?!y)^z", 0)}
    assert {"MAX_REPEAT", "ASSERT", "ASSERT_NOT", "AT", "LITERAL"} <= kinds, (
        f"re._parser names its parts otherwise: {kinds}"
    )


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("建议|希望", {"建议", "希望"}),
        (r"\bplease (?!not)\w+", {"please "}),
        ("(?:能|可以)[^，。]{2,20}(?:就好了|该多好)", {"就好了", "该多好"}),
        ("[很太]好", {"很好", "太好"}),
        ("not? bad", {"no bad", "not bad"}),
        ("(?<=我们)住", {"我们"}),
        (r"(?=.*谢谢)\d+", {"谢谢"}),
        ("(?:ab){2,}", {"ab"}),
        ("STAFF", {"staff"}),
        (r"\d{4}", None),
        (r"好|\w+", None),
        ("(?:好)?", None),
        ("(?!坏)", None),
        ("[^好]", None),
        ("é", None),
    ],
)
def test_what_a_pattern_needs(pattern, words):
    assert needed(re.compile(pattern, re.IGNORECASE)) == words


def test_letters_that_are_equal_where_case_is_ignored_fold_to_one():
    every = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    for letter in string.ascii_lowercase:
        assert {folded(found) for found in re.findall(letter, every, re.IGNORECASE)} == {letter}


def test_patterns_come_in_order_and_those_without_words_always():
    made = Sieve([re.compile(p) for p in ("好", r"\d", "坏", "很好")])
    assert made.may("很好") == [0, 1, 3]
    assert made.may("") == [1]
    assert Sieve([]).may("好") == []


TEXTS = [
    case["text"]
    for file in ("suggestions.tsv", "suggestions_to.tsv", "privacy.tsv", "voices.tsv", "stance_dev.tsv")
    for case in cases(file)
]
TABLES = ("zh/suggestions", "en/suggestions", "zh/marks", "en/marks", "shared/advert_patterns")


@pytest.mark.parametrize(
    "patterns",
    [
        *([re.compile(r["pattern"], re.IGNORECASE) for r in lexicons.rows(table)] for table in TABLES),
        [rule.pattern for rule in RULES],
    ],
    ids=[*TABLES, "privacy"],
)
def test_no_pattern_that_matches_is_left_out(patterns):
    made = Sieve(patterns)
    for text in TEXTS:
        matching = {number for number, pattern in enumerate(patterns) if pattern.search(text)}
        assert matching <= set(made.may(text)), text


def test_few_patterns_are_tried_at_all():
    patterns = [re.compile(r["pattern"], re.IGNORECASE) for r in lexicons.rows("zh/suggestions")]
    made = Sieve(patterns)
    assert sum(len(made.may(text)) for text in TEXTS) < 0.1 * len(patterns) * len(TEXTS)
