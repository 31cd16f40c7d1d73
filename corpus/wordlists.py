"""Word lists: what tells Russian, Kazakh and English words from each other.

Kazakh words and endings are listed folded: in Cyrillic without the letters that keyboards lack
(ә→а, ғ→г, қ→к, ң→н, ө→о, ұ and ү→у, һ→х, і→и), and in the Latin script by sound. A form that two
languages share («да», «о», "a") is listed for neither, unless one of them hardly ever uses it.
"""

import re
from collections.abc import Mapping

from corpus.language import Language

_FOLDED = str.maketrans("әғқңөұүһі", "агкноуухи")


def fold(word: str) -> str:
    """A lower-case word with its Kazakh letters replaced by the Russian ones nearest to them."""
    return word.translate(_FOLDED)


def words(text: str) -> frozenset[str]:
    """The words of ``text``, which are separated by white space."""
    return frozenset(text.split())


LETTERS: Mapping[Language, re.Pattern[str]] = {
    Language.RU: re.compile(r"[щъё]|ться?$|^[а-яё]*(?:[жчшщ]ь|ющ|ящ)"),
    Language.KK: re.compile(r"[әғқңөұүһі]|[a-z]*[ğñäŋ][a-z]*"),
    Language.EN: re.compile(r"(?!)|n['’]t$|['’](?:s|re|ve|ll)$"),
}
"""Letters, or clusters of them, that only one of the three languages has."""

WORDS: Mapping[Language, frozenset[str]] = {
    Language.RU: words(
        """
        и в во на по с со из за для при от до к ко у об про под над без через между среди не ни
        но а или либо если что чтобы это этот эта эти эту этого этой этом этих кто где когда
        куда откуда почему зачем как какой какая какое какие каких каким какую какого каков
        какова каково каковы каком сколько чей чья чье чьи чем чего чему кого кому ли он она оно
        они мы вы я ты его ее их им ему ей нам вам нас вас меня мне тебя себя был была было были
        есть будет будут быть стал стала стало стали можно нужно надо может могут который
        которая которое которые также тоже уже еще только все всех более так там тут здесь
        сейчас теперь после перед потом тогда очень лет год года году годах годы дней раз такое
        такой такие такая стоит идет дает сказал сказала расскажи расскажите подскажите назови
        назовите объясни объясните кем делает работает привет здравствуйте спасибо пожалуйста
        место страна страны стране стран школ школы человек людей закон закона законе законом
        казахстан казахстана казахстане казахстану казахстаном казахстанских россия россии
        узбекистана узбекистане
        """
    ),
    Language.KK: words(
        fold(
            """
        мен пен бен және немесе бірақ алайда бұл осы сол анау мынау ол олар оның оған оны оларды
        біз сіз сен мені маған сізге бізге сіздер қандай қай қайсы қайда қайдан қашан неше қанша
        нешінші кім кімдер кімнің кімге кімді не неге неліктен немен нені ненің қалай қалайша ма
        ме ба бе па пе бар жоқ емес еді екен үшін туралы жайлы жайында бойынша арқылы дейін
        кейін бұрын соң сайын сияқты сәйкес дейді деді деп деген болды болған болып болады
        болатын болса бола боп айтыңыз айтшы түсіндір қанша жыл жылы жылдың жылға жылдан жылғы
        ел елдер елде елдің еліміз елімізде адам мың орын орында орынға орны ең өте көп аз қазір
        енді тек барлық әр бір екі үш үшінші деңгей жаңа заң заңы заңның жасанды қазақстан
        қазақстанда қазақстанның қазақстандағы қазақстанға қазақ тілі тілінде атауы аталады
        аталатын саны сәлем сәлеметсіз рахмет рақмет өтінемін айтты ішінде астам кезінде бірге
        дүниежүзі әлем әлемде туындады жұмыс істейді істеген керек мүмкін men jane zhane nemese
        biraq bul osy sol ol olar onyn biz siz qanday qandai kanday qai qay qaida qayda qashan
        kashan qansha qancha neshe kim kimder kimnin nege nelikten qalai qalay kalai bar ma joq
        zhoq emes ushin turaly boyynsha boiynsha arqyly deyin deiin keyin jyl jyly zhyly jylgy
        el elde eldin adam myn orynda oryn en kop qazir endi barlyq bir eki zan zany zhasandy
        jasandy qazaq qazaqstan qazaqstanda qazaqstannyn tili salem rahmet kerek degen degenimiz
        boldy
        """
        )
    ),
    Language.EN: words(
        """
        the of and to in is are was were be been being am has have had do does did done for with
        from by at on as an or if it its this that these those which who whom whose what when
        where why how much many more most than then there here not no yes can could will would
        should may might must about into over under between after before during through against
        among you your we our they them their he she his her him my me us i all any some each
        other new first last name list tell say said says explain describe give show country
        countries people year years number percent share rank ranking place law minister
        ministry artificial intelligence supercomputer supercomputers digital government
        services service schools which hello hi thanks please launched use used using work works
        kazakhstan russia uzbekistan national development technology data energy state public
        world global health power
        """
    ),
}

ENDINGS: Mapping[Language, re.Pattern[str]] = {
    Language.RU: re.compile(
        r"(?:ого|его|ому|ему|ыми|ими|ый|ий|ой|ая|яя|ое|ее|ые|ие|ую|юю|ых|их|ать|ять|еть|ить|ует|"
        r"ают|яют|уют|ает|яет|ают|ится|ются|ился|илась|лся|лась|лись|лось|ость|ости|остью|ение|"
        r"ения|ений|ению|ением|ание|ания|аний|анию|ство|ства|стве|ция|ции|ций|цию|цией|ами|ями|"
        r"ов|ев|ал|ала|али|ил|ила|или|ел|ела|ели|ял|яла|ок|ах|ях|ам|ям|ят|ут|ют)$"
    ),
    Language.KK: re.compile(
        r"(?:[лдт][ае]р(?:[ыи]|[дт][ыи]н|[дт][ыи]|[гк][ае]|д[ае]н?|мен)?|[днт][ыи]н|[лдтн]ык|[лдт]ик|"
        r"[лдтн]ыг[ыи]|лиг[ыи]|[гк][ае]н|[аеиы]т[ыи]н|[аеий]д[ыи]|[дт]аг[ыи]|[дт]ег[иы]|[дт][ае]н|"
        r"(?<=[аеиыйлнр])г[ае]|[сш][ыи]л?[ыи]к|[иы]м[иы]з|нш[ыи]|[оуы]нш[ыи]|[дт][ае]|уш[иы]|"
        r"[кг]ыз|[ыи]лд[ыи]|[ыи]нд[ае]|[иы]н[еа]н?|мен|пен|бен|[ыи]п|"
        r"(?<=[a-z])(?:[ldt][ae]r(?:dy|di|dyn|din|y|i|ga|ge)?|[dnt][yi]n|[qk]an|da|de|nda|nde|l?yq|shy|ga|ge|dy|di|ty|ti))$"
    ),
    Language.EN: re.compile(
        r"(?<=[a-z])(?:tions?|sions?|ings?|edly|ed|ments?|ness|ities|ity|ical|able|ible|ances?|"
        r"ences?|ships?|ology|ies|ful|less|ous|ive|ers?|ly)$"
    ),
}
"""Endings that tell, where at least three letters stand before them."""
