# pyright: basic
"""Ordinary Chinese words, from jieba's dictionary: what is a word is seldom a name."""

from functools import cache
from pathlib import Path

_LEAST = 8
_LONGEST = 4


@cache
def every_word() -> frozenset[str]:
    """Return all words of two to four characters that jieba knows, people too."""
    import jieba

    lines = Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines()
    return frozenset(word for word in (line.split(" ")[0] for line in lines) if 2 <= len(word) <= _LONGEST)


@cache
def ordinary_words() -> frozenset[str]:
    """Return words of two to four characters that jieba knows and does not take for a person."""
    import jieba

    words: set[str] = set()
    path = Path(jieba.__file__).with_name("dict.txt")
    for line in path.read_text("utf-8").splitlines():
        word, count, tag = line.split(" ")
        if 2 <= len(word) <= _LONGEST and not tag.startswith("nr") and int(count) >= _LEAST:
            words.add(word)
    return frozenset(words)
