# pyright: basic
"""The fit behind the scorers of names: a few small networks by torch, averaged into one hidden layer."""

import numpy as np
import torch
from torch import nn

_HIDDEN = 32
_FITS = 6
_ROUNDS = 10
_AT_ONCE = 256
_BLURRED = 0.05
"""How often a feature is hidden while learning, so that no single one is leaned on; what is set by hand never is."""
_DECAY = 0.03


class _Network(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.into, self.out = nn.Linear(width, _HIDDEN), nn.Linear(_HIDDEN, 1)
        self.past = nn.Linear(width, 1, bias=False)
        self.drop = nn.Dropout(0.2)
        nn.init.zeros_(self.past.weight)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return (self.out(self.drop(torch.tanh(self.into(x)))) + self.past(x)).squeeze(1)


def fit(x: np.ndarray, y: np.ndarray, start: np.ndarray, often: np.ndarray) -> dict[str, np.ndarray]:
    """Return one network that is the mean of several, each begun from another seed and from ``start``.

    Columns that are not ``often`` filled keep the weight that they start with.
    """
    torch.set_num_threads(1)
    known = torch.from_numpy(x @ start)
    shown, wanted = torch.from_numpy(x * often), torch.from_numpy(y)
    fits = [_one(shown, wanted, known, seed) for seed in range(_FITS)]
    into = np.concatenate([f.into.weight.detach().numpy().T for f in fits], axis=1)
    past = np.mean([f.past.weight.detach().numpy()[0] for f in fits], axis=0)
    return {
        "into": into * often[:, None],
        "bias": np.concatenate([f.into.bias.detach().numpy() for f in fits]),
        "out": np.concatenate([f.out.weight.detach().numpy()[0] for f in fits]) / _FITS,
        "past": start + past * often,
        "rest": np.mean([f.out.bias.detach().numpy() for f in fits], axis=0),
    }


def _one(x: torch.Tensor, y: torch.Tensor, known: torch.Tensor, seed: int) -> _Network:
    torch.manual_seed(seed)
    network = _Network(x.shape[1])
    steps = _ROUNDS * (len(y) // _AT_ONCE + 1)
    optimiser = torch.optim.AdamW(network.parameters(), lr=0.004, weight_decay=_DECAY)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, 0.01, total_steps=steps)
    wanted = y * 0.98 + 0.01
    for _ in range(_ROUNDS):
        for batch in torch.randperm(len(y)).split(_AT_ONCE):
            shown = x[batch] * (torch.rand(len(batch), x.shape[1]) > _BLURRED)
            loss = nn.functional.binary_cross_entropy_with_logits(
                network(shown) + known[batch], wanted[batch]
            )
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            pace.step()
    return network.eval()
