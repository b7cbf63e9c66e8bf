"""The words of a book cut into captions: what is shown while a file is heard, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from audiobook.model import SPOKEN_BY_CHARACTERS, AudioFile, Kind, Script, Segment, Span
from audiobook.publish.subtitles import Cue, Words
from audiobook.studio.phrases import phrases
from audiobook.studio.plan import shown_text

_CUE_CHARS = 84  # two lines of 42, as on a screen
_SENTENCE_CHARS = 8  # espeak-ng's rest after a sentence, in characters that it would say meanwhile: measured
_CLAUSE_CHARS = 4  # and after a clause

# The end of a sentence: `... the door." She`, `Wait...`.
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?:\s|$)")
# The end of a clause: `the rope, and`, `she turned -- and`.
_CLAUSE_END = re.compile(r"[,;:—–]|--")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Some words of a segment, and when they are heard, in samples."""

    start: int
    end: int
    words: Words
    block: int


def cues_of(script: Script, file: AudioFile, bar: float) -> Iterator[Cue]:
    """What is shown while a file is heard: phrases of one paragraph together, as far as they fit.

    A speaker who is less sure than `bar` is not named.
    """
    group: list[_Phrase] = []
    for phrase in _phrases_of(script, file, bar):
        if group and not _fits(group, phrase):
            yield _cue(group, file.rate_hz)
            group = []
        group.append(phrase)
    if group:
        yield _cue(group, file.rate_hz)


def _fits(group: Sequence[_Phrase], phrase: _Phrase) -> bool:
    size = sum(len(each.words.text) + 1 for each in group) + len(phrase.words.text)
    return phrase.block == group[-1].block and size <= _CUE_CHARS


def _cue(group: Sequence[_Phrase], rate_hz: int) -> Cue:
    start, end = group[0].start, group[-1].end
    return Cue(start * 1000 // rate_hz, end * 1000 // rate_hz, tuple(each.words for each in group))


def _phrases_of(script: Script, file: AudioFile, bar: float) -> Iterator[_Phrase]:
    """The phrases that are heard in a file, in order."""
    for span in sorted(file.spans, key=lambda span: (span.start, span.end)):
        yield from _phrases(script, script.segments[span.segment], span, bar)


def _phrases(script: Script, segment: Segment, span: Span, bar: float) -> Iterator[_Phrase]:
    """A segment in phrases that fit a cue; its time is shared out by what a voice takes to say each."""
    shown = shown_text(script, segment)
    ranges = list(phrases(shown, limit=_CUE_CHARS))
    reached = list(accumulate((_weight(shown[start:end]) for start, end in ranges), initial=0))
    speaker = _speaker(segment, bar)
    for (start, end), (before, after) in zip(ranges, pairwise(reached), strict=True):
        joined = start == 0 and _is_joined(script, segment)
        words = Words(shown[start:end].strip(), speaker, segment.kind is Kind.THOUGHT, joined)
        at, to = (span.start + (span.end - span.start) * part // reached[-1] for part in (before, after))
        yield _Phrase(at, to, words, segment.block)


def _speaker(segment: Segment, bar: float) -> str:
    """Who says a segment, as far as it is sure."""
    is_sure = segment.kind in SPOKEN_BY_CHARACTERS and segment.confidence >= bar
    return (segment.speaker or "") if is_sure else ""


def _weight(text: str) -> int:
    """How long a voice is at a phrase, in characters."""
    sentences, clauses = len(_SENTENCE_END.findall(text)), len(_CLAUSE_END.findall(text))
    return max(1, len(text.strip()) + _SENTENCE_CHARS * sentences + _CLAUSE_CHARS * clauses)


def _is_joined(script: Script, segment: Segment) -> bool:
    """Whether no space stands before a segment."""
    text, start = script.story.text, segment.start
    return start > 0 and not text[start].isspace() and not text[start - 1].isspace()
