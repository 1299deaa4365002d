"""Interviews: answers become passages, with who spoke and what was asked."""

import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from flows.settings import Settings, SourceSettings
from flows.sources import read_source
from flows.sources.turns import passages

ZH = """# 店长访谈
门店：上海一店
日期：2026年3月5日

访谈员：最近客人抱怨最多的是什么？
店长：主要是退款太慢。
有的客人等了两个星期。
访谈员：嗯。
店长：系统是新换的，大家还不熟。
访谈员：您觉得怎么改比较好？
前台小李：能直接在前台退就好了。
"""

EN = """Interview with a front-desk agent, 5 March
Q: What do guests mention most?
A: The queue: it is endless on Fridays.
Q: OK.
A: And the lift.

Q: What would help?
A: One more screen.
"""

STAMPED = """[00:00:12] Speaker 1: What makes a good day for you?
[00:00:19] Speaker 2: When nobody has to explain a thing twice.
[00:01:02] Speaker 1: And what makes a bad one?
[00:01:09] Speaker 2: The old booking screen.
"""

MEETING = """说话人1 00:12
最近排班怎么样？
说话人2 00:19
夜班太多，人手不够。
说话人1 01:02
还有别的困难吗？
说话人2 01:10
培训太少。
"""

BOLD = """**Interviewer:** What went wrong with refunds?

**Ana (team lead):** The new tool drops them.

**Interviewer:** Since when?

**Ana (team lead):** Since the first of March.
"""


def read(path: Path, **source):
    batches = list(
        read_source(SourceSettings(name="i", kind="interview", files=[str(path)], **source), Settings())
    )
    return [c for b in batches for c in b.comments], [r for b in batches for r in b.rejections]


def told(comments):
    return [(c.speaker, c.question, c.text) for c in comments]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (ZH, [
            ("店长", "最近客人抱怨最多的是什么？", "主要是退款太慢。\n有的客人等了两个星期。"),
            ("店长", "最近客人抱怨最多的是什么？", "系统是新换的，大家还不熟。"),
            ("前台小李", "您觉得怎么改比较好？", "能直接在前台退就好了。"),
        ]),
        (EN, [
            ("A", "What do guests mention most?", "The queue: it is endless on Fridays."),
            ("A", "What do guests mention most?", "And the lift."),
            ("A", "What would help?", "One more screen."),
        ]),
        (STAMPED, [
            ("Speaker 2", "What makes a good day for you?", "When nobody has to explain a thing twice."),
            ("Speaker 2", "And what makes a bad one?", "The old booking screen."),
        ]),
        (MEETING, [
            ("说话人2", "最近排班怎么样？", "夜班太多，人手不够。"),
            ("说话人2", "还有别的困难吗？", "培训太少。"),
        ]),
        (BOLD, [
            ("Ana (team lead)", "What went wrong with refunds?", "The new tool drops them."),
            ("Ana (team lead)", "Since when?", "Since the first of March."),
        ]),
    ],
    ids=["zh", "en", "stamped", "meeting", "bold"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_answers_with_speaker_and_question(tmp_path: Path, text, wanted, encoding):
    path = tmp_path / "interview.txt"
    path.write_text(text, encoding)
    comments, rejected = read(path, audience="employee")
    assert told(comments) == wanted
    assert [c.row for c in comments] == list(range(1, len(wanted) + 1))
    assert {(c.audience, c.channel) for c in comments} == {("employee", "interview")}
    assert rejected == []


def test_the_first_lines_tell_where_and_when(tmp_path: Path):
    path = tmp_path / "2025-12-31 shop.md"
    path.write_text(ZH, "utf-8")
    assert {(c.site, c.day) for c in read(path)[0]} == {("上海一店", date(2026, 3, 5))}
    path.write_text(EN, "utf-8")
    assert {(c.site, c.day) for c in read(path, site="HK2")[0]} == {("HK2", date(2025, 12, 31))}


def test_a_word_document(tmp_path: Path):
    path = tmp_path / "a.docx"
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in ZH.splitlines())
    with zipfile.ZipFile(path, "w") as box:
        box.writestr(
            "word/document.xml", f'<w:document xmlns:w="{w}"><w:body>{paragraphs}</w:body></w:document>'
        )
    assert [c.speaker for c in read(path)[0]] == ["店长", "店长", "前台小李"]
    path.write_bytes(b"not a document")
    comments, (r,) = read(path)
    assert comments == []
    assert "readable .docx" in r.reason


def test_turns_in_a_table(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"speaker": "主持人", "text": "您最担心什么？"}\n{"speaker": "王经理", "text": "新人留不住。"}\n{"speaker": "王经理", "text": ""}\n',
        "utf-8",
    )
    comments, rejected = read(path)
    assert told(comments) == [("王经理", "您最担心什么？", "新人留不住。")]
    assert [r.row for r in rejected] == [3]


def test_words_without_speakers_are_passages_of_their_own(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("大家都很累。\n\nMore staff at night, please.\n", "utf-8")
    assert told(read(path)[0]) == [(None, None, "大家都很累。"), (None, None, "More staff at night, please.")]
    path.write_text("\n \n", "utf-8")
    assert "holds no words" in read(path)[1][0].reason


@pytest.mark.parametrize(
    "text",
    [
        "很好。",
        "夜班的人手一直不够，大家都很累。" * 40,
        "We asked for help, twice. Nobody came. " * 40,
        "没有句号的一长段话" * 200,
        "a" * 5_000,
    ],
)
def test_passages_are_readable_and_lose_no_word(text):
    parts = passages(text)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(0 < len(part) <= 640 for part in parts)
    assert all(len(part) <= 330 for part in parts if "。" in part or ". " in part)
