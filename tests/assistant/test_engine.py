"""The engine: models named by the settings."""

from pathlib import Path

import pytest

from assistant.engine import Engine
from assistant.settings import Settings
from index import ModelError
from tests.index.models import cross_encoder


def test_a_reranker_that_is_not_there_is_a_clear_error(data_dir: Path) -> None:
    with pytest.raises(ModelError, match="no/such-reranker"):
        Engine.open(Settings(data_dir=data_dir, reranker="no/such-reranker"))


def test_a_reranker_of_the_settings_orders_what_is_found(data_dir: Path, tmp_path: Path) -> None:
    directory = cross_encoder(tmp_path)
    engine = Engine.open(Settings(data_dir=data_dir, reranker=str(directory)))
    plain = Engine.open(Settings(data_dir=data_dir))
    try:
        hits = engine.search("суперкомпьютер", top_k=30)
        before = plain.search("суперкомпьютер", top_k=30)
    finally:
        engine.close()
        plain.close()
    assert {hit.passage.id for hit in hits} == {hit.passage.id for hit in before}
    assert [hit.passage.id for hit in hits] != [hit.passage.id for hit in before]
