# pyright: basic
"""The packaged e5 in torch, with a low-rank update on its upper layers: the one part of it that learns."""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from nlp.embed.packed import Packed
from nlp.embed.tuned import LAYERS, PARTS, SCALE

FIRST = 2
"""The layers below stay as they are: they know words, not feelings, and time is saved."""
RANK, DROPOUT = 32, 0.1


class Net(nn.Module):
    """Piece ids (n, tokens), their lengths and shares to vectors of length ``SCALE``: the mean over tokens by shares."""

    def __init__(self, packed: Packed, rows: np.ndarray, seed: int) -> None:
        super().__init__()
        self.heads, self.epsilon, self.hidden = packed.heads, packed.epsilon, packed.hidden
        self.words = torch.tensor(packed.matrices["emb.word"].take(rows).dense())
        places = (
            packed.floats["emb.pos"].reshape(-1, packed.hidden) + packed.floats["emb.type"][: packed.hidden]
        )
        self.places = torch.tensor(places)
        self.fixed = {name: torch.tensor(values.copy()) for name, values in packed.floats.items()}
        self.weights = {
            f"l{n}.{part}": torch.tensor(packed.matrices[f"l{n}.{part}.w"].dense())
            for n in range(LAYERS)
            for part in PARTS
        }
        self.update = nn.ParameterDict()
        drawn = torch.Generator().manual_seed(seed)
        for name in (f"l{n}.{part}" for n in range(FIRST, LAYERS) for part in PARTS):
            tall, wide = self.weights[name].shape
            self.update[_a(name)] = nn.Parameter(torch.randn(RANK, wide, generator=drawn) / wide**0.5)
            self.update[_b(name)] = nn.Parameter(torch.zeros(tall, RANK))

    def forward(self, ids: Tensor, lengths: Tensor, shares: Tensor) -> Tensor:
        """Return one vector a text; texts of one batch may differ in length."""
        there = torch.arange(ids.shape[1])[None] < lengths[:, None]
        mask = None if bool(there.all()) else there[:, None, None, :]
        with torch.no_grad():
            x = self._norm(self.words[ids] + self.places[: ids.shape[1]], "emb.ln")
            for number in range(FIRST):
                x = self._layer(number, x, mask)
        for number in range(FIRST, LAYERS):
            x = self._layer(number, x, mask)
        return functional.normalize((x * shares[..., None]).sum(1), dim=-1) * SCALE

    def learned(self) -> dict[str, Tensor]:
        """Return the update under the names that ``nlp.embed.tuned`` reads."""
        return {name.replace("_", "."): values.detach() for name, values in self.update.items()}

    def _layer(self, number: int, x: Tensor, mask: Tensor | None) -> Tensor:
        name, (n, tokens, _) = f"l{number}", x.shape
        q, k, v = (
            self._line(x, f"{name}.{p}").view(n, tokens, self.heads, -1).transpose(1, 2) for p in "qkv"
        )
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(n, tokens, self.hidden)
        x = self._norm(x + self._line(self._dropped(seen), f"{name}.ao"), f"{name}.aln")
        bent = functional.gelu(self._line(x, f"{name}.fi"))
        return self._norm(x + self._dropped(self._line(bent, f"{name}.fo")), f"{name}.oln")

    def _line(self, x: Tensor, name: str) -> Tensor:
        weight = self.weights[name]
        if _a(name) in self.update:
            weight = weight + self.update[_b(name)] @ self.update[_a(name)]
        return functional.linear(x, weight, self.fixed[f"{name}.b"])

    def _norm(self, x: Tensor, name: str) -> Tensor:
        return functional.layer_norm(
            x, (self.hidden,), self.fixed[f"{name}.w"], self.fixed[f"{name}.b"], self.epsilon
        )

    def _dropped(self, x: Tensor) -> Tensor:
        return functional.dropout(x, DROPOUT, self.training)


def _a(name: str) -> str:
    return f"{name}.a".replace(".", "_")


def _b(name: str) -> str:
    return f"{name}.b".replace(".", "_")
