"""Words too common to tell passages apart, one set a language, folded (ё as е, қ as к)."""

from collections.abc import Mapping

from corpus import Language, fold_letters


def _words(text: str) -> frozenset[str]:
    return frozenset(fold_letters(word) for word in text.split())


STOP_WORDS: Mapping[Language, frozenset[str]] = {
    Language.RU: _words(
        """
        а без более больше будет будто бы был была были было быть в вам вас ведь весь во вот все
        всего всех вы где да даже для до его ее если есть еще же за и из или им их к как какая какие
        каким каких какого какое какой каком какому какую когда кого который которая которое которые
        которого которой которых котором ко ком кому кто куда ли либо мне много может можно мой мы
        на над надо нам нас не него нее ней нет ни них но ну о об однако он она они оно от очень
        перед по под после потом потому почему при про с сам свой своя свое свои со так также такой
        такая такие такое там те тем то тоже той только том тот ту ты у уже хотя чего чей чем через
        что чтобы чье чья чьи эта эти это этого этой этом этот эту я является являются являлся
        скажите расскажите пожалуйста сколько
        """
    ),
    Language.KK: _words(
        """
        ал алайда арқылы бар бір біз бұл бұлар болды болып болған болса болады болатын бойынша
        бойы былай сол да де деген дегеніміз деп дейін ед еді екен емес ең енді жана және жоқ жылы
        жатыр керек кез келген кім кімнің кімдер қай қайда қайдан қалай қандай қанша қашан қоса
        мен мена мынау мына не неге неше ненің нені немен немесе ол олар олардың оны оның осы осының
        өз өзі өзінің сен сияқты содан соң себебі сіз та те тағы туралы үшін шейін яғни ма ме ба бе
        па пе пен бен нешінші айтыңызшы
        """
    ),
    Language.EN: _words(
        """
        a about also am an and any are as at be been being but by can could did do does doing done
        for from had has have having he her hers him his how i if in into is it its itself just may
        me might more most much my no nor not of on only or other our out over own please s same she
        should so some such t tell than that the their theirs them then there these they this those
        through to too under up upon us very was we were what when where which while who whom whose
        why will with would you your many
        """
    ),
}
