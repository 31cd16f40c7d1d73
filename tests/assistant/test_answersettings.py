import pytest
from pydantic import ValidationError

from assistant import AnswerSettings
from corpus import Language


def test_threshold_of_each_language() -> None:
    settings = AnswerSettings(threshold_ru=0.1, threshold_kk=0.2, threshold_en=0.3)
    assert [settings.threshold(language) for language in Language] == [0.1, 0.2, 0.3]


@pytest.mark.parametrize(
    ("name", "value"), [("threshold_ru", 1.5), ("max_answer_chars", 10), ("passages", 0)]
)
def test_bad_value_is_refused(name: str, value: float) -> None:
    with pytest.raises(ValidationError, match=name):
        AnswerSettings.model_validate({name: value})
