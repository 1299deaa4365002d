"""Say which words of the lists moved a score."""

from nlp.records import Evidence, Sentiment
from nlp.sentiment.hits import Found

_MOST = 5


def reasons(text: str, sentiment: Sentiment, found: Found) -> tuple[Evidence, ...]:
    """Choose the strongest words of the lists, in order: no praise as the reason of a complaint, both for a mixed one.

    Where no word of a list speaks, the sentence as a whole was like taught ones, and no single word is to blame.
    """
    one_sided = sentiment.label in {"positive", "negative"}
    fitting = [hit for hit in found.hits if not one_sided or hit.value * sentiment.score > 0]
    chosen = sorted(fitting, key=lambda hit: (-abs(hit.value), hit.start))[:_MOST]
    return tuple(
        Evidence(
            text=text[h.start : h.end], source=h.source, weight=round(h.value, 2), start=h.start, end=h.end
        )
        for h in sorted(chosen, key=lambda hit: hit.start)
    )
