"""The public surface of the room."""

import corpus


def test_public_names() -> None:
    assert set(corpus.__all__) == {
        "CorpusError",
        "Document",
        "Language",
        "Limits",
        "MetadataError",
        "Passage",
        "PassageKind",
        "ProjectError",
        "Sentence",
        "SourceNotFoundError",
        "Span",
        "SplitSettings",
        "Translation",
        "UnreadableSourceError",
        "detect_language",
        "document_from_text",
        "fold_letters",
        "heading_title",
        "is_spelt",
        "is_table_row",
        "leads",
        "load_bytes",
        "load_source",
        "load_sources",
        "paragraphs",
        "passages",
        "respelt",
        "retyped",
        "row_cells",
        "sentences",
        "telling_title",
    }
    assert all(hasattr(corpus, name) for name in corpus.__all__)
