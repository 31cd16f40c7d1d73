"""What holds of everything a parser lets through, however odd the input."""

from corpus import Document, Passage, Sentence, SplitSettings, passages
from index.view import heading_translations, passage_views

_MAX_VIEW_CHARS = 20_000
"""A passage with the headings above it: what is embedded does not grow with the document."""


def check_document(document: Document, split: SplitSettings = SplitSettings()) -> None:  # noqa: B008
    """Every span is exact, in order and apart; nothing but white space is outside the passages.

    Raises AssertionError, or whatever the splitter does.
    """
    text = document.text
    text.encode("utf-8")
    document.title.encode("utf-8")
    found = passages(document, split)
    position, outside = 0, []
    for passage in found:
        _check_span(text, passage)
        assert position <= passage.start
        outside.append(text[position : passage.start])
        position = passage.end
        for sentence in passage.sentences:
            _check_span(text, sentence)
            assert passage.start <= sentence.start < sentence.end <= passage.end
    assert not "".join([*outside, text[position:]]).strip()
    assert len({passage.id for passage in found}) == len(found)
    headings = heading_translations(found)
    if not document.translations:
        for passage in found:
            for view in passage_views(passage, headings):
                assert len(view.embedded) <= split.max_chars + _MAX_VIEW_CHARS


def _check_span(text: str, span: Passage | Sentence) -> None:
    assert 0 <= span.start < span.end <= len(text)
    assert text[span.start : span.end] == span.text
