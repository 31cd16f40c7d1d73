"""Every sentence the assistant says of itself, in three languages, in one place."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from assistant.smalltalk import SmallTalk
from corpus import Language

SHOWN_TITLES = 3
"""How many titles a reply names."""

_Texts = Mapping[Language, str]


def _texts(ru: str, kk: str, en: str) -> _Texts:
    return {Language.RU: ru, Language.KK: kk, Language.EN: en}


class Refusal(StrEnum):
    """Why there is no answer; the value goes into ``Answer.reason``."""

    NO_EVIDENCE = "no_evidence"
    NOTHING_NEAR = "nothing_near"
    NO_WORDS = "no_words"
    NO_SOURCES = "no_sources"


_REFUSALS: Mapping[Refusal, _Texts] = {
    Refusal.NO_EVIDENCE: _texts(
        "К сожалению, в источниках нет ответа на этот вопрос.",
        "Өкінішке қарай, дереккөздерде бұл сұраққа жауап жоқ.",
        "Sorry, the sources do not answer this question.",
    ),
    Refusal.NOTHING_NEAR: _texts(
        "К сожалению, этот вопрос не по теме моих источников.",
        "Өкінішке қарай, бұл сұрақ дереккөздерімнің тақырыбына жатпайды.",
        "Sorry, this question is outside the subject of my sources.",
    ),
    Refusal.NO_WORDS: _texts(
        "Не удалось понять вопрос. Напишите его, пожалуйста, словами.",
        "Сұрақты түсіну мүмкін болмады. Оны сөзбен жазыңызшы.",
        "I could not make out a question. Please put it in words.",
    ),
    Refusal.NO_SOURCES: _texts(
        "Источников пока нет: сначала добавьте тексты в индекс.",
        "Әзірге дереккөздер жоқ: алдымен индекске мәтіндер қосыңыз.",
        "There are no sources yet: add texts to the index first.",
    ),
}
_SMALL_TALK: Mapping[SmallTalk, _Texts] = {
    SmallTalk.GREETING: _texts(
        "Здравствуйте! Задайте вопрос, и я отвечу по источникам с точной цитатой.",
        "Сәлеметсіз бе! Сұрағыңызды қойыңыз, мен дереккөздер бойынша нақты дәйексөзбен "
        "жауап беремін.",
        "Hello! Ask a question and I will answer from the sources with an exact quotation.",
    ),
    SmallTalk.THANKS: _texts(
        "Пожалуйста! Если есть ещё вопросы, задавайте.",
        "Оқасы жоқ! Тағы сұрағыңыз болса, қойыңыз.",
        "You are welcome! Feel free to ask more.",
    ),
    SmallTalk.FAREWELL: _texts(
        "До свидания! Буду рад помочь снова.",
        "Сау болыңыз! Тағы да көмектесуге дайынмын.",
        "Goodbye! I will be glad to help again.",
    ),
    SmallTalk.IDENTITY: _texts(
        "Я программа-помощник: отвечаю на вопросы только по своим источникам и показываю цитаты.",
        "Мен көмекші бағдарламамын: сұрақтарға тек өз дереккөздерім бойынша жауап беріп, "
        "дәйексөз келтіремін.",
        "I am an assistant program: I answer only from my sources and show the quotations.",
    ),
    SmallTalk.CHATTER: _texts(
        "Задайте, пожалуйста, вопрос по источникам полным предложением.",
        "Дереккөздер бойынша сұрақты толық сөйлеммен қойыңызшы.",
        "Please ask a question about the sources in a full sentence.",
    ),
    SmallTalk.ABUSE: _texts(
        "Давайте общаться вежливо. Я готов ответить на вопрос по источникам.",
        "Сыпайы сөйлесейік. Дереккөздер бойынша сұраққа жауап беруге дайынмын.",
        "Let us keep it polite. I am ready to answer a question about the sources.",
    ),
    SmallTalk.INJECTION: _texts(
        "Я не выполняю такие указания, а только отвечаю на вопросы по источникам.",
        "Мен мұндай нұсқауларды орындамаймын, тек дереккөздер бойынша сұрақтарға жауап беремін.",
        "I do not follow such orders, I only answer questions about the sources.",
    ),
    SmallTalk.PERSONAL: _texts(
        "Я не ищу и не сообщаю личные данные людей.",
        "Мен адамдардың жеке деректерін іздемеймін және бермеймін.",
        "I do not look up or give out people's personal data.",
    ),
    SmallTalk.ABOUT_REPLY: _texts(
        "Изменить ответ я не могу: он опирается на цитату, а её источник указан под ним. Чтобы "
        "получить ответ на другом языке, задайте вопрос на этом языке.",
        "Жауапты өзгерте алмаймын: ол дәйексөзге сүйенеді, дереккөзі оның астында көрсетілген. "
        "Басқа тілде жауап алу үшін сұрақты сол тілде қойыңыз.",
        "I cannot change an answer: it rests on a quotation, and the source is given below it. For "
        "an answer in another language, ask the question in that language.",
    ),
    SmallTalk.OPERATOR: _texts(
        "Я программа и не могу позвать человека: обратитесь, пожалуйста, к тем, кто ведёт этот "
        "сервис. На вопрос по источникам отвечу я.",
        "Мен бағдарламамын, адамды шақыра алмаймын: осы сервисті жүргізетін адамдарға жүгініңізші. "
        "Дереккөздер бойынша сұраққа мен жауап беремін.",
        "I am a program and cannot call a person: please turn to those who run this service. A "
        "question about the sources I can answer.",
    ),
}
_KNOWS = _texts(
    "Я отвечаю по текстам: {}.",
    "Мен мына мәтіндер бойынша жауап беремін: {}.",
    "I answer from these texts: {}.",
)
_NEAREST = _texts(
    "Близкие по смыслу места приведены ниже.",
    "Мағынасы жақын үзінділер төменде берілген.",
    "The nearest passages are listed below.",
)
_MORE = _texts("и другие", "және басқалары", "and others")
_TRANSLATED = {
    False: _texts("неофициальный перевод", "бейресми аударма", "unofficial translation"),
    True: _texts("перевод", "аударма", "translation"),
}
_ORIGINAL = _texts("В оригинале: ", "Түпнұсқада: ", "Original: ")
_FOREIGN = _texts("В источнике: ", "Дереккөзде: ", "The source says: ")
_CORRECTION = _texts(
    "В источнике указано иное: ", "Дереккөзде басқаша көрсетілген: ", "The source says otherwise: "
)

_MODEL_UNAVAILABLE = _texts(
    "(Языковая модель сейчас недоступна, поэтому ответ — дословная цитата.)",
    "(Тілдік модель қазір қолжетімсіз, сондықтан жауап — сөзбе-сөз дәйексөз.)",
    "(The language model is unavailable now, so the answer is a word-for-word quote.)",
)


def refusal(why: Refusal, language: Language, titles: Sequence[str], related: bool) -> str:
    """A polite refusal that says what the assistant knows about."""
    parts = [_REFUSALS[why][language]]
    if titles:
        parts.append(known(titles, language))
    if related:
        parts.append(_NEAREST[language])
    return " ".join(parts)


def known(titles: Sequence[str], language: Language) -> str:
    """What the assistant answers from, a few titles of it."""
    shown = ", ".join(f"«{title}»" for title in titles[:SHOWN_TITLES])
    if len(titles) > SHOWN_TITLES:
        shown += " " + _MORE[language]
    return _KNOWS[language].format(shown)


def small_talk(kind: SmallTalk, language: Language, titles: Sequence[str]) -> str:
    """The reply to small talk."""
    reply = _SMALL_TALK[kind][language]
    if titles and kind in (SmallTalk.IDENTITY, SmallTalk.GREETING, SmallTalk.CHATTER):
        reply += " " + known(titles, language)
    return reply


def translated(translation: str, original: str, language: Language, official: bool) -> str:
    """A labelled translation with the quote it translates."""
    label = _TRANSLATED[official][language]
    return f"{translation} ({label}). {_ORIGINAL[language]}«{original}»"


def foreign(original: str, language: Language) -> str:
    """A quote in another language than the question's, introduced."""
    return f"{_FOREIGN[language]}«{original}»"


def corrected(answer: str, language: Language) -> str:
    """An answer that corrects the question, with one introduction where it has its own."""
    return _CORRECTION[language] + answer.removeprefix(_FOREIGN[language])


def model_unavailable(language: Language) -> str:
    """What follows a quote that stands in for a generated answer."""
    return _MODEL_UNAVAILABLE[language]
