"""What a file says of itself: ID3 tags as bytes, and the same facts by the names that other formats use.

Version 2.3 with UTF-16 text: every player since 2000 reads it, cars and Windows included; 2.4 is still
misread by some of them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.resources import files
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from audiobook.publish.names import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from audiobook.model import Metadata
    from audiobook.publish.contract import Mark, TrackFacts

_GENRE = "Audiobook"
_FRONT_COVER = 3
_NO_OFFSET = 0xFFFFFFFF  # a chapter is found by its time, not by its byte
_UNKNOWN_LANGUAGE = "und"
_MP4_AUDIOBOOK = "2"  # the shelf that players put it on

# A year, perhaps with month and day: "2019-04-02", or "Published: 2019".
_DATE = re.compile(r"\b\d{4}(?:-\d\d(?:-\d\d)?)?\b")

# What may stand in a web address as it is.
_URL_SAFE = "%/:?#[]@!$&'()*+,;=~"


def id3_tags(facts: TrackFacts, marks: Sequence[Mark] = (), *, rate_hz: int = 1) -> bytes:
    """The ID3v2.3 tag of a track, without padding; the same facts give the same bytes.

    Its chapter frames are made of `marks`, which count samples at `rate_hz`.
    """
    id3: Any = import_module("mutagen.id3")
    tag = id3.ID3()
    for frame in chain(_frames(facts, id3), _chapter_frames(marks, rate_hz, id3)):
        tag.add(frame)
    tag.update_to_v23()
    out = BytesIO()
    tag.save(out, v1=0, v2_version=3, v23_sep=None, padding=lambda _info: 0)
    return out.getvalue()


def _frames(facts: TrackFacts, id3: Any) -> Iterator[Any]:
    about = facts.metadata
    for name, text in _texts(facts):
        if text:
            yield getattr(id3, name)(encoding=id3.Encoding.UTF16, text=[text])
    for name, text in _user_texts(about):
        if text:
            yield id3.TXXX(encoding=id3.Encoding.UTF16, desc=name, text=[text])
    if about.summary:
        tongue, text = language(about.language) or _UNKNOWN_LANGUAGE, printable(about.summary)
        yield id3.COMM(encoding=id3.Encoding.UTF16, lang=tongue, desc="", text=[text])
    if about.url:
        yield id3.WOAS(url=quote(printable(about.url), safe=_URL_SAFE))
    if about.cover:
        picture = about.cover
        yield id3.APIC(
            encoding=id3.Encoding.LATIN1, mime=picture.media_type, type=_FRONT_COVER, data=picture.data
        )


def _chapter_frames(marks: Sequence[Mark], rate_hz: int, id3: Any) -> Iterator[Any]:
    """A frame for each chapter, and the table of contents that lists them."""
    ids = [f"chp{number}" for number in range(len(marks))]
    for name, mark in zip(ids, marks, strict=True):
        title = id3.TIT2(encoding=id3.Encoding.UTF16, text=[printable(mark.title)])
        start, end = (round(1000 * at / rate_hz) for at in (mark.start, mark.end))
        yield id3.CHAP(
            element_id=name,
            start_time=start,
            end_time=end,
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[title],
        )
    if ids:
        flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
        yield id3.CTOC(element_id="toc", flags=flags, child_element_ids=ids, sub_frames=[])


def _texts(facts: TrackFacts) -> Iterator[tuple[str, str]]:
    about = facts.metadata
    yield "TIT2", printable(facts.title)
    yield "TALB", printable(about.title)
    yield "TPE1", printable(about.author)
    yield "TPE2", printable(about.author)
    yield "TRCK", _place(facts)
    yield "TCON", printable("; ".join(about.genres)) or _GENRE
    yield "TLAN", language(about.language)
    yield "TDRC", _date(about.published)
    yield "TPUB", printable(about.publisher)
    yield "TIT1", printable(_grouping(about))


def _user_texts(about: Metadata) -> Iterator[tuple[str, str]]:
    """Names that audiobook servers look for."""
    yield "SERIES", printable(about.series)
    yield "SERIES-PART", printable(about.series_number)


def _place(facts: TrackFacts) -> str:
    return f"{facts.number}/{facts.count}" if facts.count else str(facts.number)


def _grouping(about: Metadata) -> str:
    return f"{about.series} #{about.series_number}" if about.series and about.series_number else about.series


def _date(text: str) -> str:
    found = _DATE.search(text)
    return found[0] if found else ""


def language(tag: str) -> str:
    """The three letters of a BCP 47 tag: "en-GB" gives "eng"; "" if unknown."""
    return _three_letters().get(tag.replace("_", "-").split("-")[0].lower(), "")


@cache
def _three_letters() -> dict[str, str]:
    text = files("audiobook.publish").joinpath("data/languages.txt").read_text(encoding="utf-8")
    pairs = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {code: letters for two, three in pairs for code, letters in ((two, three), (three, three))}


def vorbis_comments(facts: TrackFacts) -> dict[str, str]:
    """The facts of a file by the names that FLAC and Opus players know; nothing that is empty."""
    about = facts.metadata
    comments = {
        "TITLE": facts.title,
        "ALBUM": about.title,
        "ARTIST": about.author,
        "ALBUMARTIST": about.author,
        "TRACKNUMBER": str(facts.number),
        "TRACKTOTAL": str(facts.count) if facts.count else "",
        "GENRE": "; ".join(about.genres) or _GENRE,
        "LANGUAGE": language(about.language),
        "DATE": _date(about.published),
        "PUBLISHER": about.publisher,
        "GROUPING": _grouping(about),
        "SERIES": about.series,
        "SERIES-PART": about.series_number,
        "DESCRIPTION": about.summary,
        "WEBSITE": about.url,
    }
    return _told(comments)


def chapter_comments(marks: Sequence[Mark], rate_hz: int) -> dict[str, str]:
    """Chapters as players of FLAC and Opus look for them; FFmpeg's own are a second late now and then."""
    comments = {}
    for number, mark in enumerate(marks):
        seconds, ms = divmod(round(1000 * mark.start / rate_hz), 1000)
        clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{ms:03d}"
        comments[f"CHAPTER{number:03d}"] = clock
        comments[f"CHAPTER{number:03d}NAME"] = printable(mark.title)
    return comments


def mp4_tags(facts: TrackFacts) -> dict[str, str]:
    """The facts of a file by the names that FFmpeg gives to the tags of MP4; nothing that is empty."""
    about = facts.metadata
    tags = {
        "title": facts.title,
        "album": about.title,
        "artist": about.author,
        "album_artist": about.author,
        "genre": "; ".join(about.genres) or _GENRE,
        "date": _date(about.published),
        "comment": about.summary,
        "description": about.summary,
        "copyright": about.publisher,
        "grouping": _grouping(about),
        "show": about.series,
        "episode_id": about.series_number,
        "track": _place(facts),
        "media_type": _MP4_AUDIOBOOK,
    }
    return _told(tags)


def _told(tags: Mapping[str, str]) -> dict[str, str]:
    """Tags as they may be printed, without those that say nothing."""
    return {name: text for name, value in tags.items() if (text := printable(value))}
