"""Subtitles: the words of a story with the times at which they are heard, in the forms that players know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audiobook.errors import UsageError
from audiobook.publish.names import printable

_SHORTEST_MS = 1000  # a cue that goes sooner cannot be read
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of one speaker, "" for the narrator; `is_thought` says that they are not said aloud.

    `joined` says that no space stands between them and the words before.
    """

    text: str
    speaker: str = ""
    is_thought: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown from `start_ms` to `end_ms`."""

    start_ms: int
    end_ms: int
    words: tuple[Words, ...]

    @property
    def text(self) -> str:
        """The words as they are read."""
        return _run_on(self.words, lambda words: words.text)


@dataclass(frozen=True, slots=True)
class About:
    """What the head of a file says: the title of the sound, the author, the book, how long it lasts."""

    title: str
    author: str
    book: str
    length_ms: int


Form = Callable[[Sequence[Cue], About], Iterator[str]]


def readable(cues: Sequence[Cue], *, length_ms: int) -> Iterator[Cue]:
    """The cues with times in order, each shown for a second at least where the next one leaves room."""
    for cue, following in pairwise([*cues, Cue(length_ms, length_ms, ())]):
        end_ms = min(max(cue.end_ms, cue.start_ms + _SHORTEST_MS), max(following.start_ms, cue.start_ms + 1))
        yield Cue(cue.start_ms, end_ms, cue.words)


def _vtt(cues: Sequence[Cue], _: About) -> Iterator[str]:
    """WebVTT, with the name of each speaker."""
    yield "WEBVTT\n"
    for cue in cues:
        yield f"\n{_clock(cue.start_ms, '.')} --> {_clock(cue.end_ms, '.')}\n{_run_on(cue.words, _voiced)}\n"


def _srt(cues: Sequence[Cue], _: About) -> Iterator[str]:
    """SubRip: every player knows it, and it knows no speakers."""
    for number, cue in enumerate(cues, 1):
        text = cue.text.replace("-->", "->")
        yield f"{number}\n{_clock(cue.start_ms, ',')} --> {_clock(cue.end_ms, ',')}\n{text}\n\n"


def _lrc(cues: Sequence[Cue], about: About) -> Iterator[str]:
    """Lyrics, as music players show them: only the time at which a line begins."""
    tags = {"ti": about.title, "ar": about.author, "al": about.book, "length": _minutes(about.length_ms)}
    yield from (f"[{tag}:{' '.join(printable(text).split())}]\n" for tag, text in tags.items() if text)
    yield from (f"[{_minutes(cue.start_ms)}]{cue.text}\n" for cue in cues)


SUBTITLES: dict[str, Form] = {"vtt": _vtt, "srt": _srt, "lrc": _lrc}


def chosen_subtitles(names: Sequence[str]) -> tuple[str, ...]:
    """The forms that are asked for, each once, in the order of the table; UsageError for an unknown one."""
    if unknown := [name for name in names if name not in SUBTITLES]:
        raise UsageError(
            f"--subtitles {unknown[0]} is not known.", hint=f"Choose among {', '.join(SUBTITLES)}."
        )
    return tuple(name for name in SUBTITLES if name in names)


def written(form: str, cues: Sequence[Cue], about: About) -> bytes:
    """A file of subtitles."""
    whole = tuple(readable(cues, length_ms=about.length_ms))
    return "".join(SUBTITLES[form](whole, about)).encode("utf-8", "replace")


def _run_on(words: Sequence[Words], shown: Callable[[Words], str]) -> str:
    return "".join(f"{'' if each.joined or not at else ' '}{shown(each)}" for at, each in enumerate(words))


def _voiced(words: Words) -> str:
    text = words.text.translate(_ESCAPED)
    text = f"<i>{text}</i>" if words.is_thought else text
    name = " ".join(words.speaker.translate(_ESCAPED).split())
    return f"<v {name}>{text}</v>" if name else text


def _clock(ms: int, point: str) -> str:
    """A time of day: "01:02:03.456".

    >>> _clock(3_723_456, ".")
    '01:02:03.456'
    """
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{ms:03d}"


def _minutes(ms: int) -> str:
    """A time in minutes and seconds: "62:03.45".

    >>> _minutes(3_723_456)
    '62:03.45'
    """
    return f"{ms // 60_000:02d}:{ms // 1000 % 60:02d}.{ms % 1000 // 10:02d}"
