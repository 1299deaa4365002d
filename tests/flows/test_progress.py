"""Progress in a log: a line when a stage begins, one every half minute, one when it is done."""

import pytest

from flows.progress import lines

# seconds passed, stage, done, of -> the line, if any
TOLD = [
    (0, "read", 0, 0, "阅读 …"),
    (1, "read", 512, 20_000, None),
    (31, "read", 10_240, 20_000, "阅读 10,240/20,000"),
    (40, "read", 20_000, 20_000, "阅读 20,000/20,000"),
    (41, "read", 20_000, 20_000, None),
    (42, "group", 0, 0, "归类 …"),
    (80, "group", 1, 1, "归类 1/1"),
    (81, "publish", 0, 0, "绘制 …"),
]


def test_a_log_gets_few_lines():
    now, written = [0.0], []
    tell = lines("zh", written.append, clock=lambda: now[0])
    for seconds, stage, done, total, _ in TOLD:
        now[0] = seconds
        tell(stage, done, total)
    assert written == [line for *_, line in TOLD if line]


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "收取 …"), ("en", "taking in …"), ("both", "收取 · taking in …")]
)
def test_in_the_language_of_the_screens(language, said):
    written: list[str] = []
    lines(language, written.append)("take_in", 0, 0)
    assert written == [said]
