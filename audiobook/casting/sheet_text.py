"""Script and Cast -> the text of a casting sheet, with remarks, ready to edit."""

from __future__ import annotations

from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from audiobook.casting.doubts import doubtful_lines, not_listed, remark
from audiobook.casting.lexicon import lexicon_line
from audiobook.casting.scalar import flow, number, scalar
from audiobook.casting.sheet_rewrite import older_sheet, says_something, with_added
from audiobook.model import SPOKEN_BY_CHARACTERS, Offsets, Role, Sounds
from audiobook.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from audiobook.casting.doubts import SpokenLine
    from audiobook.model import Age, Cast, Character, Gender, Script

_BAR = Settings().confidence

# What stands in a list that is still empty, to show the form.
_EXAMPLE_LINE = '  # - {words: "what is said, word for word", chapter: 1, speaker: Name}'
_EXAMPLE_WORD = "  # - {written: Siobhan, said: shi vawn}"
_EXAMPLE_NOTE = "  # author: skip"

# The roles that every sheet shows, and what they read.
_SHOWN_ROLES = {
    Role.NARRATOR: "",
    Role.DIALOGUE: "speech of somebody unknown",
    Role.WRITTEN: "letters, messages, signs",
    Role.SYSTEM: "game boxes, chat logs",
    Role.NOTE: "the author to the reader",
}


def render_sheet(script: Script, cast: Cast, *, existing: str = "", bar: float = _BAR) -> str:
    """The casting sheet of `script` as YAML text; lines less sure than `bar` are listed for review.

    With `existing`, the text of an older sheet: that text, with the characters and doubtful lines that
    are not in it yet added at the end of their lists, and nothing else changed.
    """
    if says_something(existing):
        return _grown(existing, script, cast, bar)
    characters = _characters(_speaking(script), cast, set())
    form = _form(script, cast, characters, _doubts(doubtful_lines(script, bar)))
    return f"{existing.rstrip()}\n\n{form}" if existing.strip() else form


def _grown(existing: str, script: Script, cast: Cast, bar: float) -> str:
    names = set(older_sheet(existing).names)
    new = [person for person in _speaking(script) if not names & {person.name, *person.aliases}]
    doubts = _doubts(not_listed(doubtful_lines(script, bar), existing))
    text = existing
    for section, entries in {"characters": _characters(new, cast, names), "corrections": doubts}.items():
        if entries:
            text = with_added(older_sheet(text), section, entries)
    return text


def _form(script: Script, cast: Cast, characters: Sequence[str], doubts: Sequence[str]) -> str:
    metadata = script.story.metadata
    form = files(__package__).joinpath("sheet_form.yaml").read_text(encoding="utf-8")
    text = Template(form).substitute(
        heading=remark(metadata.title) or script.story.source.name,
        title=_scalar_or_nothing(_line(metadata.title)),
        author=_scalar_or_nothing(_line(metadata.author)),
        voices=scalar(cast.voices),
        roles="\n".join(_roles(cast)),
        manners="\n".join(_manners(cast.manners)),
        characters="\n".join(characters),
        not_characters="",
        corrections="\n".join(doubts or [_EXAMPLE_LINE]),
        pronunciations="\n".join(_pronunciations(cast)),
        notes="\n".join(_notes(cast)),
        sounds="\n".join(_sounds(cast.sounds)),
    )
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _roles(cast: Cast) -> Iterator[str]:
    """Every role; those that merely follow the narrator as a remark."""
    narrator = cast.roles[Role.NARRATOR].name
    for role in Role:
        name = cast.roles[role].name
        off = "" if role in _SHOWN_ROLES or name != narrator else "# "
        what = f"  # {_SHOWN_ROLES[role]}" if _SHOWN_ROLES.get(role) else ""
        yield f"  {off}{role.value}: {scalar(name)}{what}"


def _manners(manners: dict[Role, Offsets]) -> Iterator[str]:
    return (f"  # {role.value}: {_offsets(manners[role])}" for role in Role if role in manners)


def _offsets(offsets: Offsets) -> str:
    return flow(
        {
            "rate": offsets.rate_percent,
            "pitch": offsets.pitch,
            "pitch_range": offsets.pitch_range,
            "gain_db": offsets.gain_db,
        }
    )


def _speaking(script: Script) -> list[Character]:
    """Everybody who says something, the most talkative first."""
    speakers = {segment.speaker for segment in script.segments if segment.kind in SPOKEN_BY_CHARACTERS}
    speaking = [character for character in script.characters if character.name in speakers]
    return sorted(speaking, key=lambda character: (-character.lines, character.name))


def _characters(people: Sequence[Character], cast: Cast, taken: set[str]) -> list[str]:
    """An entry for each of `people`; a name goes to one of them only, and to none if it is `taken`."""
    names = taken | {person.name for person in people}
    entries = []
    for person in people:
        aliases = [alias for alias in dict.fromkeys(person.aliases) if alias.strip() and alias not in names]
        names.update(aliases)
        entries.append(_character(person, aliases, cast))
    return entries


def _character(character: Character, aliases: Sequence[str], cast: Cast) -> str:
    count = f"{character.lines} line" + ("" if character.lines == 1 else "s")
    return "\n".join(
        (
            f"  {scalar(character.name)}:  # {count}",
            f"    aliases: [{', '.join(map(scalar, aliases))}]",
            f"    gender: {_known(character.gender)}".rstrip(),
            f"    age: {_known(character.age)}".rstrip(),
            *_voice(character, cast),
            f"    offsets: {_offsets(Offsets())}",
        )
    )


def _known(guess: Gender | Age) -> str:
    """What is known; nothing where it is not, so that it stays open for what later chapters tell."""
    return "" if guess.value == "unknown" else guess.value


def _voice(character: Character, cast: Cast) -> Iterator[str]:
    """The voice of a character; that of the narrator is not pinned, so that it follows the role."""
    voice = cast.characters.get(character.name)
    if character.is_narrator:
        yield "    narrator: true"
    if voice and not (character.is_narrator and voice.name == cast.roles[Role.NARRATOR].name):
        yield f"    voice: {scalar(voice.name)}"


def _doubts(lines: Iterable[SpokenLine]) -> list[str]:
    """Doubtful lines as remarks that can be switched on."""
    return [f"  # {line.entry}" for line in lines]


def _line(text: str) -> str:
    """`text` on one line, with single spaces."""
    return " ".join(text.split())


def _scalar_or_nothing(text: str) -> str:
    return scalar(text) if text else ""


def _pronunciations(cast: Cast) -> Iterator[str]:
    if not cast.pronunciations:
        yield _EXAMPLE_WORD
    for word in cast.pronunciations:
        yield f"  {lexicon_line(word)}"


def _notes(cast: Cast) -> Iterator[str]:
    if not cast.notes:
        yield _EXAMPLE_NOTE
    for topic, choice in cast.notes.items():
        yield f"  {scalar(topic)}: {choice}"


def _sounds(sounds: Sounds) -> Iterator[str]:
    for key in ("intro", "chime", "outro", "music"):
        path = getattr(sounds, key)
        yield f"  {key}: {_scalar_or_nothing(path)}"
    yield f"  gain_db: {number(sounds.gain_db)}"
