"""The directory that ``SentenceTransformer(path)`` loads as a static embedding."""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer

WEIGHTS = "embedding.weight"
STATIC = "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"


def write(directory: Path, tokenizer: Tokenizer, weights: torch.Tensor) -> None:
    """Tokenizer, half-precision weights and module list; the model card is written apart."""
    directory.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(directory / "tokenizer.json"), pretty=False)
    save_file({WEIGHTS: weights.half().contiguous()}, str(directory / "model.safetensors"))
    modules = [{"idx": 0, "name": "0", "path": "", "type": STATIC}]
    (directory / "modules.json").write_text(json.dumps(modules, indent=2) + "\n", encoding="utf-8")
    settings = {
        "__version__": {},
        "model_type": "SentenceTransformer",
        "prompts": {"query": "", "document": ""},
        "default_prompt_name": None,
        "similarity_fn_name": "cosine",
    }
    (directory / "config_sentence_transformers.json").write_text(
        json.dumps(settings, indent=2) + "\n", encoding="utf-8"
    )
