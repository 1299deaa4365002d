# pyright: basic
"""Lay the packed weights out as an ONNX graph that onnxruntime runs fast on a plain processor.

Weights become int8, one scale a column. Activations are quantised with ranges measured once
(``nlp.embed.ranges``), never with the range of the batch at hand, so that a text has the same vector whatever
stands beside it. A few inputs are ten times louder than the rest; each is divided by its ``tame`` factor
and its weights multiplied, or they would cost the others their precision (cosine .980 -> .996).
Batches hold texts of one length, hence no padding and no mask. onnx is imported inside: it is slow to load.

What stands between the multiplications is chosen by the clock, a third more texts a second: biases ride on the
multiplications, a sum and a plain LayerNormalization are six times faster than onnxruntime's
SkipLayerNormalization, and three multiplications of one quantised input need no Split.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from nlp.embed.packed import Dense, Packed, Quantized

OPSET, MICROSOFT, IR = 17, "com.microsoft", 9
FLOAT = 1
Ranges = Mapping[str, np.ndarray]


@dataclass
class _Graph:
    """Collects nodes and constants; every method returns the name of what it made."""

    packed: Packed
    ranges: Ranges | None
    nodes: list = field(default_factory=list)
    constants: list = field(default_factory=list)
    taps: list = field(default_factory=list)

    def add(self, kind: str, inputs: list[str], name: str, domain: str = "", **attributes: object) -> str:
        from onnx import helper

        node = helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes)  # pyright: ignore[reportArgumentType]
        self.nodes.append(node)
        return name

    def constant(self, name: str, values: np.ndarray) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def float(self, name: str) -> str:
        return self.constant(name, self.packed.floats[name])

    def matmul(self, x: str, name: str) -> str:
        """Multiply by the matrix of a name and add its bias."""
        return self.matmuls(x, name, [name])[0]

    def matmuls(self, x: str, name: str, parts: list[str]) -> list[str]:
        """Multiply one input by several matrices: plain floats while ranges are being measured, int8 with them."""
        if self.ranges is None:
            self.taps.append((name, x))
            return [self._plain(x, part) for part in parts]
        tame = self.ranges[f"{name}.tame"]
        if (tame != 1).any():
            x = self.add("Mul", [x, self.constant(f"{name}.t", 1 / tame)], f"{name}.m")
        scale, zero = _eight_bits(*self.ranges[f"{name}.range"].tolist())
        known = (self.constant(f"{name}.a", scale), self.constant(f"{name}.z", zero))
        small = self.add("QuantizeLinear", [x, *known], f"{name}.x")
        return [self._small((small, *known), part, tame) for part in parts]

    def _plain(self, x: str, part: str) -> str:
        weights = self.constant(f"{part}.w", self.packed.matrices[f"{part}.w"].dense().T)
        return self.add(
            "Add", [self.add("MatMul", [x, weights], f"{part}.p"), self.float(f"{part}.b")], f"{part}.y"
        )

    def _small(self, x: tuple[str, str, str], part: str, tame: np.ndarray) -> str:
        small, scale, zero = x
        weights = self.packed.matrices[f"{part}.w"].dense().T * tame[:, None]
        column = (np.abs(weights).max(axis=0) / 127).astype(np.float32)
        codes = self.constant(f"{part}.w", (weights / column).round().astype(np.int8))
        inputs = [small, codes, scale, self.constant(f"{part}.s", column), zero, "", self.float(f"{part}.b")]
        return self.add("MatMulIntegerToFloat", inputs, f"{part}.y", MICROSOFT)

    def normed(self, x: str, residual: str, prefix: str, name: str) -> str:
        both = self.add("Add", [x, residual], f"{name}.sum")
        inputs = [both, self.float(f"{prefix}.w"), self.float(f"{prefix}.b")]
        return self.add("LayerNormalization", inputs, name, epsilon=self.packed.epsilon, axis=-1)


def _eight_bits(low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
    scale = (high - low) / 255
    return np.array(scale, np.float32), np.array(round(-low / scale), np.uint8)


def build(packed: Packed, rows: np.ndarray, ranges: Ranges | None) -> bytes:
    """Return the serialised model for the vocabulary rows given: ids (n, tokens) -> states (n, tokens, hidden).

    The mean over the tokens is left to numpy: onnxruntime sums in another order where a text stands alone.
    Without ``ranges`` it is all float and gives the input of every multiplication besides, for measuring them.
    """
    from onnx import TensorProto, helper

    graph = _Graph(packed, ranges)
    x = _embeddings(graph, packed.matrices["emb.word"].take(rows))
    for number in range(packed.layers):
        x = _layer(graph, number, x)
    graph.add("Identity", [x], "states")
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["n", "tokens"])
    outputs = [helper.make_tensor_value_info("states", TensorProto.FLOAT, ["n", "tokens", packed.hidden])]
    for name, tapped in graph.taps:
        graph.add("Identity", [tapped], f"tap.{name}")
        outputs.append(helper.make_tensor_value_info(f"tap.{name}", TensorProto.FLOAT, ["n", "tokens", None]))
    made = helper.make_graph(graph.nodes, "e5", [ids], outputs, graph.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=IR).SerializeToString(deterministic=True)


def save(model: bytes, file: Path, weights: str) -> None:
    """Write a model with its weights in a file beside it: processes that load both share the weights' memory."""
    import onnx

    onnx.save_model(
        onnx.load_from_string(model), file, save_as_external_data=True, location=weights, size_threshold=4096
    )
    file.with_name(weights).chmod(0o644)


def _embeddings(graph: _Graph, words: Quantized | Dense) -> str:
    packed = graph.packed
    dense = words.dense()
    top = np.abs(dense).max(axis=1, keepdims=True)
    scales = (np.where(top > 0, top, 1) / 127).astype(np.float32)
    codes = (dense / scales).round().astype(np.int8)
    picked = graph.add("Gather", [graph.constant("words", codes), "ids"], "picked")
    scale = graph.add("Gather", [graph.constant("words.s", scales), "ids"], "scale")
    found = graph.add("Mul", [graph.add("Cast", [picked], "plain", to=FLOAT), scale], "found")
    places = packed.floats["emb.pos"].reshape(-1, packed.hidden) + packed.floats["emb.type"][: packed.hidden]
    length = graph.add("Shape", ["ids"], "length", start=1, end=2)
    zero = graph.constant("zero", np.array([0], np.int64))
    here = graph.add("Slice", [graph.constant("places", places), zero, length], "here")
    return graph.normed(found, here, "emb.ln", "start")


def _layer(graph: _Graph, number: int, x: str) -> str:
    name, heads = f"l{number}", graph.packed.heads
    three = graph.matmuls(x, f"{name}.qkv", [f"{name}.{part}" for part in "qkv"])
    seen = graph.add("MultiHeadAttention", three, f"{name}.seen", MICROSOFT, num_heads=heads)
    x = graph.normed(graph.matmul(seen, f"{name}.ao"), x, f"{name}.aln", f"{name}.mid")
    bent = graph.add("Gelu", [graph.matmul(x, f"{name}.fi")], f"{name}.gelu", MICROSOFT)
    return graph.normed(graph.matmul(bent, f"{name}.fo"), x, f"{name}.oln", f"{name}.end")
