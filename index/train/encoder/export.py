"""Writing the bundled model: the layers as ONNX in eight bits, the token table as it was."""

import json
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import save_file
from transformers import BertConfig, BertModel

from index.contextual import LAYERS_FILE, TABLE_FILE, TOKENIZER_FILE, token_vectors
from index.train.encoder.origin import Floats, Origin
from index.train.encoder.smoothing import smoothed
from index.train.encoder.tokens import tokenizer_of

_PROMPTS = {"query": "query: ", "passage": "passage: "}


def bert_of(origin: Origin, kept: Sequence[int]) -> BertModel:
    """The origin as a module of PyTorch, with the ``kept`` tokens only."""
    config = BertConfig(
        vocab_size=len(kept),
        hidden_size=origin.hidden,
        num_hidden_layers=origin.layers,
        num_attention_heads=origin.heads,
        intermediate_size=origin.inner,
        max_position_embeddings=origin.positions,
        layer_norm_eps=origin.epsilon,
    )
    config._attn_implementation = "eager"  # which can be exported
    model = BertModel(config, add_pooling_layer=False)
    words = token_vectors(origin.codes[kept], origin.scales[kept])
    weights = {**origin.weights, "embeddings.word_embeddings.weight": words}
    model.load_state_dict({name: torch.tensor(value) for name, value in weights.items()})
    return model


def write_model(
    model: BertModel,
    origin: Origin,
    kept: Sequence[int],
    centres: tuple[Floats, Floats],
    samples: Sequence[str],
    directory: Path,
) -> None:
    """Write what ``index.contextual`` reads. The embeddings must be those of the origin;
    ``centres`` are the mean unit vectors of queries and of passages, ``samples`` texts with their
    prompts, by which the layers are made fit for eight bits."""
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
    even = smoothed(model, [tokenizer.encode(text).ids[: origin.positions] for text in samples])
    tokenizer.save(str(directory / TOKENIZER_FILE), pretty=False)
    with (directory / "config_sentence_transformers.json").open("w", encoding="utf-8") as file:
        json.dump({"prompts": _PROMPTS}, file, indent=1)
    with tempfile.TemporaryDirectory() as name:
        exact = Path(name) / LAYERS_FILE
        with warnings.catch_warnings():
            # The exporter that PyTorch would have instead needs a compiler of its own.
            warnings.simplefilter("ignore", DeprecationWarning)
            torch.onnx.export(
                _Layers(even).eval(),
                (torch.zeros(1, 8, origin.hidden),),
                exact,
                input_names=["x"],
                output_names=["y"],
                dynamic_axes={"x": {1: "tokens"}, "y": {1: "tokens"}},
                opset_version=17,
                dynamo=False,
            )
        # Signed eight-bit weights overflow on processors without VNNI; unsigned ones do not.
        quantize_dynamic(
            exact, directory / LAYERS_FILE, weight_type=QuantType.QUInt8, per_channel=True
        )


class _Layers(torch.nn.Module):
    """All of the model but its embeddings, for one text without padding."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self._layers = model.encoder.layer

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for layer in self._layers:
            x = layer(x)
            if isinstance(x, tuple):
                x = x[0]
        return x
