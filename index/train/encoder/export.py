"""Writing the bundled model: the layers as ONNX in eight bits, the token table as it was."""

import json
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from torch import Tensor
from transformers import BertConfig, BertModel

from index.layers import LONGEST
from index.states import LOWER_FILE, TABLE_FILE, TOKENIZER_FILE, UPPER_FILE, token_vectors
from index.train.encoder.origin import Floats, Origin
from index.train.encoder.parts import Part
from index.train.encoder.smoothing import smoothed
from index.train.encoder.tokens import tokenizer_of

UPPER_LAYERS = 4
"""The last layers, beneath which tokens are compared too (``index.tokenhead``)."""
_AXES = {"x": {1: "tokens"}, "y": {1: "tokens"}}
"""The input and the output of a part, with their axes of no fixed length."""
_PROMPTS = {"query": "query: ", "passage": "passage: "}


def bert_of(origin: Origin, kept: Sequence[int]) -> BertModel:
    """The origin as a module of PyTorch, with the ``kept`` tokens only."""
    words = token_vectors(origin.codes[kept], origin.scales[kept])
    weights = {**origin.weights, "embeddings.word_embeddings.weight": words}
    return bert(weights, origin.heads, origin.epsilon)


def bert(weights: Mapping[str, NDArray[Any]], heads: int, epsilon: float) -> BertModel:
    """A module of PyTorch with these weights, as BERT names them, and of their shape."""
    tokens, hidden = weights["embeddings.word_embeddings.weight"].shape
    config = BertConfig(
        vocab_size=tokens,
        hidden_size=hidden,
        num_hidden_layers=sum(name.endswith(".intermediate.dense.bias") for name in weights),
        num_attention_heads=heads,
        intermediate_size=len(weights["encoder.layer.0.intermediate.dense.bias"]),
        max_position_embeddings=len(weights["embeddings.position_embeddings.weight"]),
        layer_norm_eps=epsilon,
        attn_implementation="eager",  # which can be exported
    )
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict({name: torch.tensor(value) for name, value in weights.items()})
    return model


def cut(model: BertModel) -> tuple[Part, Part]:
    """The layers that read a question and a text apart, and those above them; of the same weights
    as ``model``."""
    layers = list(model.encoder.layer)
    lower = len(layers) - UPPER_LAYERS
    return Part(layers[:lower]), Part(layers[lower:])


def write_model(
    model: BertModel,
    origin: Origin,
    kept: Sequence[int],
    centres: tuple[Floats, Floats],
    samples: Sequence[tuple[str, str]],
    directory: Path,
) -> None:
    """Write what ``index.contextual`` reads, but for the head that compares tokens
    (``index.train.encoder.interaction``), which is trained on these. The embeddings must be those
    of the origin; ``centres`` are the mean unit vectors of queries and of passages, ``samples``
    questions and texts with their prompts, by which the layers are made fit for eight bits."""
    directory.mkdir(parents=True, exist_ok=True)
    weights: Mapping[str, Any] = model.embeddings.state_dict()
    places = weights["position_embeddings.weight"] + weights["token_type_embeddings.weight"][0]
    save_file(
        {
            "codes": origin.codes[kept],
            "scales": origin.scales[kept],
            "places": places.numpy().astype(np.float16),
            "gain": weights["LayerNorm.weight"].numpy(),
            "bias": weights["LayerNorm.bias"].numpy(),
            "query_centre": centres[0].astype(np.float32),
            "passage_centre": centres[1].astype(np.float32),
        },
        directory / TABLE_FILE,
    )
    tokenizer = tokenizer_of(origin, kept)
    tokenizer.save(str(directory / TOKENIZER_FILE), pretty=False)
    with (directory / "config_sentence_transformers.json").open("w", encoding="utf-8") as file:
        json.dump({"prompts": _PROMPTS}, file, indent=1)
    write_layers(model, tokenizer, samples, directory)


def write_layers(
    model: BertModel, tokenizer: Tokenizer, samples: Sequence[tuple[str, str]], directory: Path
) -> None:
    """Write the layers alone; ``samples`` as for ``write_model``."""
    lower, upper = cut(model)

    def embedded(text: str) -> Tensor:
        ids = tokenizer.encode(text).ids[:LONGEST]
        found: Tensor = model.embeddings(torch.tensor([ids]))
        return found

    model.train(False)
    with torch.no_grad():
        pairs = [(embedded(question), embedded(text)) for question, text in samples]
        read = [(lower(question), lower(text)) for question, text in pairs]
    every = [(x,) for pair in pairs for x in pair]
    _write(smoothed(lower, every), every[0], directory / LOWER_FILE)
    every = [(x,) for pair in read for x in pair]
    _write(smoothed(upper, every), every[0], directory / UPPER_FILE)


def _write(
    part: torch.nn.Module,
    sample: tuple[Tensor, ...],
    path: Path,
) -> None:
    """The part in eight bits."""
    source, output = _AXES
    with tempfile.TemporaryDirectory() as name:
        exact = Path(name) / path.name
        with warnings.catch_warnings():
            # The exporter that PyTorch would have instead needs a compiler of its own.
            warnings.simplefilter("ignore", DeprecationWarning)
            torch.onnx.export(
                part.eval(),
                sample,
                exact,
                input_names=[source],
                output_names=[output],
                dynamic_axes=_AXES,
                opset_version=17,
                dynamo=False,
            )
        # Signed eight-bit weights overflow on processors without VNNI; unsigned ones do not.
        quantize_dynamic(exact, path, weight_type=QuantType.QUInt8, per_channel=True)
