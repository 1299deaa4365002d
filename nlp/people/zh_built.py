"""How a candidate in Chinese characters is built: family name, given-name characters, length, everyday words in it."""

import math
from collections.abc import Mapping
from functools import lru_cache

from nlp.people import tables, zh_sides
from nlp.people.dictionary import ordinary_words
from nlp.people.zh_around import PLACE
from nlp.people.zh_given import given, name_words

_PAIR = 2
FUNCTION_SURNAMES = frozenset("向和于由从有时对经连全都方常安平成高明路简单包代边文水费")


@lru_cache(maxsize=8192)
def built(word: str) -> Mapping[str, float]:
    """Describe a candidate in Chinese characters; the same few thousand come again and again."""
    found, rest = _front(word)
    found[f"length_{min(len(word), 4)}"] = 1.0
    if rest:
        often = [given().get(c, 0.0) for c in rest]
        found["given"] = sum(o >= 3 for o in often) / len(rest)
        found["given_mean"] = sum(math.log10(o + 0.1) for o in often) / len(rest)
        found["ungiven"] = sum(o < 0.8 for o in often) / len(rest)
        found["boy"] = float(word[-1] == "仔")
    long = len(word) > _PAIR
    return found | {
        "word": float(word in ordinary_words() and word not in tables.surnames()),
        "name_word": float(word in name_words()),
        "word_first": float(long and word[:2] in ordinary_words()),
        "word_last": float(long and word[-2:] in ordinary_words()),
        "place_end": float(len(word) > 1 and bool(PLACE.match(word[-1]))),
        "title_inside": float(bool(zh_sides.title_words().search(word[1:-1] if len(word) > 3 else ""))),
        "kin_inside": float(long and word[1] in KIN and word[0] in tables.surnames()),
        "foreign": sum(c in FOREIGN for c in word) / len(word) if long else 0.0,
        "doubled": float(len(word) == _PAIR and word[0] == word[1]),
    }


def _front(word: str) -> tuple[dict[str, float], str]:
    """Describe what a name begins with, and return the rest: 小, a family name, or neither."""
    names = tables.surnames()
    if word[0] in "小老阿啊" and len(word) > 1:
        return {"small": 1.0, "small_surname": float(word[1] in names)}, word[1:]
    if word[:2] in names and len(word) > 1:
        return {"surname": 1.0}, word[2:]
    if word[0] not in names:
        return {"no_surname": 1.0, "big": float(word[0] == "大")}, word
    return {
        "surname": 1.0,
        "common_surname": float(names[word[0]] > _COMMON),
        "rare_surname": float(names[word[0]] < _RARE),
        "function_surname": float(word[0] in FUNCTION_SURNAMES),
        "word_surname": float(word[0] in tables.word_surnames()),
    }, word[1:]


KIN = frozenset("总姐哥叔姨嫂婶伯爷")
_COMMON = 400
_RARE = 60
FOREIGN = frozenset(
    "阿艾依努尔古丽娜扎西卓玛买提江木孜克拉卡帕米热孜央金格桑次仁旺姆德吉洛丹增达瓦白萨托娅其日图斯琴乌云苏巴特布和那顺吐尼亚迪力合提曼珠杰多嘎边朗嘉措尕"
)
