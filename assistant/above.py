"""What stands above a passage: its document's title, its headings, and what introduces it."""

from collections.abc import Iterable, Sequence
from threading import Lock

import numpy as np
from cachetools import LRUCache

from assistant.introduction import sentence_texts
from corpus import Language, Passage, PassageKind, heading_title, leads
from index import Embedder, SentenceEmbedder, SentencesInContext, Vectors


def lead(passage: Passage, headings: Sequence[Passage], language: Language) -> str:
    """The heading without which the passage says nothing (``corpus.leads``), where it has one."""
    path = passage.heading_path
    if not path or not leads(path[-1], passage.text):
        return ""
    own = [h for h in headings if h.ordinal < passage.ordinal and heading_title(h.text) == path[-1]]
    return heading_title(_told(own[-1], passage, language)) if own else ""


def above(
    passage: Passage,
    language: Language,
    headings: Sequence[Passage],
    introduction: tuple[Passage, int] | None,
    title: str,
) -> tuple[str, ...]:
    """The texts in ``language`` that stand above ``passage``, its document's ``title`` first."""
    texts = [title, *(heading_title(_told(one, passage, language)) for one in headings)]
    if introduction is not None:
        source, i = introduction
        sentences = sentence_texts(source, language)
        told = sentences[i] if sentences else ""
        texts.append(heading_title(told) if source.kind is PassageKind.HEADING else told)
    return tuple(dict.fromkeys(text for text in texts if text))


def _told(heading: Passage, passage: Passage, language: Language) -> str:
    """The heading over the view of ``passage`` in ``language``: over its own text as it stands, in
    whatever language that is."""
    if language == passage.language:
        return heading.text
    return heading.translations.get(language, "")


def read_alone(lines: Sequence[str], embedder: Embedder) -> list[SentencesInContext]:
    """Lines as texts of one sentence; of an embedder that knows no tokens each is one."""
    if not lines:
        return []
    if isinstance(embedder, SentenceEmbedder):
        return embedder.encode_in_context(lines, [((0, len(line)),) for line in lines])[1]
    one = np.ones(1, dtype=np.intp)
    rows = np.split(embedder.encode_passages(lines), len(lines))
    return [SentencesInContext(row, row, one) for row in rows]


class Tokens:
    """Tokens of the texts above passages; of the last ``capacity`` they are kept, for a heading
    stands over many. Safe to share between threads."""

    def __init__(self, embedder: Embedder, capacity: int = 2048) -> None:
        self._embedder = embedder
        self._kept: LRUCache[str, Vectors] = LRUCache(capacity)
        self._lock = Lock()

    def of(self, texts: Iterable[str]) -> dict[str, Vectors]:
        """By text, float32[tokens, width]; those that are not kept are read in one call."""
        wanted = list(dict.fromkeys(texts))
        with self._lock:
            found = {text: self._kept[text] for text in wanted if text in self._kept}
        lines = [text for text in wanted if text not in found]
        fresh = {
            text: np.ascontiguousarray(read.tokens, dtype=np.float32)
            for text, read in zip(lines, read_alone(lines, self._embedder), strict=True)
        }
        with self._lock:
            self._kept.update(fresh)
        return found | fresh
