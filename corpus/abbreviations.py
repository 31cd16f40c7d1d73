"""Abbreviations and sentence openers: the word lists behind ``corpus.sentences``.

razdel knows the Russian abbreviations; these lists add Kazakh and English, and what decides the
cases it always joins. Every word is in lower case, without its full stop.
"""

import re
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

BEFORE_NAME = words(
    """
    доц ак преп асп инж адм архиеп митр реж сост авт ст-ца д-р г-н г-жа
    maj cmdr adm amb brig cpl pvt supt asst assoc pres fr
    мкр мкрн р-н м-н б-р пр-т пр-кт пр-д наб бул респ вдхр гг о-в п-ов қ st ft
    каз қаз рус англ ағыл азерб арм тат башк узб өзб кирг қырғ туркм түрікм тадж уйг монг моңғ
    санскр перс ивр чеш болг португ норв фин эст вьет финск шведск польск чешск турецк kaz rus
    """
)
"""A name follows, or a word of another language: «мкр. Самал», «доц. Серіков», «каз. Астана», "St.
Petersburg"."""

AFTER_FIGURE = words("мкр мкрн м-н ft")
"""Of these, those that have their name before them where it is a number: «в 5 мкр.», "30 ft."."""

BEFORE_SURNAME = words("ген кап лейт")
"""A name follows where it looks like one: «ген. Иванов», but «найден ген. Учёные …»."""

NEVER_LAST_PAIRS = frozenset(
    {("e", "g"), ("i", "e"), ("т", "е"), ("т", "к"), ("и", "о"), ("p", "s")}
)
"""The same, in two letters: "e.g.", «т.е.»."""

BEFORE_NUMBER = words(
    """
    no nos fig figs vol vols ch sec art eq ref pp p jan feb mar apr jun jul aug sep sept oct nov
    dec
    """
)
"""A number follows: "No. 5", "Jan. 17". Before a word they end a sentence like any other word."""

BEFORE_FIGURE = words(
    """
    янв фев февр апр июн июл авг сент окт ноя нояб дек қаң ақп нау сәу мау шіл қыр
    табл прил разд подразд рис илл вып подп отд доб вн моб исх вх рег кад уч вл под инд макс
    миним прибл приб
    пн вт чт дс сс бс жм
    кест сур пәт мөлш
    para paras subpara cl cls tel ext apt rm reg ca c
    """
)
"""A number follows: «янв. 2026», «табл. 2», "para. 5"; before a word nothing is known of them."""

BETWEEN_FIGURES = words("мар сен қаз там мам қар жел мес сут нед")
"""Months whose short names are words too, and units of time: «5 мар. 2026», «6 мес. 15 дней»."""

SCALES = words("тыс млн млрд трлн мың mln bln bn trln")
"""Numbers that a currency follows: «5 млрд. АҚШ доллары», «5 млн. USD»."""

UNITS = words("чел шт гол ед экз мин сек час мес кг см мм км га м л т тг руб адам")
"""What is counted in brackets after them belongs to them: «205 чел. (82 %)»."""

CURRENCY = re.compile(
    r"\s*(?:(?:USD|EUR|KZT|RUB|CNY|GBP)\b"
    r"|[^\W\d_]+\s(?:долл|теңге|тенге|рубл|юан|евро|еуро|фунт|франк|dollar|rouble|ruble|euro))"
)
"""What follows them with a capital letter: a code, or a country with its currency."""

FOLLOWERS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        ("долл", "дол"),
        words("сша ақш канады австралии новой сингапура гонконга соединенных соединённых us"),
    ),
    "руб": words("рф рб ссср россии беларуси белоруссии"),
    "тг": words("рк қр"),
    "m": words(
        "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"
    ),
}
"""What goes on after them with a capital letter: «долл. США», «руб. РФ», "p.m. Monday"."""

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
