"""Text to vectors: the packaged models, any other by name, and a memory over them.

``e5-tuned`` is e5 taught to read feedback: what feels alike is near. ``e5-topics`` is taught what feedback is about:
one subject is near in both languages, whatever its words. ``e5`` and ``use`` are as they came. A plus puts two side by
side (``e5-topics+use``). Any other name is a hub name or a folder for sentence-transformers.
"""

from pathlib import Path

from nlp.embed.wrap import Joined, Memo
from nlp.parts import Embedder

__all__ = ["Joined", "Memo", "load"]


def load(name: str, *, folder: Path, threads: int = 1) -> Embedder:
    """Load an embedder; ``folder`` is where e5 is built once from its packaged weights (5-20 s, then 1 s)."""
    if "+" in name:
        return Joined(*(load(part, folder=folder, threads=threads) for part in name.split("+", 1)))
    if name in ("e5", "e5-tuned", "e5-topics"):
        from nlp.embed.e5 import E5, MAKES

        return E5(folder, threads, MAKES[name])
    if name == "use":
        from nlp.embed.use import Use

        return Use(threads)
    from nlp.embed.hub import Hub

    return Hub(name, threads)
