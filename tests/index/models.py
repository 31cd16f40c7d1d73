"""Tiny transformer models with random weights, made by the libraries that load them."""

from pathlib import Path

import torch
from sentence_transformers import CrossEncoder, SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizer

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "озеро", "город", "lake", "city", "query", ":"]


def sentence_transformer(
    directory: Path, *, pooling: str = "mean", prompts: dict[str, str] | None = None
) -> Path:
    """A sentence-transformers model of 16 dimensions, in ``directory``."""
    torch.manual_seed(0)
    _save(directory / "bert", BertModel(_config()))
    transformer = Transformer(str(directory / "bert"))
    modules = [transformer, Pooling(transformer.get_embedding_dimension(), pooling_mode=pooling)]
    model = SentenceTransformer(modules=modules, prompts=prompts, device="cpu")
    model.save(str(directory / "model"))
    return directory / "model"


def cross_encoder(directory: Path, *, labels: int = 1) -> Path:
    """A cross-encoder that gives ``labels`` numbers a pair, in ``directory``."""
    torch.manual_seed(0)
    _save(directory / "bert", BertForSequenceClassification(_config(labels)))
    CrossEncoder(str(directory / "bert"), device="cpu").save(str(directory / "model"))
    return directory / "model"


def _config(labels: int = 1) -> BertConfig:
    return BertConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=32,
        id2label=dict(enumerate(map(str, range(labels)))),
    )


def _save(directory: Path, model: BertModel | BertForSequenceClassification) -> None:
    model.save_pretrained(str(directory))
    vocabulary = {word: number for number, word in enumerate(VOCABULARY)}
    BertTokenizer(vocab=vocabulary, model_max_length=32).save_pretrained(str(directory))
