"""What goes out, and that it goes out once: real store, real receiver on loopback."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.settings import Settings
from flows.stages import Job, send
from flows.store import Store
from nlp.records import Insights
from tests.flows.post.listening import HANG_UP, web
from tests.flows.publish.scenery import Scene, night

TODAY = datetime.now(Settings().zone).date()


def _night(observed: float = 41) -> Insights:
    made = night(Scene(people=4, comments=30, topics=6, sites=4))
    grown = tuple(replace(a, signal=replace(a.signal, observed=observed)) for a in made.alerts)
    return replace(made, day=TODAY, alerts=grown)


@pytest.fixture
def told(tmp_path: Path):
    """Send one night through one door; return the summary lines and the texts that arrived."""

    def run(insights: Insights, *, send_it: bool = True, answers=lambda _: (200, b"ok"), kind: str = "slack"):
        with web(answers) as heard:
            door = {"kind": kind, "url": "${HOOK}", "language": "en"}
            settings = Settings.model_validate(
                {
                    "outputs": tmp_path,
                    "screen": {"language": "en"},
                    "messages": {"send": send_it, "doors": [door]},
                }
            )
            with pytest.MonkeyPatch.context() as environment, Store.open(settings) as store:
                environment.setenv("HOOK", heard.url)
                lines = send(Job(settings=settings, store=store), insights, tmp_path)
        return lines, [body["text"] for body in heard.bodies]

    return run


def test_each_open_alert_and_the_digest_go_out_once(told):
    lines, texts = told(_night())
    assert lines == ("3 messages sent, 0 not",)
    assert ["alert:" in text.splitlines()[0] for text in texts] == [True, True, False]
    assert told(_night()) == (("0 messages sent, 0 not",), [])


@pytest.mark.parametrize(("observed", "again"), [(41, 0), (60, 0), (82, 2), (200, 2)])
def test_an_alert_is_told_again_when_it_has_doubled(told, observed, again):
    told(_night())
    assert len(told(_night(observed))[1]) == again


def test_what_failed_is_tried_the_next_time_and_the_reason_is_told(told):
    lines, _ = told(_night(), answers=lambda _: (404, b"no_team"))
    assert lines[0] == "0 messages sent, 3 not"
    assert lines[1] == "not delivered: slack: refused (HTTP 404: no_team)"
    assert len(told(_night())[1]) == 3


def test_what_was_cut_off_while_being_sent_is_never_sent_twice(told):
    lines, _ = told(_night(), answers=lambda n: (HANG_UP, b"") if n == 1 else (200, b"ok"))
    assert lines[0] == "2 messages sent, 1 not"
    assert "may have arrived" in lines[1]
    lines, texts = told(_night())
    assert texts == []
    assert lines[-1].startswith("1 message cut off while being sent")
    assert told(_night())[0] == ("0 messages sent, 0 not",)


def test_nothing_leaves_until_sending_is_on(told, tmp_path: Path):
    lines, texts = told(_night(), send_it=False)
    assert texts == []
    assert lines[0].startswith("3 messages written to")
    assert len(list((tmp_path / "messages").glob("slack-*.txt"))) == 3


def test_an_old_night_wakes_nobody(told):
    lines, texts = told(replace(_night(), day=TODAY - timedelta(days=30)))
    assert (lines, texts) == (("a night long past: no message was sent",), [])


def test_employees_words_stay_at_home_and_customers_words_cannot_be_clicked(told):
    made = _night()
    alert = made.alerts[0]
    words = [("customer", "see http://bad.example now"), ("employee", "我们组长每天骂人")]
    quotes = tuple(replace(alert.quotes[0], audience=who, text=text) for who, text in words)
    _, texts = told(replace(made, alerts=(replace(alert, quotes=quotes),)))
    assert "http：//bad．example" in texts[0]
    assert all("http://" not in text and "骂人" not in text for text in texts)
