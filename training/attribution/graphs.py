"""Writes what is shipped: encoder and linker as ONNX graphs, with eight-bit layers and four-bit embeddings.

python -m training.attribution.graphs build/attribution/network.pt -o src/sayso/claims/english/tagger/model
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from sayso.claims.english.tagger.windows import FEATURES
from training.attribution.network import BLOCK, HEADS, LAYERS, LINKER_HEADS, WIDTH

__all__ = ["main"]

_EXTENDED = "com.microsoft"  # the runtime's own operators
Table = NDArray[np.float32]
Tables = dict[str, Table]


class _Graph:
    """Nodes and tables as they are added; every addition gives the name of what it makes."""

    def __init__(self) -> None:
        self._tables: list[Any] = []
        self._nodes: list[Any] = []

    def table(self, values: NDArray[Any]) -> str:
        name = f"t{len(self._tables)}"
        self._tables.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def numbers(self, *values: int) -> str:
        return self.table(np.array(values, np.int64))

    def half(self, values: Table) -> str:
        return self.add("Cast", self.table(values.astype(np.float16)), to=TensorProto.FLOAT)

    def four_bit(self, values: NDArray[np.int8]) -> str:
        nibbles = (values & 0xF).astype(np.uint8)
        packed = (nibbles[:, 0::2] | (nibbles[:, 1::2] << 4)).astype(np.uint8)
        name = f"t{len(self._tables)}"
        self._tables.append(helper.make_tensor(name, TensorProto.INT4, values.shape, packed.tobytes(), raw=True))
        return name

    def add(self, operator: str, *inputs: str, domain: str = "", name: str = "", **options: Any) -> str:
        out = name or f"n{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, list(inputs), [out], domain=domain, **options))
        return out

    def in_three(self, states: str) -> list[str]:
        outs = [f"n{len(self._nodes)}{part}" for part in "qkv"]
        self._nodes.append(helper.make_node("Split", [states], outs, axis=-1, num_outputs=3))
        return outs

    def eight_bit(self, states: str, weight: Table, bias: Table | None = None) -> str:
        """A linear layer whose weights have a scale a column; the states are rounded as they come."""
        table = weight.T
        scale = np.maximum(np.abs(table).max(0), 1e-8) / 127
        whole = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
        inputs = [states, self.table(whole), self.table(scale.astype(np.float32))]
        inputs += ["", self.table(bias)] if bias is not None else []
        return self.add("DynamicQuantizeMatMul", *inputs, domain=_EXTENDED)

    def linear(self, states: str, weight: Table, bias: Table, name: str = "") -> str:
        return self.add("Add", self.add("MatMul", states, self.half(weight.T)), self.table(bias), name=name)

    def save(self, path: Path, inputs: list[Any], outputs: list[Any]) -> None:
        graph = helper.make_graph(self._nodes, path.stem, inputs, outputs, self._tables)
        versions = [helper.make_opsetid("", 21), helper.make_opsetid(_EXTENDED, 1)]
        onnx.save(helper.make_model(graph, opset_imports=versions, ir_version=10), path)
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


def _value(name: str, kind: int, *shape: Any) -> Any:
    return helper.make_tensor_value_info(name, kind, shape)


def _embedded(graph: _Graph, table: Table) -> str:
    blocks = table.reshape(len(table), -1, BLOCK)
    scale = np.maximum(np.abs(blocks).max(2, keepdims=True), 1e-8) / 7
    whole = np.clip(np.round(blocks / scale), -7, 7).astype(np.int8).reshape(table.shape)
    inputs = [graph.four_bit(whole), "pieces", graph.table(scale[:, :, 0].astype(np.float16))]
    options = {"gather_axis": 0, "quantize_axis": 1, "block_size": BLOCK}
    return graph.add(
        "Cast", graph.add("GatherBlockQuantized", *inputs, domain=_EXTENDED, **options), to=TensorProto.FLOAT
    )


def _write_encoder(tables: Tables, path: Path) -> None:
    graph = _Graph()
    start = graph.numbers(0)
    known = graph.add("MatMul", "features", graph.table(tables["features.weight"].T))
    places = graph.add("Slice", graph.table(tables["positions.weight"]), start, graph.add("Shape", "pieces"))
    states = graph.add("Add", graph.add("Add", _embedded(graph, tables["pieces.weight"]), places), known)
    norm = [graph.table(tables[f"norm.{kind}"]) for kind in ("weight", "bias")]
    states = graph.add("LayerNormalization", graph.add("Unsqueeze", states, start), *norm, axis=-1, epsilon=1e-12)
    for n in range(LAYERS):
        states = _layer(graph, states, {k.removeprefix(f"layers.{n}."): v for k, v in tables.items()})
    words = graph.add("Gather", graph.add("Squeeze", states, start), "first")
    graph.linear(words, tables["tags.weight"][:3], tables["tags.bias"][:3], name="tags")
    for name in ("cue", "word"):
        graph.linear(words, tables[f"as_{name}.weight"], tables[f"as_{name}.bias"], name=name)
    graph.save(
        path,
        [
            _value("pieces", TensorProto.INT64, "m"),
            _value("features", TensorProto.FLOAT, "m", len(FEATURES)),
            _value("first", TensorProto.INT64, "n"),
        ],
        [_value(name, TensorProto.FLOAT, "n", w) for name, w in (("tags", 3), ("cue", 2 * WIDTH), ("word", 2 * WIDTH))],
    )


def _layer(graph: _Graph, states: str, part: Tables) -> str:
    def normed(states: str, added: str, name: str) -> str:
        norm = [graph.table(part[f"{name}.{kind}"]) for kind in ("weight", "bias")]
        summed = graph.add("Add", states, added)  # quicker than the operator that does both
        return graph.add("LayerNormalization", summed, *norm, axis=-1, epsilon=1e-12)

    heads = graph.in_three(graph.eight_bit(states, part["attention.weight"], part["attention.bias"]))
    seen = graph.add("MultiHeadAttention", *heads, domain=_EXTENDED, num_heads=HEADS)
    states = normed(states, graph.eight_bit(seen, part["mixed.weight"], part["mixed.bias"]), "norm1")
    inner = graph.eight_bit(states, part["inner.weight"])
    inner = graph.add("BiasGelu", inner, graph.table(part["inner.bias"]), domain=_EXTENDED)
    return normed(states, graph.eight_bit(inner, part["outer.weight"], part["outer.bias"]), "norm2")


def _write_linker(tables: Tables, path: Path) -> None:
    part = {k.removeprefix("linker."): v for k, v in tables.items() if k.startswith("linker.")}
    graph = _Graph()

    def linear(states: str, name: str) -> str:
        bias = graph.table(part[f"{name}.bias"])
        return graph.add("Add", graph.eight_bit(states, part[f"{name}.weight"]), bias)

    def normed(states: str, name: str) -> str:
        norm = [graph.table(part[f"{name}.{kind}"]) for kind in ("weight", "bias")]
        return graph.add("LayerNormalization", states, *norm, axis=-1, epsilon=1e-5)

    def halves(states: str) -> tuple[str, str]:
        ends = [graph.numbers(end) for end in (0, WIDTH, 2 * WIDTH)]
        axis = graph.numbers(2)
        return graph.add("Slice", states, ends[0], ends[1], axis), graph.add("Slice", states, ends[1], ends[2], axis)

    cue = halves(graph.add("Unsqueeze", "cue", graph.numbers(1)))
    word = halves(graph.add("Unsqueeze", "word", graph.numbers(0)))
    summed = graph.add("Add", cue[0], word[0])
    for side in ("distance", "setting"):
        summed = graph.add("Add", summed, graph.add("Gather", graph.table(part[f"{side}.weight"]), side))
    together = [graph.add("Gelu", summed), graph.add("Mul", cue[1], word[1])]
    states = linear(graph.add("Concat", *together, axis=-1), "joined")
    heads = graph.in_three(linear(normed(states, "norm1"), "attention"))
    seen = graph.add("MultiHeadAttention", *heads, domain=_EXTENDED, num_heads=LINKER_HEADS)
    states = graph.add("Add", states, linear(seen, "mixed"))
    inner = graph.add("Gelu", linear(normed(states, "norm2"), "inner"))
    states = normed(graph.add("Add", states, linear(inner, "outer")), "norm3")
    graph.linear(states, part["roles.weight"], part["roles.bias"], name="roles")
    sides = [_value(side, TensorProto.INT64, "k", "n") for side in ("distance", "setting")]
    seen_as = [_value("cue", TensorProto.FLOAT, "k", 2 * WIDTH), _value("word", TensorProto.FLOAT, "n", 2 * WIDTH)]
    graph.save(path, [*seen_as, *sides], [_value("roles", TensorProto.FLOAT, "k", "n", 3)])


def main() -> None:
    """Write encoder.onnx, linker.onnx and vocabulary.txt."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", type=Path, help="what training.attribution.train has kept")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    kept = torch.load(options.network, weights_only=True)
    tables = {name: weight.float().numpy() for name, weight in kept["weights"].items()}
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "vocabulary.txt").write_text("\n".join(kept["vocabulary"]) + "\n", encoding="utf-8")
    _write_encoder(tables, options.output / "encoder.onnx")
    _write_linker(tables, options.output / "linker.onnx")


if __name__ == "__main__":
    main()
