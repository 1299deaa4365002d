# pyright: basic
"""Bring Chinese to Simplified characters one for one, so that every offset stays where it was."""

from functools import cache, lru_cache

_HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00))


@lru_cache(maxsize=4096)
def simplified(text: str) -> str:
    """Return the text in Simplified characters, same length.

    >>> simplified("服務態度好差，等咗成個鐘")
    '服务态度好差，等咗成个钟'
    """
    return text.translate(_table())


class _Table(dict[int, str | int]):
    """A table for ``str.translate`` that learns which characters stay: a miss costs more than a hit."""

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


@cache
def _table() -> _Table:
    from opencc import OpenCC

    characters = [chr(code) for block in _HAN for code in block]
    changed = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return _Table((ord(a), b) for a, b in zip(characters, changed, strict=True) if a != b and len(b) == 1)
