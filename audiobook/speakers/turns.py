"""Paragraphs -> turns: what one speaker says in one paragraph, with the tags and beats around it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.speakers.address import is_address
from audiobook.speakers.mentions import PRONOUN, Mention
from audiobook.speakers.tags import Reader
from audiobook.speakers.words import QUOTE_MARKS, QUOTED

if TYPE_CHECKING:
    from audiobook.speakers.company import Company
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.tags import Tag
    from audiobook.speakers.words import Paragraph, Piece, Words

NOT_SET = -2
_DASHES = frozenset("-–—…")


@dataclass(eq=False)
class Turn:
    """What one speaker says in a paragraph or several, and what the narration around it tells.

    `before`, `between` and `after` are the subjects of the sentences beside the quotations where
    those are no tags. `addresses` are the mentions of those whom the words address, `named` the
    people whom they only name. A quotation of several paragraphs is one turn, up to `last_paragraph`.
    `corrected` is the speaker that the user has set, -1 for nobody, NOT_SET if it is left to us.
    """

    index: int
    paragraph: int
    scene: int
    section: int
    pieces: list[Piece]
    tag: Tag | None = None
    before: Mention | None = None
    between: Mention | None = None
    after: Mention | None = None
    told: list[Mention] = field(default_factory=list)
    addresses: list[Mention] = field(default_factory=list)
    named: list[int] = field(default_factory=list)
    last_paragraph: int = -1
    left_open: bool = False
    corrected: int = NOT_SET

    @property
    def addressed(self) -> list[int]:
        """The people whom the words address."""
        return [mention.who for mention in self.addresses if mention.who >= 0]

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
                paragraph.section,
                [piece for piece in group if piece.spoken],
                last_paragraph=index,
            )
            _read(reader, turn, group)
            turn.told = [m for p in group if not p.spoken for m in company.between(p.first, p.last)]
            _read_address(words, company, turn)
            turn.left_open = _left_open(words, turn)
            if quote >= 0 and turn.pieces[0].quote == quote:
                turns[-1] = _joined(turns[-1], turn)
            else:
                turns.append(turn)
            quote = turn.pieces[-1].quote
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
    for mention in company.between(turn.first, turn.last):
        if mention.where == QUOTED:
            if is_address(words, mention.first, mention.last, possessive=mention.possessive):
                turn.addresses.append(mention)
            elif mention.who >= 0:
                turn.named.append(mention.who)


def _joined(turn: Turn, more: Turn) -> Turn:
    """A turn and the paragraph that goes on with its quotation, as one turn."""
    best = turn.tag
    if more.tag is not None and (best is None or best.subject is None or best.strength < more.tag.strength):
        best = more.tag
    return replace(
        turn,
        pieces=[*turn.pieces, *more.pieces],
        last_paragraph=more.paragraph,
        tag=best,
        between=turn.after or turn.between or more.before,
        after=more.after,
        told=[*turn.told, *more.told],
        addresses=[*turn.addresses, *more.addresses],
        named=[*turn.named, *more.named],
        left_open=more.left_open,
    )


def _left_open(words: Words, turn: Turn) -> bool:
    """Whether what is said breaks off: "I only wanted—"."""
    return closing_mark(words, turn) in _DASHES


def opening_mark(words: Words, turn: Turn) -> str:
    """The mark that opens what is said, "" if it opens with a word."""
    first = words.text[turn.first]
    return "" if first[0].isalnum() else first


def closing_mark(words: Words, turn: Turn) -> str:
    """The last mark of what is said: "?", "!", "." and so on."""
    at = turn.last - 1
    while at > turn.first and words.text[at] in QUOTE_MARKS:
        at -= 1
    return words.text[at]
