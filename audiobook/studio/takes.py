"""Groups utterances into takes, by the text alone.

An engine that remembers what it said before (espeak-ng) speaks a whole take from a reset state, so a
take must be cut at the same places whoever speaks it, and whatever stands elsewhere in the book. A cut
falls after a paragraph whose words happen to hash to it (content-defined chunking, as rsync and
backup programs cut files), so that a changed word moves no cut but those beside it.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from audiobook.model import ChapterPlan, Take, Utterance, Voice

_ONE_IN = 4  # a paragraph in four may end a take that is long enough


class Maker(Protocol):
    """What of an engine decides how takes are cut, and under which key they are kept."""

    @property
    def remembers(self) -> bool:
        """Whether its sound depends on what it said before."""

    @property
    def version(self) -> str:
        """Everything but text and voice that its sound depends on."""

    def fingerprint(self, voice: Voice) -> str:
        """What else one voice of it depends on."""

    def takes_sounds(self, voice: Voice) -> bool:
        """Whether text for a voice of it may hold sounds of the IPA."""


Makers = Mapping[str, Maker]  # by the name of the engine


def takes(paragraphs: Iterable[Sequence[Utterance]], *, limit: int, makers: Makers) -> Iterator[Take]:
    """Takes of at most `limit` characters (one paragraph may be longer), each of one engine.

    `paragraphs` holds the utterances of each paragraph. An engine that remembers nothing gets every
    utterance as a take of its own, so that a changed word costs no more than its utterance.
    """
    waiting: list[Utterance] = []
    size = 0
    for paragraph in paragraphs:
        for utterance in paragraph:
            if waiting and (size >= limit or not _go_together(waiting[-1], utterance, makers)):
                yield _take(waiting, makers)
                waiting, size = [], 0
            waiting.append(utterance)
            size += len(utterance.text)
        if waiting and size >= limit // 2 and _ends_take(waiting[-1].text):
            yield _take(waiting, makers)
            waiting, size = [], 0
    if waiting:
        yield _take(waiting, makers)


def _go_together(one: Utterance, other: Utterance, makers: Makers) -> bool:
    return one.voice.engine == other.voice.engine and makers[one.voice.engine].remembers


def _ends_take(text: str) -> bool:
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) % _ONE_IN == 0


def _take(utterances: Sequence[Utterance], makers: Makers) -> Take:
    engine = utterances[0].voice.engine
    return Take(key(utterances, maker=makers[engine]), engine, tuple(utterances))


def key(utterances: Iterable[Utterance], *, maker: Maker) -> str:
    """The SHA-256 of what is heard: engine, version, words and voices, but neither gain nor position."""
    digest = hashlib.sha256(maker.version.encode())
    for utterance in utterances:
        voice = utterance.voice
        heard = (sound_of(voice), maker.fingerprint(voice), utterance.text)
        digest.update(repr(heard).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def sound_of(voice: Voice) -> tuple[str, str, int, int, int]:
    """What of a voice the engine hears: not its name, nor its loudness."""
    return (voice.engine, voice.voice, voice.rate, voice.pitch, voice.pitch_range)


def _loudness(voice: Voice) -> tuple[float, float]:
    return (voice.gain_db, voice.louder_db)


def chapter_key(chapter: ChapterPlan, *, also: bytes) -> str:
    """The SHA-256 of all that makes a chapter's file; `also` holds what the plan does not: tags, settings."""
    digest = hashlib.sha256(also)
    for take in chapter.takes:
        digest.update(take.key.encode())
        digest.update(repr([_loudness(utterance.voice) for utterance in take.utterances]).encode())
    digest.update(repr((chapter.pauses, chapter.tail_ms, chapter.ends_in_note)).encode())
    return digest.hexdigest()
