"""Few employees' words are nowhere: not as a topic of their own, not as a key word of a shared one, not as a count."""

from nlp.insights.fold import topic_rows
from nlp.insights.night import voices_of
from nlp.records import Placement, Topic
from tests.nlp.insights.nights import night, said

BREAKFAST = Topic(
    id="T1",
    label_zh="早餐",
    label_en="breakfast",
    keywords_zh=("早餐", "排班"),
    keywords_en=("roster", "coffee"),
)
ROSTERS = Topic(id="T2", label_zh="排班", label_en="rosters", keywords_zh=("排班",))


def told(employees: int):
    """Return the rows of a night: two customers on breakfast, employees on breakfast and on rosters."""
    guests = [
        said("早餐种类少", id="g1", site="S1"),
        said("The coffee was cold", id="g2", site="S1", days_ago=90),
    ]
    staff = [said(f"排班乱，第{n}次了", id=f"e{n}", site="S1", audience="employee") for n in range(employees)]
    places = [Placement(comment_id=c.id, segment=0, topic_id="T1", confidence=0.9) for c, _ in guests] + [
        Placement(comment_id=c.id, segment=0, topic_id="T2" if n else "T1", confidence=0.9)
        for n, (c, _) in enumerate(staff)
    ]
    whole = night(*guests, *staff, placements=places, topics={"T1": BREAKFAST, "T2": ROSTERS})
    return {row.topic.id: row for row in topic_rows(voices_of(whole), whole)}


def test_the_words_of_few_are_no_key_words_and_no_topic():
    few = told(7)
    assert list(few) == ["T1"]
    assert (few["T1"].topic.keywords_zh, few["T1"].topic.keywords_en) == (("早餐",), ("coffee",))
    assert dict(few["T1"].voices_by_audience) == {"customer": 1, "employee": 0}
    assert few["T1"].tally.n == 2


def test_the_words_of_enough_are_shown():
    enough = told(8)
    assert sorted(enough) == ["T1", "T2"]
    assert enough["T1"].topic.keywords_zh == ("早餐", "排班")
    assert dict(enough["T1"].voices_by_audience) == {"customer": 1, "employee": 1}
