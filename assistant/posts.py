"""Whose post a text tells of: «президент TSARKA» says nothing of the president of a country.

To the models a post and a name are each there or not; that they stand together is said here.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from assistant.countries import countries_in
from assistant.naming import asks_persons_name
from assistant.query import Query, Term
from assistant.reading import ReadSentence
from assistant.spans import SpanKind, find_spans
from assistant.words import stems_of, word_places
from corpus import Language

_WHO = re.compile(r"\b(?:кто|кого|кем|кім(?:дер|ді|нің)?|who(?:m|se|'s)?)\b", re.IGNORECASE)
_NEXT = re.compile(r"\s+[«“\"]?")
_OF = re.compile(r"\s+of\s+(?:the\s+)?[“\"]?", re.IGNORECASE)
_SURNAME = re.compile(r"[А-ЯЁ][а-яё]+")
_Span = tuple[int, int]


def is_anothers(query: Query, sentences: Iterable[ReadSentence], language: Language) -> bool:
    """Whether the question asks who has somebody's post, and ``sentences`` (of a view in
    ``language``) have that post as another's only."""
    if not (_WHO.search(query.text) or asks_persons_name(query.text)):
        return False
    texts = [sentence.text for sentence in sentences]
    posts = [term for term in query.terms if _is_whose(query, term)
             and (not term.is_name or _is_common(term, texts, language))]  # fmt: skip
    if not posts:
        return False
    said = _words_for(query.terms, language)
    countries = countries_in(query.text, query.language).keys()
    others = False
    for text in texts:
        for holder in _holders(text, posts, language):
            same = countries & countries_in(holder, language).keys()
            if same or said & set(stems_of(holder, language)):
                return False
            others = True
    return others


def _is_whose(query: Query, post: Term) -> bool:
    """Whether the question has a name or a country where it is told whose a post is."""
    names = {stem for term in query.terms if term.is_name for stem in term.stems[query.language]}
    for start, end in _beside(query.text, post.stems[query.language], query.language):
        word = query.text[start:end]
        if names & set(stems_of(word, query.language)) or countries_in(word, query.language):
            return True
    return False


def _is_common(term: Term, texts: Iterable[str], language: Language) -> bool:
    """Whether a capital is only respect in the question: «Президент»."""
    return any(
        start == 0 or text[start].islower()
        for text in texts
        for start, end in word_places(text)
        if term.stems[language] & set(stems_of(text[start:end], language))
    )


def _holders(text: str, posts: Iterable[Term], language: Language) -> Iterator[str]:
    """Names of those whose one of ``posts`` is; «президент Токаев» is his own."""
    titles = _words_for(posts, language)
    persons = [
        (span.start, span.end)
        for span in find_spans(text)
        if span.kind is SpanKind.PERSON
        and titles.isdisjoint(stems_of(text[span.start : span.end], language))
    ]
    for start, end in _beside(text, titles, language):
        word = text[start:end]
        if not word[0].isupper() or any(first <= start < last for first, last in persons):
            continue
        before_person = any(_NEXT.fullmatch(text, end, first) for first, _ in persons)
        own = language is Language.RU and _SURNAME.fullmatch(word) and not before_person
        if not own or countries_in(word, language):
            yield word


def _words_for(terms: Iterable[Term], language: Language) -> frozenset[str]:
    """The stems of ``terms``, and of what may stand for them: «глава» for «президент»."""
    return frozenset(
        stem for term in terms for stem in (*term.stems[language], *term.related.get(language, ()))
    )


def _beside(text: str, stems: AbstractSet[str], language: Language) -> Iterator[_Span]:
    """The words that stand where it is told whose the post is that has one of ``stems``: after it
    in Russian, before it in Kazakh, in English before it or after «of»."""
    words = word_places(text)
    gap = {Language.RU: _NEXT, Language.EN: _OF}.get(language)
    for i, (start, end) in enumerate(words):
        if stems.isdisjoint(stems_of(text[start:end], language)):
            continue
        if language is not Language.RU and i and _NEXT.fullmatch(text, words[i - 1][1], start):
            yield words[i - 1]
        if gap is not None:
            yield from (w for w in words[i + 1 : i + 4] if gap.fullmatch(text, end, w[0]))
