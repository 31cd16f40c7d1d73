"""A written model as modules of PyTorch again, to learn further: what ``export`` and
``interaction.write_head`` wrote, read back."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from safetensors.numpy import load_file
from transformers import BertModel

from index.contextual import HEAD_FILE
from index.embedder import Vectors
from index.modelfiles import load_tokenizer
from index.states import LOWER_FILE, TABLE_FILE, TOKENIZER_FILE, UPPER_FILE, token_vectors
from index.train.encoder.export import bert
from index.train.encoder.interaction import SCALE, Head
from index.train.encoder.tune import Student

Arrays: TypeAlias = Mapping[str, NDArray[Any]]


def restored(directory: Path) -> tuple[Student, Head, tuple[Vectors, Vectors], Vectors]:
    """The model in ``directory``: its layers, as near to what they were as eight bits tell, its
    head, whose scales begin anew, the mean unit vectors of queries and of passages, and the mean of
    unit states at the end."""
    table = load_file(directory / TABLE_FILE)
    model = _bert(table, [_Layers(directory / name) for name in (LOWER_FILE, UPPER_FILE)])
    tensors = load_file(directory / HEAD_FILE)
    head = Head(torch.from_numpy(tensors["projection"].astype(np.float32)))
    with torch.no_grad():
        head.weigher.copy_(torch.from_numpy(tensors["weigher"] / SCALE))
        head.bias.copy_(torch.from_numpy(tensors["bias"])[0])
    student = Student(model, load_tokenizer(directory / TOKENIZER_FILE))
    return student, head, (table["query_centre"], table["passage_centre"]), tensors["centre"]


class _Layers:
    """Layers as ONNX in eight bits."""

    def __init__(self, path: Path) -> None:
        graph = onnx.load(path).graph
        self._arrays = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
        for node in graph.node:
            if node.op_type == "Identity":  # of what the exporter found twice
                self._arrays[node.output[0]] = self._arrays[node.input[0]]
        self._products = {
            node.name.removesuffix("/MatMul_quant"): node
            for node in graph.node
            if node.op_type == "MatMulInteger"
        }
        inside = {name.split(".")[1] for name in self._arrays if name.startswith("layers.")}
        self.count = len(inside)
        scales = [numpy_helper.to_array(node.attribute[0].t) for node in graph.node
                  if node.op_type == "Constant" and "/layers.0/attention" in node.name]  # fmt: skip
        [scale] = {float(one) for one in scales if one.dtype == np.float32}
        self.head_size = round(scale**-2)
        [self.epsilon] = {
            one.f for node in graph.node if node.op_type == "LayerNormalization"
            for one in node.attribute if one.name == "epsilon"
        }  # fmt: skip

    def state(self, layer: int) -> Arrays:
        """The weights of a layer, as BERT names them."""
        prefix = f"layers.{layer}."
        found = {}
        for name, value in self._arrays.items():
            if not name.startswith(prefix):
                continue
            own, _, last = name.removeprefix(prefix).rpartition(".")
            if last == "inverse":
                found[f"{own}.weight"] = self._weight(
                    f"/layers.{layer}/{own.replace('.', '/')}", value
                )
            else:
                found[f"{own.removesuffix('.linear')}.{last}"] = value
        return found

    def _weight(self, name: str, inverse: NDArray[np.float32]) -> NDArray[np.float32]:
        """float32[out, in], with what evened the inputs taken out again."""
        _, codes, _, zero = self._products[f"{name}/linear"].input
        scale = self._arrays[codes.replace("_quantized", "_scale")]
        whole = (self._arrays[codes].astype(np.float32) - self._arrays[zero]) * scale
        matrix: NDArray[np.float32] = (whole * inverse[:, None]).T
        return matrix


def _bert(table: Arrays, parts: Sequence[_Layers]) -> BertModel:
    words = token_vectors(table["codes"], table["scales"])
    weights = {
        "embeddings.word_embeddings.weight": words,
        "embeddings.position_embeddings.weight": table["places"].astype(np.float32),
        "embeddings.token_type_embeddings.weight": np.zeros((2, words.shape[1]), np.float32),
        "embeddings.LayerNorm.weight": table["gain"],
        "embeddings.LayerNorm.bias": table["bias"],
    }
    layers = [part.state(layer) for part in parts for layer in range(part.count)]
    for number, layer in enumerate(layers):
        weights |= {f"encoder.layer.{number}.{name}": value for name, value in layer.items()}
    return bert(weights, words.shape[1] // parts[0].head_size, parts[0].epsilon)
