import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook import ipa
from audiobook.engines.espeak import Espeak
from audiobook.engines.espeak_sounds import with_names
from audiobook.model import Utterance, Voice

VOICE = Voice("ivy", "espeak", "en-us+f3")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("⟦kɑːˈɛdɛ⟧ laughed", "[[k|A:|_|'E|d|E]] laughed"),
        ("⟦ˈsɑːskɛ⟧-san", "[[s|'A:|s|k|E]]-san"),
        ("[[see note]]", "  see note  "),
        ("⟦kæt", " kæt"),
        ("kæt⟧", "kæt "),
        ("⟦⟧", "[[]]"),
    ],
)
def test_sounds_stand_in_double_brackets_and_nothing_else_does(text: str, named: str) -> None:
    assert with_names(text) == named


def test_every_sound_has_a_name() -> None:
    known = {sound for sounds in ipa._table().values() for sound in sounds} - set(ipa.STRESSES)
    assert all(with_names(f"⟦{sound}⟧") != "[[]]" for sound in sorted(known))


@pytest.mark.parametrize("accent", ["en-us", "en", "en-gb-x-rp", "en-gb-scotland", "en-029", "en-us-nyc"])
def test_sounds_are_heard_in_every_accent_of_english(accent: str) -> None:
    voice = Voice("x", "espeak", accent)
    assert Espeak().takes_sounds(voice)
    heard, spelled = Espeak().speak([Utterance(text, voice, 0) for text in ("⟦kɑːˈɛdɛ⟧", "kah eh deh")])
    assert 0.5 < len(heard.samples) / len(spelled.samples) < 2


def test_voices_of_other_languages_are_given_words() -> None:
    assert not Espeak().takes_sounds(Voice("x", "espeak", "de+m3"))


@given(st.text(alphabet="⟦⟧[] aɑːˈkɛ.'!_|@", max_size=20))
def test_whatever_brackets_a_text_has_it_is_spoken_or_refused_in_a_sentence(text: str) -> None:
    named = with_names(text) if _is_ipa(text) else ""
    assert "⟦" not in named
    assert "⟧" not in named


def _is_ipa(text: str) -> bool:
    try:
        for match in ipa.MARKED.finditer(text):
            ipa.sounds(match[1])
    except ValueError:
        return False
    return True


def test_text_around_sounds_is_no_command() -> None:
    plain, marked = Espeak().speak(
        [Utterance("kat see note", VOICE, 0), Utterance("⟦kæt⟧ [[see note]]", VOICE, 0)]
    )
    assert len(marked.samples) == pytest.approx(len(plain.samples), rel=0.4)
