"""Abbreviations and sentence openers: the word lists behind ``corpus.sentences``.

razdel knows the Russian abbreviations; these lists add Kazakh and English, and what decides the
cases it always joins. Every word is in lower case, without its full stop.
"""

from collections.abc import Mapping

from corpus.language import Language
from corpus.wordlists import words

AFTER_NUMBER = words("г гг в вв ж жж ғ ғғ")
"""«2025 г.», «2025 ж.», «XX ғ.»: after a number these never end a sentence by themselves."""

NEVER_LAST = words(
    """
    dr mr mrs ms mx prof rev hon messrs mt gen col sgt capt lt gov sen rep eg ie cf viz vs мыс
    просп проф акад им
    """
)
"""A name or an explanation follows, whatever it is: "Dr. Smith", «мыс. Астана»."""

NEVER_LAST_PAIRS = frozenset({("e", "g"), ("i", "e"), ("т", "е"), ("т", "к"), ("и", "о")})
"""The same, in two letters: "e.g.", «т.е.»."""

BEFORE_NUMBER = words(
    """
    no nos fig figs vol vols ch sec art eq ref pp p jan feb mar apr jun jul aug sep sept oct nov
    dec
    """
)
"""A number follows: "No. 5", "Jan. 17". Before a word they end a sentence like any other word."""

TAIL: Mapping[Language, frozenset[str]] = {
    Language.RU: frozenset(),
    Language.KK: words("ж жж ғ ғғ б бб мың тг теңг обл ауд көш даң шақ шам қар бет сағ ш қ"),
    Language.EN: words("approx dept est etc inc ltd co corp univ ave blvd rd st"),
}
"""They end a sentence unless a small letter or a number follows: «т.б.», "Inc."."""

OPENERS = words(
    """
    в во на по с со из за для при от до к ко о об и а но да не ни это этот эта эти эту этого
    этому этим он она оно они мы вы я ты его её их ему ей им там тут здесь так такой такая такие
    также кроме однако поэтому если когда как что кто где тогда затем потом после перед между
    среди сейчас теперь сегодня вместе впрочем хотя чтобы все всё весь уже ещё еще наш наша тот
    та те то согласно ранее сам сама сами бұл бұлар бұған бұдан бұның бұған ол олар оның оған
    одан олардың осы осындай осылай осыған сол сондай сондықтан сонымен соның сосын алайда бірақ
    ал және мұндай мұнда мен біз сіз енді егер тек қазір бүгін содан сонда the this that these
    those it he she they we you i in on at of for with from by as and but or if when while after
    before however there here his her their its our my what who where how why then also a an to
    is are was were not all some many most
    """
)
"""Words that a sentence opens with and that take no capital letter inside one."""
