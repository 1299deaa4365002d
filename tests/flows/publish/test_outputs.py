"""What lies in the folder of a night: every file, strangers' text made harmless, the same input the same bytes."""

import csv
import json
from dataclasses import replace
from datetime import date

import openpyxl
import pyarrow.parquet as pq
import pytest
from PIL import Image

from flows.publish import publish, slides
from flows.publish.alerts import write as write_alerts
from flows.publish.page import write as write_page
from flows.publish.tables import TABLES
from flows.publish.tables import write as write_tables
from flows.publish.workbook import write as write_workbook
from nlp.records import Rejection, SuggestionRow, Topic
from tests.flows.publish.conftest import settings
from tests.flows.publish.scenery import Scene, night, quote

STRANGE = [
    "<script>alert('x')</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(2)</script>",
    "{{ 7*7 }}",
    '=HYPERLINK("http://evil","click")',
    "+1+1",
    "@SUM(A1)",
    "-2+3",
    "\x00\x0b控制字符",
    "半\ud83d个",
    "长" * 40_000,
]
EMPTY = replace(
    night(Scene(people=0, comments=0, topics=1, sites=1)),
    topics=(), topic_sites=(), trend=(), alerts=(), praise=(), processes=(), suggestions=(), words=(),
    rejections=(), events=(), quotes=(), summary_zh=(), summary_en=(),
)  # fmt: skip


def strange():
    base = night(Scene(people=5, comments=30, topics=3, sites=2))
    odd = tuple(quote(text.replace("\ud83d", ""), i) for i, text in enumerate(STRANGE))
    return replace(
        base,
        quotes=(*base.quotes, *(replace(q, text=text) for q, text in zip(odd, STRANGE, strict=True))),
        topics=tuple(
            replace(
                row,
                topic=Topic(id=row.topic.id, label_zh=STRANGE[i], label_en=STRANGE[i + 4]),
                quotes=odd[:6],
            )
            for i, row in enumerate(base.topics)
        ),
        praise=tuple(replace(p, name=STRANGE[i], quotes=odd[:3]) for i, p in enumerate(base.praise)),
        suggestions=tuple(SuggestionRow(topic_id=None, text=text, quote=odd[0]) for text in STRANGE[:8]),
        rejections=(Rejection(source="s", file="=f.csv", row=1, column="=c", value="=1+1", reason="<b>"),),
    )


def test_every_file_of_a_night_is_there(drawn):
    found = {path.relative_to(drawn).as_posix() for path in drawn.rglob("*") if path.is_file()}
    names = {name for name in found if not name.startswith("notes/")}
    tables = {f"tables/{name}.{suffix}" for name in TABLES for suffix in ("csv", "parquet")}
    clouds = {
        f"clouds/words-{a}-{t}.{s}"
        for a in ("customer", "employee")
        for t in ("zh", "en")
        for s in ("png", "svg")
    }
    topics = {f"topics/{name}.{suffix}" for name in ("map", "weeks", "sites") for suffix in ("png", "svg")}
    assert names == {
        *tables, *clouds, *topics, "clouds/names.png", "clouds/names.svg", "clouds/names.json", "clouds/words.json", "alerts.json", "index.html",
        "insights.xlsx", "wall/index.html", "wall/manifest.json", "wall/manifest.js", "wall/night.json", "wall/night.js",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "zh-Hant", "en", "both"])
def test_an_empty_night_still_draws_everything(tmp_path, language):
    written = publish(EMPTY, tmp_path, settings(language))
    assert all(path.stat().st_size > 0 for path in written)


def test_the_page_never_runs_a_strangers_text(stage):
    html = write_page(stage(strange(), "both")).read_text("utf-8")
    assert "<script" not in html
    assert "<img src=x" not in html
    assert "{{ 7*7 }}" in html
    assert "http://evil" in html
    assert 'src="http' not in html


def test_the_wall_holds_strangers_text_as_data_only(tmp_path):
    publish(strange(), tmp_path, settings("zh"))
    html = (tmp_path / "wall/index.html").read_text("utf-8")
    assert html.count("</script>") == 3
    assert "alert(" not in html


def test_spreadsheet_formulas_are_neutralised(stage):
    made = stage(strange())
    write_tables(made)
    for path in (made.folder / "tables").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert [c for c in cells if c[:1] in "=+@\t" and c] == [], path.name
        assert [
            c for c in cells if c.startswith("-") and not c[1:].replace(".", "").replace("e-", "").isdigit()
        ] == []


def test_the_workbook_opens_with_filters_heads_and_no_formula(stage):
    made = stage(strange())
    book = openpyxl.load_workbook(write_workbook(made))
    assert len(book.sheetnames) == 14
    for sheet in book:
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds, sheet.title
    topics = book["话题"]
    assert topics.freeze_panes == "C2"
    assert topics.auto_filter.ref
    assert topics["D2"].hyperlink.location.startswith("'依据'!A")
    review = book["人工核对"]
    assert [cell.value for cell in review[1]][:6] == ["kind", "id", "label", "action", "value", "note"]
    assert review["G1"].value == made.insights.day.isoformat()
    assert review.row_dimensions[1].hidden
    assert len(review.data_validations.dataValidation) > 3


def test_numbers_lead_to_exactly_their_comments(stage):
    made = stage(night(Scene(people=5, comments=80, topics=4, sites=3)))
    book = openpyxl.load_workbook(write_workbook(made))
    evidence = book["依据"]
    for row in made.insights.topics:
        cell = next(r[3] for r in book["话题"].iter_rows(min_row=2) if r[0].value == row.topic.id)
        block = evidence[cell.hyperlink.location.split("!")[1]]
        assert len(block) == cell.value == row.tally.n
        assert {line[0].value for line in block} == {row.topic.id}


HEADINGS = [("zh", "话题", "所属", "等候 > 排队"), ("en", "Topics", "Under", "waiting > queues")]


@pytest.mark.parametrize(("language", "sheet", "head", "shown"), HEADINGS)
def test_topics_are_shown_with_what_they_stand_under(stage, language, sheet, head, shown):
    base = night(Scene(people=1, comments=9, topics=2, sites=1))
    above = {"heading_zh": "等候 > 排队", "heading_en": "waiting > queues", "parent": "T0077"}
    first = base.topics[0]
    topics = (replace(first, topic=replace(first.topic, **above)), *base.topics[1:])
    made = stage(replace(base, topics=topics), language)
    book = openpyxl.load_workbook(write_workbook(made))
    column = [cell.value for cell in book[sheet][1]].index(head)
    assert {str(row[column].value) for row in book[sheet].iter_rows(min_row=2)} == {shown, "None"}
    write_tables(made)
    rows = csv.DictReader((made.folder / "tables" / "topics.csv").read_text("utf-8-sig").splitlines())
    found = {row["topic"]: (row["heading_zh"], row["heading_en"], row["parent"]) for row in rows}
    assert found[first.topic.id] == tuple(above.values())


CALLED = [
    # language -> its sheet and column, and what the page says of a name that fits a part only
    ("zh", "话题", "名称贴合", "内容较杂"),
    ("en", "Topics", "Name fits", "mixed bag"),
]


@pytest.mark.parametrize(("language", "sheet", "head", "told"), CALLED)
def test_a_name_that_fits_a_part_only_is_told_and_others_are_not(stage, language, sheet, head, told):
    base = night(Scene(people=1, comments=9, topics=3, sites=1))
    topics = tuple(
        replace(row, called=fits) for row, fits in zip(base.topics, (0.34, 0.35, None), strict=True)
    )
    made = stage(replace(base, topics=topics), language)
    page = write_page(made).read_text("utf-8")
    table = page[page.index('<section id="topics">') :].split("</table>")[0]
    lines = [line for line in table.split("<tr") if told in line]
    assert len(lines) == 1
    assert made.topic(topics[0].topic) in lines[0]
    book = openpyxl.load_workbook(write_workbook(made))
    column = [cell.value for cell in book[sheet][1]].index(head)
    found = {row[0].value: row[column].value for row in book[sheet].iter_rows(min_row=2)}
    assert found == {row.topic.id: row.called for row in topics}


HEARD = [
    # language -> what page and front page say of those the night did not hear
    ("zh", "南湖2号店 · 顾客：10月12日起没有留言，按往常应有约 34 条。", "2 处从来没有人写过：西湖3号店、北湖4号店"),
    ("en", "Lake 2 · Customers: nothing since 12 Oct; about 34 would be usual.", "Nobody ever wrote about 2 sites: Lake 3, Lake 4"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "silent", "never"), HEARD)
def test_page_and_front_page_say_whom_the_night_did_not_hear(stage, language, silent, never):
    made = stage(night(Scene(people=2, comments=20, topics=2, sites=5), date(2026, 11, 1)), language)
    front = openpyxl.load_workbook(write_workbook(made)).worksheets[0]
    said = [str(cell.value) for row in front.iter_rows() for cell in row]
    html = write_page(made).read_text("utf-8")
    for line in (silent, never):
        assert line in said
        assert line in html


def test_the_sheet_of_alerts_shows_the_facts_of_each_case(stage):
    made = stage()
    sheet = openpyxl.load_workbook(write_workbook(made))["预警"]
    heads = [cell.value for cell in sheet[1]]
    facts = [str(row[heads.index("依据与已排除的解释")].value) for row in sheet.iter_rows(min_row=2)]
    assert facts == ["\n".join(alert.facts_zh) for alert in made.insights.alerts]
    assert any(facts)


def test_tables_say_the_same_in_csv_and_parquet(drawn):
    for name, (columns, _) in TABLES.items():
        table = pq.read_table(drawn / "tables" / f"{name}.parquet")
        raw = (drawn / "tables" / f"{name}.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
        assert table.column_names == list(columns)
        assert len(rows) == table.num_rows


def test_cells_below_the_threshold_stay_empty(drawn):
    trend = pq.read_table(drawn / "tables" / "sentiment_trend.parquet").to_pylist()
    hidden = [row for row in trend if not row["shown"]]
    assert hidden
    assert all(row["n"] is None and row["mean_score"] is None for row in hidden)


def test_alerts_are_plain_json(stage):
    body = json.loads(write_alerts(stage()).read_text("utf-8"))
    assert body["alerts"][0]["interval"] == [7, 18]
    assert date.fromisoformat(body["alerts"][0]["history"][0][0])


@pytest.mark.slow
def test_the_same_night_gives_the_same_bytes(drawn, tmp_path):
    publish(night(Scene(people=30, comments=200)), tmp_path, settings("both"))
    for path in drawn.rglob("*"):
        if path.is_file() and path.suffix != ".xlsx":
            assert path.read_bytes() == (tmp_path / path.relative_to(drawn)).read_bytes(), path.name


@pytest.mark.slow
def test_tomorrow_names_keep_their_seats_on_disk(drawn, tmp_path):
    publish(night(Scene(people=28, comments=200)), tmp_path, settings("both"), previous=drawn)
    old = json.loads((drawn / "clouds/names.json").read_text("utf-8"))["picture"][0]["places"]
    new = json.loads((tmp_path / "clouds/names.json").read_text("utf-8"))["picture"][0]["places"]
    assert sum(new[key] == old[key] for key in new) >= 0.9 * len(new)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"picture": 3}', '{"picture": [{"scale": "x"}]}'])
def test_a_broken_seat_file_only_costs_the_seats(tmp_path, stage, text):
    from flows.publish.names import read_seats

    (tmp_path / "clouds").mkdir()
    (tmp_path / "clouds/names.json").write_text(text, "utf-8")
    assert read_seats(tmp_path) == {}


@pytest.mark.parametrize("name", ["names", "words-customer-zh", "words-customer-en", "words-employee-en"])
def test_pictures_are_twice_the_size_and_not_blank(drawn, name):
    image = Image.open(drawn / "clouds" / f"{name}.png")
    assert image.width >= 3200
    colors = image.resize((400, 250)).getcolors(100_000)
    assert colors is not None
    assert len(colors) > 20


def test_svg_clouds_hold_real_text(drawn):
    svg = (drawn / "clouds/names.svg").read_text("utf-8")
    assert ">欧阳娜娜</text>" in svg
    assert "@font-face" in svg


def test_slides_hold_one_person_a_page(tmp_path):
    from pptx import Presentation

    made = night(Scene(people=4, comments=10, topics=2, sites=2))
    deck = Presentation(str(slides(made, tmp_path / "praise.pptx", settings("both"))))
    texts = [[s.text_frame.text for s in page.shapes if s.has_text_frame] for page in deck.slides]
    assert len(texts) == 1 + 1 + 4 + 1
    assert texts[2][0] == "小𠮷"


@pytest.mark.slow
def test_fifty_thousand_comments_make_a_workbook_in_time(stage):
    import time

    made = stage(night(Scene(people=60, comments=50_000, topics=30)))
    began = time.perf_counter()
    write_workbook(made)
    assert time.perf_counter() - began < 60
