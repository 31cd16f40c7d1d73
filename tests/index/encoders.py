"""A tiny model of the bundled one's kind, and the file that such a model starts from."""

import struct
from pathlib import Path

import numpy as np
import torch
from transformers import BertConfig, BertModel

from index.contextual import HEAD_FILE
from index.train.encoder.export import UPPER_LAYERS, bert_of, write_model
from index.train.encoder.interaction import Head, write_head
from index.train.encoder.origin import Floats, Origin

HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 64, UPPER_LAYERS + 2, 2, 96, 512
WIDTH = 8
"""Numbers of a token's vector in late interaction."""
WORDS = ("озеро", "мост", "город", "вырос", "вдвое", "он", "в", "году",
         "lake", "bridge", "the", "a", "б")  # fmt: skip
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", *(f"▁{word}" for word in WORDS),
          *"абвгдеикмнопрстуabcdeghiklnorst:.?")  # fmt: skip


def tiny_origin(seed: int = 0) -> Origin:
    """Random weights over a few Russian and English words and letters."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    config = BertConfig(
        vocab_size=len(PIECES),
        hidden_size=HIDDEN,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        intermediate_size=INNER,
        max_position_embeddings=POSITIONS,
        initializer_range=0.1,
    )
    weights = BertModel(config, add_pooling_layer=False).state_dict()
    del weights["embeddings.word_embeddings.weight"]
    return Origin(
        HIDDEN, LAYERS, HEADS, INNER, POSITIONS, 1e-12, 3, PIECES,
        np.array([0.0] * 4 + [-float(i) / 4 for i in range(4, len(PIECES))], dtype=np.float32),
        chance.integers(0, 256, (len(PIECES), HIDDEN // 2)).astype(np.uint8),
        chance.uniform(0.02, 0.05, (len(PIECES), HIDDEN // 32)).astype(np.float16),
        {name: value.numpy() for name, value in weights.items()},
    )  # fmt: skip


def write_tiny(directory: Path, centres: tuple[Floats, Floats] | None = None) -> BertModel:
    """Write the model with all its tokens; the same as a module of PyTorch."""
    origin = tiny_origin()
    kept = range(len(PIECES))
    zeros = np.zeros(HIDDEN, dtype=np.float32)
    model: BertModel = bert_of(origin, kept)
    model.train(False)
    texts = [
        ("query: мост", "passage: озеро в году. он вырос вдвое."),
        ("query: a lake", "passage: the lake bridge"),
    ]
    write_model(model, origin, kept, centres or (zeros, zeros), texts, directory)
    torch.manual_seed(1)
    write_head(Head(torch.randn(WIDTH, 2 * HIDDEN)), zeros, directory / HEAD_FILE)
    return model


def origin_bytes(origin: Origin) -> bytes:
    """The file of ``origin``, whose matrices must be of numbers that four bits hold."""
    blob = [piece.encode() for piece in origin.pieces]
    offsets = np.cumsum([0, *map(len, blob)]).astype(np.uint32)
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7i", origin.hidden, origin.layers, origin.heads, origin.inner,
                        len(blob), origin.positions, 2)  # fmt: skip
    head += struct.pack("<fi", origin.epsilon, 32)
    head += struct.pack("<5iQ", len(blob), 0, 2, 1, origin.unknown, sum(map(len, blob)))
    head += offsets.tobytes() + origin.scores.tobytes() + b"".join(blob)
    head += struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0x41, 1, 0x61)
    tensors = _tensors(origin)
    size = len(head) + 4 + sum(2 + len(name) + 21 for name in tensors)
    directory, body = struct.pack("<i", len(tensors)), b""
    for name, data in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", 0, 0, size + len(body), len(data))
        body += data
    return head + directory + body


def _tensors(origin: Origin) -> dict[str, bytes]:
    short = {
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
    for layer in range(origin.layers):
        for name, long in (
            ("q", "attention.self.query"), ("k", "attention.self.key"),
            ("v", "attention.self.value"), ("ao", "attention.output.dense"),
            ("fi", "intermediate.dense"), ("fo", "output.dense"),
            ("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm"),
        ):  # fmt: skip
            for end, kind in (("w", "weight"), ("b", "bias")):
                short[f"l{layer}.{name}.{end}"] = f"encoder.layer.{layer}.{long}.{kind}"
    found = {"emb.word": _blocks(origin.codes, origin.scales)}
    for name, long in short.items():
        values = origin.weights[long].astype(np.float32)
        matrix = values.ndim == 2 and not name.startswith("emb.")
        found[name] = _quantised(values) if matrix else values.tobytes()
    return found


def _blocks(codes: np.ndarray, scales: np.ndarray) -> bytes:
    raw = np.concatenate(
        [scales.reshape(-1, 1).view(np.uint8).reshape(-1, 2), codes.reshape(-1, 16)], axis=1
    )
    return raw.tobytes()


def _quantised(values: Floats) -> bytes:
    """Blocks of numbers that are whole multiples, from -8 to 7, of the scale 1/64."""
    numbers = np.rint(values.reshape(-1, 32) * 64).astype(int) + 8
    codes = (numbers[:, :16] | numbers[:, 16:] << 4).astype(np.uint8)
    return _blocks(codes, np.full(len(codes), 1 / 64, dtype=np.float16))
