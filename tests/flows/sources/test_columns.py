"""Columns are found by their usual names, or said; surveys read without hand editing."""

from pathlib import Path

import pytest

from flows.settings import Settings, SourceSettings
from flows.sources import SourceError, read_file, read_source


def write(folder: Path, text: str, name: str = "in.csv") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def read(file: str, **source):
    batches = list(read_source(SourceSettings(name="s", files=[file], **source), Settings()))
    return [c for b in batches for c in b.comments], [r for b in batches for r in b.rejections]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("id,date,site,comment,rating,channel,touchpoint,author,question", "7,2026-03-05,H01,Great stay,4,app,check-in,u1,Why?"),
        ("Review_ID,Created At,Hotel Name,Review Text,Stars,Channel,Stage,Username,Prompt", "7,2026-03-05,H01,Great stay,4 stars,app,check-in,u1,Why?"),
        ("编号,日期,门店,评价内容,评分,渠道,环节,用户,问题", "7,2026年3月5日,H01,Great stay,4分,app,check-in,u1,Why?"),
        ("編號,時間,分店,評論,評分,渠道,環節,用戶,問題", "7,2026/3/5,H01,Great stay,4.0,app,check-in,u1,Why?"),
        ("序号,提交时间,网点名称,意见反馈（必填）,满意度,来源,触点,昵称,题目", "7,2026-03-05,H01,Great stay,★★★★,app,check-in,u1,Why?"),
        ("Ｉｄ,DATE ,Branch,FEEDBACK,NPS Score,Platform,Touch Point,Guest,Question Text", "7,5.3.2026,H01,Great stay,4/5,app,check-in,u1,Why?"),
    ],
)  # fmt: skip
def test_usual_names_in_both_languages(tmp_path, header, row):
    (c,), rejected = read(write(tmp_path, f"{header}\n{row}\n"))
    assert rejected == []
    assert (c.source_id, str(c.day), c.site, c.text, c.rating) == ("7", "2026-03-05", "H01", "Great stay", 4)
    assert (c.channel, c.touchpoint, c.author, c.question, c.row) == ("app", "check-in", "u1", "Why?", 1)


def test_columns_that_were_said_count_over_found_ones(tmp_path):
    file = write(tmp_path, "comment,inner,day seen,mode\nnot this,this one please,2026-03-05,home\n")
    (c,), _ = read(
        file, text="inner", date="day seen", columns=["mode"], question="What else?", audience="员工"
    )
    assert (c.text, str(c.day), c.attributes) == ("this one please", "2026-03-05", (("mode", "home"),))
    assert (c.question, c.audience) == ("What else?", "employee")


@pytest.mark.parametrize(
    ("header", "said"), [("pros,cons", ["pros", "cons"]), ("优点,缺点", ["优点", "缺点"])]
)
def test_texts_side_by_side_are_one_comment_each_with_their_question(tmp_path, header, said):
    comments, rejected = read(write(tmp_path, f"id,{header}\n1,good team,long hours\n2,,no lift\n3,,\n"))
    assert [(c.source_id, c.question, c.text) for c in comments] == [
        ("1", said[0], "good team"), ("1", said[1], "long hours"), ("2", said[1], "no lift"),
    ]  # fmt: skip
    assert [(r.row, "no text:" in r.reason) for r in rejected] == [(3, True)]


WORDS = [
    "等了很久才轮到我，希望多开一个窗口",
    "The lift was broken all weekend long",
    "小李帮我找回了钱包，非常感谢他",
]


def test_three_header_rows_of_qualtrics(tmp_path):
    top = [
        "StartDate,RecordedDate,ResponseId,Status,Q1,Q2,Q3_4_TEXT",
        "Start Date,Recorded Date,Response ID,Response Type,How likely are you to return?,What could we do better?,Other - Text",
        *['"{""ImportId"":""startDate"",""timeZone"":""Asia/Shanghai""}","{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}",'
          '"{""ImportId"":""status""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2_TEXT""}","{""ImportId"":""QID3_4_TEXT""}"'],
    ]  # fmt: skip
    rows = [
        f"2026-03-04 23:59:00,2026-03-05 10:00:00,R_{i},IP Address,{i},{words},"
        for i, words in enumerate(WORDS)
    ]
    file = write(tmp_path, "\n".join([*top, *rows]) + "\n")
    for header_rows in (None, 3):
        comments, rejected = read(file, header_rows=header_rows)
        assert [(c.row, c.source_id, c.text) for c in comments] == [
            (i + 1, f"R_{i}", w) for i, w in enumerate(WORDS)
        ]
        assert {(c.question, str(c.day)) for c in comments} == {("What could we do better?", "2026-03-05")}
        assert rejected == []
    (first, *_), _ = read(file, text="What could we do better?")
    assert first.text == WORDS[0]


def test_numbered_columns_of_wjx(tmp_path):
    header = "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、您对本次服务满意吗？,2、您最想对我们说什么？（选填）,3.还有别的建议吗？"
    rows = [
        f"{i},2026/3/5 10:0{i}:00,83秒,微信,直接访问,127.0.0.1(上海),非常满意,{words},{other}"
        for i, (words, other) in enumerate(
            zip(WORDS * 2, ["", "早餐再丰富一点就更好了，谢谢", "(空)"] * 2, strict=True)
        )
    ]
    comments, rejected = read(write(tmp_path, "\n".join([header, *rows]) + "\n"))
    asked = {c.question for c in comments}
    assert "您最想对我们说什么？" in asked
    assert "您对本次服务满意吗？" not in asked
    assert [c.text for c in comments if c.question == "您最想对我们说什么？"] == WORDS * 2
    assert {(str(c.day), c.channel) for c in comments} == {("2026-03-05", "微信")}
    assert rejected == []


def test_two_header_rows_of_surveymonkey(tmp_path):
    text = "Respondent ID,End Date,What went well?,How satisfied are you?,\n,,Open-Ended Response,Response,Other\n"
    comments, rejected = read(
        write(tmp_path, text + "11,03/05/2026,The crew was lovely,5,\n12,03/25/2026,,4,\n")
    )
    assert [(c.source_id, str(c.day), c.question, c.text) for c in comments] == [
        ("11", "2026-03-05", "What went well?", "The crew was lovely")
    ]
    assert [r.row for r in rejected] == [2]


def test_a_title_and_a_blank_line_above_the_header(tmp_path):
    (c,), _ = read(write(tmp_path, "2026年3月顾客意见汇总\n\n编号,日期,意见\n1,2026-03-05,很好\n"))
    assert (c.row, c.source_id, c.text) == (1, "1", "很好")


def test_one_column_of_texts_needs_no_name_and_keeps_its_commas(tmp_path):
    comments, _ = read(write(tmp_path, "心里话\n很好,下次再来\nGood, thanks; will return\n"))
    assert [c.text for c in comments] == ["很好,下次再来", "Good, thanks; will return"]


def test_a_text_in_the_last_column_takes_back_its_own_commas(tmp_path):
    comments, rejected = read(
        write(tmp_path, "id,date,comment\n1,2026-03-05,Good, really good, thanks\n2,2026-03-05,ok\n")
    )
    assert [c.text for c in comments] == ["Good, really good, thanks", "ok"]
    assert rejected == []


def test_a_row_that_is_too_wide_is_told_with_what_to_do(tmp_path):
    comments, (r,) = read(write(tmp_path, "id,comment,site\n1,Good, really good,H01\n2,ok,H01\n"))
    assert [c.text for c in comments] == ["ok"]
    assert (r.row, "4 cells where the header has 3" in r.reason) == (1, True)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ({"text": "评价"}, "has no column '评价'. Its columns are: 'a', 'b'"),
        ({"date": "when"}, "has no column 'when'"),
        ({"audience": "who"}, "has no column 'who'"),
        ({}, "no column looks like the text of comments. Its columns are: 'a', 'b'"),
    ],
)
def test_a_missing_column_is_told_with_those_present(tmp_path, source, said):
    comments, (r,) = read(write(tmp_path, "a,b\n1,2\n"), **source)
    assert comments == []
    assert (r.row, said in r.reason) == (0, True)


def test_the_date_column_of_a_row_is_told_when_it_cannot_be_read(tmp_path):
    file = write(tmp_path, "date,comment\n2026-03-05,很好\n下周,不错\n,没写日期\n")
    comments, (r,) = read(file)
    assert [(c.text, str(c.day)) for c in comments] == [("很好", "2026-03-05"), ("没写日期", "None")]
    assert (r.row, r.column, r.value) == (2, "date", "下周")
    assert "2026-03-05" in r.reason


def test_a_column_only_guessed_to_be_dates_rejects_nothing(tmp_path):
    comments, rejected = read(write(tmp_path, "time,comment\nmorning,很好\nevening,不错\n"))
    assert [(c.text, c.day) for c in comments] == [("很好", None), ("不错", None)]
    assert rejected == []


def test_the_audience_of_every_row_must_be_clear(tmp_path):
    file = write(tmp_path, "who,comment\n顾客,a\nEmployee,b\n员工,c\npartner,d\n,e\n")
    comments, rejected = read(file, audience="who")
    assert [(c.text, c.audience) for c in comments] == [
        ("a", "customer"),
        ("b", "employee"),
        ("c", "employee"),
    ]
    assert [(r.row, r.column, r.value) for r in rejected] == [(4, "who", "partner"), (5, "who", "")]


@pytest.mark.parametrize(
    ("cell", "rating"),
    [
        ("4", 4),
        ("4.5", 4.5),
        ("4,5", 4.5),
        ("5星", 5),
        ("8分", 8),
        ("3/5", 3),
        ("★★★", 3),
        ("非常满意", None),
        ("", None),
        ("N/A", None),
    ],
)
def test_ratings_are_read_where_they_can_be(tmp_path, cell, rating):
    (c,), rejected = read(write(tmp_path, f'rating,comment\n"{cell}",fine\n'))
    assert (c.rating, rejected) == (rating, [])


def test_equal_words_of_two_guests_stay_two_and_tomorrows_longer_export_adds_only_the_new(tmp_path):
    today = "date,site,comment\n2026-03-05,H01,很好\n2026-03-05,H01,很好\n2026-03-05,H02,很好\n"
    first, _ = read(write(tmp_path, today, "export-1.csv"))
    second, _ = read(write(tmp_path, today + "2026-03-06,H01,很好\n", "export-2.csv"))
    assert len({c.id for c in first}) == 3
    assert [c.id for c in second][:3] == [c.id for c in first]
    assert len({c.id for c in second}) == 4


def test_one_id_with_two_texts_is_two_comments(tmp_path):
    comments, rejected = read(write(tmp_path, "id,comment\n7,很好\n7,又去了一次，一般\n7,很好\n"))
    assert len(comments) == 3
    assert len({c.id for c in comments}) == 2
    assert rejected == []


def test_rows_out_are_rows_in_for_the_commands(tmp_path):
    file = write(
        tmp_path, 'text,when\n"  很好\n真的  ",2026-03-05\n,2026-03-05\nok,someday\nfine,2026-03-06\n'
    )
    rows = list(read_file(file, date="when"))
    assert [row.number for row in rows] == [1, 2, 3, 4]
    assert [row.comment.text if row.comment else None for row in rows] == [
        "  很好\n真的  ",
        None,
        None,
        "fine",
    ]
    assert [bool(row.reason) for row in rows] == [False, True, True, False]
    with pytest.raises(SourceError, match="'text', 'when'"):
        list(read_file(file, text="Kommentar"))


@pytest.mark.parametrize(
    ("header", "cell"), [("comment", "0"), ("评论", "100"), ("feedback", "5"), ("意见", "谢谢")]
)
def test_the_usual_name_is_believed_where_one_row_cannot_tell(tmp_path, header, cell):
    comments, rejected = read(write(tmp_path, f"id,{header}\n000000⺁⺁⺁⺁⺁,{cell}\n"))
    assert [c.text for c in comments] == [cell]
    assert rejected == []
