"""Paragraphs -> turns: what one speaker says in one paragraph, with the tags and beats around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.speakers.mentions import PRONOUN, Mention
from audiobook.speakers.names import Form, NameMention, is_address
from audiobook.speakers.tags import Reader
from audiobook.speakers.words import NARRATED, QUOTE_MARKS

if TYPE_CHECKING:
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.people import Company
    from audiobook.speakers.tags import Tag
    from audiobook.speakers.words import Paragraph, Piece, Words


@dataclass(eq=False)
class Turn:
    """What one speaker says in a paragraph: its quotations, and what the narration around them tells.

    `before`, `between` and `after` are the subjects of the sentences beside the quotations where
    those are no tags. `addressed` are the people whom the words address, `named` those they name.
    """

    index: int
    paragraph: int
    scene: int
    chapter: int
    pieces: list[Piece]
    tag: Tag | None = None
    before: Mention | None = None
    between: Mention | None = None
    after: Mention | None = None
    told: list[Mention] = field(default_factory=list)
    addressed: list[int] = field(default_factory=list)
    named: list[int] = field(default_factory=list)
    continues: bool = False

    @property
    def first(self) -> int:
        """The first token said."""
        return self.pieces[0].first

    @property
    def last(self) -> int:
        """The token after the last one said."""
        return self.pieces[-1].last


def find_turns(words: Words, lexicon: Lexicon, company: Company) -> list[Turn]:
    """The turns of a story in order."""
    reader = Reader(words, lexicon, company)
    turns: list[Turn] = []
    quote = -1
    for index, paragraph in enumerate(words.paragraphs):
        for group in _split(reader, paragraph):
            turn = Turn(
                len(turns),
                index,
                paragraph.scene,
                paragraph.chapter,
                [piece for piece in group if piece.spoken],
            )
            _read(reader, turn, group)
            turn.told = [m for p in group if not p.spoken for m in company.between(p.first, p.last)]
            _read_address(words, company, turn)
            turn.continues = quote >= 0 and turn.pieces[0].quote == quote
            quote = turn.pieces[-1].quote
            turns.append(turn)
    return turns


def _split(reader: Reader, paragraph: Paragraph) -> list[tuple[Piece, ...]]:
    """The paragraph in parts of one speaker each: nearly always one part."""
    pieces = paragraph.pieces
    if not any(piece.spoken for piece in pieces):
        return []
    cuts = [0]
    speaker: Mention | None = None
    for at, piece in enumerate(pieces):
        if not piece.spoken:
            continue
        tag = _tag_of(reader, pieces, at)
        if tag is None or tag.subject is None or tag.strength < 2:
            continue
        if speaker is not None and _differ(speaker, tag.subject):
            start = at - 1 if at and not tag.after and not pieces[at - 1].spoken else at
            if any(p.spoken for p in pieces[cuts[-1] : start]):
                cuts.append(start)
        speaker = tag.subject
    bounds = [*cuts, len(pieces)]
    return [pieces[a:b] for a, b in pairwise(bounds)]


def _differ(one: Mention, other: Mention) -> bool:
    if PRONOUN not in (one.kind, other.kind):
        return one.who != other.who
    return one.gender != other.gender and {one.gender, other.gender} <= {"m", "f", "1"}


def _tag_of(reader: Reader, pieces: tuple[Piece, ...], at: int) -> Tag | None:
    """The tag tied to the spoken piece at an index: after it, else before it."""
    thought = pieces[at].kind == Kind.THOUGHT
    after = pieces[at + 1] if at + 1 < len(pieces) and not pieces[at + 1].spoken else None
    before = pieces[at - 1] if at and not pieces[at - 1].spoken else None
    tag = reader.after(after.first, after.last, thought=thought) if after else None
    if tag is None or tag.strength < 2:
        other = reader.before(before.first, before.last, thought=thought) if before else None
        if other is not None and (tag is None or other.strength > tag.strength):
            return other
    return tag


def _read(reader: Reader, turn: Turn, group: tuple[Piece, ...]) -> None:
    best: Tag | None = None
    for at, piece in enumerate(group):
        if piece.spoken:
            tag = _tag_of(reader, group, at)
            if tag and (
                best is None
                or tag.strength > best.strength
                or (best.subject is None and tag.subject is not None)
            ):
                best = tag
    turn.tag = best
    spoken = [at for at, piece in enumerate(group) if piece.spoken]
    for at, piece in enumerate(group):
        if piece.spoken:
            continue
        if at < spoken[0]:
            turn.before = reader.last_subject(piece.first, piece.last)
        elif at > spoken[-1]:
            turn.after = reader.first_subject(piece.first, piece.last)
        elif turn.between is None:
            turn.between = reader.first_subject(piece.first, piece.last)


def _read_address(words: Words, company: Company, turn: Turn) -> None:
    for piece in turn.pieces:
        for mention in company.between(piece.first, piece.last):
            if mention.who >= 0 and mention.where != NARRATED:
                name = NameMention(mention.first, mention.last, Form("", ()), mention.possessive)
                (turn.addressed if is_address(words, name) else turn.named).append(mention.who)


def closing_mark(words: Words, turn: Turn) -> str:
    """The last mark of what is said: "?", "!", "." and so on."""
    at = turn.last - 1
    while at > turn.first and words.text[at] in QUOTE_MARKS:
        at -= 1
    return words.text[at]
