"""Turns and candidates -> what the ranker's columns are made from, gathered once for a story."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audiobook.speakers.candidates import told_speaker
from audiobook.speakers.mentions import PRONOUN
from audiobook.speakers.styles import Styles, style_of
from audiobook.speakers.turns import closing_mark, opening_mark
from audiobook.speakers.words import NARRATED, QUOTED

if TYPE_CHECKING:
    from audiobook.speakers.company import Company
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.rules import Guess
    from audiobook.speakers.turns import Turn
    from audiobook.speakers.words import Words


@dataclass(eq=False)
class Context:
    """What the rows of a story are made from, gathered once."""

    words: Words
    lexicon: Lexicon
    company: Company
    turns: list[Turn]
    candidates: list[list[int]]
    guesses: list[Guess]
    genders: list[str] = field(default_factory=list)
    sure: list[bool] = field(default_factory=list)
    speakers: list[int] = field(default_factory=list)
    told_at: list[list[int]] = field(default_factory=list)
    quoted_at: list[list[int]] = field(default_factory=list)
    tags_of: dict[int, int] = field(default_factory=dict)
    spoke_at: dict[int, list[int]] = field(default_factory=dict)
    scene_people: dict[int, dict[int, int]] = field(default_factory=dict)
    kinds_of: dict[int, dict[str, int]] = field(default_factory=dict)
    scene_first: list[int] = field(default_factory=list)
    scene_last: list[int] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    mentioned: int = 1
    styles: Styles = field(default_factory=lambda: Styles([], []))
    tail_trust: float = 0.0
    crowds: list[float] = field(default_factory=list)
    guessed_at: dict[int, list[int]] = field(default_factory=dict)
    _near: dict[int, dict[int, int]] = field(default_factory=dict)
    _crowd_words: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        people = self.company.people
        self.genders = [person.likely_gender() for person in people]
        self.sure = [person.surely_gendered() for person in people]
        self.speakers = [told_speaker(turn) for turn in self.turns]
        self.told_at = [[m.paragraph for m in p.mentions if m.where == NARRATED] for p in people]
        self.quoted_at = [[m.paragraph for m in p.mentions if m.where == QUOTED] for p in people]
        for turn, who in zip(self.turns, self.speakers, strict=True):
            if who >= 0:
                self.tags_of[who] = self.tags_of.get(who, 0) + 1
                self.spoke_at.setdefault(who, []).append(turn.index)
                kinds = self.kinds_of.setdefault(who, {})
                manner = self.manner(turn)
                kinds[manner] = kinds.get(manner, 0) + 1
        for mention in self.company.mentions:
            if mention.where == NARRATED and mention.kind != PRONOUN and mention.who >= 0:
                people_here = self.scene_people.setdefault(self.words.paragraphs[mention.paragraph].scene, {})
                people_here[mention.who] = people_here.get(mention.who, 0) + 1
        self.marks = [closing_mark(self.words, turn) for turn in self.turns]
        self.mentioned = max(1, sum(len(person.mentions) for person in people if not person.is_narrator))
        for turn, guess in zip(self.turns, self.guesses, strict=True):
            if guess.who >= 0:
                self.guessed_at.setdefault(guess.who, []).append(turn.index)
        self.styles = Styles([style_of(self.words, turn) for turn in self.turns], self.speakers)
        self._find_scenes()
        self.tail_trust = self._trust_in_tails()
        crowd = self.lexicon.grammar["crowd"]
        told = zip(self.words.low, self.words.where, strict=True)
        self._crowd_words = [at for at, (low, where) in enumerate(told) if low in crowd and where == NARRATED]
        for turn in self.turns:
            self.crowds.append(self._crowd_before(turn))

    def _find_scenes(self) -> None:
        firsts: dict[int, int] = {}
        lasts: dict[int, int] = {}
        for turn in self.turns:
            firsts.setdefault(turn.scene, turn.index)
            lasts[turn.scene] = turn.index
        self.scene_first = [firsts[turn.scene] for turn in self.turns]
        self.scene_last = [lasts[turn.scene] for turn in self.turns]

    def manner(self, turn: Turn) -> str:
        """Whether a turn is spoken, thought or sent, and by which mark it opens."""
        return f"{turn.pieces[0].kind} {opening_mark(self.words, turn)}"

    def _trust_in_tails(self) -> float:
        """How often a beat after all quotations is the speaker's in this story, from -1 (never) to 1.

        Tags tell: whoever is told to speak next cannot well speak now.
        """
        agree = against = 0
        for turn in self.turns:
            if turn.after is None or turn.tag is not None or turn.after.who < 0:
                continue
            who = turn.after.who
            near = [self._told(turn, step) for step in (-1, 1)]
            far = [self._told(turn, step) for step in (-2, 2)]
            against += who in near
            agree += who in far and who not in near
        return (agree - against) / (agree + against + 2)

    def _told(self, turn: Turn, step: int) -> int:
        other = self.turn(turn.index + step, turn)
        return self.speakers[other.index] if other is not None else -1

    def _crowd_before(self, turn: Turn) -> float:
        """How many words for crowds and voices the narration has since the last tagged turn of the scene."""
        before = self.turn(turn.index - 1, turn)
        paragraphs = self.words.paragraphs
        first = paragraphs[max(0, turn.paragraph - 2)].first
        carried = 0.0
        if before is not None:
            first = paragraphs[before.last_paragraph].last
            carried = 0.0 if before.tag is not None else self.crowds[before.index]
        told = bisect_left(self._crowd_words, turn.first) - bisect_left(self._crowd_words, first)
        return min(4.0, carried + max(0, told))

    def guessed_near(self, turn: Turn) -> dict[int, int]:
        """How often the rules guess each person within six turns of one, itself left out."""
        if turn.index not in self._near:
            found: dict[int, int] = {}
            for index in range(max(0, turn.index - 6), min(len(self.turns), turn.index + 7)):
                who = self.guesses[index].who
                if index != turn.index and who >= 0 and self.turns[index].scene == turn.scene:
                    found[who] = found.get(who, 0) + 1
            self._near[turn.index] = found
        return self._near[turn.index]

    def turn(self, index: int, like: Turn) -> Turn | None:
        """The turn at an index if it is in the scene of another."""
        if 0 <= index < len(self.turns) and self.turns[index].scene == like.scene:
            return self.turns[index]
        return None
