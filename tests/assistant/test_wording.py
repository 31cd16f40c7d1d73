import pytest

from assistant import wording
from assistant.smalltalk import SmallTalk
from corpus import Language, detect_language


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("why", list(wording.Refusal))
def test_refusal_says_what_is_known(why: wording.Refusal, language: Language) -> None:
    titles = ["Один", "Два", "Три", "Четыре"]
    text = wording.refusal(why, language, titles, related=True)
    assert "«Один», «Два», «Три»" in text
    assert "Четыре" not in text
    assert wording.refusal(why, language, [], related=False) in text


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", list(SmallTalk))
def test_every_small_talk_has_a_reply(kind: SmallTalk, language: Language) -> None:
    assert wording.small_talk(kind, language, [])


@pytest.mark.parametrize("kind", [SmallTalk.ABOUT_REPLY, SmallTalk.OPERATOR])
def test_a_reply_to_a_request_is_short_and_in_the_asker_s_language(kind: SmallTalk) -> None:
    replies = {language: wording.small_talk(kind, language, ["Закон"]) for language in Language}
    assert {language: detect_language(reply) for language, reply in replies.items()} == {
        language: language for language in Language
    }
    assert all(len(reply) < 200 and "Закон" not in reply for reply in replies.values())


def test_translation_is_labelled() -> None:
    text = wording.translated("It grew", "Он вырос.", Language.EN, official=False)
    assert text == "It grew (unofficial translation). Original: «Он вырос.»"
    text = wording.translated("It grew", "Он вырос.", Language.EN, official=True)
    assert text == "It grew (translation). Original: «Он вырос.»"


def test_a_corrected_answer_has_one_introduction() -> None:
    assert wording.corrected("Он 24-й.", Language.RU) == "В источнике указано иное: Он 24-й."
    foreign = wording.foreign("Он 24-й.", Language.EN)
    assert foreign == "The source says: «Он 24-й.»"
    assert wording.corrected(foreign, Language.EN) == "The source says otherwise: «Он 24-й.»"
