"""What every engine keeps: the contract, and the sentence for a voice it does not have."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol

from audiobook.errors import CastError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from audiobook.model import Clip, Utterance, Voice

PATIENCE_S = 60.0  # to start, and to load a model from a slow disk
PATIENCE_PER_CHARACTER_S = 0.25  # a neural engine on a slow machine needs most of it


class Engine(Protocol):
    """Something that speaks.

    An engine is named, made and used within one process; it may be made anew at no cost. `version`
    goes into the keys of what is kept: two engines of one name and version sound the same.
    `remembers` is True where sound depends on what was said before, so that a take is spoken from
    a reset state and kept as a whole; else every utterance stands alone, and is kept alone.

    Whoever writes `class Mine(Engine)` need not write what has an answer here already.
    """

    name: str
    remembers: bool

    @property
    def version(self) -> str:
        """Everything but text and voice that its sound depends on."""

    def missing(self) -> str:
        """What to install before it can speak, as a sentence; "" if nothing is missing."""

    def voices(self) -> tuple[Voice, ...]:
        """The voices it has on this machine, as profiles to cast from without a voice file."""

    def check(self, voice: Voice) -> None:
        """Raise CastError, with what may have been meant, if it has no such voice.

        MissingError, if the voice is known but its data are not on this machine.
        """

    def speak(self, utterances: Sequence[Utterance]) -> tuple[Clip, ...]:
        """A clip per utterance, in order, spoken from a reset state.

        The same utterances give the same samples. Each clip tells its rate; an engine that
        remembers gives all clips of a take at one. Text without a letter or digit may give an
        empty clip; words that give no sound raise EngineError.
        """

    def fingerprint(self, voice: Voice) -> str:  # noqa: ARG002 - most engines have one answer for all voices
        """What else than `version` the sound of `voice` depends on, such as the checksum of its model."""
        return ""

    def takes_sounds(self, voice: Voice) -> bool:  # noqa: ARG002 - most take words alone
        """Whether text for `voice` may hold sounds of the IPA between ⟦ and ⟧ (see `audiobook.ipa`)."""
        return False

    def patience(self, characters: int) -> float:
        """How many seconds so much text may take at the very worst; who takes longer is hung."""
        return PATIENCE_S + PATIENCE_PER_CHARACTER_S * characters


def has_words(text: str) -> bool:
    """Whether there is a letter or digit to speak."""
    return any(character.isalnum() for character in text)


def no_voice(engine: str, voice: str, known: Iterable[str]) -> CastError:
    """The error for a voice that an engine does not have; the nearest of `known` are its hint."""
    return CastError(
        f"The engine {engine!r} has no voice {voice!r}.",
        hint=did_you_mean(voice, known) or f"`audiobook voices list --engine {engine}` shows its voices.",
    )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names what is written nearly like `word`; "" if nothing is."""
    near = get_close_matches(word, sorted(known), n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(near)}?" if near else ""
