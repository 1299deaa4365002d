"""Mark comments that tell of effort, of a goal, of an experience or of an obstacle, and stay silent otherwise."""

import re
from functools import cache

from nlp import lexicons
from nlp.records import Language
from nlp.sentiment.model import side
from nlp.text.simple import simplified


def tags(text: str, language: Language) -> tuple[str, ...]:
    """Return the marks of a text, in a fixed order; most comments have none.

    >>> tags("同一份材料跑了三趟窗口", "zh-Hans"), tags("I called five times", "en"), tags("很好", "zh-Hans")
    (('effort',), ('effort',), ())
    """
    plain = simplified(text)
    languages = ("zh", "en") if language == "mixed" else (side(language),)
    found = {mark for one in languages for mark, pattern in _patterns(one) if pattern.search(plain)}
    return tuple(sorted(found))


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (r["mark"], re.compile(r["pattern"], re.IGNORECASE)) for r in lexicons.rows(f"{language}/marks")
    )
