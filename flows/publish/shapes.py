# pyright: basic
"""Shapes for clouds: which cells of a picture are outside, for an oval, a heart, or any dark shape of a picture."""

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

BOX = "box"
DARK = 128
LEAST = 0.15
"""A shape that leaves less of the picture than this is none: words would be dust."""


@lru_cache(maxsize=16)
def outside(shape: str, rows: int, columns: int) -> NDArray[np.bool_]:
    """Return the cells that stay free of words; a shape that cannot be used is the whole box."""
    if shape == BOX:
        return np.zeros((rows, columns), np.bool_)
    y, x = np.mgrid[0:rows, 0:columns]
    x, y = (x + 0.5) / columns * 2 - 1, (y + 0.5) / rows * 2 - 1
    if shape == "oval":
        out = x**2 + y**2 > 1
    elif shape == "heart":
        out = _heart(x, y)
    else:
        out = _picture(Path(shape), rows, columns)
    return out if (~out).mean() >= LEAST else np.zeros((rows, columns), np.bool_)


def _heart(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
    wide, high = x * 1.16, -y * 1.12 + 0.12
    return (wide**2 + high**2 - 1) ** 3 - wide**2 * high**3 > 0


def _picture(path: Path, rows: int, columns: int) -> NDArray[np.bool_]:
    """Read a mask: dark is room, light and see-through is outside; without a readable file nothing is."""
    try:
        with Image.open(path) as picture:
            whole = Image.new("RGBA", picture.size, "white")
            whole.alpha_composite(picture.convert("RGBA"))
            gray = whole.convert("L").resize((columns, rows))
    except (OSError, UnidentifiedImageError, ValueError):
        return np.ones((rows, columns), np.bool_)
    return np.asarray(gray) >= DARK
