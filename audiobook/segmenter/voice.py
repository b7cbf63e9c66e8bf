"""The voice a story is told in, so that its own habits are no signs of a note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from audiobook.segmenter.lexicon import words_of
from audiobook.segmenter.lines import QUOTED, straight
from audiobook.segmenter.note_lines import label_of

if TYPE_CHECKING:
    from audiobook.segmenter.headings import Heading
    from audiobook.segmenter.lexicon import Lexicon
    from audiobook.segmenter.lines import Label, Line

_SAMPLE_LINES = 150
_SAMPLE_CHARS = 300
_FEW_CHARS = 20
_SHARE = 0.3
_FEW = 3
_META_GROUPS = frozenset({"craft", "feedback", "site", "update"})
_META_PHRASES = 4
_META_SHARE = 0.12
_NOTE_NAMES = (("a/n",), ("author's", "note"))
_NAMED_SHARE = 0.03
_SHORT_CHAPTER = 12  # lines; a shorter stretch may be all note
_RARE = 0.012  # a phrase in fewer of the lines says nothing of a long story


@dataclass(frozen=True, slots=True)
class Voice:
    """Habits of the story's own text.

    It is told by an "I", to a "you", in the present tense, without capitals or full stops, as a
    script, with lines in brackets. `title` is a title of several words, `meta` says that the story
    is about writing itself, `own` are the phrases of the lexicon that it uses.
    """

    first_person: bool = False
    second_person: bool = False
    lower_case: bool = False
    scripted: bool = False
    bracketed: bool = False
    present: bool = False
    no_end: bool = False
    title: str = ""
    meta: bool = False
    own: frozenset[tuple[str, ...]] = frozenset()


def voice_of(
    lines: Sequence[Line],
    headings: Mapping[int, Heading],
    done: Mapping[int, Label],
    lexicon: Lexicon,
    title: str,
) -> Voice:
    """The habits of the lines that stand well inside the chapters."""
    inside = [line for line in _inside(lines, headings) if line.index not in done]
    middle = inside[:: max(1, len(inside) // _SAMPLE_LINES)][:_SAMPLE_LINES]
    told = [line for line in middle if line.text[0] not in "\"“«'‘" and line.size > _FEW_CHARS]
    words = list(_narration(middle))
    scripted = [":" in line.text[:24] for line in middle]
    uses = _uses(middle, lexicon)
    own = frozenset(phrase for phrase, count in uses.items() if count > _RARE * len(middle))
    return Voice(
        first_person=_share([bool(each & lexicon.first) for each in words]) > _SHARE,
        second_person=_share([bool(each & lexicon.second) for each in words]) > 0.5,
        lower_case=_share([line.text[0].islower() for line in told]) > _SHARE,
        scripted=sum(scripted) > _FEW and _share(scripted) > _SHARE,
        bracketed=any(line.text[0] == "[" and line.text[-1] == "]" for line in middle),
        present=sum(len(each & lexicon.present) - len(each & lexicon.past) for each in words) > 0,
        no_end=_share([line.text[-1].isalnum() for line in told]) > _SHARE,
        title=title if " " in title else "",
        meta=_is_meta(uses, len(middle), lexicon),
        own=own | {phrase for _, phrase in lexicon.find(words_of(title))},
    )


def _narration(lines: Sequence[Line]) -> Iterator[frozenset[str]]:
    """The words of each line outside its quotations, where there are more than a few."""
    for line in lines:
        outside = QUOTED.sub(" ", straight(line.text[:_SAMPLE_CHARS])).strip()
        if len(outside) > _FEW_CHARS:
            yield frozenset(words_of(outside))


def _inside(lines: Sequence[Line], headings: Mapping[int, Heading]) -> Iterator[Line]:
    """The middle half of every stretch between headings."""
    stretches = list(pairwise([-1, *sorted(headings), len(lines)]))
    longest = max(stop - start for start, stop in stretches)
    for start, stop in stretches:
        if stop - start >= min(longest, _SHORT_CHAPTER):
            rim = (stop - start) // (4 if stop - start > 2 * _SHORT_CHAPTER else 3)
            yield from lines[start + 1 + rim : stop - rim]


def _uses(lines: Sequence[Line], lexicon: Lexicon) -> Counter[tuple[str, ...]]:
    """In how many lines the story uses a phrase; lines with a note's label do not count."""
    uses: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        if not label_of(line.text[:_SAMPLE_CHARS], lexicon):
            uses.update({phrase for _, phrase in lexicon.find(words_of(line.text[:_SAMPLE_CHARS]))})
    return uses


def _is_meta(uses: Counter[tuple[str, ...]], lines: int, lexicon: Lexicon) -> bool:
    """Whether the story speaks of stories, reviews and author's notes over and over."""
    about = {phrase: count for phrase, count in uses.items() if lexicon.groups_of(phrase) & _META_GROUPS}
    named = sum(uses[name] for name in _NOTE_NAMES)
    over_and_over = len(about) >= _META_PHRASES and sum(about.values()) > _META_SHARE * lines
    return over_and_over or named >= max(2, _NAMED_SHARE * lines)


def _share(flags: list[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0
