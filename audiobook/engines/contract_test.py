"""The contract of engines as tests, for those who write one.

    from audiobook.engines.contract_test import EngineContract
    from parrot_speech import Parrot

    class TestParrot(EngineContract):
        engine = Parrot()

pytest finds the tests of the class. They need nothing but the engine, and a voice or two of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from audiobook.audio import peak_level_db
from audiobook.errors import CastError
from audiobook.model import Age, Gender, Utterance, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audiobook.engines.contract import Engine
    from audiobook.model import Clip

HOSTILE = {
    "markup": "<b>Bold</b> and <unclosed",
    "audio element": '<audio src="x">alt</audio>',
    "entity": "salt &amp; pepper & more",
    "phonemes": "[[see note]] says [[h@l'oU]]",
    "embedded command": "one \x01400S two \x0199P three",
    "control characters": "\x00start\x07 \x1b[31mred\x1b[0m\x7f end\x85",
    "lone surrogate": "half \ud83d of a face",
    "emoji among words": "Well 😀 then 👨‍👩‍👧",
    "bidirectional marks": "\u202eabc\u202c def\u2066x\u2069",
    "very long word": "a" * 1000,
    "other scripts": "Ходит 猫 and ٣",
    "quotes and dashes": "“Oh—” she said… ‘no’",
    "private use": "glyph \ue000\uf8ff \U000f0000",
}
"""Text as stories hold it, and as no engine may take it for a command."""

WORDLESS = ("", " \n\t ", "* * *", "...", "😀😀", "\x00\x01")
"""Text with nothing to say in it."""

SLOWEST_HZ, FASTEST_HZ = 8000, 48_000
AUDIBLE_DB = -30.0  # the peak of speech that somebody could hear
SAME_LENGTH = 0.1  # how much longer or shorter a sentence may be for what was said before it


class EngineContract:
    """What every engine keeps; a subclass says which `engine`."""

    engine: Engine

    def test_its_name_and_version_are_words(self) -> None:
        """Both go into names of files and into keys."""
        for word in (self.engine.name, self.engine.version):
            assert word, "a name and a version are not empty"
            assert word == word.strip(), f"{word!r} has white space around it"

    def test_nothing_is_missing_where_it_is_tested(self) -> None:
        """`missing` is "" on a machine where the engine speaks."""
        assert self.engine.missing() == ""

    def test_its_voices_are_its_own_and_have_names_of_their_own(self) -> None:
        """Names tell voices apart; gender and age are of the program's own kinds."""
        voices = self.engine.voices()
        assert voices, "an engine has voices"
        assert len({voice.name for voice in voices}) == len(voices), "two voices have one name"
        for voice in voices:
            assert voice.engine == self.engine.name, f"{voice.name} is a voice of {voice.engine!r}"
            assert voice.gender in Gender
            assert voice.age in Age
        self.engine.check(voices[0])
        self.engine.check(voices[-1])

    def test_an_unknown_voice_is_a_cast_error(self) -> None:
        """With a hint, and not another voice in its place."""
        stranger = Voice("stranger", self.engine.name, "no such voice")
        try:
            self.engine.check(stranger)
        except CastError as err:
            assert err.hint, "a hint says what may have been meant"
        else:
            raise AssertionError("`check` lets an unknown voice pass")
        try:
            self.engine.speak([Utterance("Hello.", stranger, 0)])
        except CastError:
            return
        raise AssertionError("`speak` speaks with an unknown voice")

    def test_a_clip_for_each_utterance_is_mono_int16_and_audible(self) -> None:
        """All at one rate, if they are of one voice."""
        clips = self.spoken("One.", "Two and three.", "Four?")
        assert len(clips) == 3
        for clip in clips:
            assert clip.samples.dtype == np.int16
            assert clip.samples.ndim == 1
            assert clip.rate_hz == clips[0].rate_hz
            assert SLOWEST_HZ <= clip.rate_hz <= FASTEST_HZ
            assert peak_level_db(clip.samples) > AUDIBLE_DB, "a clip is silent"

    def test_more_words_take_longer(self) -> None:
        """Nothing is left out of a longer line."""
        short, long = self.spoken("A word.", "A good many more words than there were before.")
        assert len(long.samples) > 2 * len(short.samples)

    def test_the_same_take_gives_the_same_samples_whatever_was_said_before(self) -> None:
        """A book comes out the same, on one core or sixteen."""
        voices = self.engine.voices()[:2]
        words = ("She sells sea shells.", "By the shore?", "Hush.")
        first = self.spoken(*words, voices=voices)
        self.spoken("Something else was said in the meantime.", voices=voices[::-1])
        again = self.spoken(*words, voices=voices)
        for one, other in zip(first, again, strict=True):
            assert np.array_equal(one.samples, other.samples), "the same words sound otherwise"

    def test_an_engine_without_memory_says_each_utterance_as_if_alone(self) -> None:
        """Only who says so by `remembers` may sound otherwise in company."""
        if self.engine.remembers:
            return
        words = ("She sells sea shells.", "By the shore?")
        together = self.spoken(*words)
        alone = [self.spoken(word)[0] for word in words]
        for one, other in zip(together, alone, strict=True):
            assert np.array_equal(one.samples, other.samples), "company changes the sound"

    def test_no_utterances_give_no_clips(self) -> None:
        """An empty take is nothing to fail at."""
        assert tuple(self.engine.speak([])) == ()

    def test_hostile_text_is_spoken_and_the_next_utterance_is_itself(self) -> None:
        """Nothing in a story is a command."""
        _, after = self.spoken("Before.", "After it.")
        for what, text in HOSTILE.items():
            _, hostile, then = self.spoken("Before.", text, "After it.")
            assert len(hostile.samples), f"{what}: nothing is said"
            change = abs(len(then.samples) - len(after.samples)) / len(after.samples)
            assert change <= SAME_LENGTH, f"{what}: what comes after it sounds otherwise"

    def test_text_without_words_is_no_error(self) -> None:
        """It may give an empty clip."""
        for text in WORDLESS:
            assert len(self.spoken(text)) == 1

    def test_a_fingerprint_is_a_word_and_stays(self) -> None:
        """It goes into keys: of a model it is the checksum, of most engines it is ""."""
        for voice in self.engine.voices()[:2]:
            assert self.engine.fingerprint(voice) == self.engine.fingerprint(voice)

    def test_its_patience_grows_with_the_text(self) -> None:
        """Seconds, after which somebody else would call it hung."""
        assert 0 < self.engine.patience(0) <= self.engine.patience(1000)

    def spoken(self, *texts: str, voices: Sequence[Voice] = ()) -> tuple[Clip, ...]:
        """A take of `texts`, by `voices` in turn, else by the engine's first."""
        cast = voices or self.engine.voices()[:1]
        said = [Utterance(text, cast[index % len(cast)], index) for index, text in enumerate(texts)]
        return tuple(self.engine.speak(said))
