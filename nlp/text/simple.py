# pyright: basic
"""Bring Chinese to Simplified characters one for one, so that every offset stays where it was."""

from functools import cache

_HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00))


def simplified(text: str) -> str:
    """Return the text in Simplified characters, same length.

    >>> simplified("服務態度好差，等咗成個鐘")
    '服务态度好差，等咗成个钟'
    """
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    from opencc import OpenCC

    characters = [chr(code) for block in _HAN for code in block]
    changed = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(a): b for a, b in zip(characters, changed, strict=True) if a != b and len(b) == 1}
