"""Break a text into lines as both languages ask: English between words, Chinese anywhere but before its punctuation."""

import re

from flows.publish.fonts import Faces, Weight

NO_START = "，。！？；：、）》”’」』】…—%％,.!?;:)]}"
"""Never at the start of a line."""
NO_END = "（《“‘「『【([{"
"""Never at the end of a line."""
PIECE = re.compile(r"\s+|[A-Za-z0-9À-ɏ'’\-/.,!?;:%&@#+]+|.", re.DOTALL)


def wrap(text: str, faces: Faces, width: float, weight: Weight = "bold") -> list[str]:
    """Break a text into lines of at most ``width`` em; a single word that is broader stands alone."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        joined = line + piece
        if line.strip() and faces.width(joined.rstrip(), weight) > width:
            lines.append(line.strip())
            line = piece.lstrip()
        else:
            line = joined
    return [*lines, line.strip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """Cut a text where a line may end: signs that may not start or end one cling to their neighbour.

    >>> _pieces("好的，谢谢 Kevin!")
    ['好', '的，', '谢', '谢', ' ', 'Kevin!']
    """
    pieces: list[str] = []
    for found in PIECE.findall(text):
        clings = pieces and (found[0] in NO_START or pieces[-1][-1] in NO_END)
        if clings and not pieces[-1].isspace():
            pieces[-1] += found
        else:
            pieces.append(found)
    return pieces
