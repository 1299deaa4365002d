# pyright: basic
"""Whether a subject told in two languages is one topic, and whether one topic joins two subjects."""

from collections import Counter

import numpy as np


def joins(labels, languages, found):
    """Return shared subjects that are one topic, subjects, topics that join two subjects, bilingual topics."""
    labels, zh = np.array(labels), np.array([language != "en" for language in languages])
    subjects = sorted(set(labels.tolist()))
    tops = [(_most(found[(labels == s) & zh]), _most(found[(labels == s) & ~zh])) for s in subjects]
    joined = sum(left is not None and left == right for left, right in tops)
    wrong = both = 0
    for topic in set(found[found >= 0].tolist()):
        left, right = labels[(found == topic) & zh], labels[(found == topic) & ~zh]
        if min(len(left), len(right)) >= 3:
            both += 1
            wrong += (
                Counter(left.tolist()).most_common(1)[0][0] != Counter(right.tolist()).most_common(1)[0][0]
            )
    return joined, len(subjects), wrong, both


def _most(found):
    """Return the commonest topic, None where nothing is placed."""
    return next((topic for topic, _ in Counter(found[found >= 0].tolist()).most_common(1)), None)
