"""What is said to an assistant without asking about its texts.

A message is small talk only as a whole: «Здравствуйте! Какое место занял Казахстан?» is a
question. It is told by the entire message (``assistant.phrases``, or what is much like them:
``assistant.intent``), after greetings are stripped, except for abuse, orders to the machinery and
fishing for personal data, which count wherever they stand.
"""

import re
from enum import StrEnum

from assistant.intent import QUESTION, bundled_intent
from assistant.phrases import phrase_of
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


_GREETING = (
    r"здравствуй(?:те)?|привет(?:ик|ствую)?|добрый (?:день|вечер)|доброе утро|доброго времени "
    r"суток|хай|салют|сәлем(?:етсіз бе|етсің бе|дер)?|салем|ассалаумағалейкум|ассаламу алейкум|"
    r"қайырлы (?:таң|күн|кеш)|қалайсы[зң](?: ба)?|қалың қалай|"
    r"(?:hello|hi|hey)(?: there| all| everyone)?|hiya|good "
    r"(?:morning|afternoon|evening|day)|greetings|как дела|how are you(?: doing)?"
)
_THANKS = (
    r"(?:большое |огромное )?спасибо(?: большое| огромное| за (?:ответ|помощь))?|благодарю(?: вас)?"
    r"|(?:көп |үлкен )?ра[хқ]мет(?: сізге| саған| көп)?|алғыс айтамын|thank(?:s| you)"
    r"(?: very much| so much| a lot)?|thx|cheers|ty"
)
_BARE = re.compile(r"что|чего|как|где|почему|а|не|неге|қалай|what|why|how", re.IGNORECASE)
"""A question only where something was said before it."""
_ABUSE = re.compile(
    r"\b(?:сука|блять|бля|хуй\w*|хуе\w+|пизд\w+|ебан\w+|еблан\w*|мудак\w*|долбо[её]б\w*|"
    r"заткнись|қотақ\w*|fuck\w*|bitch|asshole|dumbass|shut up)\b|"
    r"\b(?:ты|вы|сен|сіз|you(?: are|['’]re)?)(?: \w+)? (?:идиот\w*|дебил\w*|туп(?:ой|ая|ые)|"
    r"дура|дурак|урод|ақымақ\w*|есек\w*|idiots?|morons?|stupid|dumb|useless)\b|"
    r"^\W*(?:идиот|дебил|дурак|тупица|ақымақ|idiot|moron|stupid bot)\W*$",
    re.IGNORECASE,
)
_ORDER = r"(?:^|[.!?;:,\n«\"(\]>-]\s*|\b(?:please|now|and|then|пожалуйста|сейчас|теперь|и|а)\s+)"
_INJECTION = re.compile(
    rf"{_ORDER}(?:(?:про)?игнорируй(?:те)?|забудь(?:те)?|отмени(?:те)?|не обращай внимания на)\b"
    r".{0,40}\b(?:инструкци\w+|указани\w+|правила\w*|промпт\w*|сказанн\w+|ограничени\w+)|"
    r"\b(?:покажи|выведи|раскрой|напечатай|повтори)\b.{0,30}\b(?:системн\w+ (?:промпт|инструкци|"
    r"сообщени|запрос)\w*|свои инструкции|свой промпт)|"
    r"\b(?:ты|вы) (?:теперь|отныне)\b|\bпритвор(?:ись|яйся)|"
    rf"{_ORDER}(?:ignore|disregard|forget|override|bypass)\b.{{0,40}}\b(?:instructions?|prompts?|"
    r"rules?|guidelines|above|previous|restrictions)|"
    r"\b(?:show|print|reveal|repeat|output|tell me)\b.{0,30}\b(?:system prompt|your (?:hidden )?"
    rf"(?:instructions|prompt))|\byou are now\b|{_ORDER}pretend (?:to be|you are)|"
    rf"{_ORDER}act as (?:if|an?)\b|\bdeveloper mode\b|\bjailbreak\b|"
    r"(?:нұсқау\w*|ереже\w*|бұйрық\w*)\b.{0,40}\b(?:елеме|ұмыт|ескерме|бұз)(?:іңіз|ыңыз)?\b|"
    r"\bжүйелік (?:нұсқау|промпт)\w*|\bсен енді\b|</?(?:system|instructions?|assistant)>|"
    r"\[/?INST\]",
    re.IGNORECASE,
)
_DATUM = (
    r"(?i:ИИН|ЖСН|IIN|(?:личный |мобильный )?(?:номер )?телефона?|номер (?:карты|паспорта|"
    r"удостоверения)|(?:домашний )?адрес|пароль|телефон нөмірі|карта нөмірі|үй мекенжайы|"
    r"құпиясөз|(?:phone|passport|card) number|(?:home )?address|password)"
)
_PERSONAL = re.compile(
    rf"\b{_DATUM}\s+(?:(?i:of|у|гражданина|господина)\s+)?"
    r"(?:[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]+\s+[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яё]+|[A-Z][a-z]+\s+[A-Z][a-z]+|"
    r"(?i:моего|моей|его|её|ее|своего|my|his|her)\b)|"
    r"\b(?:[А-ЯЁӘІҢҒҮҰҚӨҺ]\w*[нтд][ыі]ң|(?i:оның|менің|сенің|сіздің)|[A-Z]\w+['’]s|"
    rf"(?i:my|his|her|мой|его|её|ее))\s+{_DATUM}"
)
_LEADING_GREETING = re.compile(rf"(?:{_GREETING})(?!\w)[\s,!.)]*", re.IGNORECASE)
_ADDRESS = re.compile(r"[\s,]*\b(?:бот|ассистент|помощник|assistant|bot|көмекші)\b[\s,!.]*", re.I)
_THANKING = re.compile(rf"(?:{_THANKS})(?!\w)", re.IGNORECASE)
_SHORT = 7
_LONGEST = 12
"""Words of a message that the model of small talk is asked about."""
_MAY_ASK, _MAY_ASK_ABUSE = 0.25, 0.05
"""Greatest probability of a question that small talk may have; who asks is not to be told off."""
_EDGES = " \t.,!?…;:()-—«»\"'"


def recognise(question: str, *, opens: bool = True) -> SmallTalk | None:
    """What kind of small talk ``question`` is; None when it asks something. A bare «почему?» does
    unless it ``opens`` the conversation."""
    if _INJECTION.search(question):
        return SmallTalk.INJECTION
    if _ABUSE.search(question):
        return SmallTalk.ABUSE
    if _PERSONAL.search(question):
        return SmallTalk.PERSONAL
    text = "".join(c for c in question if c.isalnum() or c in _EDGES + "/").strip(_EDGES)
    rest = strip_greeting(text).strip(_EDGES)
    if text and not rest:
        return SmallTalk.GREETING
    if _THANKING.match(rest) and "?" not in question and len(rest.split()) <= _SHORT:
        return SmallTalk.THANKS
    if opens and _BARE.fullmatch(rest):
        return SmallTalk.CHATTER
    known = phrase_of(text) or phrase_of(rest)
    if known:
        return SmallTalk(known[0])
    return _alike(rest) if opens else None


def _alike(message: str) -> SmallTalk | None:
    """What kind of small talk ``message`` is most likely; None if it may well be a question."""
    if len(message.split()) > _LONGEST:
        return None
    shares = bundled_intent().shares(message)
    asks = shares.pop(QUESTION)
    kind = SmallTalk(max(shares, key=shares.__getitem__))
    return kind if asks <= (_MAY_ASK_ABUSE if kind is SmallTalk.ABUSE else _MAY_ASK) else None


def strip_greeting(question: str) -> str:
    """``question`` without the greeting and the form of address before it."""
    match = _LEADING_GREETING.match(question)
    if match is None:
        return question
    rest = question[match.end() :]
    address = _ADDRESS.match(rest)
    return rest[address.end() :] if address else rest


def language_of(question: str) -> Language | None:
    """The language of a short greeting or thanks that a detector of texts may misjudge."""
    known = phrase_of(question)
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
