"""Properties that are measured, and the words for their units, in Russian, Kazakh and English.

A text tells a supercomputer's power by «2 EFlops», not by the word; which unit goes with which
property says so, also of units that the embedding model hardly knows. Ages and spans of time are
left out: years are told of everything.
"""

import re

_MEASURES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(asked, re.IGNORECASE), units)
    for asked, units in (
        (
            r"мощност|производительност|қуат|куат|өнімділі|\b(?:power|capacity|performance)",
            (
                "флопс терафлопс петафлопс эксафлопс flops tflops pflops eflops вт квт мвт гвт"
                " ватт киловатт мегаватт гигаватт w kw mw gw watt kilowatt megawatt gigawatt"
            ),
        ),
        (
            (
                r"\bдлин|\bвысот|\bширин|\bглубин|расстояни|ұзын|узын|биік|тереңд|қашықт"
                r"|\b(?:length|tall|high|height|wide|width|deep|depth|distance)\b"
            ),
            "м метр см сантиметр км километр шақырым m metre meter cm km kilometre mile foot feet",
        ),
        (
            r"\bвес(?:ит|ят|а|ом)?\b|\bмасс[аыуе]\b|салмағ|салмаг|\b(?:heavy|weighs?|weight)\b",
            "г грамм кг килограмм т тонна g gram kg kilogram t ton tonne pound",
        ),
        (r"площад[ьи]\b|аумағы|\barea\b", "га гектар км кв квадрат шаршы hectare square km"),
        (r"скорост|жылдам|\b(?:fast|speed)\b", "км м мбит гбит km m mph mbps gbps kmh mile"),
        (r"температур|\b(?:hot|cold|temperature)\b", "градус °c °f degree"),
    )
)


def units_of(text: str) -> str:
    """Words for what the first property named in ``text`` is measured in; empty without one."""
    return next((units for asked, units in _MEASURES if asked.search(text)), "")
