"""Decides what is said, by whom, in which order, with which pauses: Script + Cast -> Plan."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from audiobook.model import (
    Block,
    Cast,
    Chapter,
    ChapterPlan,
    Kind,
    MarkKind,
    Pause,
    Plan,
    Script,
    Segment,
    Utterance,
    Voice,
)
from audiobook.settings import Settings
from audiobook.studio.pauses import Pacing
from audiobook.studio.phrases import phrases
from audiobook.studio.spoken import say
from audiobook.studio.takes import Makers, takes

_SHORTEST_PHRASE = 20  # characters; a preview does not end in the middle of a word
_NEAR = 0.05  # a preview that is shorter by this share than asked for is not cut between words
# Of espeak-ng at 175 words a minute, pauses aside: 17.3 in dialogue, 18.5 in long paragraphs.
CHARS_PER_SECOND = 18
_SILENT = {
    Kind.SKIP: "a mark without words",
    Kind.NAVIGATION: "furniture of the page",
}
_HEARD = ("read", "end")  # what may become of a note that is spoken
VoiceFor = Callable[[Segment], Voice]


@dataclass(frozen=True)
class _Planner:
    script: Script
    cast: Cast
    settings: Settings
    voice_for: VoiceFor
    makers: Makers
    pacing: Pacing
    skipped: dict[int, str]

    def chapter(self, chapter: Chapter, indexes: Sequence[int]) -> ChapterPlan:
        spoken = list(self._utterances(indexes))
        if not any(segment.kind is Kind.HEADING for _, segment in spoken):
            spoken = [*self._title(chapter), *spoken]
        chimed = [index for index in indexes if self._note_wish(self.script.segments[index]) == "chime"]
        pauses = tuple(self._pauses(spoken, chimed))
        paragraphs = (
            [utterance for utterance, _ in group]
            for _, group in groupby(spoken, key=lambda pair: pair[1].block)
        )
        cut = tuple(takes(paragraphs, limit=self.settings.take_chars, makers=self.makers))
        ends_in_note = any(index > max(u.segment for u, _ in spoken) for index in chimed) if spoken else False
        return ChapterPlan(chapter, chapter.title, cut, pauses, self.settings.pauses.tail, ends_in_note)

    def _utterances(self, indexes: Sequence[int]) -> Iterator[tuple[Utterance, Segment]]:
        for index in self._in_order(indexes):
            segment = self.script.segments[index]
            voice = self.voice_for(segment)
            said = [text for text in self._said(segment, voice) if text]
            if not said:
                self.skipped[index] = "nothing to say in it"
            for text in said:
                yield Utterance(text, voice, index), segment

    def _title(self, chapter: Chapter) -> Iterator[tuple[Utterance, Segment]]:
        """The title of a chapter whose text does not say it."""
        segment = Segment(chapter.start, chapter.start, Kind.HEADING, -1, chapter.index)
        voice = self.voice_for(segment)
        said = self._spoken(chapter.title, voice) if self.script.story.metadata.title else ""
        if said:
            yield Utterance(said, voice, -1), segment

    def _in_order(self, indexes: Sequence[int]) -> list[int]:
        """The segments that are spoken; notes that are wanted at the end stand there."""
        now: list[int] = []
        later: list[int] = []
        for index in indexes:
            segment = self.script.segments[index]
            if segment.kind in _SILENT:
                self.skipped[index] = segment.reason or _SILENT[segment.kind]
            elif segment.kind is not Kind.NOTE:
                now.append(index)
            elif (wish := self._note_wish(segment)) in _HEARD:
                (later if wish == "end" else now).append(index)
            else:
                self.skipped[index] = _why_note(segment)
        return now + later

    def _note_wish(self, segment: Segment) -> str:
        """What is to become of a note, "" for what is none."""
        return self.cast.notes.get(segment.topic, self.settings.notes) if segment.kind is Kind.NOTE else ""

    def _said(self, segment: Segment, voice: Voice) -> Iterator[str]:
        shown = shown_text(self.script, segment)
        for start, end in phrases(shown, limit=self.settings.utterance_chars):
            yield self._spoken(shown[start:end], voice)

    def _spoken(self, text: str, voice: Voice) -> str:
        return say(
            text,
            pronunciations=self.cast.pronunciations,
            language=self.script.story.metadata.language,
            sounds=self.makers[voice.engine].takes_sounds(voice),
        )

    def _pauses(self, spoken: Sequence[tuple[Utterance, Segment]], chimed: Sequence[int]) -> Iterator[Pause]:
        """The pause before each utterance; one chime for all the notes `chimed` since the one before."""
        before: Segment | None = None
        passed = 0
        for utterance, segment in spoken:
            head = Pause(self.settings.pauses.head)
            pause = head if before is None else self.pacing.between(before, segment)
            pause = replace(pause, title=segment.kind is Kind.HEADING)
            notes = bisect(chimed, utterance.segment)
            yield self.pacing.over_note(pause) if notes > passed else pause
            before, passed = segment, max(passed, notes)


def _why_note(segment: Segment) -> str:
    return f"author's note: {segment.topic}" if segment.topic else "author's note"


def plan(script: Script, cast: Cast, settings: Settings, *, voice_for: VoiceFor, makers: Makers) -> Plan:
    """What is to be spoken, chapter by chapter; chapters with nothing to say are left out.

    A story of which nothing is left but its headings has nothing to say at all.
    All chapters are planned, whatever `settings.chapters` asks for: why a segment is silent is known for the
    whole story. `voice_for` gives the voice of a segment, `makers` each engine of the cast.
    """
    skipped: dict[int, str] = {}
    pacing = Pacing.of(script, settings.pauses)
    planner = _Planner(script, cast, settings, voice_for, makers, pacing, skipped)
    indexes = _segments_by_chapter(script)
    planned = (planner.chapter(chapter, indexes.get(chapter.index, [])) for chapter in script.chapters)
    chapters = tuple(chapter for chapter in planned if chapter.takes)
    return Plan(script, cast, chapters if _says_more_than_headings(script, chapters) else (), skipped)


def _says_more_than_headings(script: Script, chapters: Iterable[ChapterPlan]) -> bool:
    spoken = (u.segment for chapter in chapters for take in chapter.takes for u in take.utterances)
    return any(index >= 0 and script.segments[index].kind is not Kind.HEADING for index in spoken)


def _segments_by_chapter(script: Script) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for index, segment in enumerate(script.segments):
        found.setdefault(segment.chapter, []).append(index)
    return found


def shown_text(script: Script, segment: Segment) -> str:
    """The words of a segment as a page would show them: without the delimiters of emphasis.

    White space is folded, since lines of a file are not lines of a page.
    """
    marks = _marks_of(script.story.blocks, segment)
    pieces, at = [], segment.start
    for start, end, instead in marks:
        if start < at:
            continue  # nested marks: the outer one has said it
        pieces += [script.story.text[at:start], instead]
        at = min(end, segment.end)
    pieces.append(script.story.text[at : segment.end])
    return " ".join("".join(pieces).split())


def _marks_of(blocks: Sequence[Block], segment: Segment) -> list[tuple[int, int, str]]:
    """Ranges of the segment that are not shown, and what is said there instead."""
    if segment.block < 0:
        return []
    hidden: list[tuple[int, int, str]] = []
    for mark in blocks[segment.block].marks:
        if mark.kind is MarkKind.SAID:
            hidden.append((mark.start, mark.end, mark.value))
        elif mark.delimiter:
            hidden.append((mark.start, mark.start + mark.delimiter, ""))
            hidden.append((mark.end - mark.delimiter, mark.end, ""))
    return sorted(h for h in hidden if segment.start <= h[0] and h[1] <= segment.end)


def shortened(chapter: ChapterPlan, *, seconds: float, settings: Settings, makers: Makers) -> ChapterPlan:
    """The beginning of a chapter, about `seconds` long when spoken, with all its pauses."""
    seconds = min(seconds, 2 * seconds_of([chapter]))  # no more is needed, be it without end
    tail_ms = min(chapter.tail_ms, round(seconds * 1000 * _NEAR))
    left, spare = seconds - tail_ms / 1000, seconds * _NEAR
    kept: list[Utterance] = []
    spoken = (utterance for take in chapter.takes for utterance in take.utterances)
    for utterance, pause in zip(spoken, chapter.pauses, strict=True):
        left -= pause.ms / 1000
        if kept and left < spare:
            break
        kept.append(_beginning(utterance, seconds=left, spare=spare))
        left -= seconds_said(kept[-1])
    cut = tuple(takes([[utterance] for utterance in kept], limit=settings.take_chars, makers=makers))
    ends_in_note = chapter.ends_in_note and len(kept) == len(chapter.pauses)
    pauses = chapter.pauses[: len(kept)]
    return replace(chapter, takes=cut, pauses=pauses, tail_ms=tail_ms, ends_in_note=ends_in_note)


def _beginning(utterance: Utterance, *, seconds: float, spare: float) -> Utterance:
    """As much of an utterance as fits: sentences, then clauses and words until `spare` seconds are left."""
    a_second = CHARS_PER_SECOND * utterance.voice.rate / 175
    chars, enough = round(seconds * a_second), round((seconds - spare) * a_second)
    end = 0
    while end < max(1, min(enough, len(utterance.text))):
        _, more = next(phrases(utterance.text[end:], limit=max(chars - end, _SHORTEST_PHRASE)))
        end += more
    return replace(utterance, text=utterance.text[:end])


def seconds_of(plans: Iterable[ChapterPlan]) -> float:
    """About how long some chapters will last when spoken."""
    total = 0.0
    for chapter in plans:
        silence = sum(pause.ms for pause in chapter.pauses) + chapter.tail_ms
        speech = sum(seconds_said(u) for t in chapter.takes for u in t.utterances)
        total += speech + silence / 1000
    return total


def seconds_said(utterance: Utterance) -> float:
    """About how long an utterance will last."""
    return len(utterance.text) * 175 / (CHARS_PER_SECOND * utterance.voice.rate)
