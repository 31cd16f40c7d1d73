"""What a sentence that ends with a colon opens: the items of a list, or the paragraph after it."""

from assistant.introduction import label_of
from corpus import Document, Passage, PassageKind, passages

_LONGEST = 50_000
"""Characters of a document up to which it is split anew for this, a microsecond each."""


def opens(passage: Passage, sentence: int) -> bool:
    """Whether a sentence of a passage ends with a colon."""
    return passage.sentences[sentence].text.rstrip().endswith(":")


def opened_by(passage: Passage, document: Document) -> list[Passage]:
    """What the last sentence of ``passage`` opens: items of a list, or one paragraph; nothing
    where it ends with no colon, a heading follows or ``document`` is too long to look."""
    if not opens(passage, -1) or len(document.text) > _LONGEST:
        return []
    found: list[Passage] = []
    for following in passages(document):
        if following.start < passage.end or following.kind is PassageKind.FURNITURE:
            continue
        item = following.kind is PassageKind.LIST_ITEM or bool(label_of(following.text))
        if following.kind is PassageKind.HEADING or (found and not item):
            break
        found.append(following)
        if not item:
            break
    return [following for following in found if following.sentences]
