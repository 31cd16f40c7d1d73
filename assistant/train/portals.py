"""Training questions written for this project about texts of a portal's kinds.

Each folder of ``portals`` holds ``texts``, invented service cards, tables, lists, rules and news of
one office, which are read as one index, and ``questions.jsonl`` of ``{"lang", "question",
"evidence", "history"}`` lines, as those of the articles (``assistant.train.articles``) but with
evidence of any text, in its language. They teach what near relatives are: an answer about one of
them, or a row of one, is wrong about the other.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.rarity import Rarity
from assistant.train.asked import group_pools, place_of, written_question
from assistant.train.pools import LabelledPool
from corpus import load_sources
from index import Embedder

PORTALS = Path(__file__).parent / "portals"


def portal_pools(
    directory: Path,
    embedder: Embedder,
    rarity: Rarity,
    depth: int,
    strangers: int = 30,
    far: Sequence[Mapping[str, Sequence[str]]] = (),
) -> list[list[LabelledPool]]:
    """For each portal, in the order of their names, a pool for each of its questions, for some of
    other portals' questions, to which it has no answer, and for some about anything, of each file
    in ``far``.

    Raises ValueError for evidence that is not in the texts.
    """
    groups = []
    for portal in sorted(path for path in directory.iterdir() if path.is_dir()):
        documents = list(load_sources(portal / "texts"))
        lines = (portal / "questions.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        questions = [
            written_question(row, [place_of(documents, piece) for piece in row["evidence"]])
            for row in rows
        ]
        groups.append((documents, questions))
    return group_pools(groups, embedder, rarity, depth, strangers, far)
