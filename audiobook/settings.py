"""All defaults, in one place."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

NOTE_CHOICES = ("skip", "read", "end", "chime")
NOTE_TOPICS = (
    "author",  # the author chats, thanks, explains
    "ask",  # for reviews, votes, kudos
    "ad",  # for other places and other stories
    "replies",  # to reviews
    "disclaimer",
    "warning",
    "summary",
    "recap",  # what came before
    "preview",  # of the next chapter
    "legend",  # of the marks of this story
    "glossary",
    "metadata",  # header fields, bylines
    "contents",  # lists of chapters
    "end mark",  # "to be continued"
)


@dataclass(frozen=True, slots=True)
class Pauses:
    """Silence in milliseconds, by what lies between two utterances.

    The sentence pauses inside an utterance are the engine's own.
    """

    tag: int = 130  # a quotation and its tag, in one sentence
    sentence: int = 280
    speaker: int = 420  # one speaker answers another
    paragraph: int = 520
    marker: int = 700  # around cards of time and place
    scene: int = 1600
    heading: int = 1100  # after the title of a chapter
    note: int = 1000  # before and after a note that is read
    head: int = 600  # before the first word of a file
    tail: int = 1500  # after the last


@dataclass(frozen=True, slots=True)
class Settings:
    """How a story is turned into an audiobook.

    `chapters` holds the numbers to convert, counted from 1; empty means all. `jobs` is the number
    of worker processes, 0 for one per core; it never changes what is heard. `confidence` is the bar
    below which the neutral dialogue voice speaks a line. `take_chars` bounds a take, `utterance_chars`
    an utterance. `engine` and `voices` empty: what the casting sheet or the catalogue says.

    `formats` names the kinds of files to make, all from one reading. `split` is "chapter", "book", or the
    minutes that a file may hold; empty, what is usual for the format. `bitrate` is in kbit/s, 0 for what is
    usual. `cover` is the path of a picture; empty, the story's own or a drawn one.
    `subtitles` names the kinds of text files to write beside the sound.
    `intro`, `chime`, `outro` and `music` are paths of sound files, and go before those of the casting sheet.
    """

    notes: str = "skip"
    formats: tuple[str, ...] = ("mp3",)
    split: str = ""
    bitrate: int = 0
    cover: str = ""
    subtitles: tuple[str, ...] = ()
    intro: str = ""
    chime: str = ""
    outro: str = ""
    music: str = ""
    engine: str = ""
    voices: str = ""
    chapters: tuple[int, ...] = ()
    title: str = ""
    author: str = ""
    jobs: int = 0
    confidence: float = 0.5
    rate_hz: int = 22050
    take_chars: int = 4000
    utterance_chars: int = 500
    fade_ms: int = 5
    peak_db: float = -4.6  # ACX: peaks below -3 dBFS; MP3 adds up to 1.3 dB to them
    speech_db: float = -20.0  # ACX: RMS between -23 and -18 dBFS
    leveling: float = 0.75  # how much of a line's distance from that level a compressor takes away
    mp3_quality: int = 7  # LAME's -q: the fastest, and the truest for this speech
    mp3_vbr: int = 3  # LAME's -V: about 62 kbit/s for this speech
    aac_kbit_s: int = 64
    opus_kbit_s: int = 32
    store_bytes: int = 2_000_000_000
    pauses: Pauses = field(default_factory=Pauses)

    @property
    def workers(self) -> int:
        """How many things are done side by side: `jobs`, or one for each core."""
        return self.jobs or cores()


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
