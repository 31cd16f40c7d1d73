"""Training questions written for this project about texts of a portal's kinds.

Each folder of ``portals`` holds ``texts``, invented service cards, tables, lists, rules and news of
one office, which are read as one index, and ``questions.jsonl`` of ``{"lang", "question",
"evidence", "history"}`` lines, as those of the articles (``assistant.train.articles``) but with
evidence of any text, in its language. They teach what near relatives are: an answer about one of
them, or a row of one, is wrong about the other.
"""

import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.rarity import Rarity
from assistant.train.articles import far_questions
from assistant.train.asked import asked_pools, place_of, written_question
from assistant.train.pools import LabelledPool, Variant
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
    portals = sorted(path for path in directory.iterdir() if path.is_dir())
    rows = [
        [
            json.loads(line)
            for line in (portal / "questions.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        for portal in portals
    ]
    chance = random.Random(0)
    found = []
    for portal, own in zip(portals, rows, strict=True):
        documents = list(load_sources(portal / "texts"))
        written = [
            (
                written_question(row, [place_of(documents, piece) for piece in row["evidence"]]),
                Variant.WRITTEN,
            )
            for row in own
        ]
        others = [
            written_question(row, ())
            for other in rows
            for row in other
            if other is not own and "history" not in row
        ]
        asked = chance.sample(others, min(strangers, len(others))) + far_questions(far, chance)
        strange = [(question, Variant.OTHER_TEXTS) for question in asked]
        found.append(list(asked_pools(documents, [*written, *strange], embedder, rarity, depth)))
    return found
