"""What a conversion would be: what is said by whom, what is kept already, how long the rest takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from audiobook import casting
from audiobook.model import Segment, Take
from audiobook.pipeline.cellar import store
from audiobook.pipeline.figures import Summary, summary
from audiobook.pipeline.files import check_wishes, jobs
from audiobook.pipeline.overview import words_of
from audiobook.pipeline.prepare import Book, seconds_of, wanted
from audiobook.settings import Settings
from audiobook.studio.calibrate import calibrate
from audiobook.studio.render import Job
from audiobook.studio.sounds import bed
from audiobook.studio.store import Store

_TRY_S = 2.0
_START_S = 0.5  # before the first word is spoken, after a book is read


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """What one kind of text, or one character, has to say; `voice` is "" where it is of several."""

    name: str
    lines: int
    words: int
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line of which it is not sure who speaks it: its chapter from 1, and whom it may be of."""

    chapter: int
    words: str
    speaker: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """A conversion before it is done.

    `roles` are the kinds of text that are heard, `characters` who speaks, both by how much they say.
    `kept` is the share (0 to 1) of what is said whose sound is there already. `work_s` is how long the rest
    would take on this machine, found by trying; None if nothing could be tried.
    """

    summary: Summary
    words: int
    audio_s: float
    roles: tuple[SpokenPart, ...]
    characters: tuple[SpokenPart, ...]
    doubts: tuple[Doubt, ...]
    kept: float
    work_s: float | None


def forecast(book: Book, settings: Settings) -> Forecast:
    """Look ahead to the chapters that are asked for, and speak for two seconds to see how fast that is."""
    check_wishes(settings)
    chapters = wanted(book.plan, settings)
    heard = [book.script.segments[index] for index in _heard(book, settings)]
    roles, characters = _roles(book, heard), _characters(book, heard)
    kept, work_s = _work(book, settings)
    return Forecast(
        summary=summary(book, settings),
        words=sum(role.words for role in roles),
        audio_s=seconds_of(chapters),
        roles=roles,
        characters=characters,
        doubts=tuple(_doubts(book, settings)),
        kept=kept,
        work_s=work_s,
    )


def _heard(book: Book, settings: Settings) -> list[int]:
    """The segments that are spoken in the chapters asked for."""
    said = (u.segment for plan in wanted(book.plan, settings) for take in plan.takes for u in take.utterances)
    return [index for index in dict.fromkeys(said) if index >= 0]


def _roles(book: Book, heard: Iterable[Segment]) -> tuple[SpokenPart, ...]:
    lines: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for segment in heard:
        lines[segment.kind.value] += 1
        words[segment.kind.value] += words_of(book, segment)
    return tuple(SpokenPart(kind, lines[kind], words[kind]) for kind in _by_size(words))


def _characters(book: Book, heard: Iterable[Segment]) -> tuple[SpokenPart, ...]:
    lines: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for segment in heard:
        if segment.speaker is not None:
            lines[segment.speaker] += 1
            words[segment.speaker] += words_of(book, segment)
    voices = book.cast.characters
    return tuple(
        SpokenPart(name, lines[name], words[name], voices[name].name if name in voices else "")
        for name in _by_size(words)
    )


def _by_size(words: Counter[str]) -> list[str]:
    return sorted(words, key=lambda name: (-words[name], name))


def _doubts(book: Book, settings: Settings) -> Iterator[Doubt]:
    chapters = {plan.chapter.index + 1 for plan in wanted(book.plan, settings)}
    for line in casting.most_at_stake(casting.doubtful_lines(book.script, settings.confidence)):
        if line.chapter in chapters:
            yield Doubt(line.chapter, line.words, line.speaker, line.confidence)


def _work(book: Book, settings: Settings) -> tuple[float, float | None]:
    """The share of what is said that is kept, and the seconds that the rest takes."""
    kept_here = store(settings)
    sounds = bed(book.cast.sounds, rate_hz=settings.rate_hz)
    wished = jobs(book, Path(), settings, sounds)
    to_finish = list(_unfinished(wished, kept_here))
    to_speak = [take for take in to_finish if not kept_here.has_take(take.key)]
    total = _chars(take for plan in wanted(book.plan, settings) for take in plan.takes)
    left = _chars(to_speak)
    if not to_finish:
        return 1.0, 0.0
    codings = {job.format: job.coding for job in wished}.values()
    speed = calibrate(islice(to_speak or to_finish, 500), codings, settings, seconds=_TRY_S)
    if speed is None:
        return 1 - left / total, None
    work_s = speed.seconds(to_speak=left, to_finish=_chars(to_finish), jobs=settings.workers)
    return 1 - left / total, _START_S + work_s


def _unfinished(wished: Iterable[Job], kept_here: Store) -> Iterator[Take]:
    """The takes of chapters whose sound is not kept encoded in every way that is asked for, each once."""
    seen: set[str] = set()
    for job in wished:
        for plan, key in zip(job.chapters, job.piece_keys, strict=True):
            if kept_here.chapter_note(key) is None:
                yield from (take for take in plan.takes if take.key not in seen)
                seen.update(take.key for take in plan.takes)


def _chars(takes: Iterable[Take]) -> int:
    return sum(len(utterance.text) for take in takes for utterance in take.utterances)
