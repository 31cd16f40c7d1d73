from itertools import islice

from benchmarks.load.questions import NEW_SHARE, bundled, distinct, mixed


def test_no_question_comes_twice_and_each_has_the_words_of_one() -> None:
    given = bundled()[:40]
    found = list(islice(distinct(given), 800))
    assert len({*found, *given}) == 840
    words = {tuple(sorted(question.split())) for question in given}
    assert all(tuple(sorted(question.split())) in words for question in found)


def test_the_mix_has_its_share_of_new_questions() -> None:
    given = bundled()
    found = list(islice(mixed(given, distinct(given)), 4000))
    known = [question for question in found if question in set(given)]
    assert abs(1 - len(known) / len(found) - NEW_SHARE) < 0.03
    counts = sorted((known.count(question) for question in set(known)), reverse=True)
    assert counts[0] > 5 * counts[len(counts) // 2]
