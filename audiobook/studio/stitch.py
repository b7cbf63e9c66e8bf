"""Stitches takes into one track, as a stream: memory does not grow with the length of a chapter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from audiobook.audio import faded, gain_table, leveled, limited, resampled, silence, trim_silence
from audiobook.model import ChapterPlan, Clip, Pause, Span, Take, Utterance
from audiobook.settings import Settings
from audiobook.studio.booth import Booth
from audiobook.studio.crew import Cancelled
from audiobook.studio.music import Music
from audiobook.studio.sounds import Bed

Samples = NDArray[np.int16]
Write = Callable[[Samples], None]
Progress = Callable[[int], None]  # characters that have just been stitched


@dataclass
class Track:
    """What has been stitched so far: counts samples, remembers where each segment is heard."""

    write: Write
    position: int = 0

    def __post_init__(self) -> None:
        self._spans: dict[int, Span] = {}

    def add(self, samples: Samples, *, segment: int = -1) -> None:
        """Append samples; those of a segment extend its span."""
        if not len(samples):
            return
        start = self.position
        self.position += len(samples)
        self.write(samples)
        if segment >= 0:
            known = self._spans.get(segment)
            self._spans[segment] = Span(segment, known.start if known else start, self.position)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where each segment is heard, in the order heard."""
        return tuple(self._spans.values())


def perform(
    chapter: ChapterPlan, booth: Booth, settings: Settings, *, bed: Bed, write: Write, progress: Progress
) -> Track:
    """Speak a chapter and write its samples, mono int16 at `settings.rate_hz`, in pieces.

    EngineError names the passage that cannot be spoken.
    """
    booth.expect(chapter.takes)
    music = Music(bed.music, settings.rate_hz, peak_db=settings.peak_db)
    track = Track(lambda samples: write(music.under(samples)) if len(bed.music) else write(samples))
    pauses = iter(chapter.pauses)
    _add_intro(track, bed, settings)
    for take, clips in _spoken(chapter.takes, booth):
        for utterance, clip in zip(take.utterances, clips, strict=True):
            pause = next(pauses)
            music.cue(on=pause.title)
            _add_pause(track, pause, settings, bed)
            track.add(finished(utterance, clip, settings), segment=utterance.segment)
        progress(sum(len(u.text) for u in take.utterances))
    music.cue(on=False)
    if chapter.ends_in_note:
        _add_pause(track, Pause(settings.pauses.note, note=True), settings, bed)
    _add_tail(track, bed, silence(chapter.tail_ms, settings.rate_hz))
    return track


def _add_intro(track: Track, bed: Bed, settings: Settings) -> None:
    """A file neither begins nor ends with sound, so there is silence on both sides of an intro."""
    if len(bed.intro):
        track.add(silence(settings.pauses.head, settings.rate_hz))
        track.add(bed.intro)


def _add_tail(track: Track, bed: Bed, tail: Samples) -> None:
    track.add(tail)
    if len(bed.outro):
        track.add(bed.outro)
        track.add(tail)


def _add_pause(track: Track, pause: Pause, settings: Settings, bed: Bed) -> None:
    gap = silence(pause.ms, settings.rate_hz)
    half = len(gap) // 2
    track.add(gap[:half])
    if pause.note:
        track.add(bed.note)
    elif pause.chime:
        track.add(bed.chime)
    track.add(gap[half:])


def finished(utterance: Utterance, clip: Clip, settings: Settings) -> Samples:
    """A clip as it is heard: without the silence around it, at its voice's loudness, with soft ends.

    Engines speak at rates of their own; here they come to that of the track.
    """
    samples = trim_silence(clip.samples, clip.rate_hz)
    if clip.rate_hz != settings.rate_hz:
        samples = resampled(samples, clip.rate_hz, to_hz=settings.rate_hz)
    voice = utterance.voice
    speech = leveled(
        samples,
        settings.rate_hz,
        gain_db=voice.gain_db + voice.louder_db,
        level_db=settings.speech_db + voice.louder_db,
        share=settings.leveling,
    )
    soft = limited(speech, _limiter(settings.peak_db))
    return faded(soft, settings.rate_hz, fade_ms=settings.fade_ms)


@cache
def _limiter(peak_db: float) -> Samples:
    return gain_table(0, peak_db=peak_db)


def _spoken(takes: Sequence[Take], booth: Booth) -> Iterator[tuple[Take, tuple[Clip, ...]]]:
    """Each take with its clips, in order."""
    try:
        for take in takes:
            clips = booth.clips(take)
            if booth.is_closed:  # Ctrl-C: what is spoken already need not be stitched
                raise Cancelled
            yield take, clips
    finally:
        booth.forget(takes)  # where one of them failed, nobody asks for those after it
