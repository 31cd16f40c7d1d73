"""What a sentence that ends with a colon opens: the items of a list, or the paragraph after it."""

from collections.abc import Iterable

from assistant.introduction import label_of
from corpus import Passage, PassageKind


def opens(passage: Passage, sentence: int) -> bool:
    """Whether a sentence of a passage ends with a colon."""
    return passage.sentences[sentence].text.rstrip().endswith(":")


def opened_by(passage: Passage, siblings: Iterable[Passage]) -> tuple[Passage, ...]:
    """What the last sentence of ``passage`` opens, of the passages of its document in their order:
    items of a list, or one paragraph; nothing where it ends with no colon or a heading follows."""
    if not passage.sentences or not opens(passage, -1):
        return ()
    found: list[Passage] = []
    for following in siblings:
        if following.start < passage.end or following.kind is PassageKind.FURNITURE:
            continue
        item = following.kind is PassageKind.LIST_ITEM or bool(label_of(following.text))
        if following.kind is PassageKind.HEADING or (found and not item):
            break
        found.append(following)
        if not item:
            break
    return tuple(following for following in found if following.sentences)
