"""Citations of candidates, and the answer text that quotes them in the asker's language."""

from collections.abc import Mapping, Sequence

from assistant import wording
from assistant.answer import Citation, QuotedTranslation, RelatedPassage
from assistant.answertype import AnswerType
from assistant.candidate import Candidate
from assistant.clause import introductions, shorten
from assistant.introduction import label_of
from assistant.naming import asks_post
from assistant.query import Query
from assistant.reading import ReadSentence
from assistant.sentencetypes import answer_spans
from assistant.spans import find_spans
from assistant.words import stems_of, words_of
from corpus import Document, Language, Passage, PassageKind
from index import Hit

_MAX_HIGHLIGHTS = 3
_INTRODUCTION = -0.2
"""What «по словам …» is worth where nobody asks who speaks: of what is else alike, the claim."""
_ABOUT_PERSONS = frozenset({AnswerType.PERSON, AnswerType.DEFINITION})
"""Kinds of answers that may stand in an introduction alone: who somebody is, and who has a post."""
LEAST_ORIGINAL = 80
"""Characters of the original that are told however long its translation is."""
_PARAGRAPH = "\n\n"
_LEFT_OUT = "\n"
"""Stands for what is left out between two candidates until it is told: no quote holds it."""
_GAP = " … "
_QUOTED_GAP = "» … «"
"""The gap in a frame of «»: two quotes, not one."""


def cite(
    document: Document,
    passage: Passage,
    first: int,
    last: int,
    score: float,
    language: Language,
    highlights: Sequence[tuple[int, int]] = (),
) -> Citation:
    """A citation of the sentences ``first`` to ``last`` of ``passage``."""
    start, end = passage.sentences[first].start, passage.sentences[last].end
    return Citation(
        document_id=document.id,
        title=document.title,
        publisher=document.publisher,
        date=document.date,
        url=document.url,
        start=start,
        end=end,
        quote=document.text[start:end],
        sha256=document.sha256,
        passage_id=passage.id,
        score=score,
        translation=_translation(document, passage, first, last, language),
        highlights=list(highlights),
    )


def relate(document: Document, hit: Hit, language: Language) -> RelatedPassage:
    """A near passage, for a refusal."""
    passage = hit.passage
    translation = None
    if passage.sentences:
        last = len(passage.sentences) - 1
        translation = _translation(document, passage, 0, last, language)
    return RelatedPassage(
        document_id=document.id,
        title=document.title,
        passage_id=passage.id,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        score=hit.score,
        translation=translation,
    )


def _translation(
    document: Document, passage: Passage, first: int, last: int, language: Language
) -> QuotedTranslation | None:
    if language == passage.language:
        return None
    texts = [s.translations.get(language, "") for s in passage.sentences[first : last + 1]]
    source = next((t for t in document.translations if t.language == language), None)
    if source is None or not all(texts):
        return None
    return QuotedTranslation(
        language=language, text=" ".join(texts), official=source.official, note=source.note
    )


def highlights(query: Query, candidate: Candidate) -> list[tuple[int, int]]:
    """Document offsets of the answer proper in a candidate: typed spans that the question asks
    for, those next to what it counts first."""
    view = candidate.reading.views.get(candidate.reading.passage.language)
    if view is None:  # who speaks may be told by a passage that was not among those found
        return []
    translated = candidate.reading.views.get(query.language, view)
    found: list[tuple[bool, int, int]] = []
    for i in range(candidate.first, candidate.last + 1):
        offset = candidate.reading.passage.sentences[i].start
        wanted = _focused_texts(query, translated.sentences[i]) if translated is not view else set()
        for span, focused in answer_spans(query, view.sentences[i]):
            text = view.sentences[i].text[span.start : span.end]
            found.append(
                (
                    focused or not wanted.isdisjoint(_figures(text)),
                    offset + span.start,
                    offset + span.end,
                )
            )
    best = [item for item in found if item[0]] or found
    return [(start, end) for _, start, end in best[:_MAX_HIGHLIGHTS]]


def _focused_texts(query: Query, sentence: ReadSentence) -> set[str]:
    """Figures of the focused spans of a translated sentence: they tell its original's apart."""
    return {
        figure
        for span, focused in answer_spans(query, sentence)
        if focused
        for figure in _figures(sentence.text[span.start : span.end])
    }


def _figures(text: str) -> set[str]:
    return {"".join(c for c in word if c.isdigit()) for word in words_of(text)} - {""}


def phrase(
    query: Query,
    candidates: Sequence[Candidate],
    documents: Mapping[str, Document],
    limit: int,
    keep: str = "",
) -> str:
    """The answer text: quotes of ``candidates`` in their order, in the asker's language; of those
    that are no neighbours in the source, an ellipsis parts one from the next.

    A translation is labelled and followed by the original; where both do not fit in ``limit``
    characters, clauses that do not bear on the question are left out, first of the original, which
    the citation holds whole. ``keep`` is a part of the original that must stay.
    """
    original = _joined(
        candidates,
        [
            _lead(candidate, candidate.reading.passage.language) + _quoted(candidate, documents)
            for candidate in candidates
        ],
    )
    if all(c.reading.passage.language == query.language for c in candidates):
        return _shortened(original, limit, _points(query, original, keep=keep), _GAP)
    translation = _translated(candidates, query.language)
    if not translation:
        room = limit - len(wording.foreign("", query.language))
        quote = _shortened(original, room, _points(query, original, keep=keep), _QUOTED_GAP)
        return wording.foreign(quote, query.language)
    official = is_official(candidates[0], documents, query.language)
    room = limit - len(wording.translated("", "", query.language, official))
    share = room - min(len(original), LEAST_ORIGINAL, room // 3)
    translation = translation.rstrip(".")
    points = _points(query, translation, _figures(keep))
    translation = _shortened(translation, share, points, _GAP)
    points = _points(query, original, _figures(translation), keep)
    original = _shortened(original, room - len(translation), points, _QUOTED_GAP)
    return wording.translated(translation, original, query.language, official)


def in_reading_order(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """``candidates`` as they follow one another in their documents, these in the order given."""
    documents = list(dict.fromkeys(c.reading.passage.document_id for c in candidates))
    return tuple(
        sorted(candidates, key=lambda c: (documents.index(c.reading.passage.document_id), c.start))
    )


def _joined(candidates: Sequence[Candidate], texts: Sequence[str]) -> str:
    """``texts`` of ``candidates`` on one line, marked where something stands between them."""
    joined = ""
    for i, text in enumerate(texts):
        if i:
            joined += " " if _follows(candidates[i - 1], candidates[i]) else _LEFT_OUT
        joined += " ".join(text.split())
    return joined


def _follows(before: Candidate, after: Candidate) -> bool:
    """Whether nothing but the end of a sentence or a paragraph is between two candidates."""
    same = before.reading.passage.document_id == after.reading.passage.document_id
    return same and 0 <= after.start - before.end <= len(_PARAGRAPH)


def _shortened(text: str, limit: int, points: Sequence[tuple[int, int, float]], gap: str) -> str:
    """``text`` in at most ``limit`` characters, what is left out in it told by ``gap``."""
    room = limit - text.count(_LEFT_OUT) * (len(gap) - len(_LEFT_OUT))
    return shorten(text, room, points).replace(_LEFT_OUT, gap)


def translated(candidates: Sequence[Candidate], language: Language) -> str:
    """The text of ``candidates`` in ``language``; empty where one has none."""
    return _translated(candidates, language).replace(_LEFT_OUT, _GAP)


def _translated(candidates: Sequence[Candidate], language: Language) -> str:
    """``translated`` with its gaps still marked."""
    found = []
    for candidate in candidates:
        passage = candidate.reading.passage
        sentences = passage.sentences[candidate.first : candidate.last + 1]
        texts = [
            sentence.text if language == passage.language else sentence.translations.get(language)
            for sentence in sentences
        ]
        if not all(texts):
            return ""
        found.append(_lead(candidate, language) + " ".join(filter(None, texts)))
    return _joined(candidates, found)


def is_official(
    candidate: Candidate, documents: Mapping[str, Document], language: Language
) -> bool:
    """Whether the translation of a candidate's document into ``language`` is an official one."""
    document = documents[candidate.reading.passage.document_id]
    return any(t.official for t in document.translations if t.language == language)


def _quoted(candidate: Candidate, documents: Mapping[str, Document]) -> str:
    text = documents[candidate.reading.passage.document_id].text
    return text[candidate.start : candidate.end]


def opens_at(candidate: Candidate) -> int:
    """The sentence that a citation of ``candidate`` begins with: the labelled one of a list item,
    without which «Реализовано 20 проектов» would not say whose they are."""
    return 0 if _lead(candidate, candidate.reading.passage.language) else candidate.first


def _lead(candidate: Candidate, language: Language) -> str:
    """«Узбекистан: …» before a later sentence of the item «Узбекистан: …»; else empty."""
    passage = candidate.reading.passage
    if passage.kind is not PassageKind.LIST_ITEM or candidate.first == 0:
        return ""
    opening = passage.sentences[0]
    text = opening.text if language == passage.language else opening.translations.get(language, "")
    label = label_of(text)
    return f"{label}: … " if label else ""


def _points(
    query: Query, text: str, figures: set[str] | None = None, keep: str = ""
) -> list[tuple[int, int, float]]:
    """What is worth keeping of ``text``: the question's words, and most the answer proper."""
    points: list[tuple[int, int, float]] = []
    speakers = introductions(text)
    about_speaker = (
        query.expected.attribution or query.expected.type in _ABOUT_PERSONS or asks_post(query.text)
    )
    if keep and keep in text:
        points.append((text.index(keep), text.index(keep) + len(keep), 9.0))
    at = 0
    for word in words_of(text):
        start = text.index(word, at)
        at = start + len(word)
        for term, weight in zip(query.terms, query.weights, strict=True):
            if any(not stems.isdisjoint(stems_of(word, language))
                   for language, stems in term.stems.items()):  # fmt: skip
                points.append((start, at, float(weight)))
                about_speaker |= not term.is_name and _within(start, speakers)
                break
    asked = query.text.casefold()
    kinds = query.expected.kinds
    if about_speaker:
        speakers = []
    points.extend((start, end, _INTRODUCTION) for start, end in speakers)
    for span in find_spans(text):
        held = text[span.start : span.end]
        if _within(span.start, speakers):
            continue
        if figures and _figures(held) & figures:
            points.append((span.start, span.end, 2.0))
        elif span.kind in kinds and held.casefold() not in asked:
            points.append((span.start, span.end, 3.0))
        elif query.expected.type in (AnswerType.THING, AnswerType.DEFINITION):
            points.append((span.start, span.end, 0.25))
    return points


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
