"""What must be introduced to count as staff in a Chinese text: words, makes, places and characters of books.

The scorer weighs everything at once; these few doubts ask for one clear sign that somebody who serves is meant:
a job, a title, a thanks, what staff do behind the name, or somebody beside it who has one of these.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nlp.people import zh_slots
from nlp.people.frames import Spotted

_TITLES: Final = frozenset({"title_job", "title_honorific", "title_kin", "title_epithet", "title_short"})
_SIGNS: Final = _TITLES | {
    *("left_job", "left_role", "left_thanks", "left_naming", "left_agent", "left_deed", "left_guide"),
    *(
        "role_behind",
        "service_behind",
        "thanks_behind",
        "thanks_before",
        "roster",
        "woven",
        "lady",
        "acts_first",
    ),
}
"""What introduces somebody, or says what people say of those who serve."""
_HOUSES: Final = frozenset({"酒店", "宾馆", "饭店", "旅馆", "公司", "贵公司", "餐厅", "商场", "超市"})
_SHARED: Final = frozenset({"neighbour", "seconded", "beside_person"})
_WORDS: Final = frozenset(
    {"tag_n", "tag_a", "tag_nz", "tag_LOC", "tag_TIME", "tag_v", "tag_ad", "tag_vn", "tag_d"}
)
_ENDS: Final = frozenset({"right_end", "right_punct"})
_BEGINS: Final = frozenset({"left_start", "left_punct"})
_BOOK: Final = re.compile(
    "小说|作者|作家|文笔|情节|读者|主人公|主角|男主|女主|这本书|这套书|看完书|书里|书中|本书|此书|《"
)
_THING_CALLED: Final = re.compile(
    "(?:酒店|宾馆|饭店|餐厅|餐馆|商店|[家个]店|地方|景点|牌子|品牌|小区|大楼|商场|超市|公司|公园|软件|程序|游戏|[首支]歌"
    '|电影|节目|[道个]菜)[^，。！？!?,]{0,4}(?:叫做|叫作|名叫|名为|叫)[“"‘「『《 ]?$'
)
_CALLED_FOR: Final = re.compile(
    "(?:小哥哥?|小姐姐|姐姐|姑娘|大哥|大姐|阿姨|小伙子?|小妹|妹[子纸]|帅哥|美女|女孩|男孩|同事|老板娘?|领导|[员师工嫂匠]|[处部科室组厅队班岗])[，,：: （(]?$"
)
"""Who or what desk stands before, though no list has it: 藏族姑娘卓玛, 收费处段佳."""
_FOR_US: Final = re.compile(
    "(?:[主亲][动自]|一直|又|也|就|还|都|全程|连夜|专门|特意|耐心|细心)*"
    "(?:[帮给替为陪教带送接领](?:着|了)?(?:我|咱|孩子|娃|宝宝|老人|老妈|老爸|爸|妈|大家|忙)|五星|好评|满分|点赞|加鸡腿|人如其名)"
)
"""What is done for us, or given for it: 给我们, 五星."""
_SURE, _LIKELY, _WEAK, _DOUBTED, _FAIR = 0.8, 0.85, 0.75, 0.65, 0.6
_NEAR = 16
_LISTED = 4


def kept(text: str, people: Sequence[Spotted]) -> list[Spotted]:
    """Return who of the people found may stay; whoever is only spoken of in a talk on a book serves nowhere."""
    doubts = [p.staff and doubtful(text, p) for p in people]
    while (sure := _vouched(text, people, doubts)) != doubts:
        doubts = sure
    stay = [p for p, doubt in zip(people, doubts, strict=True) if not doubt]
    return [_in_book(p) for p in stay] if _BOOK.search(text) else stay


def _vouched(text: str, people: Sequence[Spotted], doubts: Sequence[bool]) -> list[bool]:
    """Take the doubt from whoever stands beside somebody sure, or has the same name."""
    sure = [p for p, doubt in zip(people, doubts, strict=True) if not doubt]
    return [
        doubt and not any(_speaks_for(text, s, p) for s in sure)
        for p, doubt in zip(people, doubts, strict=True)
    ]


def _speaks_for(text: str, sure: Spotted, one: Spotted) -> bool:
    if sure.name == one.name and len(one.name) > 1:
        return True
    if not _SHARED & set(one.sources):
        return False
    gap = max(one.start - sure.end, sure.start - one.end)
    return gap <= _LISTED


def doubtful(text: str, one: Spotted) -> bool:
    """Tell whether this is nobody who serves unless something says so, and nothing does."""
    found = frozenset(one.sources)
    if "roster" in found or one.title or _FOR_US.match(text, one.end) or zh_slots.DID.match(text, one.end):
        return False
    if "left_naming" in found:
        return _word_called(found) or bool(_THING_CALLED.search(text, max(0, one.start - _NEAR), one.start))
    if _job_and_word(found, one):
        return True
    said = one.role or _SIGNS & found or _CALLED_FOR.search(text, max(0, one.start - _LISTED), one.start)
    return not said and _unsaid(found, one)


def _unsaid(found: frozenset[str], one: Spotted) -> bool:
    if "latin" in found:
        return "latin_known" not in found and one.name[0] not in "小老阿大"
    return _plain(found, one.score) or _bare(found, one.score)


def _word_called(found: frozenset[str]) -> bool:
    """Tell whether a thing is called by a word: 什么叫豪华, 叫总台换房间."""
    word = "per" not in found and "no_surname" in found and _WORDS & found
    return bool(word) and not found & {"role_before", "unheard", "service_behind"}


def _job_and_word(found: frozenset[str], one: Spotted) -> bool:
    """Tell whether a job or a desk is only the subject of the word behind: 让门童代叫, 酒店的美好印象."""
    framed = {
        "service_behind",
        "thanks_behind",
        "thanks_before",
        "neighbour",
        "seconded",
        "latin",
        "acts",
    } & found
    if framed or "per" in found or one.score >= _DOUBTED or not {"left_job", "left_role"} & found:
        return False
    if "left_job" not in found and ("name_word" not in found or one.role in _HOUSES):
        return bool(_WORDS & found or {"cut_left", "word_inside"} & found)
    return "name_word" not in found and bool({"no_surname", "cut_left", "tag_v"} & found)


def _plain(found: frozenset[str], score: float) -> bool:
    """Tell whether only its characters make a name of it, and the tagger saw none: 原想, 石耳, 小摩."""
    if found & {"boy", "big"}:
        return score < _WEAK and "right_be" not in found
    if "small" in found:
        named = {"small_surname", "per", "right_end"} & found
        return not named and bool({"left_focus", "left_none"} & found)
    return "per" not in found and not (_BEGINS & found and {"right_be", "right_do"} & found)


def _bare(found: frozenset[str], score: float) -> bool:
    """Tell whether the tagger's person stands where nothing says what it does: 住在丽泽苑, 离李公堤很近."""
    placed = (_BEGINS | {"taken"}) & found
    if "small" in found or ("doubled_per" in found and placed and score >= _FAIR):
        return False
    if "no_surname" in found:
        fair = score >= _WEAK and {"right_be", "right_do"} & found
        return not ((_BEGINS & found and ("right_be" in found or fair)) or (fair and score >= _LIKELY))
    unsaid = "left_none" in found and not _ENDS & found
    return not {"right_be", "right_do"} & found and score < (_SURE if unsaid else _WEAK)


def _in_book(one: Spotted) -> Spotted:
    """Mark an author or a character: nothing but the name says anything of them."""
    if not one.staff or one.role or _SIGNS & set(one.sources):
        return one
    return replace(one, staff=False, sources=(*one.sources, "culture"))
