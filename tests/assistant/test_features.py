from pathlib import Path

import numpy as np
import pytest

from assistant.features import NAMES, Pool, build_pool
from assistant.query import Query, analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from assistant.words import stems_of
from corpus import Language, Translation, document_from_text
from index import Hit, SearchIndex, bundled_meanings
from tests.assistant.texts import CITY, document, open_index

EVEN = Rarity({language: {} for language in Language})
"""Every word weighs the same."""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return open_index(tmp_path_factory.mktemp("city"), document(CITY))


def pool_for(index: SearchIndex, question: str) -> tuple[Query, Pool]:
    query = analyse_query(question, Language.RU, index.embedder, EVEN)
    hits = index.search(question, 10, Language.RU)
    return query, build_pool(query, hits, Reader(index).read([hit.passage for hit in hits]))


def pool_over(directory: Path, text: str, found: str, question: str) -> tuple[Pool, dict[str, int]]:
    """The pool of a question over the passages ``found`` in a text, and its rows by their texts."""
    index = open_index(directory, document(text))
    hits = index.search(found, 10, Language.RU)
    query = analyse_query(question, Language.RU, index.embedder, EVEN)
    pool = build_pool(query, hits, Reader(index).read([hit.passage for hit in hits]))
    return pool, {candidate.text: i for i, candidate in enumerate(pool.candidates)}


def value(pool: Pool, text: str, name: str) -> float:
    """A feature of the candidate that is exactly ``text``."""
    for i, candidate in enumerate(pool.candidates):
        if CITY[candidate.start : candidate.end] == text:
            return float(pool.column(name)[i])
    raise AssertionError(f"no candidate {text!r}")


HALLS = "В нём 12 залов и 340 картин."
OPENED = "Музей открыли в 2019 году."


def test_candidates_are_sentences_and_neighbouring_pairs(index: SearchIndex) -> None:
    _, pool = pool_for(index, "Сколько залов в музее?")
    texts = {CITY[c.start : c.end] for c in pool.candidates}
    assert {HALLS, OPENED, f"{OPENED} {HALLS}"} <= texts
    assert pool.features.shape == (len(pool.candidates), len(NAMES))
    assert np.isfinite(pool.features).all()


def test_coverage_by_hand(index: SearchIndex) -> None:
    # Content words: «залов», «музее». The sentence holds the first, the passage both.
    query, pool = pool_for(index, "Сколько залов в музее?")
    assert [term.word for term in query.terms] == ["залов", "музее"]
    assert value(pool, HALLS, "coverage") == pytest.approx(0.5)
    assert value(pool, HALLS, "coverage_context") == pytest.approx(1.0)
    assert value(pool, HALLS, "coverage_near") == pytest.approx(1.0)
    assert value(pool, f"{OPENED} {HALLS}", "coverage") == pytest.approx(1.0)
    assert value(pool, HALLS, "missing_max") == pytest.approx(1.0)
    assert value(pool, HALLS, "missing_context_max") == pytest.approx(0.0)


def test_what_was_said_before_fades_by_hand(index: SearchIndex) -> None:
    # «залов» is in the sentence, «музее» in the one before it.
    _, pool = pool_for(index, "Сколько залов в музее?")
    assert value(pool, HALLS, "coverage_lately") == pytest.approx((1 + 0.7) / 2)
    assert value(pool, HALLS, "missing_lately_max") == pytest.approx(0.3)
    assert value(pool, OPENED, "coverage_lately") == pytest.approx(0.5)


def test_a_sentence_about_another_is_seen(index: SearchIndex) -> None:
    _, pool = pool_for(index, "Сколько стоит билет у Токаева?")
    assert value(pool, "Директор Пётр Ильин отмечает, что билет стоит 500 тенге.", "rivalled") == 1
    assert value(pool, HALLS, "rivalled") == 0.0
    _, pool = pool_for(index, "Сколько стоит билет?")
    assert not pool.column("rivalled").any()


def test_expected_type_and_focus_by_hand(index: SearchIndex) -> None:
    _, pool = pool_for(index, "Сколько залов в музее?")
    assert value(pool, HALLS, "type_known") == 1.0
    assert value(pool, HALLS, "type_match") == 1.0
    assert value(pool, HALLS, "type_focus") == 1.0
    assert value(pool, OPENED, "type_match") == 0.0  # a year is no count


def test_missing_name_is_seen(index: SearchIndex) -> None:
    _, pool = pool_for(index, "Сколько залов в музее Токио?")
    assert value(pool, HALLS, "has_names") == 1.0
    assert value(pool, HALLS, "names_pool") == 0.0


def test_missing_number_is_seen(index: SearchIndex) -> None:
    _, pool = pool_for(index, "Какой музей открыли в 2015 году?")
    assert value(pool, OPENED, "has_numbers") == 1.0
    assert value(pool, OPENED, "numbers") == 0.0


def test_number_taken_for_granted_is_left_to_the_premise(index: SearchIndex) -> None:
    _, pool = pool_for(index, "Почему музей открыли в 2015 году?")
    assert value(pool, OPENED, "has_numbers") == 0.0
    assert value(pool, OPENED, "numbers") == 1.0


def test_spelling_slip_counts_for_less(index: SearchIndex) -> None:
    _, pool = pool_for(index, "беслатный вход")
    assert value(pool, "— Детям вход бесплатный, — пояснил эксперт.", "coverage") == pytest.approx(
        (1 + 0.75) / 2
    )


def test_name_counts_in_any_form(index: SearchIndex) -> None:
    _, pool = pool_for(index, "Что открыли в Шымкентах?")
    assert value(pool, "Шымкент: Парк площадью 40 гектаров.", "labelled") == 1.0
    assert value(pool, "Алматы: Новый театр на 800 мест.", "labelled") == -1.0


def test_a_people_names_the_label_of_its_country(tmp_path: Path) -> None:
    text = "Что делают соседи:\n\nУзбекистан: Стратегия до 2030 года.\n\nРоссия: Новые законы."
    found = open_index(tmp_path, document(text))
    hits = found.search("Стратегия, законы соседей", 10, Language.RU)
    query = analyse_query("что у узбеков?", Language.RU, found.embedder, EVEN)
    pool = build_pool(query, hits, Reader(found).read([hit.passage for hit in hits]))
    labelled = dict(
        zip((c.text[:6] for c in pool.candidates), pool.column("labelled"), strict=True)
    )
    assert (labelled["Узбеки"], labelled["Россия"]) == (1.0, -1.0)


def test_quotation_has_its_speaker_in_context(index: SearchIndex) -> None:
    _, pool = pool_for(index, "Кто сказал, что детям вход бесплатный, Ильин?")
    quotation = "— Детям вход бесплатный, — пояснил эксперт."
    assert value(pool, quotation, "names") == 0.0
    assert value(pool, quotation, "names_context") == 1.0


def test_no_hits_no_candidates(index: SearchIndex) -> None:
    query = analyse_query("Сколько?", Language.RU, index.embedder, EVEN)
    assert build_pool(query, [], []).candidates == ()


def test_kept_readings_give_the_same_features(index: SearchIndex, tmp_path: Path) -> None:
    other = open_index(tmp_path, document(CITY))
    _, one = pool_for(index, "Сколько залов в музее?")
    _, two = pool_for(other, "Сколько залов в музее?")
    np.testing.assert_allclose(one.features, two.features)


def test_a_synonym_is_most_of_a_match(index: SearchIndex) -> None:
    _, asked = pool_for(index, "Сколько полотен в музее?")  # «полотно» stands for «картина»
    assert 0.2 < value(asked, HALLS, "coverage") < 0.5
    _, unrelated = pool_for(index, "Сколько верблюдов в музее?")
    assert value(unrelated, HALLS, "coverage") == 0.0


def test_meaning_is_the_cosine_of_summed_stems(index: SearchIndex) -> None:
    question = "Сколько стоит вход?"
    _, pool = pool_for(index, question)
    table = bundled_meanings()
    sentence = "Директор Пётр Ильин отмечает, что билет стоит 500 тенге."
    one, other = (
        table.of(stems_of(text, Language.RU), Language.RU).sum(axis=0)
        for text in (question, sentence)
    )
    expected = one @ other / (np.linalg.norm(one) * np.linalg.norm(other))
    assert value(pool, sentence, "meaning") == pytest.approx(float(expected), abs=1e-5)
    best = max(float(v) for v in pool.column("meaning"))
    assert value(pool, sentence, "meaning_below_best") == pytest.approx(best - expected, abs=1e-5)


def test_tokens_are_met_by_the_nearest_of_a_sentence(index: SearchIndex) -> None:
    """To the readable embedder each letter is a token, and all count alike."""
    question = "Сколько залов в музее?"
    _, pool = pool_for(index, question)
    letters = [c for c in question.lower() if c.isalpha()]

    def met(text: str) -> float:
        return sum(c in text.lower() for c in letters) / len(letters)

    assert 0.0 < met(HALLS) < met(f"{OPENED} {HALLS}") < 1.0
    pair = f"{OPENED} {HALLS}"
    for text in (HALLS, OPENED, pair):
        assert value(pool, text, "late") == pytest.approx(met(text), abs=1e-6)
        assert value(pool, text, "late_passage") == pytest.approx(met(pair), abs=1e-6)
        assert value(pool, text, "late_missing") == pytest.approx(1 / len(letters))
    best = max(met(CITY[c.start : c.end]) for c in pool.candidates)
    assert value(pool, HALLS, "late_below_best") == pytest.approx(best - met(HALLS), abs=1e-6)
    singles = {CITY[c.start : c.end] for c in pool.candidates if c.first == c.last}
    others = max(met(text) for text in singles - {HALLS})
    assert value(pool, HALLS, "late_margin") == pytest.approx(met(HALLS) - others, abs=1e-6)


@pytest.mark.parametrize(
    ("question", "language", "translated", "plain"),
    [
        # Each letter is a token. Of «мост» the Russian text has all, the others none.
        ("мост", Language.RU, 2 / 4, 0.0),
        ("мост", Language.KK, 1 / 4, 0.0),
        ("bridge", Language.EN, 2 / 4, 1.0),
        ("bridge", Language.RU, 1 / 4, 1.0),
    ],
)
def test_likeness_is_the_best_of_all_views_and_the_mean_where_the_askers_counts_twice(
    tmp_path: Path, question: str, language: Language, translated: float, plain: float
) -> None:
    texts = {Language.KK: "Ө һ ғ.", Language.EN: "A bridge."}
    one = document_from_text(
        "Мост стоит.", id="a", title="А", language=Language.RU,
        translations=tuple(Translation(language=key, title="A", official=False, note="",
                                       paragraphs=((text,),)) for key, text in texts.items()),
    )  # fmt: skip
    other = document_from_text("Bridge.", id="b", title="Б", language=Language.RU)
    index = open_index(tmp_path, one, other)
    query = analyse_query(question, language, index.embedder, EVEN)
    hits = index.search(question, 10, language)
    pool = build_pool(query, hits, Reader(index).read([hit.passage for hit in hits]))
    rows = {c.reading.passage.document_id: i for i, c in enumerate(pool.candidates)}
    late, mean = pool.column("late"), pool.column("late_mean")
    assert mean[rows["a"]] == pytest.approx(translated)
    assert late[rows["a"]] == pytest.approx(1.0)
    assert pool.column("late_mean_missing")[rows["a"]] == pytest.approx(
        (1 - translated) / len(set(question))
    )
    assert mean[rows["b"]] == late[rows["b"]] == pytest.approx(plain)
    views = {Language.RU: "Мост стоит.", **texts}
    [asked] = index.embedder.encode_queries([question])
    alike = {key: float(index.embedder.encode_queries([text])[0] @ asked)
             for key, text in views.items()}  # fmt: skip
    assert pool.column("dense")[rows["a"]] == pytest.approx(max(alike.values()), abs=1e-3)
    expected = (sum(alike.values()) + alike[language]) / 4
    assert pool.column("dense_mean")[rows["a"]] == pytest.approx(expected, abs=1e-3)


CARD = """# Жалоба

## Плата

| Кому | Тенге |
| --- | --- |
| Дети | 100 |
| Гости | 300 |
"""


def test_tokens_are_met_by_what_stands_above_too(tmp_path: Path) -> None:
    """Each letter is a token: of «жалоба» the row has one of «а», the headings have all."""
    pool, rows = pool_over(tmp_path, CARD, "гости", "жалоба ъ")
    guests = rows["| Гости | 300 |"]
    assert pool.column("late")[guests] == pytest.approx(1 / 7)
    assert pool.column("late_context")[guests] == pytest.approx(6 / 7)
    assert pool.column("late_context_below_best")[guests] == pytest.approx(0.0)
    assert pool.column("late_context_missing")[guests] == pytest.approx(1 / 7)


def test_key_of_a_row_is_in_the_question_or_not(tmp_path: Path) -> None:
    pool, rows = pool_over(tmp_path, CARD, "гости дети", "Какая плата, гости?")
    guests, children = rows["| Гости | 300 |"], rows["| Дети | 100 |"]
    keys = pool.column("key")
    assert keys[guests] == pytest.approx(1.0, abs=1e-6)
    assert keys[children] < keys[guests]
    assert pool.column("key_below_best")[children] == pytest.approx(keys[guests] - keys[children])
    assert pool.column("is_item").tolist() == [1.0, 1.0]


def test_a_sentence_without_a_key_has_none_to_match(index: SearchIndex) -> None:
    _, pool = pool_for(index, "Сколько залов в музее?")
    assert value(pool, HALLS, "key") == 0.0
    assert value(pool, HALLS, "is_item") == 0.0
    assert value(pool, "Шымкент: Парк площадью 40 гектаров.", "key") < 0.5


def test_documents_are_told_from_one_another_by_hand(tmp_path: Path) -> None:
    first, second = document("Ааа. Ббб.\n\nДдд.", "first"), document("Ввв.", "second")
    found = open_index(tmp_path, first, second)
    by_text = {p.text: p for name in ("first", "second") for p in found.passages(name)}
    order = ("Ввв.", "Ааа. Ббб.", "Ддд.")
    hits = [Hit(by_text[text], 1.0 / rank, rank, Language.RU) for rank, text in enumerate(order, 1)]
    query = analyse_query("а д ъ", Language.RU, found.embedder, EVEN)
    pool = build_pool(query, hits, Reader(found).read([hit.passage for hit in hits]))
    own = [c.reading.passage.document_id for c in pool.candidates]
    # of three letters each sentence of the first document has one at most, the second none
    behind = {"first": 0.0, "second": 1 / 3}
    assert pool.column("document_below_best") == pytest.approx([behind[name] for name in own])
    votes = {"first": 1 / 2 + 1 / 3, "second": 1.0}
    assert pool.column("document_votes") == pytest.approx([votes[name] for name in own])


def test_one_document_is_the_best_and_has_most_votes(index: SearchIndex) -> None:
    _, pool = pool_for(index, "Сколько залов в музее?")
    assert not pool.column("document_below_best").any()
    assert (pool.column("document_votes") == 1.0).all()


def test_what_a_sentence_says_beside_the_question(index: SearchIndex) -> None:
    """Each letter is a token: new are those that the question does not have."""
    question = "Сколько залов в музее?"
    _, pool = pool_for(index, question)
    asked = {c for c in question.lower() if c.isalpha()}

    def new(text: str) -> tuple[int, int]:
        signs = [c for c in text.lower() if c.isalnum() and c != "ё"]
        return sum(c not in asked for c in signs), len(signs)

    (halls, of_halls), (opened, of_opened) = new(HALLS), new(OPENED)
    assert 0 < halls < of_halls
    assert value(pool, HALLS, "new") == pytest.approx(np.log1p(halls), abs=1e-5)
    assert value(pool, HALLS, "new_mean") == pytest.approx(halls / of_halls, abs=1e-5)
    pair = f"{OPENED} {HALLS}"
    assert value(pool, pair, "new") == pytest.approx(np.log1p(halls + opened), abs=1e-5)
    most = max(halls / of_halls, opened / of_opened)
    assert value(pool, pair, "new_mean") == pytest.approx(most, abs=1e-5)


def test_an_answer_stands_after_the_question_that_a_text_asks(tmp_path: Path) -> None:
    text = "— Сколько у вас залов?\n\n— Двенадцать. Вход свободный."
    pool, rows = pool_over(tmp_path, text, "залы вход", "Сколько залов?")
    asked, told = rows["— Сколько у вас залов?"], rows["— Двенадцать."]
    assert pool.column("asks")[[asked, told]].tolist() == [1.0, 0.0]
    assert pool.column("answering")[asked] == 0.0
    assert pool.column("answering")[told] == pytest.approx(pool.column("late_mean")[asked])
    assert pool.column("answering")[rows["Вход свободный."]] == 0.0
