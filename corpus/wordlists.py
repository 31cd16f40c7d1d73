"""Word lists: the words that tell Russian, Kazakh and English from each other.

Kazakh is listed folded: in Cyrillic without the letters that keyboards lack (ә→а, ғ→г, қ→к, ң→н,
ө→о, ұ and ү→у, һ→х, і→и), and in the Latin script as it is commonly typed, as Russian is too.
Beside function words those are listed whose letters tell nothing or look like the other language's
(``corpus.trigrams``), by how often they stand in the texts of each that ``corpus.train`` reads.
"""

from collections.abc import Mapping

from corpus.language import Language

KAZAKH_LETTERS = frozenset("әғқңөұүһіğñşıŋ")
"""Letters that neither Russian nor English has."""

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

_UNLIKE_RUSSIAN = """
    аптеки аптек аренды бумага дети долга заявка заявки коллега коллеги карту картин картины кассы
    клиента кошелек кошелька курса курсе лица магазина магазинам машине машины миллиарда найти
    найден найдена найдено награды обеды оттуда очереди очередь пары рецепты рынка рынок сайта сайте
    секунды склады создан солдаты статья стартапы сына тарифы тексты торги туда туристы урожай файла
    фирме фонда фондов шаги штрафы эксперты энергетики новая мой моя мое мои твой нет ничего ошибка
    папка жилья зерна
    """

_UNLIKE_KAZAKH = """
    жи ким еки неше ол мен адам бул ме береди коп емес жок еди су кол оз кала ала бола сол аз ак оку
    нени ески зан осы иске сот неден бала одан немен бос коби ата орта кате букил соз али коры томен
    узак немесе беру тениз отиним кор небари тиесили укимет бере бет тез толем мерзими жели орны тил
    казак неде ереже несие болек жел косты кажет ягни хат истеп ботен тили дерек каза сурет ана
    нарсе астам наукас жедел мерзим натиже тым наразы болу каражат апат колеми колем нан адал риза
    тобы зат тикелей кою модельди кой нешеде мени коре жете болжам оки женил комир осал сеним
    университети университеттери терезе купия малимет пошта сози сут сату осим койма номири
    номирлери богет исти даму биле ит коне оте немис сала озим адил туски кателик бирнеше пикир
    пикирлери нарсени гимарат кок кажети жапония табу соны колы ету оту президенти министри комитети
    коя кус ете физикасы маселе тану конак жерасты егде бойы терен алем ресми ресей онир номир
    болими колик колиги жер жол куат сапа билим тизим тизими мугалим баспана оналту жук кезек кезеги
    шешими проекти проектилер бюджети программасы кластери аты журнали кабинети аккаунты жоба бага
    багасы уй ай кун тун тан кыз ер ул
    """

_RUSSIAN_IN_LATIN = """
    skolko kto chto chego chemu chem komu kogo kem gde kogda kuda otkuda pochemu zachem kak kakoi
    kakoy kakaya kakoe kakie kakih kakim kakov kakovy eto etot eta eti dlya ili esli ego ee ih oni
    ona mne nam vam vas nas menya tebya byl byla bylo byli est budet budut mozhno nuzhno nado mozhet
    mogut kotoryi kotorye takzhe tozhe tolko ochen seichas sejchas zdes teper potom skazal skazala
    rasskazhi podskazhite nazovi obyasni spasibo privet zdravstvuite zdravstvuyte pozhaluista
    pozhaluysta takoe takoi takoy takaya takie mesto strana strany strane stran shkol shkoly
    segodnya zavtra vchera lyudei lyudi zakon zakona dengi deneg recepty recept nomer goroda gorod
    kazahstan kazahstana kazahstane kazahstanu rossii rossiya pro ot iz na net vse delaet rabotaet i
    li
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
    Language.RU: words(_RUSSIAN) | words(_UNLIKE_RUSSIAN) | words(_RUSSIAN_IN_LATIN),
    Language.KK: words(fold_letters(_KAZAKH + _UNLIKE_KAZAKH)) | words(_KAZAKH_IN_LATIN),
    Language.EN: words(_ENGLISH),
}
"""Function words and other frequent ones, folded."""

SHARED = words(
    """
    тенге тыс директор миллиард миллион доллар евро рубль банк министр президент профессор кластер
    офис парламент музей аппарат рейтинг актау актобе алматы астана атырау караганда кокшетау
    костанай кентау кызылорда мангистау павлодар петропавл семей талдыкорган тараз темиртау
    туркестан уральск шымкент экибастуз байконур жезказган жетысу улытау абай иртыш балхаш алатау
    узбекистан таджикистан кыргызстан туркменистан азербайджан армения грузия беларусь китай индия
    канада финляндия германия ирландия болгария румыния нидерланды сеул пекин ташкент бишкек
    самарканд душанбе баку такси аренда журнал онлайн сайт фермер академия канал гектар бухгалтер
    бассейн тендер батарея стартап стандарт холдинг индекс терминал орган хаб академик олимпиада
    лига курьер гигабайт мегабайт орден командир кадастр кандидат комиссар нотариус артист базар
    максимум минимум аул бензин инфаркт проект портал платформа телефон интернет кабинет бюджет
    экспорт импорт курс класс план факт грант робот лимит сервер процессор суперкомпьютер тариф
    адрес аптека карта карантин касса картина картинка команда магазин машина машин материал
    материалы фонд файл экран аккаунт рецепт эксперт штраф энергия номер тип диск параметр режим сад
    текст клиент пароль ai alem egov id олжас ерлан нурлан мурат кайрат аскар серик тимур дана сауле
    айгерим мадина салтанат жанна арман асхат дархан ермек айнур шолпан нурсултан институт суд
    энергетика
    """
)
"""Words and names that are written alike in Russian and, folded, in Kazakh, or in all three; so are
those in «-ы», a Russian plural and a Kazakh possessive («факты»)."""

LATIN_NAMES = words(
    """
    ai it gpu cpu gpt chatgpt llm kazllm api app sim esim qr pdf imei wifi vpn nft ddos ocr bin iin
    kz gov egov enbek damu kaspi halyk homebank google android iphone instagram facebook telegram
    whatsapp youtube tiktok yandex gemini claude nvidia alem sana nu kbtu ielts sat vat hr
    """
)
"""Names and abbreviations that are written in Latin letters in all three languages."""
