# pyright: basic
"""Any other model: a hub name or a local folder, loaded through sentence-transformers."""

from collections.abc import Sequence

import numpy as np

from nlp.parts import Embedder, Vectors


class Hub(Embedder):
    """A sentence-transformers model; its vectors are brought to length one, as every part here expects."""

    def __init__(self, name: str, threads: int) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(threads)
        self._model = SentenceTransformer(name, device="cpu")
        size = self._model.get_embedding_dimension()
        if size is None:
            msg = f"{name} does not say how long its vectors are; it is no sentence embedding model"
            raise ValueError(msg)
        self.dim = size
        self.id = f"sentence-transformers/{name}"

    def _embed(self, texts: Sequence[str]) -> Vectors:
        found = self._model.encode(
            list(texts), batch_size=64, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(found, np.float32)
