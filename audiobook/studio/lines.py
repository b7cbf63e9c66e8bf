"""Lines without a story around them, for those who want to hear a voice: typed, introduced, picked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from audiobook.model import Chapter, ChapterPlan, Pause, Utterance
from audiobook.studio.phrases import phrases
from audiobook.studio.plan import shortened
from audiobook.studio.spoken import say
from audiobook.studio.takes import takes

if TYPE_CHECKING:
    from audiobook.model import Plan, Pronunciation, Voice
    from audiobook.settings import Settings
    from audiobook.studio.takes import Makers

_TAIL_MS = 200
_SHORT = 12  # characters; such a line ("Yes.") tells little of a voice


def said_by(voice: Voice, text: str, *, words: Sequence[Pronunciation], makers: Makers) -> str:
    """What `voice` is given for a text that somebody typed; `words` are those said otherwise."""
    return say(
        " ".join(text.split()),
        pronunciations=words,
        language=voice.language,
        sounds=makers[voice.engine].takes_sounds(voice),
    )


def spoken_lines(
    lines: Sequence[tuple[Voice, str]], *, title: str, pause_ms: int, settings: Settings, makers: Makers
) -> ChapterPlan:
    """A chapter of lines, each a voice and what it is given; those with nothing in them are left out."""
    utterances = [
        [Utterance(text[start:end].strip(), voice, -1)]
        for voice, text in lines
        for start, end in phrases(text, limit=settings.utterance_chars)
        if text
    ]
    cut = tuple(takes(utterances, limit=settings.take_chars, makers=makers))
    pauses = tuple(Pause(pause_ms if index else 0) for index in range(len(utterances)))
    return ChapterPlan(Chapter(0, 0, 0, title), title, cut, pauses, _TAIL_MS)


def picked(
    plan: Plan, segments: Collection[int], *, title: str, seconds: float, settings: Settings, makers: Makers
) -> ChapterPlan:
    """About `seconds` of some segments of a plan, in the order of the story; the shortest only if need be."""
    found = [utterance for utterance in _utterances(plan) if utterance.segment in segments]
    telling = [utterance for utterance in found if len(utterance.text) >= _SHORT]
    lines = [(utterance.voice, utterance.text) for utterance in telling or found]
    pause_ms = settings.pauses.paragraph
    whole = spoken_lines(lines, title=title, pause_ms=pause_ms, settings=settings, makers=makers)
    return shortened(whole, seconds=seconds, settings=settings, makers=makers)


def _utterances(plan: Plan) -> Iterator[Utterance]:
    return (u for chapter in plan.chapters for take in chapter.takes for u in take.utterances)
