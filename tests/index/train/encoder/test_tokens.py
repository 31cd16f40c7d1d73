from pathlib import Path

from index.train.encoder.tokens import kept_tokens, tokenizer_of
from tests.index.encoders import PIECES, tiny_origin


def test_kept_are_those_seen_and_those_spelt_in_our_letters(tmp_path: Path) -> None:
    pieces = (*PIECES, "橋", "▁мост橋", "жол")
    origin = tiny_origin()
    origin = type(origin)(
        **{
            **{name: getattr(origin, name) for name in origin.__dataclass_fields__},
            "pieces": pieces,
            "scores": [*origin.scores.tolist(), -30.0, -31.0, -32.0],
        }
    )
    (tmp_path / "text.txt").write_text("мост", encoding="utf-8")
    kept = kept_tokens(origin, [tmp_path / "text.txt"])
    assert kept[:4] == [0, 1, 2, 3]
    assert len(PIECES) not in kept  # 橋 was not seen
    assert len(PIECES) + 1 not in kept
    assert len(PIECES) + 2 in kept  # «жол» is Cyrillic
    (tmp_path / "text.txt").write_text("橋 мост", encoding="utf-8")
    assert len(PIECES) in kept_tokens(origin, [tmp_path / "text.txt"])


def test_tokens_are_numbered_anew() -> None:
    origin = tiny_origin()
    kept = [0, 1, 2, 3, *(i for i, piece in enumerate(PIECES) if "мост" in piece)]
    encoding = tokenizer_of(origin, kept).encode("мост   мост")
    assert encoding.ids == [0, 4, 4, 2]
    assert encoding.offsets[1] == (0, 4)
