"""A comment that a model stumbles over is set aside; the others of its batch are read."""

from flows.stages.read import read_all
from tests.nlp.insights.nights import said


class Stumbling:
    """A tiny reader that reads what it knows and stumbles over one word."""

    id = "stumbling"

    def __init__(self, pairs):
        self.known = {comment.id: reading for comment, reading in pairs}

    def read(self, comments):
        if any("绊" in c.text for c in comments):
            raise IndexError
        return [self.known[c.id] for c in comments]


def test_one_comment_never_ends_the_night():
    pairs = [said("前台很好", id="a"), said("绊一下", id="b"), said("Great desk", id="c")]
    readings = read_all(Stumbling(pairs), [comment for comment, _ in pairs])
    assert [r.comment_id for r in readings] == ["a", "b", "c"]
    assert [r.is_voice for r in readings] == [True, False, True]
    assert readings[1].masked == ""
