"""Sayings are known, with their offsets, and not where they are denied or asked for."""

import pytest

from nlp.sentiment.sayings import saying


@pytest.mark.parametrize(
    ("text", "language", "words", "sign"),
    [
        ("三分钟就把我打发了", "zh", "分钟就把我打发", -1), ("再来我是狗", "zh", "再来我是狗", -1),
        ("这家真的沒得說", "zh", "沒得說", 1), ("價廉物美", "zh", "價廉物美", 1), ("领导天天画饼", "zh", "画饼", -1),
        ("以前挺好的", "zh", "以前挺好的", -1), ("以前挺好的现在也挺好", "zh", None, 0), ("没踩雷", "zh", None, 0), ("原以为要扯皮，当场就换了新的", "zh", None, 0), ("踩雷几回，最后还是你家靠谱", "zh", None, 0),
        ("I thought it would be a rip-off", "en", None, 0), ("Passed from pillar to post until Ann rang back", "en", None, 0), ("再也不去别家剪头发了", "zh", None, 0), ("再也不来了", "zh", "再也不来", -1),
        ("要不是我自己及时发现，就多扣了", "zh", None, 0), ("还会再来才怪", "zh", None, 0),
        ("Never again will I use another garage", "en", None, 0),
        ("会踩雷吗？", "zh", None, 0), ("没有一个人甩脸色", "zh", None, 0), ("没人管，敷衍了事", "zh", "敷衍了事", -1),
        ("Nobody here gave me the runaround", "en", None, 0), ("No help, the runaround again", "en", "the runaround", -1),
        ("再也不用排队了", "zh", "再也不用排队", 1), ("真是物超所值呢", "zh", None, 0),
        ("物超所值" + "，房间在十二楼，楼下是商场" * 3, "zh", None, 0), ("门口是避雷针", "zh", None, 0),
        ("Used to be the best bakery", "en", "Used to be the best", -1), ("It’s gone downhill", "en", "gone downhill", -1),
        ("They couldn’t do enough for us", "en", "couldn’t do enough", 1), ("Ticked all the boxes", "en", "Ticked all the boxes", 1),
        ("It was not a rip-off", "en", None, 0), ("Is it worth every penny?", "en", None, 0),
        ("Worth every penny but it has gone downhill", "en", None, 0), ("The hill road is steep", "en", None, 0),
    ],
)  # fmt: skip
def test_saying(text: str, language: str, words: str | None, sign: int) -> None:
    found = saying(text, language)
    assert (found.text if found else None) == words
    if found and found.start is not None:
        assert text[found.start : found.end] == found.text
        assert found.weight * sign > 0
