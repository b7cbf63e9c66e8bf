"""ID3 tags, as bytes to put in front of an MP3 stream.

Version 2.3 with UTF-16 text: every player since 2000 reads it, cars and Windows included; 2.4 is still
misread by some of them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from audiobook.publish.names import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audiobook.model import Metadata
    from audiobook.publish.contract import TrackFacts

_GENRE = "Audiobook"
_FRONT_COVER = 3
_UNKNOWN_LANGUAGE = "und"

# A year, perhaps with month and day: "2019-04-02", or "Published: 2019".
_DATE = re.compile(r"\b\d{4}(?:-\d\d(?:-\d\d)?)?\b")

# What may stand in a web address as it is.
_URL_SAFE = "%/:?#[]@!$&'()*+,;=~"


def id3_tags(facts: TrackFacts) -> bytes:
    """The ID3v2.3 tag of a track, without padding; the same facts give the same bytes."""
    id3: Any = import_module("mutagen.id3")
    tag = id3.ID3()
    for frame in _frames(facts, id3):
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
        language, text = _language(about.language) or _UNKNOWN_LANGUAGE, printable(about.summary)
        yield id3.COMM(encoding=id3.Encoding.UTF16, lang=language, desc="", text=[text])
    if about.url:
        yield id3.WOAS(url=quote(printable(about.url), safe=_URL_SAFE))
    if about.cover:
        picture = about.cover
        yield id3.APIC(
            encoding=id3.Encoding.LATIN1, mime=picture.media_type, type=_FRONT_COVER, data=picture.data
        )


def _texts(facts: TrackFacts) -> Iterator[tuple[str, str]]:
    about = facts.metadata
    yield "TIT2", printable(facts.title)
    yield "TALB", printable(about.title)
    yield "TPE1", printable(about.author)
    yield "TPE2", printable(about.author)
    yield "TRCK", f"{facts.number}/{facts.count}"
    yield "TCON", printable("; ".join(about.genres)) or _GENRE
    yield "TLAN", _language(about.language)
    yield "TDRC", _date(about.published)
    yield "TPUB", printable(about.publisher)
    yield "TIT1", printable(_grouping(about))


def _user_texts(about: Metadata) -> Iterator[tuple[str, str]]:
    """Names that audiobook servers look for."""
    yield "SERIES", printable(about.series)
    yield "SERIES-PART", printable(about.series_number)


def _grouping(about: Metadata) -> str:
    return f"{about.series} #{about.series_number}" if about.series and about.series_number else about.series


def _date(text: str) -> str:
    found = _DATE.search(text)
    return found[0] if found else ""


def _language(tag: str) -> str:
    """The three letters of a BCP 47 tag: "en-GB" gives "eng"; "" if unknown."""
    return _three_letters().get(tag.replace("_", "-").split("-")[0].lower(), "")


@cache
def _three_letters() -> dict[str, str]:
    text = files("audiobook.publish").joinpath("data/languages.txt").read_text(encoding="utf-8")
    pairs = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {code: letters for two, three in pairs for code, letters in ((two, three), (three, three))}
