"""Small sound files, one of each kind, that mutations start from."""

import json

TRANSLATED = """---
id: a
title: Река
language: ru
---
Река Урал. Она течёт на юг.

- Длина 2428 км.

Конец.
"""
TRANSLATION = """---
translation_of: a
language: kk
title: Өзен
official: false
note: бейресми
---
Жайық өзені.
Ол оңтүстікке ағады.

Ұзындығы 2428 км.

Соңы.
""".encode()

MARKDOWN = """---
id: otchet-1
title: "Отчёт: итоги"
language: ru
date: 2026-01-17
url: https://example.kz/a
publisher: Kazinform
---

# Итоги

В 2025 г. запущен Alem.Cloud. «Это много!» — сказал А. Б. Иванов.
Вторая строка, и т. д.

Фото: АП

- первый пункт
- второй пункт

Россия: план.

Қазақстан: 6,7 мың мектеп.

| а | б |
| 1 | 2 |

— Да?
""".encode()

HTML = """<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Закон</title>
<style>p{}</style></head><body><nav>меню</nav><main><h1>Закон</h1>
<p>Он &amp; «они» принят в&nbsp;2025 г.<br>Вступил в силу.</p><script>x</script>
<ul><li>один<li>два</ul><table><tr><th>Страна</th><td>86</td></tr></table>
<pre>  а
  б</pre><div hidden>скрыто</div><blockquote style="display:none">и это</blockquote>
<figure><figcaption>Фото</figcaption></figure></main></body></html>
""".encode()


def _lines(*records: object) -> bytes:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records).encode()


_CONTEXT = "Река Урал течёт на юг. Её длина 2428 км."
_NESTED = {
    "data": [
        {
            "title": "Урал",
            "paragraphs": [
                {
                    "context": _CONTEXT,
                    "qas": [
                        {
                            "id": "1",
                            "question": "Какова длина?",
                            "answers": [{"text": "2428 км", "answer_start": 33}],
                        },
                        {"id": "2", "question": "Где исток?", "is_impossible": True},
                    ],
                }
            ],
        }
    ]
}
_FLAT = {
    "id": "1",
    "title": "Урал",
    "context": _CONTEXT,
    "question": "Какова длина?",
    "answers": {"text": ["2428 км"], "answer_start": [33]},
}
SETS: dict[str, bytes] = {
    "own.jsonl": _lines(
        {
            "id": "1",
            "lang": "ru",
            "kind": "plain",
            "question": "Какова длина?",
            "answerable": True,
            "answers": ["2428"],
            "evidence": ["длина 2428 км"],
            "history": [{"role": "user", "content": "Урал?"}],
        },
        {"id": "2", "lang": "kk", "question": "Қайда?", "answerable": False},
    ),
    "squad.json": json.dumps(_NESTED, ensure_ascii=False).encode(),
    "flat.jsonl": _lines(_FLAT),
    "kazqad.tsv": f"1\tҰзындығы қанша?\tЖайық\t{_CONTEXT}\t2428 км\n".encode(),
    "table.csv": (
        "id,question,answer,language,evidence\n"
        '1,"Какова, длина?",2428 км | 2 428 км,ru,длина 2428 км\n2,Где исток?,,,\n'
    ).encode(),
}
BEIR: dict[str, bytes] = {
    "corpus.jsonl": _lines(
        {"_id": "d1", "title": "Урал", "text": _CONTEXT}, {"_id": "d2", "text": "Каспий."}
    ),
    "queries.jsonl": _lines({"_id": "q1", "text": "Какова длина?"}),
    "qrels/test.tsv": b"query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n",
}
