"""What is said to an assistant without asking about its texts.

A message is small talk only as a whole: «Здравствуйте! Какое место занял Казахстан?» is a
question. It is told by the entire message (``assistant.phrases``, ``assistant.request``, or what is
much like those phrases: ``assistant.intentverdict``), after greetings and thanks are stripped,
except for abuse, orders to the machinery and fishing for personal data, which count wherever they
stand.
"""

import re
from enum import StrEnum

from assistant.answertype import AnswerType, expected_answer
from assistant.intent import QUESTION, bundled_intent
from assistant.intentverdict import likely_kind
from assistant.phrases import phrase_of
from assistant.request import request_of
from assistant.requestwords import ABOUT_REPLY, OPERATOR
from corpus import Language


class SmallTalk(StrEnum):
    """Kinds of messages that are replied to, not answered."""

    GREETING = "greeting"
    THANKS = "thanks"
    IDENTITY = "identity"
    FAREWELL = "farewell"
    CHATTER = "chatter"
    ABUSE = "abuse"
    INJECTION = "injection"
    PERSONAL = "personal"
    ABOUT_REPLY = ABOUT_REPLY
    OPERATOR = OPERATOR


_GREETING = (
    r"здравствуй(?:те)?|привет(?:ик|ствую)?|добрый (?:день|вечер)|доброе утро|доброго времени "
    r"суток|хай|салют|сәлем(?:етсіз бе|етсің бе|дер)?|салем|ассалаумағалейкум|ассаламу алейкум|"
    r"қайырлы (?:таң|күн|кеш)|қалайсы[зң](?: ба)?|қалың қалай|"
    r"(?:hello|hi|hey)(?: there| all| everyone)?|hiya|good "
    r"(?:morning|afternoon|evening|day)|greetings|как дела|how are you(?: doing)?"
)
_THANKS = (
    r"(?:большое |огромное )?(?:спасибо(?: большое| огромное)?|благодарю(?: вас)?)"
    r"(?: за (?:\w+ )?(?:ответ|помощь))?|(?:көп |үлкен )?ра[хқ]мет(?: сізге| саған| көп)?"
    r"|алғыс айтамын|thank(?:s| you)(?: very much| so much| a lot)?"
    r"(?: for (?:the |your )?(?:answer|help))?|thx|cheers|ty"
)
_ASKING = (
    r"(?:что|чего|чему|чем|кто|кого|кому|кем|чей|чья|как|где|куда"
    r"|откуда|когда|сколько|почему|зачем|отчего|какой|какая|какое|какие|который|нені|кім"
    r"|кімді|кімге|кімнің|қайда|қайдан|қашан|қанша|неше|қай|қайсы|қандай|неге|неліктен|не үшін"
    r"|қалай|what|why|how|who|whom|whose|where|when|which|how (?:many|much))"
)
_BARE = re.compile(rf"{_ASKING}|(?:а |и |ал )?не|а", re.IGNORECASE)
"""A question only where something was said before it."""
_ABUSE = re.compile(
    r"\b(?:сука|блять|бля|хуй\w*|хуе\w+|пизд\w+|ебан\w+|еблан\w*|мудак\w*|долбо[её]б\w*|"
    r"заткнись|қотақ\w*|fuck\w*|bitch|asshole|dumbass|shut up)\b|"
    r"\b(?:ты|вы|сен|сіз|you(?: are|['’]re)?)(?: \w+)? (?:идиот\w*|дебил\w*|туп(?:ой|ая|ые)|"
    r"дура|дурак|урод|ақымақ\w*|есек\w*|idiots?|morons?|stupid|dumb|useless)\b|"
    r"^\W*(?:идиот|дебил|дурак|тупица|ақымақ|idiot|moron|stupid bot)\W*$",
    re.IGNORECASE,
)
_ORDER = r"(?:^|[.!?;:,\n«\"(\]>-]\s*|\b(?:please|пожалуйста|сейчас|теперь|и|а)\s+)"
_JOINED = r"(?P<joined>\b(?:now|and|then)\s+)"
_INJECTION = re.compile(
    rf"{_ORDER}(?:(?:про)?игнорируй(?:те)?|забудь(?:те)?|отмени(?:те)?|не обращай внимания на)\b"
    r".{0,40}\b(?:инструкци\w+|указани\w+|правила\w*|промпт\w*|сказанн\w+|ограничени\w+)|"
    r"\b(?:покажи|выведи|раскрой|напечатай|повтори)\b.{0,30}\b(?:системн\w+ (?:промпт|инструкци|"
    r"сообщени|запрос)\w*|свои инструкции|свой промпт)|"
    r"(?P<told>\b(?:ты|вы) (?:теперь|отныне)\b)|\bпритвор(?:ись|яйся)|"
    rf"(?:{_ORDER}|{_JOINED})(?:(?:ignore|disregard|forget|override|bypass)\b.{{0,40}}\b(?:"
    r"instructions?|prompts?|rules?|guidelines|above|previous|restrictions)|"
    r"pretend (?:to be|you are)|act as (?:if|an?)\b)|"
    r"\b(?:show|print|reveal|repeat|output|tell me)\b.{0,30}\b(?:system prompt|your (?:hidden )?"
    rf"(?:instructions|prompt))|\byou are now\b|\bdeveloper mode\b|"
    r"^\W*jailbreak\W*$|\bjailbreak (?:mode|yourself|now|this)\b|"
    r"\b(?:enable|activate|enter) (?:the )?jailbreak\b|"
    r"(?:нұсқау\w*|ереже\w*|бұйрық\w*)\b.{0,40}\b(?:елеме|ұмыт|ескерме|бұз)(?:іңіз|ыңыз)?\b|"
    r"\bжүйелік (?:нұсқау|промпт)\w*|\bсен енді\b|</?(?:system|instructions?|assistant)>|"
    r"\[/?INST\]",
    re.IGNORECASE,
)
"""Orders to the machinery; what is ``joined`` or ``told`` is none where others are asked about."""
_ABOUT_OTHERS = re.compile(
    rf"\W*(?:{_ASKING}|(?:and |so )?(?:if|whether|should|can|could|may|might|must|will|would|do"
    r"|does|did|is|are|was|were|has|have|had))\b(?!.*\byou\b)",
    re.IGNORECASE,
)
"""The beginning of a question whose subject is not the assistant."""
_ITS_OWN = re.compile(
    r"\b(?:your|previous|prior|above|system)\b|\binstructions?\b|\bprompts?\b|\byou are\b", re.I
)
_CLAUSE_END = re.compile(r"[.!?;:\n]")
_SECRET = (
    r"(?i:ИИН|ЖСН|IIN|(?:личный |мобильный )?(?:номер )?телефона?|номер (?:карты|паспорта|"
    r"удостоверения)|домашний адрес|пароль|телефон нөмірі|карта нөмірі|үй мекенжайы|"
    r"құпиясөз|(?:phone|passport|card) number|home address|password)"
)
_ADDRESS_WORD = r"(?i:адрес(?:а|у|ом|е)?|address(?:es)?)\b"
"""May be where somebody lives, and what is said to somebody: «в его адрес», "the address to"."""
_NOT_TO = r"(?<!\b[Вв] )"
_NOT_IN = "".join(
    rf"(?<!\b{before} )(?<!\b{before} the )"
    for before in ("[Ii]n", "[Oo]f", "[Dd]uring", "[Aa]fter")
)
_NOT_SPOKEN = (
    r"(?!\s+(?:about|sa(?:y|ys|id)|mention\w*|call\w*|propos\w*|announc\w*|outlin\w*|focus\w*"
    r"|cover\w*|touch\w*|contain\w*"
    r"|to (?:the )?(?:nation|people|parliament|public|country|citizens|assembly))\b)"
)
_BODY = (
    r"(?:(?:Университет|Институт|Центр|Банк|Хаб|Школ|Академи|Парк|Музе|Театр|Больниц|Министерств"
    r"|Компани|Фонд|Холдинг|Групп)(?:[аяоеиыуюй]|[оеи][мй]|и[июя])?|(?:Орталы|Министрлі|Мекте"
    r"|Мекеме|Университетт|Банкт|Компанияны)\w+|(?:Hub|Institute|Cent(?:er|re)|Bank|Group|School"
    r"|Academy|Park|Museum|Theat(?:er|re)|University|Ministry|Company|Fund|Foundation|Holding"
    r"|Plaza|Tower|Mall|College|Hospital|Cloud|Bridge|Airport|Telecom)(?:['’]?s)?)\b"
)
"""How the names of organisations go on, whose addresses and telephones anybody may ask for."""
_NO_BODY = rf"(?!(?:[А-ЯЁӘІҢҒҮҰҚӨҺA-Z]\S*\s+){{0,2}}{_BODY})"
_OF = r"\s+(?:(?i:of|у|гражданина|господина)\s+)?"
_WHOSE = (
    rf"(?:{_NO_BODY}(?:[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]+\s+[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яё]+|"
    r"[A-Z][a-z]+\s+[A-Z][a-z]+)|(?i:моего|моей|его|её|ее|своего|my|his|her)\b)"
)
_OWNER = (
    rf"\b(?:{_NO_BODY}[А-ЯЁӘІҢҒҮҰҚӨҺ]\w*[нтд][ыі]ң|(?i:оның|менің|сенің|сіздің)|"
    rf"{_NO_BODY}[A-Z]\w+['’]s|(?i:my|his|her|мой|его|её|ее))\s+"
)
_ROLE = r"(?!(?:President|Minister|Premier|Chairman|Speaker|Head|Government)['’]s)"
_PERSONAL = re.compile(
    rf"\b{_SECRET}{_OF}{_WHOSE}|{_NOT_TO}\b{_ADDRESS_WORD}{_OF}{_WHOSE}|"
    rf"{_OWNER}{_SECRET}|{_NOT_TO}{_NOT_IN}\b{_ROLE}{_OWNER}{_ADDRESS_WORD}{_NOT_SPOKEN}"
)
_LEADING_GREETING = re.compile(rf"(?:{_GREETING})(?!\w)[\s,!.)]*", re.IGNORECASE)
_ADDRESS = re.compile(r"[\s,]*\b(?:бот|ассистент|помощник|assistant|bot|көмекші)\b[\s,!.]*", re.I)
_LEADING_THANKS = re.compile(
    rf"(?:{_THANKS})(?!\w)(?!\s+(?:to|кому|айт\w*)\b)[\s,!.…)—–-]*", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:а|и|ал|and|but|what about|how about)\b", re.IGNORECASE)
_NAMED = re.compile(r"\s(?!(?:Вы|Вас|Вам|Ваш|Сіз)\w*|I\b)[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]\w")
"""Beside thanks that go on: «спасибо, а в Китае»."""
_SHORT = 7
_ANY_FORM = frozenset({AnswerType.THING, AnswerType.MANNER})
"""Types of answer that thanks may seem to ask for: «спасибо, как всегда»."""
_ASKS = 0.7
"""Probability of a question from which thanks are followed by one, whatever its form."""
_MAY_ASK = 0.25
"""Probability of a question from which thanks are followed by one in the form of a question."""
_EDGES = " \t.,!?…;:()-—«»\"'"


def recognise(question: str, *, opens: bool = True) -> SmallTalk | None:
    """What kind of small talk ``question`` is; None when it asks something. A bare «почему?» does
    unless it ``opens`` the conversation."""
    if _orders(question):
        return SmallTalk.INJECTION
    if _ABUSE.search(question):
        return SmallTalk.ABUSE
    if _PERSONAL.search(question):
        return SmallTalk.PERSONAL
    text = "".join(c for c in question if c.isalnum() or c in _EDGES + "/").strip(_EDGES)
    rest = strip_greeting(text).strip(_EDGES)
    if text and not rest:
        return SmallTalk.GREETING
    left = strip_thanks(rest).strip(_EDGES)
    if left != rest:
        if left and ("?" in question or request_of(left) or _asks_after(rest, left)):
            text = rest = left
        elif len(rest.split()) <= _SHORT:
            return SmallTalk.THANKS
    if opens and _BARE.fullmatch(rest):
        return SmallTalk.CHATTER
    known = phrase_of(text) or phrase_of(rest) or request_of(strip_thanks(strip_greeting(question)))
    kind = known[0] if known else likely_kind(rest) if opens else None
    return SmallTalk(kind) if kind else None


def _orders(question: str) -> bool:
    """Whether the assistant is told to be something else, or to do without its rules."""
    match = _INJECTION.search(question)
    while match is not None:
        if not ((match["joined"] or match["told"]) and _of_others(question, match)):
            return True
        match = _INJECTION.search(question, match.start() + 1)
    return False


def _of_others(question: str, order: re.Match[str]) -> bool:
    """Whether others are spoken of, and no ``order`` given: "Do firms cheat and ignore rules?"."""
    clause = _CLAUSE_END.split(question[: order.start()])[-1]
    return bool(_ABOUT_OTHERS.match(clause)) and not _ITS_OWN.search(order[0])


def _asks_after(whole: str, left: str) -> bool:
    """Whether a question is ``left`` of a ``whole`` message after its thanks."""
    if phrase_of(left):
        return False
    goes_on = _GOES_ON.match(left)
    if goes_on and _NAMED.search(left):
        return True
    asks = bundled_intent().shares(whole)[QUESTION]
    # Kazakh: with its question words in letters that are on every keyboard
    typed = expected_answer(left, Language.KK).type not in _ANY_FORM
    return asks > (_MAY_ASK if typed or goes_on else _ASKS)


def strip_greeting(question: str) -> str:
    """``question`` without the greeting and the form of address before it."""
    match = _LEADING_GREETING.match(question)
    if match is None:
        return question
    rest = question[match.end() :]
    address = _ADDRESS.match(rest)
    return rest[address.end() :] if address else rest


def strip_thanks(question: str) -> str:
    """``question`` without the thanks before it."""
    match = _LEADING_THANKS.match(question)
    return question[match.end() :] if match else question


def language_of(question: str) -> Language | None:
    """The language of a short greeting or thanks that a detector of texts may misjudge."""
    known = phrase_of(question) or request_of(question)
    if known:
        return known[1]
    text = question.casefold()
    if re.search(r"с[әа]лем|рахмет|рақмет|қайырлы|қалай|сау бол|көріскенше|кімсі[зң]", text):
        return Language.KK
    if re.search(r"привет|здравств|спасибо|благодар|добр(?:ый|ое)|до свидания|кто (?:ты|вы)", text):
        return Language.RU
    if re.search(r"\b(?:hello|hi|hey|thanks?|thank you|bye|goodbye|who are you)\b", text):
        return Language.EN
    return None
