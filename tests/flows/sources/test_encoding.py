"""Ten rows are enough to tell the encoding, the delimiter, and to survive a mistaken byte."""

from pathlib import Path

import pytest

from flows.settings import Settings, SourceSettings
from flows.sources import read_source

ZH_HANS = [
    "前台的服务很好，下次还会来", "等了四十分钟才办好入住", "房间有点小，不过很干净", "早餐品种太少", "小王特别耐心",
    "空调声音太大，睡不着", "价格有点贵", "位置方便，出门就是地铁", "希望增加停车位", "一般般",
]  # fmt: skip
ZH_HANT = [
    "前台的服務很好，下次還會來", "等了四十分鐘才辦好入住", "房間有點小，不過很乾淨", "早餐種類太少", "陳小姐特別有耐心",
    "冷氣聲音太大，睡不著", "價格有點貴", "位置方便，出門就是地鐵", "希望增加停車位", "普普通通",
]  # fmt: skip
EN = [
    "Staff couldn’t have been nicer", "Waited 40 minutes to check in", "The café was closed — again", "Room was small",
    "Kevin at the desk sorted it out", "Air con too loud", "A bit pricey", "Great location", "More parking please", "OK",
]  # fmt: skip
TEXTS = {"zh-Hans": ZH_HANS, "zh-Hant": ZH_HANT, "en": EN}


NAMES = {"zh-Hans": "编号 意见 门店", "zh-Hant": "編號 意見 門店", "en": "id comment site"}


def survey(language: str, delimiter: str = ",", rows: int = 10) -> str:
    lines = [
        NAMES[language].split(),
        *([str(i), text, "H01"] for i, text in enumerate(TEXTS[language][:rows], 1)),
    ]
    return "".join(delimiter.join(line) + "\r\n" for line in lines)


def read(path: Path) -> tuple[list[str], int]:
    batches = list(read_source(SourceSettings(name="s", files=[str(path)]), Settings()))
    return [c.text for b in batches for c in b.comments], sum(len(b.rejections) for b in batches)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "language"),
    [
        ("utf-8", "zh-Hans"), ("utf-8-sig", "zh-Hans"), ("gb18030", "zh-Hans"), ("gbk", "zh-Hans"), ("utf-16", "zh-Hans"),
        ("utf-16-le", "zh-Hans"), ("utf-16-be", "zh-Hans"), ("utf-8", "zh-Hant"), ("big5", "zh-Hant"), ("gb18030", "zh-Hant"),
        ("utf-16-le", "zh-Hant"), ("utf-8", "en"), ("cp1252", "en"), ("utf-16-le", "en"), ("utf-16-be", "en"),
    ],
)  # fmt: skip
def test_ten_rows_are_enough(tmp_path: Path, encoding, language, delimiter):
    texts = TEXTS[language]
    path = tmp_path / "survey.csv"
    path.write_bytes(survey(language, delimiter).encode(encoding))
    assert read(path) == (texts, 0)


@pytest.mark.parametrize("rows", [1, 2, 3])
@pytest.mark.parametrize(
    ("encoding", "language"),
    [("gb18030", "zh-Hans"), ("big5", "zh-Hant"), ("utf-8", "zh-Hans"), ("utf-16-le", "zh-Hant")],
)
def test_even_the_smallest_files(tmp_path: Path, encoding, language, rows):
    path = tmp_path / "survey.csv"
    path.write_bytes(survey(language, rows=rows).encode(encoding))
    assert read(path) == (TEXTS[language][:rows], 0)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("byte", [b"\xff", b"\x80", b"\x00", b"\xe5"])
def test_one_mistaken_byte_costs_one_character(tmp_path: Path, encoding, byte):
    data = survey("zh-Hans").encode(encoding)
    spot = data.index("早餐".encode(encoding))
    path = tmp_path / "survey.csv"
    path.write_bytes(data[:spot] + byte + data[spot:])
    texts, rejected = read(path)
    assert len(texts) == 10
    assert rejected == 0
    assert [a for a, b in zip(texts, ZH_HANS, strict=True) if a == b] == [
        t for t in ZH_HANS if "早餐" not in t
    ]


def test_english_first_and_chinese_late_is_still_found(tmp_path: Path):
    path = tmp_path / "long.csv"
    path.write_bytes(
        ("comment\n" + "Nice stay, thanks\n" * 100_000 + "早餐品种太少，服务很好\n").encode("gb18030")
    )
    texts, _ = read(path)
    assert texts[-1] == "早餐品种太少，服务很好"


def test_an_encoding_nobody_knows_is_told_with_the_choices(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("comment\n很好\n", "utf-8")
    (batch,) = read_source(SourceSettings(name="s", files=[str(path)], encoding="klingon"), Settings())
    assert "gb18030" in batch.rejections[0].reason
