"""Candidates: what may answer a question."""

from dataclasses import dataclass

from assistant.reading import PassageReading
from index import Hit


@dataclass(frozen=True, slots=True)
class Candidate:
    """Neighbouring sentences of one passage, ``first`` to ``last`` included."""

    reading: PassageReading
    hit: Hit
    first: int
    last: int

    @property
    def start(self) -> int:
        """Offset in the document."""
        return self.reading.passage.sentences[self.first].start

    @property
    def end(self) -> int:
        """End offset in the document."""
        return self.reading.passage.sentences[self.last].end

    @property
    def text(self) -> str:
        """The sentences as the document has them, with what stands between them."""
        passage = self.reading.passage
        return passage.text[self.start - passage.start : self.end - passage.start]
