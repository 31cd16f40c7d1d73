"""Keys that a name keeps in both scripts: «Сатпаев» and Satpayev, «Ньютон» and Newton."""


def skeletons(word: str) -> tuple[str, ...]:
    """Phonetic keys of one normalised word."""
    return (word,)
