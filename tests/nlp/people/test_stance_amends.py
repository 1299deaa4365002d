"""Who apologises for somebody is not blamed for it, and whose fault it was is not praised: zh and en side by side."""

import pytest

from nlp.people import stance_amends, tables
from nlp.people.frames import Spotted
from nlp.people.stance import judge

# text, names, the part of each
PARTS = [
    ("小李替小王的失误道歉", ["小李", "小王"], ["mends", "mended"]),
    ("Maria apologised for Tim's mistake", ["Maria", "Tim"], ["mends", "mended"]),
    ("经理陈霞为小王弄错房号一事致歉", ["陈霞", "小王"], ["mends", "mended"]),
    ("Maria said sorry about what Tim did", ["Maria", "Tim"], ["mends", "mended"]),
    ("小李代小王向我们赔不是", ["小李", "小王"], ["mends", "mended"]),
    ("Maria apologized on behalf of Tim.", ["Maria", "Tim"], ["mends", "mended"]),
    ("小李弥补了小王的失误", ["小李", "小王"], ["mends", "mended"]),
    ("Maria made up for Tim's rudeness", ["Maria", "Tim"], ["mends", "mended"]),
    ("小李没有替小王道歉", ["小李", "小王"], ["", "mended"]),
    ("Maria never apologised for Tim's mistake", ["Maria", "Tim"], ["", "mended"]),
    ("店长替小王道歉了", ["小王"], ["mended"]),
    ("The boss apologised for Tim's behaviour", ["Tim"], ["mended"]),
    ("小李替小王值班", ["小李", "小王"], ["", ""]),
    ("Maria fixed Tim's laptop", ["Maria", "Tim"], ["", ""]),
    ("小李为延误道歉，小王倒了茶", ["小李", "小王"], ["", ""]),
    ("Maria apologised for the delay and Tim brought tea", ["Maria", "Tim"], ["", ""]),
    ("小王为自己的态度道歉", ["小王"], [""]),
    ("Tim apologised for his mistake", ["Tim"], [""]),
]


def _people(text, names):
    return [Spotted(start=text.index(n), end=text.index(n) + len(n), name=n) for n in names]


@pytest.mark.parametrize(("text", "names", "wanted"), PARTS)
def test_the_one_who_mends_and_the_one_it_is_for(text, names, wanted):
    spans = [(p.start, p.end) for p in _people(text, names)]
    assert stance_amends.parts(tables.folded(text), spans) == wanted


# text, names, stances by the tables
FAIR = [
    ("经理陈霞替小王的失误道歉。", ["陈霞", "小王"], ["neutral", "complaint"]),
    ("The manager Maria apologized for Tim's mistake.", ["Maria", "Tim"], ["neutral", "complaint"]),
    ("感谢陈霞替小王的失误道歉，很贴心", ["陈霞", "小王"], ["praise", "neutral"]),
    ("Thanks to Maria who apologised for what Tim did, lovely", ["Maria", "Tim"], ["praise", "neutral"]),
]


@pytest.mark.parametrize(("text", "names", "wanted"), FAIR)
def test_no_blame_for_amends_and_no_praise_for_the_fault(text, names, wanted):
    assert [v.stance for v in judge(text, _people(text, names))] == wanted
