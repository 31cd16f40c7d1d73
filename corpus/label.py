"""Labels: what stands before a colon at the start of a line, and who asks and who answers."""

import re

_INITIAL = r"(?<=\b[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])\."
_LABEL = re.compile(
    rf"(?![«\"“'(\[—–-])[^\W\d_](?:[^:.!?;\n]|{_INITIAL}){{0,38}}(?<=[\w.]):[^\S\n]+\S"
)
_LABEL_WORDS = 4
_NUMBER = r"(?:[^\S\n]*№?[^\S\n]*\d{1,3})?"
_ASKS = re.compile(
    rf"[*_]{{0,2}}(?:в|вопрос|с|сұрақ|q|question){_NUMBER}:[*_]{{0,2}}[^\S\n]+(?=\S)",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    rf"[*_]{{0,2}}(?:о|ответ|ж|жауап|a|answer){_NUMBER}:[*_]{{0,2}}[^\S\n]+(?=\S)",
    re.IGNORECASE,
)


def has_label(line: str) -> bool:
    """Whether ``line`` opens with a label of at most four words: «Россия: …», «Ли В.А.: …»."""
    match = _LABEL.match(line)
    return match is not None and len(match[0].split(":")[0].split()) <= _LABEL_WORDS


def asks(line: str) -> bool:
    """Whether ``line`` is labelled as a question («В: …», "Q: …", «Сұрақ 2: …»)."""
    return _ASKS.match(line) is not None


def answers(line: str) -> bool:
    """Whether ``line`` is labelled as an answer («О: …», "A: …", «Жауап: …»)."""
    return _ANSWERS.match(line) is not None


def without_asker(line: str) -> str:
    """``line`` without the label of a question."""
    return _ASKS.sub("", line, count=1) if asks(line) else line
