"""What the words of a question may be said as in a text: synonyms and translations in one."""

from collections.abc import Mapping

from corpus import Language
from index.analysis import content_terms
from index.synonyms import bundled_synonyms
from index.translation import bundled_table

Related = Mapping[Language, Mapping[str, float]]
"""By language, stems that may stand for a word, with weights in (0, 1]."""


def related_stems(text: str, language: Language) -> Mapping[str, Related]:
    """For each content stem of ``text`` that has any, the stems that may stand for it."""
    stems = content_terms(text, language)
    related: dict[str, dict[Language, dict[str, float]]] = {}
    for target in Language:
        synonyms = bundled_synonyms().related(stems, language, target)
        for stem, near in zip(stems, synonyms, strict=True):
            found = dict(near)
            if target is not language:
                for other, weight in bundled_table().of(stem, language, target):
                    found[other] = max(weight, found.get(other, 0.0))
            if found:
                kept = related.setdefault(stem, {}).setdefault(target, {})
                for other, weight in found.items():
                    kept[other] = max(weight, kept.get(other, 0.0))
    return related
