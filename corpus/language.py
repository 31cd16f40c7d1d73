"""The three languages the assistant serves, as ISO 639-1 codes."""

from enum import StrEnum


class Language(StrEnum):
    """A language of documents, questions and answers."""

    RU = "ru"
    KK = "kk"
    EN = "en"
