"""What was decided of a story before it grew: who its people are, and who said each line.

Paragraphs are known by their words, so that a story that was downloaded again, mended or continued keeps
what was decided of all that has not changed. The user's own word, in the casting sheet, goes before it.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING

from audiobook.model import SPOKEN_BY_CHARACTERS, Age, CastMember, Gender, Kind, PastParagraph
from audiobook.speakers.likeness import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from audiobook.model import Block, Character, Past, Script, Segment, Segmentation, Sheet

BY_THE_SHEET = "set in the casting sheet"
_BESIDE = 2  # paragraphs beside a changed one whose lines are decided again


def paragraphs_of(script: Script) -> tuple[PastParagraph, ...]:
    """The paragraphs of a story, with what was decided of them."""
    pieces: dict[int, list[Segment]] = {}
    quotes: dict[int, int] = {-1: -1}  # numbered in the order of the story
    for segment in script.segments:
        quote = quotes.setdefault(segment.quote, len(quotes) - 1)
        start = script.story.blocks[segment.block].start
        moved = replace(
            segment, start=segment.start - start, end=segment.end - start, block=0, chapter=0, quote=quote
        )
        pieces.setdefault(segment.block, []).append(moved)
    text, blocks = script.story.text, script.story.blocks
    digests = enumerate(zip(_digests(text, blocks), blocks, strict=True))
    return tuple(
        PastParagraph(words, _digest(text[block.start : block.end]), tuple(pieces.get(number, ())))
        for number, (words, block) in digests
    )


def unchanged(told: Segmentation, past: Past) -> dict[int, int]:
    """The paragraphs whose words are as they were, with none beside them that has changed: now -> before."""
    if not past.paragraphs:
        return {}
    chapter_of = {segment.block: segment.chapter for segment in told.segments}
    before = [paragraph.words for paragraph in past.paragraphs]
    return dict(_same(before, _digests(told.story.text, told.story.blocks), chapter_of))


def as_it_was_cut(told: Segmentation, past: Past, same: Mapping[int, int]) -> Segmentation:
    """The segmentation, its paragraphs cut as they were where not a letter of them has changed.

    What a story's habits are is learned from all of it, so that more of it may tell a thought from
    narration where it was not told before; headings are left as they are now.
    """
    if not same:
        return told
    text, blocks = told.story.text, told.story.blocks
    restored = {
        block: past.paragraphs[old].segments
        for block, old in same.items()
        if past.paragraphs[old].text == _digest(text[blocks[block].start : blocks[block].end])
    }
    beyond = 1 + max((segment.quote for segment in told.segments), default=0)
    segments: list[Segment] = []
    for block, several in groupby(told.segments, key=lambda segment: segment.block):
        now, before = list(several), restored.get(block, ())
        if not before or any(segment.kind is Kind.HEADING for segment in (*now, *before)):
            segments.extend(now)
            continue
        segments.extend(_moved(segment, now[0], blocks[block].start, beyond) for segment in before)
    return replace(told, segments=tuple(segments))


def _moved(segment: Segment, now: Segment, start: int, beyond: int) -> Segment:
    """A segment of the past where it stands now; its quotation gets a number that is not taken."""
    return replace(
        segment,
        start=segment.start + start,
        end=segment.end + start,
        block=now.block,
        chapter=now.chapter,
        quote=segment.quote + beyond if segment.quote >= 0 else -1,
    )


def with_past(sheet: Sheet, past: Past) -> Sheet:
    """The sheet, with an entry for everybody whom only the past knows, so that they stay who they are."""
    taken = {name for member in sheet.members for name in (member.name, *member.aliases)}
    taken |= set(sheet.not_characters)
    members = list(sheet.members)
    for person in past.characters:
        if person.name in taken or not person.name[:1].isupper() or person.name == "I":
            continue
        if not taken.isdisjoint(person.aliases) and _renamed(sheet, past, person) != person.name:
            continue
        aliases = tuple(alias for alias in person.aliases if alias not in taken)
        taken |= {person.name, *aliases}
        members.append(CastMember(person.name, aliases))
    return replace(sheet, members=tuple(members))


def as_before(characters: tuple[Character, ...], past: Past, sheet: Sheet) -> tuple[Character, ...]:
    """The characters, each of the gender and age that the past knew, unless the sheet tells another."""
    known = {person.name: person for person in past.characters}
    told = {name: member for member in sheet.members for name in (member.name, *member.aliases)}
    return tuple(
        _as_it_was(person, known[person.name], told.get(person.name)) if person.name in known else person
        for person in characters
    )


def _as_it_was(person: Character, before: Character, member: CastMember | None) -> Character:
    gender = before.gender if before.gender is not Gender.UNKNOWN else person.gender
    age = before.age if before.age is not Age.UNKNOWN else person.age
    return replace(
        person,
        gender=member.gender if member and member.gender else gender,
        age=member.age if member and member.age else age,
    )


def recalled(
    told: Segmentation,
    sheet: Sheet,
    past: Past,
    same: Mapping[int, int],
    fixed: Mapping[int, str | None],
) -> dict[int, Segment]:
    """Segment -> what the past decided of it, unless the story or the sheet has changed there.

    `fixed` are the segments whose speaker the user has set now; where that is new or was taken back, the
    whole scene is decided again.
    """
    names = {person.name: _renamed(sheet, past, person) for person in past.characters if same}
    if None in names.values():
        return {}
    found = {
        index: replace(line, speaker=names.get(line.speaker, line.speaker) if line.speaker else None)
        for index, line in _lines(told, past, same)
    }
    scenes = _scenes(told)
    asked_again = {scenes[index] for index in {*fixed, *found} if _asks_again(index, found, fixed)}
    return {index: line for index, line in found.items() if scenes[index] not in asked_again}


def _asks_again(index: int, found: Mapping[int, Segment], fixed: Mapping[int, str | None]) -> bool:
    line = found.get(index)
    was_fixed = line is not None and line.reason == BY_THE_SHEET
    if index not in fixed:
        return was_fixed
    return not was_fixed or line is None or line.speaker != fixed[index]


def _renamed(sheet: Sheet, past: Past, person: Character) -> str | None:
    """The name that the sheet gives a person of the past; None if it tells something else of them now."""
    if person.name in sheet.not_characters:
        return None
    own = [m for m in sheet.members if person.name in (m.name, *m.aliases)]
    claims = [
        member
        for member in sheet.members
        if member not in own
        and not {member.name, *member.aliases}.isdisjoint(person.aliases)
        and not any(other.name in (member.name, *member.aliases) for other in past.characters)
    ]
    if len(own) + len(claims) > 1:
        return None
    for member in (*own, *claims):
        other_gender = member.gender is not None and member.gender != person.gender
        other_role = member.is_narrator is not None and member.is_narrator != person.is_narrator
        return None if other_gender or other_role else member.name
    return person.name


def _lines(told: Segmentation, past: Past, same: Mapping[int, int]) -> Iterator[tuple[int, Segment]]:
    """The lines of the paragraphs that are as they were, with what was decided of them."""
    spoken: dict[int, list[int]] = {}
    for index, segment in enumerate(told.segments):
        if segment.kind in SPOKEN_BY_CHARACTERS:
            spoken.setdefault(segment.block, []).append(index)
    for block, old in same.items():
        lines = [line for line in past.paragraphs[old].segments if line.kind in SPOKEN_BY_CHARACTERS]
        if len(lines) == len(spoken.get(block, ())):
            yield from zip(spoken.get(block, ()), lines, strict=True)


def _same(
    before: Sequence[str], now: Sequence[str], chapter_of: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """The paragraphs that are as they were, and have no changed one beside them: now, before."""
    pairs: dict[int, int] = {}
    changed: set[int] = set()
    for kind, old, old_end, new, new_end in _changes(before, now):
        if kind == "equal":
            pairs |= zip(range(new, new_end), range(old, old_end), strict=True)
        else:
            inside = range(new, new_end) or range(new - 1, new + 1)
            changed |= {
                block
                for one in inside
                for block in range(one - _BESIDE, one + _BESIDE + 1)
                if chapter_of.get(block) == chapter_of.get(one)
            }
    return ((block, old) for block, old in pairs.items() if block not in changed)


def _changes(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """The changes as difflib tells them; what is alike at both ends is found without its labor."""
    head = next(
        (at for at, (one, other) in enumerate(zip(before, now, strict=False)) if one != other),
        min(len(before), len(now)),
    )
    matcher = SequenceMatcher(None, before[head:], now[head:])
    yield "equal", 0, head, 0, head
    for kind, old, old_end, new, new_end in matcher.get_opcodes():
        yield kind, old + head, old_end + head, new + head, new_end + head


def _scenes(told: Segmentation) -> list[int]:
    """The scene of each segment."""
    starts = sorted({*told.scene_breaks, *(chapter.start for chapter in told.chapters)})
    return [bisect_right(starts, segment.start) for segment in told.segments]


def _digests(text: str, blocks: Sequence[Block]) -> list[str]:
    return [_digest(plain(text[block.start : block.end])) for block in blocks]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:12]
