"""Text to vectors: the packaged models, any other by name, and a memory over them.

``e5-tuned`` is e5 taught to read feedback: what feels alike is near. ``e5`` and ``use`` put near what is about the
same thing, ``e5+use`` is both side by side. Any other name is a hub name or a folder for sentence-transformers.
"""

from pathlib import Path

from nlp.embed.wrap import Joined, Memo
from nlp.parts import Embedder

__all__ = ["Joined", "Memo", "load"]


def load(name: str, *, folder: Path, threads: int = 1) -> Embedder:
    """Load an embedder; ``folder`` is where e5 is built once from its packaged weights (5-20 s, then 1 s)."""
    if name in {"e5", "e5-tuned"}:
        from nlp.embed.e5 import E5, PLAIN, TUNED

        return E5(folder, threads, PLAIN if name == "e5" else TUNED)
    if name == "use":
        from nlp.embed.use import Use

        return Use(threads)
    if name == "e5+use":
        return Joined(load("e5", folder=folder, threads=threads), load("use", folder=folder, threads=threads))
    from nlp.embed.hub import Hub

    return Hub(name, threads)
