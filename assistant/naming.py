"""Questions after a name («Как зовут министра?»), in Russian, Kazakh and English."""

import re

from corpus import Language, fold_letters

_NAME = r"""
    \bкак\b(?:\s\w+){0,2}\s(?:зовут|звали|зва(?:ть|лся|лась)|назыв\w+|назвали|назвать|именуют)\b
    |\bкак\b.{0,40}\b(?:называ(?:ется|ются|лся|лась|лось|лись)|зовут|звали)\b
    |\bкак(?:ое|ая|ова|ово|ие|овы)\s(?:\w+\s){0,3}(?:имя|имена|фамили[яи]|названи[ея])\b
    |\b(?:фамилия|имя)\s*\?*$|\bназовите\s(?:имя|фамилию|название)
    |\bаты(?:-жөні)?(?:\s(?:де|өзі))?\s(?:кім|не|қандай|қалай)\w*
    |\bқалай\sатал(?:ады|ған)|\b(?:атауы|есімі|тегі)\s(?:кім|не|қандай|қалай)\w*
    |\bwhat(?:'?s|\sis|\sare|\swas|\swere)?\b.{0,40}\bnames?\b(?!\smean)
    |\bwhats?\b.{0,50}\b(?:called|named)\b|^names?\sof\b
"""
_PERSON = r"""
    \b(?:зовут|звали|имя|имена|фамили[яи])\b|\bаты(?:-жөні|\sкім\w*)|\bесімі|\bтегі\b
    |\b(?:his|her|their|sur|last|first|full)\s?names?\b
"""
_POST = r"""
    \bдолжност|\bкем\s(?:\w+\s){0,2}работа|\bработает\s(?:\w+\s){0,2}кем\b|\bкакой\sпост\b
    |\bлауазым|\bқандай\sқызмет|\bкім\sболып\s(?:жұмыс\s|қызмет\s)?іст
    |\bwhat\b.{0,30}\b(?:post|position|job|title|role)\b|\bwho\sdoes\b.{0,40}\bwork\sas\b
"""
_NOT_ASKED = re.compile(
    r"\b(?:почему|зачем|неге|неліктен|why)\b|^(?:кто|кім|who|how)\b"
    r"|озна[чк]|перев[ео]д|сколько|қанша|неше",
    re.IGNORECASE,
)
"""A name is spoken of, but what it means, or who gave it, is asked for."""
_PLACE = re.compile(
    r"город|столиц|\bсел[оае]\b|\bаул|улиц|област|район|стран[аыуе]|озер|\bрек[аиуе]\b|қала|астана"
    r"|ауыл|көше|облыс|аудан|өзен|көл\b|city|capital|town|village|street|region|country|lake|river",
    re.IGNORECASE,
)
_Spellings = tuple[re.Pattern[str], re.Pattern[str]]


def _spellings(pattern: str) -> _Spellings:
    """``pattern`` as it is, and as a keyboard without the Kazakh letters types it."""
    flags = re.IGNORECASE | re.VERBOSE
    return re.compile(pattern, flags), re.compile(fold_letters(pattern), flags)


_NAMES, _PERSONS, _POSTS = _spellings(_NAME), _spellings(_PERSON), _spellings(_POST)


def asks_post(question: str) -> bool:
    """Whether ``question`` asks what post somebody has."""
    return _found(_POSTS, _plain(question), folded=True)


def asks_persons_name(question: str) -> bool:
    """Whether the name that ``question`` asks for is a person's; a thing may be called by a common
    word («топка»), a person by none."""
    return _found(_PERSONS, _plain(question), folded=True)


def asks_place_name(question: str) -> bool:
    """Whether the name that ``question`` asks for may be a place's."""
    return _PLACE.search(question) is not None


def asks_name(question: str, language: Language) -> bool:
    """Whether ``question`` asks what somebody or something is called."""
    text = _plain(question)
    return not _NOT_ASKED.search(text) and _found(_NAMES, text, folded=language is Language.KK)


def _plain(question: str) -> str:
    return question.casefold().replace("ё", "е").strip()


def _found(spellings: _Spellings, text: str, folded: bool) -> bool:
    """Whether ``text`` has the pattern, or ``folded`` text the folded one."""
    plain, typed = spellings
    return bool(plain.search(text) or (folded and typed.search(fold_letters(text))))
