# pyright: basic
"""Lay the packed weights out as an ONNX graph that onnxruntime runs fast on a plain processor.

Weights become int8, one scale a column. Activations are quantised with ranges measured once
(``nlp.embed.ranges``), never with the range of the batch at hand, so that a text has the same vector whatever
stands beside it. A few inputs are ten times louder than the rest; each is divided by its ``tame`` factor
and its weights multiplied, or they would cost the others their precision (cosine .980 -> .996).
Batches hold texts of one length, hence no padding and no mask. onnx is imported inside: it is slow to load.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from nlp.embed.packed import Packed, Quantized

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
        return self.several(kind, inputs, name, [name], domain=domain, **attributes)

    def several(self, kind: str, inputs: list[str], name: str, made: list[str], **attributes: object) -> str:
        from onnx import helper

        self.nodes.append(helper.make_node(kind, inputs, made, name=name, **attributes))  # pyright: ignore[reportArgumentType]
        return made[0]

    def constant(self, name: str, values: np.ndarray) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def float(self, name: str) -> str:
        return self.constant(name, self.packed.floats[name])

    def matmul(self, x: str, name: str, matrix: Quantized) -> str:
        """Multiply by a matrix: plain floats while ranges are being measured, int8 with them."""
        weights = matrix.dense().T
        if self.ranges is None:
            self.taps.append((name, x))
            return self.add("MatMul", [x, self.constant(f"{name}.w", weights)], f"{name}.y")
        tame = self.ranges[f"{name}.tame"]
        if (tame != 1).any():
            x = self.add("Mul", [x, self.constant(f"{name}.t", 1 / tame)], f"{name}.m")
        return self._small(x, name, weights * tame[:, None], self.ranges[f"{name}.range"])

    def _small(self, x: str, name: str, weights: np.ndarray, span: np.ndarray) -> str:
        column = np.abs(weights).max(axis=0) / 127
        codes = self.constant(f"{name}.w", (weights / column).round().astype(np.int8))
        scale, zero = _eight_bits(float(span[0]), float(span[1]))
        known = [self.constant(f"{name}.a", scale), self.constant(f"{name}.z", zero)]
        small = self.add("QuantizeLinear", [x, *known], f"{name}.x")
        inputs = [small, codes, known[0], self.constant(f"{name}.s", column.astype(np.float32)), known[1]]
        return self.add("MatMulIntegerToFloat", inputs, f"{name}.y", MICROSOFT)

    def normed(self, x: str, residual: str, prefix: str, name: str, bias: str) -> str:
        inputs = [x, residual, self.float(f"{prefix}.w"), self.float(f"{prefix}.b"), bias]
        return self.add("SkipLayerNormalization", inputs, name, MICROSOFT, epsilon=self.packed.epsilon)


def _eight_bits(low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
    scale = (high - low) / 255
    return np.array(scale, np.float32), np.array(round(-low / scale), np.uint8)


def build(packed: Packed, rows: np.ndarray, ranges: Ranges | None) -> bytes:
    """Return the serialised model for the vocabulary rows given: ids (n, tokens) -> mean vectors (n, hidden).

    Without ``ranges`` it is all float and gives the input of every multiplication besides, for measuring them.
    """
    from onnx import TensorProto, helper

    graph = _Graph(packed, ranges)
    x = _embeddings(graph, packed.matrices["emb.word"].take(rows))
    for number in range(packed.layers):
        x = _layer(graph, number, x)
    graph.add("ReduceMean", [x], "vectors", axes=[1], keepdims=0)
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["n", "tokens"])
    outputs = [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", packed.hidden])]
    for name, tapped in graph.taps:
        graph.add("Identity", [tapped], f"tap.{name}")
        outputs.append(helper.make_tensor_value_info(f"tap.{name}", TensorProto.FLOAT, ["n", "tokens", None]))
    made = helper.make_graph(graph.nodes, "e5", [ids], outputs, graph.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=IR).SerializeToString(deterministic=True)


def _embeddings(graph: _Graph, words: Quantized) -> str:
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
    inputs = [graph.add("Add", [found, here], "both"), graph.float("emb.ln.w"), graph.float("emb.ln.b")]
    return graph.add("LayerNormalization", inputs, "start", epsilon=packed.epsilon, axis=-1)


def _layer(graph: _Graph, number: int, x: str) -> str:
    packed, name = graph.packed, f"l{number}"
    three = [packed.matrices[f"{name}.{part}.w"] for part in "qkv"]
    joined = Quantized(np.concatenate([m.nibbles for m in three]), np.concatenate([m.scales for m in three]))
    bias = np.concatenate([packed.floats[f"{name}.{part}.b"] for part in "qkv"])
    parts = [f"{name}.{part}" for part in "qkv"]
    graph.several("Split", [graph.matmul(x, f"{name}.qkv", joined)], f"{name}.split", parts, axis=-1)
    inputs = [*parts, graph.constant(f"{name}.b", bias)]
    seen = graph.add("MultiHeadAttention", inputs, f"{name}.seen", MICROSOFT, num_heads=packed.heads)
    out = graph.matmul(seen, f"{name}.ao", packed.matrices[f"{name}.ao.w"])
    x = graph.normed(out, x, f"{name}.aln", f"{name}.mid", graph.float(f"{name}.ao.b"))
    wide = graph.matmul(x, f"{name}.fi", packed.matrices[f"{name}.fi.w"])
    bent = graph.add("BiasGelu", [wide, graph.float(f"{name}.fi.b")], f"{name}.gelu", MICROSOFT)
    out = graph.matmul(bent, f"{name}.fo", packed.matrices[f"{name}.fo.w"])
    return graph.normed(out, x, f"{name}.oln", f"{name}.end", graph.float(f"{name}.fo.b"))
