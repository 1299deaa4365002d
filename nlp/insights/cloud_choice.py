"""Which of the words and pairs that people use stand in a cloud: those of several people, a pair rather than its words."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from nlp.insights.cloud_units import Unit
from nlp.records import Word

MOST = 80
FEWEST = 2
"""So many comments, of so many people, use a word that stands in a cloud ..."""
_ENOUGH = 40
_PAIR_FEWEST, _PAIR_SHARE = 3, 0.002
"""... and a pair so many, and such a share of them all."""
_PULL = 1.5
"""The words of a pair stand together so many times as often as chance would have it."""
_PRIOR = 20
"""... of the pairs that were said, and so many more: a few tell nothing of chance."""
_COVERED = 0.5
"""A word is left out where its pairs hold such a share of its comments: they say more."""
_OF_ONE = 3
"""Pairs with one word in common, at most: a cloud is no list of what rooms were like."""
_MORE = 3.0
"""A pair counts so much when words are chosen, because it tells more; its size is its own."""

_Key = tuple[str, str]


@dataclass(slots=True)
class _Use:
    """The uses of a word or pair: in which comment, by whom, as it is written, in which mood."""

    parts: tuple[str, ...]
    seen: dict[str, tuple[str, str, float]] = field(default_factory=dict[str, tuple[str, str, float]])


class Uses:
    """All uses of all words and pairs of an audience; ``settle`` decides which of them speak."""

    def __init__(self) -> None:
        self._uses: dict[_Key, _Use] = {}
        self._comments: set[str] = set()

    def add(self, unit: Unit, comment: str, author: str, mood: float) -> None:
        """Note one use; a comment counts once, with its first."""
        self._comments.add(comment)
        use = self._uses.setdefault(unit.key, _Use(unit.parts))
        use.parts = use.parts and unit.parts
        use.seen.setdefault(comment, (unit.text, author, mood))

    def settle(self) -> None:
        """Drop pairs that chance made, and words that are mostly said in pairs that stay."""
        self._one_of_each()
        pairs = {key: use for key, use in self._uses.items() if use.parts}
        kept = set(self._standing(pairs))
        for key in pairs.keys() - kept:
            del self._uses[key]
        for key in [*self._covered(kept), *self._rare(kept)]:
            self._uses.pop(key, None)

    def _one_of_each(self) -> None:
        """Count plurals with their singular where people say both."""
        for language, text in list(self._uses):
            single = (language, text[:-1])
            if language == "en" and text.endswith("s") and single in self._uses:
                for comment, use in self._uses.pop((language, text)).seen.items():
                    self._uses[single].seen.setdefault(comment, use)

    def _standing(self, pairs: dict[_Key, _Use]) -> Iterable[_Key]:
        """Yield the pairs that are no chance, the most frequent of each word."""
        counts = {key: len(use.seen) for key, use in pairs.items()}
        whole = sum(counts.values())
        ends: Counter[str] = Counter()
        for key, use in pairs.items():
            for part in use.parts:
                ends[part] += counts[key]
        least = max(_PAIR_FEWEST, _PAIR_SHARE * len(self._comments))
        taken: Counter[str] = Counter()
        for key in sorted(pairs, key=lambda key: (-counts[key], key)):
            left, right = pairs[key].parts
            pull = counts[key] * (whole + _PRIOR) / (ends[left] * ends[right])
            if counts[key] >= least and pull >= _PULL and max(taken[left], taken[right]) < _OF_ONE:
                taken.update(pairs[key].parts)
                yield key

    def _covered(self, kept: Collection[_Key]) -> list[_Key]:
        """Return the words that the pairs which stay say better."""
        inside: dict[_Key, set[str]] = {}
        for key in kept:
            use = self._uses[key]
            for part in use.parts:
                inside.setdefault(Unit(part).key, set()).update(use.seen)
        return [
            key
            for key, comments in inside.items()
            if key in self._uses
            and not self._uses[key].parts
            and len(comments & self._uses[key].seen.keys()) >= _COVERED * len(self._uses[key].seen)
        ]

    def _rare(self, kept: Collection[_Key]) -> list[_Key]:
        """Return the words that too few comments use to stand in any cloud."""
        return [key for key, use in self._uses.items() if key not in kept and len(use.seen) < FEWEST]

    def counted(self, language: str, comments: Collection[str]) -> Iterable[tuple[Word, bool]]:
        """Yield the words of one language in some comments, and whether each is a pair."""
        for (mine, _), use in self._uses.items():
            seen = (
                [one for comment, one in use.seen.items() if comment in comments] if mine == language else []
            )
            if len(seen) >= FEWEST and len({author for _, author, _ in seen}) >= FEWEST:
                score = round(sum(mood for _, _, mood in seen) / len(seen), 3)
                yield (
                    Word(text=_usual(text for text, _, _ in seen), count=len(seen), score=score),
                    bool(use.parts),
                )


def told(uses: Uses, language: str, comments: Collection[str]) -> tuple[Word, ...]:
    """Return the words of a cloud, the most frequent first; where they are many, pairs are chosen before words.

    What only the fewest said is left out where others fill the cloud: chance words would make it small and grey.
    """
    found = sorted(
        uses.counted(language, comments),
        key=lambda one: (-one[0].count * (_MORE if one[1] else 1), one[0].text),
    )
    chosen = [word for word, _ in found[:MOST]]
    loud = [word for word in chosen if word.count > FEWEST]
    return tuple(sorted(loud if len(loud) >= _ENOUGH else chosen, key=lambda w: (-w.count, w.text)))


def _usual(forms: Iterable[str]) -> str:
    """Return the form in which a word is written most often."""
    counts = Counter(forms)
    return max(sorted(counts), key=counts.__getitem__)
