"""The table and the picture of the budget."""

import pytest

from flows.once.budget import lines
from flows.once.budget_picture import draw_budget
from nlp.signals import Proof
from nlp.signals.proof import Found, Row

PROOF = Proof(
    rows=tuple(
        Row(
            budget=budget, false=9, false_a_week=0.09, interval=(0.05, 0.16),
            found=(
                Found(size=6, tries=40, told=20, days=4.0), Found(size=10, tries=40, told=0, days=None),
                Found(size=16, tries=0, told=0, days=None),
            ),
        )
        for budget in (0.5, 1.0, 2.0, 5.0)
    ),
    comments=9931, days=194, copies=6, weeks=142.3,
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("zh", "预算每周 0.5 次：打乱后误报每周 0.09 次（0.05–0.16）；埋入问题的发现率：6 条的 50%（40 次试验，中位 4 天）"),
        ("en", "budget 0.5 a week: 0.09 false alarms a week on shuffled copies (0.05–0.16); planted issues told: 6 comments 50%"),
    ],
)  # fmt: skip
def test_the_table_says_cost_and_chance(language, says):
    told = list(lines(PROOF, language))
    assert "9931" in told[0]
    assert told[1].startswith(says)
    assert "16" in told[1]
    assert len(told) == 6


@pytest.mark.parametrize("language", ["zh", "en", "zh-Hant", "both"])
def test_the_picture_is_drawn_and_can_be_read_aloud(tmp_path, language):
    path = draw_budget(PROOF, tmp_path / "budget", language)
    assert path.stat().st_size > 5_000
    svg = path.with_suffix(".svg").read_text("utf-8")
    assert all(text in svg for text in ("<title>", "50%", "0.09 (0.05–0.16)"))
