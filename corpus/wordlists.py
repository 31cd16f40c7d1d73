"""Word lists: the words and endings that tell Russian, Kazakh and English from each other.

Kazakh is listed folded: in Cyrillic without the letters that keyboards lack (ә→а, ғ→г, қ→к, ң→н,
ө→о, ұ and ү→у, һ→х, і→и), and in the Latin script as it is commonly typed. The Cyrillic endings
were chosen by count: each is at least fifteen times as frequent at the end of words of its
language, so folded, as of the other (KazNERD sentences against Russian questions and notices).
"""

from collections.abc import Mapping

from corpus.language import Language

KAZAKH_LETTERS = frozenset("әғқңөұүһіğñşıŋ")
"""Letters that neither Russian nor English has."""

ENDING_LENGTHS = (4, 3, 2)

_FOLDED = str.maketrans("әғқңөұүһіё", "агкноуухие")


def fold_letters(text: str) -> str:
    """Lower-case text with its Kazakh letters (and ё) replaced by the nearest Russian ones."""
    return text.translate(_FOLDED)


def words(text: str) -> frozenset[str]:
    """The words of ``text``, which are separated by white space."""
    return frozenset(text.split())


_RUSSIAN = """
    а и в во на по с со из за для при от к ко у об про под над без через между среди не ни но или
    либо если что чтобы это этот эта эти эту этого этой этом этих кто где когда куда откуда почему
    зачем как какой какая какое какие каких каким какую какого каков какова каково каковы каком
    сколько чей чья чье чьи чем чего чему кого кому он она оно они мы вы я ты его ее их им ему ей
    нам вам нас вас меня мне тебя себя был была было были есть будет будут быть стал стала стало
    стали можно нужно надо может могут который которая которое которые также тоже только всех более
    так там тут здесь сейчас теперь после перед потом тогда очень лет года году годах годы год раз
    такое такой такие такая стоит идет дает сказал сказала расскажи расскажите подскажите назови
    назовите объясни объясните кем делает работает привет здравствуйте спасибо пожалуйста место
    страна страны стране стран школ школы сегодня завтра человек людей закон закона законе законом
    казахстан казахстана казахстане казахстану казахстаном россия россии ли ведь уже еще вот
    """

_KAZAKH = """
    мен пен бен және немесе бірақ алайда бұл осы сол анау мынау ол олар оның оған оны оларды біз
    сіз сен мені маған сізге бізге сіздер қандай қай қайсы қайда қайдан қашан неше қанша нешінші
    кім кімдер кімнің кімге кімді не неге неліктен немен нені ненің қалай қалайша ма ме ба бе па пе
    бар жоқ емес еді екен үшін туралы жайлы жайында бойынша арқылы дейін кейін бұрын соң сайын
    сияқты сәйкес дейді деді деп деген дегеніміз болды болған болып болады болатын болса бола
    айтыңыз айтшы айтты түсіндір түсіндіріңіз көрсет жыл жылы жылдың жылға жылдан жылғы ел елдер
    елде елдің еліміз елімізде адам мың орын орында орынға орны ең өте көп аз қазір қазіргі енді
    тек барлық барлығы әр бір екі үш бірнеше үшінші жаңа заң заңы заңның заңда жасанды қазақстан
    қазақстанда қазақстанның қазақстандағы қазақстанға казақстан қазақ тілі тілінде атауы аталады
    аталатын саны сәлем сәлеметсіз рахмет рақмет өтінемін ішінде астам кезінде бірге әлем әлемде
    дүниежүзі жұмыс істейді істеген керек мүмкін да де жалпы биыл бүгін бүгінгі отыр жатыр тиіс
    кажет қажет ие рет мемлекет мемлекеттік ұлттық халық қызмет қаржы біздің оның сонымен қатар
    сондай осындай себебі өйткені сондықтан бастап бері қарай арасында алғаш алғашқы соңғы басты
    ал ше кр хабар үкімет үкіметтік мектеп мектепте өңір өңірлік жүйе жүйесі мақсат мақсаты
    """

_KAZAKH_IN_LATIN = """
    jane zhane nemese biraq bul osy olar onyn biz siz qanday qandai kanday kandai qai qay qaida
    qayda kayda qashan kashan qansha kansha neshe kim kimder kimnin nege nelikten qalai qalay kalai
    kalay joq zhok zhoq emes ushin turaly boyynsha boiynsha arqyly deyin deiin keyin jyl jyly jylgy
    zhyl zhyly elde eldin myn orynda oryn kop qazir kazir endi barlyq bir eki zan zany zhasandy
    jasandy qazaq qazaqstan qazaqstanda qazaqstannyn tili salem rahmet kerek degen degenimiz boldy
    """

_ENGLISH = """
    the of and to in is are was were be been being am has have had do does did done for with from
    by at on as an or if it its this that these those which who whom whose what when where why how
    much many more most than then there here not no yes can could will would should may might must
    about into over under between after before during through against among you your we our they
    them their he she his her him my me us i all any some each other another new first last name
    list tell say said says explain describe give show country countries people year years number
    percent share rank ranking place law minister ministry artificial intelligence supercomputer
    supercomputers digital government service services school schools hello hi thanks please launch
    launched use used uses using work works kazakhstan russia uzbekistan national development
    technology data energy state public world global health power hard keep get now one faster less
    out up off so but because while every only just also very
    """

WORDS: Mapping[Language, frozenset[str]] = {
    Language.RU: words(_RUSSIAN),
    Language.KK: words(fold_letters(_KAZAKH)) | words(_KAZAKH_IN_LATIN),
    Language.EN: words(_ENGLISH),
}
"""Function words and other frequent ones, folded."""

ENDINGS: Mapping[Language, frozenset[str]] = {
    Language.RU: words(
        """
        ся шь ть ие ой ла ом но го ил ые ый ых ку сь ии ую ая ий ое ит аю ию ах их ок во му ют ду
        ью ял ее ло ля ях лю жу ву ца чу ве од ям ье то цу яю цы ню шу вы ец ча це ря ею чи ает ния
        вал нул ами ным ует ите йте ыми ием ены яет тва ена ики ями ник ора ера вки жал чал ией нал
        ода лем нта дел дал ины нты она ета еры еет ней дов еты ане кам щей вым ость ости иков тель
        нтов еров тели
        """
    ),
    Language.KK: words(
        """
        ын ан ин ен ды га ди ык ар гы ып ыз ип ай из ап ау ыс шы уы еу ша еп уи кы ыр йы нда ары
        нде ери асы еги лер рге лик уге ысы иги кти дик рда еси тты дер кка пты ыру кке тти еге рде
        пти тта нши нше уде мак йда тте зге сак мге рлы рли гер ымы мде ылы ыкты ттик стик ысты
        ктер гине сине ганы ттер етке стер
        nda nde nyn nin dyn lar dar tar lyq lik lyk gan dagy degi
        """
    ),
    Language.EN: words(
        """
        tion ions sion ing ings ed ment ents ness ity ties ical able ible ance ence ship ies ful
        less ous ive ly ers age ages ated ized ised ally ware
        """
    ),
}
"""Endings of two to four letters, folded, that tell after a stem of three letters or more."""
