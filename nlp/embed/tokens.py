# pyright: basic
"""Cut texts into the word pieces of the packed vocabulary, pruned to what Chinese and English comments hold."""

import re
from collections.abc import Sequence

import numpy as np

from nlp.embed.packed import Packed

PREFIX = "query: "
START, END, UNKNOWN = 0, 2, 3
_OURS = re.compile(
    r"[▁\u0020-\u007e\u2000-\u206f\u20a0-\u20cf\u2100-\u27bf\u2e80-\u2fdf\u3000-\u303f\u3400-\u9fff\uf900-\ufaff"
    r"\ufe00-\ufe4f\uff00-\uffef\U0001f000-\U0001faff\U00020000-\U0003134f]+"
)


def keep(packed: Packed) -> np.ndarray:
    """Choose the pieces to keep: Han, ASCII, symbols, emoji, and any single character; the specials come first."""
    chosen = [
        i
        for i, piece in enumerate(packed.pieces)
        if i <= UNKNOWN or len(piece) == 1 or _OURS.fullmatch(piece)
    ]
    return np.array(chosen)


def build(packed: Packed, rows: np.ndarray) -> str:
    """Return the tokenizer as JSON: full-width tilde kept, NFKC, spaces collapsed, unigram pieces."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    vocabulary = [(packed.pieces[i], float(packed.scores[i])) for i in rows.tolist()]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=UNKNOWN, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Nmt(),
            normalizers.Replace("\uff5e", "\ue000"),
            normalizers.NFKC(),
            normalizers.Replace("\ue000", "\uff5e"),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    return tokenizer.to_str()


class Pieces:
    """Turn texts into piece ids, with the prefix the model was taught with and its start and end marks."""

    def __init__(self, description: str, longest: int, prefix: str = PREFIX) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_str(description)
        self._longest = longest
        self._prefix = prefix

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the ids of every text, cut at the model's longest input."""
        found = self._tokenizer.encode_batch_fast(
            [self._prefix + text for text in texts], add_special_tokens=False
        )
        return [[START, *one.ids[: self._longest - 2], END] for one in found]

    def within(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> tuple[list[list[int]], list[list[float]]]:
        """Return the ids of every text, and what each of them counts in the mean over some stretches of it."""
        found = self._tokenizer.encode_batch(
            [self._prefix + text for text in texts], add_special_tokens=False
        )
        ids, shares = list[list[int]](), list[list[float]]()
        for one, some in zip(found, spans, strict=True):
            ids.append([START, *one.ids[: self._longest - 2], END])
            skip = len(self._prefix)
            inside = [
                any(start < b + skip and end > a + skip for a, b in some)
                for start, end in one.offsets[: self._longest - 2]
            ]
            counted = [False, *inside, False] if any(inside) else [True] * len(ids[-1])
            shares.append([float(c) / sum(counted) for c in counted])
        return ids, shares
