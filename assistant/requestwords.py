"""The words of requests about a reply and for a person, in three languages, as patterns.

Russian has its ё and Kazakh its letters here; they are folded where they are compared
(``assistant.request``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Language

ABOUT_REPLY = "about_reply"
OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Wish:
    """Patterns of the words of one kind of request.

    It is told by a word ``wanted``. Words ``beside`` it may stand in the message too; one of those
    ``asking`` has to, unless there are none, or the message is what may stand ``alone``.
    """

    kind: str
    language: Language
    wanted: str
    beside: str
    asking: str = ""
    alone: str = ""


_RU_SAY = (
    r"скажи(?:те)?|сказать|говори(?:те|ть)?|ответь(?:те)?|ответить|отвечай(?:те)?|отвечать|"
    r"напиши(?:те)?|написать|пиши(?:те)?|писать|повтори(?:те|ть)?|расскажи(?:те)?|рассказать|"
    r"покажи(?:те)?|показать|дай(?:те)?|дать|продолжай(?:те)?|объясни(?:те|ть)?|поясни(?:те|ть)?|"
    r"изложи(?:те|ть)?|сделай(?:те)?|сделать|общай(?:ся|тесь)|общаться|перейди(?:те)?|"
    r"переключи(?:сь|тесь)|давай(?:те)?|можно|можешь|можете|хочу|надо|нужно|"
    r"не понимаю|не понял[аи]?"
)
_RU_BESIDE = (
    r"я|мне|нам|это|этого|этому|этом|этот|эту|его|её|об|о|то|самое|тоже|твой|твоего|твоём|ваш|вашего|"
    r"вашем|свой|ответ(?:а|е|у|ы)?|текста?|цитат[ау]|фразу|предложение|всё|весь|ещё|раз|теперь|лучше|ты|"
    r"вы|бы|ли|не|мог(?:ла|ли)?|сможешь|сможете|просьба|прошу|будь(?:те)?|добры?|добра"
)
_RU_LANGUAGE = (
    r"(?:(?:на|по) (?:казахск|русск|английск|друг)\w+|"
    r"не (?:понимаю|знаю) (?:казахск|русск|английск)ий)(?: язык\w*)?"
)
_KK_SAY = (
    r"айт(?:шы|ыңыз|ыңызшы|ып|са|саң|саңыз|саңшы|а)?|жаз(?:шы|ыңыз|ыңызшы|ып)?|"
    r"бер(?:ші|іңіз|іңізші|сең|сеңші|сеңіз|сеңізші|е)?|сөйле(?:ші|ңіз|ңізші)?|"
    r"қайтала(?:шы|ңыз|ңызшы|п)?|жібер(?:ші|іңіз|іңізші)?|түсіндір(?:ші|іңіз|іңізші|іп)?|"
    r"көрсет(?:ші|іңіз|іңізші|іп)?|жаса(?:шы|ңыз|ңызшы|п)?|бола|болады|болсын|болса|керек|"
    r"түсінбе(?:ймін|дім)"
)
_KK_BESIDE = (
    r"маған|бізге|осыны|осыған|осы|мұны|бұны|бұған|бұл|оны|оған|ол|жауап|жауабың(?:ды|ыз|ызды)?|"
    r"жауапты|жауаптың|мәтінді|сөйлемді|дәйексөзді|сөзді|бәрін|тағы|бір|рет|сен|сіз|мен|екен|ма|ме|ба|"
    r"бе|па|пе|аласың|аласыз|алам"
)
_KK_LANGUAGE = r"(?:қазақ|орыс|ағылшын)(?:ша(?:ға|сын|сы)?| тілі(?:не|нде|мен))|басқа тіл(?:ге|де)"
_EN_SAY = (
    r"say|tell|write|repeat|answer|reply|respond|give|put|speak|talk|switch|use|explain|show|continue|"
    r"make|keep|want|need|can|could|have|get|dont understand"
)
_EN_BESIDE = (
    r"i|me|us|you|u|your|ur|it|that|this|the|a|an|to|in|for|like|id|would|now|again|instead|answer|"
    r"reply|response|text|quote|version|be|more|much"
)
_EN_LANGUAGE = r"(?:(?:in|into|to) )?(?:kazakh|russian|english|another language)(?: language)?"

_TRANSLATED = (
    Wish(
        ABOUT_REPLY,
        Language.RU,
        r"переведи(?:те)?|переведёшь|переведёте|переводи(?:те)?|"
        r"(?:можно|можешь|можете|мог(?:ла|ли)? бы(?: ты| вы)?|прошу) перевести|"
        r"(?:нужен|сделай(?:те)?|дай(?:те)?|можно|хочу) перевод",
        rf"{_RU_LANGUAGE}|с (?:казахск|русск|английск)ого(?: языка)?|{_RU_SAY}|{_RU_BESIDE}",
    ),
    Wish(ABOUT_REPLY, Language.RU, _RU_LANGUAGE, _RU_BESIDE, _RU_SAY, _RU_LANGUAGE),
    Wish(
        ABOUT_REPLY,
        Language.KK,
        r"аудар(?:шы|ыңыз|ыңызшы|ып|саң|саңшы|саңыз|саңызшы|а)?|"
        r"аударма(?:сы|сын)? (?:керек|бер\w*|жаса\w*|көрсет\w*)",
        rf"{_KK_LANGUAGE}|{_KK_SAY}|{_KK_BESIDE}",
    ),
    Wish(ABOUT_REPLY, Language.KK, _KK_LANGUAGE, _KK_BESIDE, _KK_SAY, _KK_LANGUAGE),
    Wish(ABOUT_REPLY, Language.EN, r"translate", rf"{_EN_LANGUAGE}|{_EN_SAY}|{_EN_BESIDE}|from"),
    Wish(
        ABOUT_REPLY,
        Language.EN,
        _EN_LANGUAGE,
        _EN_BESIDE,
        rf"{_EN_SAY}|translation|version",
        _EN_LANGUAGE,
    ),
)
_REWORDED = (
    Wish(
        ABOUT_REPLY,
        Language.RU,
        r"короче|покороче|кратко|вкратце|коротко|проще|попроще|сократи(?:те)?|упрости(?:те)?|"
        r"перескажи(?:те)?|переформулируй(?:те)?|перефразируй(?:те)?|"
        r"(?:можно|можешь|можете|прошу) (?:сократить|упростить|пересказать)|"
        r"(?:своими|простыми|другими) словами|простым языком|понятн(?:ее|ым языком)|"
        r"в (?:двух|нескольких) словах|одн(?:им предложением|ой фразой)|"
        r"(?:слишком|очень) (?:длинно|сложно|много)",
        rf"{_RU_SAY}|{_RU_BESIDE}",
    ),
    Wish(
        ABOUT_REPLY,
        Language.KK,
        r"қысқаша|қысқарақ|қысқарт(?:шы|ыңыз|ыңызшы|ып)?|оңай(?:лап|ырақ)|"
        r"(?:қарапайым|түсінікті|басқа|өз) (?:тіл|сөз(?:дер)?(?:ің|іңіз)?)[мб]ен|бір сөйлеммен|"
        r"(?:тым|өте) (?:ұзақ|көп|күрделі)",
        rf"{_KK_SAY}|{_KK_BESIDE}",
    ),
    Wish(
        ABOUT_REPLY,
        Language.EN,
        r"shorter|shorten|briefly|be brief|concise|simpler|simplify|summari[sz]e|rephrase|"
        r"reword|paraphrase|tl ?dr|in short|in a nutshell|"
        r"in (?:simple|simpler|plain|other|your own) (?:words|terms|language)|"
        r"in one (?:sentence|word)|in a few words|short answer|"
        r"(?:is )?too (?:long|complicated|complex)",
        rf"{_EN_SAY}|{_EN_BESIDE}|its|thats|bit|little",
    ),
)
_ASSURED = (
    Wish(
        ABOUT_REPLY,
        Language.RU,
        r"уверен[аы]?|точно|правда|неправда|верно|неверно|(?:не)?правильно|"
        r"(?:(?:не)?(?:верн|правильн|точн)(?:ый|ая) )(?:ответ|информация)|"
        r"(?:ответ|информация)(?: (?:не)?(?:верн|правильн|точн)(?:ый|ая|о))|"
        r"не вер(?:ю|ится)|сомневаюсь|вр[её](?:шь|те)|"
        r"лж[её](?:шь|те)|враньё|обманываешь|обманываете|ошиб(?:ся|лась|лись|аешься|аетесь)|"
        r"(?:пере)?проверь(?:те)?|докажи(?:те)?|серьёзно|действительно|неужели",
        rf"{_RU_BESIDE}|в|на|сто|100|процентов|что",
    ),
    Wish(
        ABOUT_REPLY,
        Language.KK,
        r"сенімді(?:сің|сіз)|рас|шын|шынымен|анық|дұрыс|қате|өтірік|жалған|"
        r"қателес(?:тің|тіңіз|есің|есіз|іп)|тексер(?:ші|іңіз|іңізші|іп)?|дәлелде(?:ші|ңіз|ңізші)?",
        rf"{_KK_SAY}|{_KK_BESIDE}|емес|қайта|мұның|екеніне|айтасың|айтасыз|айтпа(?:ңыз)?|тұрсың|тұрсыз|тұрған|жоқсың|"
        r"жоқсыз",
    ),
    Wish(
        ABOUT_REPLY,
        Language.EN,
        r"sure|certain|true|correct|incorrect|wrong|untrue|lying|a lie|mistaken|"
        r"(?:double )?check (?:it|that|this|again|your)|double check|recheck|verify|prove|really|"
        r"seriously|for real|is (?:it|that|this) right|how do you know|"
        r"(?:dont|cant) believe|doubt|(?:doesnt|does not) (?:sound|look|seem) right|"
        r"(?:isnt|not) right",
        r"are|r|is|its|thats|was|about|of|absolutely|completely|quite|not|isnt|arent|can|could|100|"
        r"information|info|"
        rf"percent|youre|{_EN_BESIDE}",
    ),
)
_SOURCED = (
    Wish(
        ABOUT_REPLY,
        Language.RU,
        r"(?:перво)?источники?|ссылк[ауи]|пруфы?|"
        r"откуда (?:(?:это|эта|такая|ты|вы|у тебя|у вас) )*(?:знаешь|знаете|взяла?|взято|узнала?|"
        r"вы взяли|вы узнали|информация|инфа|известно)|где (?:это )?(?:на)?(?:писано|сказано)|"
        r"с чего (?:ты |вы |это )*взял[аи]?|на чём основан (?:(?:твой|ваш|этот) )?ответ",
        rf"{_RU_BESIDE}|{_RU_SAY}|скинь(?:те)?|укажи(?:те)?|кинь(?:те)?|пришли(?:те)?|приведи(?:те)?|"
        r"назови(?:те)?|посмотреть|стать[юия]|где|какой|какие|есть|у|тебя|вас|на|к|информаци[июя]|инфу|данные|эти|такую",
    ),
    Wish(
        ABOUT_REPLY,
        Language.KK,
        r"дереккөз(?:і|ін|іңіз|ді|ге|дер|дері|дерін)?|дәлел(?:і|ің|іңіз|дер|дерің)?|сілтеме(?:сі|сін|ні|лер)?|"
        r"қайдан (?:білесің|білесіз|білдің|білдіңіз|алдың|алдыңыз|таптың|таптыңыз)|"
        r"(?:ақпарат|мәлімет|жауап) қайдан(?: алынды| алынған)?|"
        r"(?:бұл|осы|ол) (?:қайда|қай жерде) (?:жазылған|айтылған|көрсетілген)|"
        r"(?:қайда|қай жерде) (?:бұл|осы|ол) (?:жазылған|айтылған|көрсетілген)",
        rf"{_KK_SAY}|{_KK_BESIDE}|қайсы|қайда|қандай|қане|бар|не|ақпарат(?:ты)?|мәлімет(?:ті)?",
    ),
    Wish(
        ABOUT_REPLY,
        Language.EN,
        r"sources?|links?|references?|citations?|proof|"
        r"where (?:did|do) (?:you|u) (?:get|find|read|take|hear|learn)|"
        r"where does (?:it say|(?:this|that)(?: (?:information|info|answer))? come from)|"
        r"where is (?:(?:this|that|it) (?:written|stated)|(?:this|that) from)|"
        r"what is (?:your|the|that|this) answer based on",
        rf"{_EN_SAY}|{_EN_BESIDE}|send|cite|provide|share|name|what|whats|where|wheres|which|is|are|"
        r"any|with|there|do|got|needed|information|info|from",
    ),
)
_A_PERSON = (
    Wish(
        OPERATOR,
        Language.RU,
        r"(?:оператор|сотрудник|менеджер|консультант|специалист)(?:а|у|ом)?|человек(?:а|у|ом)|"
        r"(?:мне нужен|живой) человек|(?:тех)?поддержк(?:у|ой)|живым кем нибудь",
        r"меня|мне|нам|с|со|на|бы|не|бот(?:а|у|ом)?|робот(?:а|у|ом)?|сейчас|срочно|служб[уы]|"
        r"(?:жив|реальн)(?:ого|ому|ым)|настоящ(?:его|ему|им)",
        r"позов(?:и|ите)|позвать|вызов(?:и|ите)|вызвать|пригласи(?:те|ть)?|соедини(?:те|ть)?|"
        r"переключи(?:те|ть)?|подключи(?:те|ть)?|свяжи(?:те)?|связаться|переведи(?:те)?|передай(?:те)?|"
        r"поговорить|говорить|пообщаться|дай(?:те)?|хочу|хотел(?:а|ось)?|можно|можешь|можете|нужен",
        r"(?:живой )?оператор|живой человек|техподдержка",
    ),
    Wish(
        OPERATOR,
        Language.KK,
        r"(?:оператор|адам|маман|қызметкер|кеңесші|менеджер)(?:дар|дер)?(?:ды|ді|ны|ні|мен|ға|ге)?|"
        r"қолдау қызметі(?:мен|не)?",
        r"маған|мені|бізді|келеді|келіп|тұр|бола|болады|ма|бер(?:ші|іңіз|іңізші)?|тірі|бот|емес",
        r"шақыр(?:шы|ыңыз|ыңызшы|ып)?|байланыстыр(?:шы|ыңыз|ыңызшы|ып)?|байланысуға|"
        r"қос(?:шы|ыңыз|ыңызшы|ып)?|сөйлес(?:кім|сем|уге|ейін)|керек",
        r"(?:тірі )?оператор|тірі адам",
    ),
    Wish(
        OPERATOR,
        Language.EN,
        r"operator|human(?: being)?|agent|representative|someone|somebody|(?:customer )?support|"
        r"customer service|consultant|manager|specialist|person",
        r"i|me|us|to|with|on|a|an|the|id|you|through|not|bot|your|like|now|real|live|actual|let|can|"
        r"could|may|would|team",
        r"talk|speak|chat|connect|call|transfer|put|get|bring|switch|forward|need|want|wanna",
        r"operator|(?:real|live|human) (?:person|agent|operator|being)|help ?desk|"
        r"customer (?:support|service)",
    ),
)
WISHES: Sequence[Wish] = (*_TRANSLATED, *_REWORDED, *_ASSURED, *_SOURCED, *_A_PERSON)
