from assistant.words import script_of, sound_of


def test_sound_keeps_the_script() -> None:
    assert script_of("алем") == "c"
    assert script_of("alem") == "l"
    assert sound_of("сатиев")[1:] == sound_of("satiyev")[1:]
    assert sound_of("ии") == ""
