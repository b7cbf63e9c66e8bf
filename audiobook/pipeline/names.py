"""How the names of a story are said, and which of them a voice may get wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from audiobook import casting
from audiobook.engines.espeak import transcribed
from audiobook.model import Pronunciation, Script
from audiobook.pipeline.prepare import read, script, sheet
from audiobook.studio.japanese import JapaneseNames, japanese_names
from audiobook.studio.romaji import sounds_of
from audiobook.studio.speech_text.short_forms import is_short_form

_VOICE = "en-us"
_OFTEN = 3  # times that a word with a capital stands in a story before its look is judged

# A word with a capital, perhaps with an apostrophe or a hyphen in it: "T'Pol", "Mary-Ann", "Zoë".
_NAME = re.compile(r"(?<![\w'’-])[^\W\d_a-z]\w*(?:['’-][^\W\d_]+)*")

# An ending that belongs to no name: "Mara's", "Mara'll", "the Holts'".
_ENDING = re.compile(r"['’](?:s|d|ll|re|ve|m|t)?$")

# What English hardly spells: "Siobhan", "Xyra", "Zsofia", "Qeva", "T'Pol", "Njal", "Aarav", "Grk".
_ODD = re.compile(
    r"bh|dh|jh|kh|zh|zs|sz|cz|tz|q(?!u)|^x|^ts|^n[jgk]|^[mn][bdt]|[hbkf]j|sv|vr|aa|ii|uu|yy|iy|aeo|^eo"
    r"|[^aeiouy'-]{5}|^[^aeiouy]+$|(?<=\w)['’](?=\w)|[^\x00-\x7f’]",
    re.IGNORECASE,
)

# Names whose apostrophe is nothing odd: "O'Brien", "D'Arcy".
_USUAL = re.compile(r"[ODL]['’][A-Z][a-z]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name: how often the story has it, how it is said (in IPA), and why.

    `entry` says the same as a line of a lexicon, or what else it might be, ready to be edited; None if
    the user's own words say it already.
    """

    name: str
    count: int
    said: str
    reason: str
    entry: Pronunciation | None = None


def names_said(
    story: str | Path, sheet_path: str | Path | None = None, *, every: bool = False
) -> tuple[Name, ...]:
    """The names of a story that a voice may get wrong, the most frequent first; or `every` character's."""
    wishes = sheet(sheet_path)
    written = script(read(story), wishes)
    known = {word.written.casefold(): word for word in (*casting.load_lexicon(), *wishes.pronunciations)}
    japanese = japanese_names(written.story.text)
    counts = _counts(written.story.text)
    people = _people(written)
    shown = [
        name
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if name in japanese.read
        or name in japanese.doubtful
        or (name in people and (every or _is_odd(name)))
        or (count >= _OFTEN and _is_odd(name))
    ]
    english = transcribed(shown, _VOICE)
    return tuple(
        _told(name, counts[name], said, japanese, known.get(name.casefold()))
        for name, said in zip(shown, english, strict=True)
    )


def _counts(text: str) -> Counter[str]:
    words = (_ENDING.sub("", match[0]) for match in _NAME.finditer(text))
    parts = (part for word in words for part in _apart(word) if len(part) > 1 and not part.isupper())
    return Counter(parts)


def _apart(word: str) -> Sequence[str]:
    """The names in a word with hyphens: "Mary" and "Ann", but of "Kaede-san" only the first."""
    return [part for part in word.split("-") if part[:1].isupper()]


def _people(written: Script) -> frozenset[str]:
    forms = (form for person in written.characters for form in (person.name, *person.aliases))
    return frozenset(word for form in forms for word in form.split())


def _is_odd(name: str) -> bool:
    """Whether a name looks as if English would not spell it; "Mr" and the like are said by rule."""
    return _ODD.search(name) is not None and not _USUAL.fullmatch(name) and not is_short_form(name)


def _told(name: str, count: int, english: str, japanese: JapaneseNames, known: Pronunciation | None) -> Name:
    if known:
        return Name(name, count, known.ipa or known.said, "your own word")
    if name in japanese.read:
        sounds = sounds_of(name)
        return Name(name, count, sounds, "read as Japanese", Pronunciation(name, ipa=sounds))
    if name in japanese.doubtful or (japanese.read and _is_odd(name) and sounds_of(name)):
        entry = Pronunciation(name, ipa=sounds_of(name))
        return Name(name, count, english, "read as English; perhaps Japanese", entry)
    reason = "read as English; an unusual spelling" if _is_odd(name) else "read as English"
    return Name(name, count, english, reason, Pronunciation(name, ipa=english))
