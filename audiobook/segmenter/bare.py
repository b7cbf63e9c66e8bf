"""Thoughts without marks: `This is bad, she thought.`, and a voice that is not the narrator's.

Only strong evidence counts, for a sentence of narration in a thinker's voice sounds wrong at once:
words said to oneself or to somebody absent, in a story that is otherwise told of others.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.narrator import tells_of_past, tokens_of
from audiobook.segmenter.piece import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audiobook.segmenter.narrator import Narrator
    from audiobook.segmenter.words import Words

_CONFIDENCE = 0.6
_FEW_SENTENCES = 4
_LONGEST_TAGGED = 300
# A name that a paragraph or a sentence opens with: `Mara, you fool.`
_CALLED = re.compile(r"[—–-]?\s*([^\W\d_a-zß-ÿ][^\W\d_]+),\s")
_CALLED_LATER = re.compile(r"[.!?…]\s+([^\W\d_a-zß-ÿ][^\W\d_]+),\s")
_SPLIT = re.compile(r"(?<=[.!?…])[\"'’)*_]*\s+(?=[\"'(*_—–-]?[^\W\d_a-zß-ÿ])")
# What parts the clauses of a sentence, for orders behind a comma: `It's nothing, don't look.`
_CLAUSE = re.compile(r"[,;:—–]|\s-\s|--")
# `This is bad, she thought.`: words, a stop, then somebody and a verb.
_TAGGED = re.compile(
    r"(?P<words>\S(?:[^\n]*?\S)??[,!?…—–-])\s+[^\W\d_][\w'’-]*(?:\s+[^\W\d_][\w'’-]*){0,2}?\s+(?P<verb>[^\W\d_]+)\b"
)
# `How odd, thought Mara.`: the same with the verb first.
_TAGGED_INVERTED = re.compile(
    r"(?P<words>\S(?:[^\n]*?\S)??[,!?…—–-])\s+(?P<verb>[^\W\d_]+)\s+(?P<who>[^\W\d_][\w'’-]*)\b"
)
# Somebody called in mid-sentence: `Damn it, Mara, where are you?`
_VOCATIVE = re.compile(r",\s([^\W\d_a-zß-ÿ][^\W\d_]+)(?=[,.!?…])")
# Words on a sign, or a king's number: no I of a thinker.
_NO_PRONOUN = re.compile(
    r"(?<=\w )[^\W\d_a-zß-ÿ][a-zß-ÿ]+ I\b(?!['’])|\b[^\W\d_a-zß-ÿ]{2,} [^\W\d_a-zß-ÿ]{2,}\b"
)


def with_bare_thoughts(
    flat: str, pieces: Sequence[Piece], narrator: Narrator, words: Words
) -> Iterator[Piece]:
    """The pieces of a block, the thoughts that stand bare in its narration cut out."""
    alone = len(pieces) == 1
    for piece in pieces:
        at = piece.start
        if piece.kind is Kind.NARRATION and not piece.reason:
            for start, end in _bare_thoughts(flat, piece.start, piece.end, alone, narrator, words):
                if at < start:
                    yield replace(piece, start=at, end=start)
                yield Piece(start, end, Kind.THOUGHT, -1, _CONFIDENCE, "a thought without marks")
                at = end
        if at == piece.start:
            yield piece
        elif at < piece.end:
            yield replace(piece, start=at)


def _bare_thoughts(
    flat: str, start: int, end: int, alone: bool, narrator: Narrator, words: Words
) -> list[tuple[int, int]]:
    """The ranges of flat[start:end], narration that may be `alone` in its block, that are thoughts."""
    if words.think_hint.search(flat, start, end) is not None:
        tagged = list(_tagged(flat, start, end, narrator, words))
        if tagged:
            return tagged
    if narrator.person != 3 or not _hinted(flat, start, end, narrator, words):
        return []
    return list(_voiced(flat, start, end, alone, narrator, words))


def _hinted(flat: str, start: int, end: int, narrator: Narrator, words: Words) -> bool:
    """Whether a word falls that a narrator of others has no use for."""
    if words.voice_hint.search(flat, start, end) is not None:
        return True
    called = _CALLED.match(flat, start, end) or _CALLED_LATER.search(flat, start, end)
    return called is not None and called.group(1) in narrator.names


def _sentences(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    while start < end and flat[start].isspace():
        start += 1
    end = _trimmed(flat, start, end)
    cuts = [start, *(match.end() for match in _SPLIT.finditer(flat, start, end)), end]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def _trimmed(flat: str, start: int, end: int) -> int:
    while end > start and flat[end - 1].isspace():
        end -= 1
    return end


def _tagged(flat: str, start: int, end: int, narrator: Narrator, words: Words) -> Iterator[tuple[int, int]]:
    """Direct thoughts with a tag, and the sentences right behind that stay in the same voice."""
    follows = False
    for a, b in _sentences(flat, start, end):
        stop, inverted = _tagged_end(flat, a, b, words)
        if stop > a and (inverted or _is_direct(flat[a:stop], narrator, words)):
            yield a, stop
            follows = True
        elif follows and _is_direct(flat[a:b], narrator, words):
            yield a, _trimmed(flat, a, b)
        else:
            follows = False


def _tagged_end(flat: str, start: int, end: int, words: Words) -> tuple[int, bool]:
    """Where the thought ends in a sentence with a tag of thinking (-1 without one); whether the verb comes first."""
    stop = min(end, start + _LONGEST_TAGGED)
    for pattern in (_TAGGED, _TAGGED_INVERTED):
        inverted = pattern is _TAGGED_INVERTED
        match = pattern.match(flat, start, stop)
        if match is not None and _thinks(flat, match, stop, words, inverted=inverted):
            return match.end("words"), inverted and not tells_of_past(tokens_of(match.group("words")), words)
    return -1, False


def _thinks(flat: str, match: re.Match[str], end: int, words: Words, *, inverted: bool) -> bool:
    verb = match.group("verb").lower()
    following = tokens_of(flat[match.end() : min(end, match.end() + 20)])[:1]
    if inverted:
        who = match.group("who")
        return verb in words.think and (who[0].isupper() or who in words.subjects - words.not_subjects)
    if verb in words.say:
        return not words.reflexives.isdisjoint(following)
    return verb in words.think and words.not_after_thought.isdisjoint(following)


def _is_direct(text: str, narrator: Narrator, words: Words) -> bool:
    """Whether words stand in the thinker's own voice, not in the narrator's."""
    tokens = tokens_of(text)
    if tells_of_past(tokens, words):
        return False
    if narrator.person != 1 and not words.first.isdisjoint(tokens):
        return True
    if narrator.past and not words.present.isdisjoint(tokens):
        return True
    if _orders(text, words) or text.rstrip()[-1:] in {"!", "?"}:
        return True
    return narrator.person != 2 and not words.second.isdisjoint(tokens)


def _orders(text: str, words: Words) -> bool:
    """Whether a clause is an order: `Don't look.`, `It's nothing, don't look.`, `She said don't ask.`."""
    for clause in _CLAUSE.split(text):
        tokens = tokens_of(clause)
        while tokens and tokens[0] in words.softeners:
            del tokens[0]
        if not tokens:
            continue
        if tokens[0] in words.orders or (tokens[0] in words.orders_first and clause is not text):
            return True
        if any(b in words.orders and a in words.say for a, b in pairwise(tokens)):
            return True
    first = tokens_of(text[:60])
    while first and first[0] in words.softeners:
        del first[0]
    return bool(first) and first[0] in words.orders_first


def _tells_aside(tokens: list[str], words: Words) -> bool:
    """Whether a storyteller speaks: `I'm sorry to say`, `dear reader`."""
    text = " " + " ".join(tokens) + " "
    return any(f" {phrase} " in text for phrase in words.storyteller)


def _means_anybody(tokens: list[str], words: Words) -> bool:
    """Whether you is anybody: `when you belong somewhere`, `you could see`."""
    for index, token in enumerate(tokens):
        if token in words.second:
            if not words.before_anybody.isdisjoint(tokens[max(0, index - 3) : index]):
                return True
            if token in words.anybody or (
                index + 1 < len(tokens) and tokens[index + 1] in words.after_anybody
            ):
                return True
    return False


def _voiced(
    flat: str, start: int, end: int, alone: bool, narrator: Narrator, words: Words
) -> Iterator[tuple[int, int]]:
    """A run of sentences in a voice that is not the narrator's."""
    sentences = _sentences(flat, start, end)
    texts = [flat[a:b] for a, b in sentences]
    tokens = [tokens_of(text) for text in texts]
    if alone and _is_all_orders(texts, tokens, narrator, words):
        strong = [True] * len(texts)
    else:
        strong = [_is_strong(text, own, narrator, words) for text, own in zip(texts, tokens, strict=True)]
    if not any(strong):
        addressed = [_addresses(own, words) for own in tokens]
        strong = addressed if sum(addressed) >= 2 else strong
    numbers = [number for number, is_strong in enumerate(strong) if is_strong]
    if numbers:
        last = numbers[-1]
        while last + 1 < len(texts) and _goes_on(tokens[last + 1], narrator, words):
            last += 1
        yield sentences[numbers[0]][0], _trimmed(flat, start, sentences[last][1])


def _is_strong(text: str, tokens: list[str], narrator: Narrator, words: Words) -> bool:
    """Whether a sentence says I where the narrator never does, or speaks to somebody by name."""
    says_i = narrator.firm and not words.first.isdisjoint(tokens) and not _NO_PRONOUN.search(text)
    calls = narrator.past and _calls(text, tokens, narrator, words)
    return (says_i or calls) and not tells_of_past(tokens, words) and not _tells_aside(tokens, words)


def _calls(text: str, tokens: list[str], narrator: Narrator, words: Words) -> bool:
    """Whether somebody is called who is then spoken to: `Mara, you fool.`, `Damn it, Mara, where are you?`."""
    if not words.past.isdisjoint(tokens):
        return False
    speaks_to = not words.second.isdisjoint(tokens)
    if not speaks_to and words.present.isdisjoint(tokens):
        return False
    name, comma, _ = text.partition(", ")
    if comma and name.lstrip("—–-… ") in narrator.names:
        return True
    return speaks_to and any(called in narrator.names for called in _VOCATIVE.findall(text))


def _goes_on(tokens: list[str], narrator: Narrator, words: Words) -> bool:
    if tells_of_past(tokens, words) or _tells_aside(tokens, words) or _means_anybody(tokens, words):
        return False
    if not words.first.isdisjoint(tokens):
        return True
    return narrator.past and not words.present.isdisjoint(tokens) and not words.second.isdisjoint(tokens)


def _addresses(tokens: list[str], words: Words) -> bool:
    """Whether a sentence tells somebody what they did: `You became the Hokage.`."""
    if words.second.isdisjoint(tokens):
        return False
    return not _means_anybody(tokens, words) and not _tells_aside(tokens, words)


def _is_all_orders(
    texts: Sequence[str], tokens: Sequence[list[str]], narrator: Narrator, words: Words
) -> bool:
    """Whether a paragraph is a few sentences of orders to oneself: `Don't look. Don't you dare.`."""
    if not 0 < len(texts) <= _FEW_SENTENCES:
        return False
    orders = 0
    for text, own in zip(texts, tokens, strict=True):
        if narrator.past and (tells_of_past(own, words) or not words.past.isdisjoint(own)):
            return False
        ordered = _orders(text, words)
        if not ordered and not (narrator.past and not words.present.isdisjoint(own)):
            return False
        if _tells_aside(own, words):
            return False
        orders += ordered
    return 2 * orders >= len(texts)
