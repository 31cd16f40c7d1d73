"""Questions as their words were meant, by those of the sources."""

from assistant.reader import Reader
from assistant.reading import Searchable
from assistant.words import words_of
from corpus import Language, is_spelt, respelt


def as_meant(text: str, language: Language, index: Searchable, reader: Reader, depth: int) -> str:
    """``text`` respelt (``corpus.respelt``) by the ``depth`` passages that are like it: words in
    its language, and names in any.

    Raises:
        IndexingError: the index cannot be searched.
    """
    if is_spelt(text, language):
        return text
    hits = index.search(text, top_k=depth, language=language)
    words = (
        word
        for reading in reader.read([hit.passage for hit in hits])
        for spoken, told in reading.texts()
        for word in words_of(told)
        if spoken is language or word[0].isupper()
    )
    return respelt(text, language, words)
