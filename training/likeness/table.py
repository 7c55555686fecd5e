"""Writes the table of word vectors: the embeddings of the tagger's encoder, cut to the directions in which they differ.

    python -m training.likeness.table -o src/sayso/claims/english/vectors.npy

The embeddings are those of answerai-colbert-small-v1, unchanged by training, as encoder.onnx stores them. The mean over
whole words is taken off, and what is left is turned to its main directions; the first two tell how common a word is
rather than what it means, and are left out.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

from sayso.claims.english.vectors import WIDTH

__all__ = ["main"]

_MODEL = Path("src/sayso/claims/english/tagger/model")
_COMMON = 2  # directions left out


def embeddings(model: onnx.ModelProto, pieces: int) -> NDArray[np.float32]:
    """The embedding of every piece, by running the one node of the graph that looks them up."""
    graph = model.graph
    node = next(n for n in graph.node if "pieces" in n.input and n.op_type.startswith("Gather"))
    tables = [t for t in graph.initializer if t.name in node.input]
    given = [i for i in graph.input if i.name == "pieces"]
    found = [onnx.helper.make_tensor_value_info(node.output[0], onnx.TensorProto.FLOAT16, None)]
    part = onnx.helper.make_model(
        onnx.helper.make_graph([node], "embeddings", given, found, tables),
        opset_imports=model.opset_import,
        ir_version=model.ir_version,
    )
    session = onnxruntime.InferenceSession(part.SerializeToString(), providers=["CPUExecutionProvider"])
    values: NDArray[np.float32] = session.run(None, {"pieces": np.arange(pieces)})[0].astype(np.float32)
    return values


def reduced(values: NDArray[np.float32], words: NDArray[np.int64]) -> NDArray[np.int8]:
    """The embeddings in `WIDTH` directions, in whole numbers from -127 to 127."""
    centred = values - values[words].mean(0)
    directions = np.linalg.svd(centred[words], full_matrices=False)[2][_COMMON : _COMMON + WIDTH]
    turned = centred @ directions.T
    return np.round(127 * turned / np.abs(turned).max()).astype(np.int8)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    vocabulary = (_MODEL / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    words = np.array([n for n, piece in enumerate(vocabulary) if piece.isalpha()])
    np.save(options.output, reduced(embeddings(onnx.load(_MODEL / "encoder.onnx"), len(vocabulary)), words))


if __name__ == "__main__":
    main()
