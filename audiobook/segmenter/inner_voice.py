"""A voice in the narration that is not the narrator's: words said to oneself, or to somebody absent."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from audiobook.segmenter.narrator import tells_of_past
from audiobook.segmenter.sentences import Sentence, sentences_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audiobook.segmenter.narrator import Narrator
    from audiobook.segmenter.words import Words

_FEW_SENTENCES = 4
_ENOUGH = 2  # sentences that speak to somebody, where none says I
_BEFORE_YOU = 3  # words in front of a you that tell whom it means
_NAME = r"[^\W\d_a-zß-ÿ][^\W\d_]+"
# A name that a paragraph or a sentence opens with: `Mara, you fool.`
_CALLED = re.compile(rf"[—–-]?\s*({_NAME}),\s")
# The same later on: `He fell. Mara, you fool.`
_CALLED_LATER = re.compile(rf"[.!?…]\s+({_NAME}),\s")
# Somebody called in mid-sentence: `Damn it, Mara, where are you?`
_VOCATIVE = re.compile(rf",\s({_NAME})(?=[,.!?…])")
# What parts the clauses of a sentence, for orders behind a comma: `It's nothing, don't look.`
_CLAUSE = re.compile(r"[,;:—–]|\s-\s|--")
# An I that nobody says: `the sign said I BRAKE FOR GOATS`, `in the days of King Henry I`
_NO_PRONOUN = re.compile(
    r"(?<=\w )[^\W\d_a-zß-ÿ][a-zß-ÿ]+ I\b(?!['’])|\b[^\W\d_a-zß-ÿ]{2,} [^\W\d_a-zß-ÿ]{2,}\b"
)


def inner_voice(
    flat: str, start: int, end: int, narrator: Narrator, words: Words, *, alone: bool
) -> list[tuple[int, int]]:
    """The run of sentences of flat[start:end] in a thinker's voice, as one range, [] if there is none.

    Only in a story about others can such a voice be told. `alone` says that the narration is a
    whole paragraph.
    """
    if narrator.person != 3 or not _is_hinted(flat, start, end, narrator, words):
        return []
    sentences = sentences_of(flat, start, end)
    strong = _strong_sentences(sentences, narrator, words, alone=alone)
    if not strong:
        return []
    last = strong[-1]
    while last + 1 < len(sentences) and _goes_on(sentences[last + 1], narrator, words):
        last += 1
    return [(sentences[strong[0]].start, sentences[last].end)]


def _is_hinted(flat: str, start: int, end: int, narrator: Narrator, words: Words) -> bool:
    """Whether a word falls that a narrator of others has no use for."""
    if words.voice_hint.search(flat, start, end) is not None:
        return True
    called = _CALLED.match(flat, start, end) or _CALLED_LATER.search(flat, start, end)
    return called is not None and called.group(1) in narrator.names


def _strong_sentences(
    sentences: Sequence[Sentence], narrator: Narrator, words: Words, *, alone: bool
) -> list[int]:
    """The numbers of the sentences that are surely a thinker's."""
    if alone and _are_all_orders(sentences, narrator, words):
        return list(range(len(sentences)))
    strong = [n for n, sentence in enumerate(sentences) if _is_strong(sentence, narrator, words)]
    if strong:
        return strong
    addressing = [n for n, sentence in enumerate(sentences) if _addresses(sentence.tokens, words)]
    return addressing if len(addressing) >= _ENOUGH else []


def _is_strong(sentence: Sentence, narrator: Narrator, words: Words) -> bool:
    """Whether a sentence says I where the narrator never does, or speaks to somebody by name."""
    says_i = narrator.firm and not words.first.isdisjoint(sentence.tokens)
    if says_i and _NO_PRONOUN.search(sentence.text):
        says_i = False
    if not says_i and not (narrator.past and _calls(sentence, narrator, words)):
        return False
    return not tells_of_past(sentence.tokens, words) and not _tells_aside(sentence.tokens, words)


def _calls(sentence: Sentence, narrator: Narrator, words: Words) -> bool:
    """Whether somebody is called who is spoken to: `Mara, you fool.`, `Mara, where are you?`."""
    speaks_to = not words.second.isdisjoint(sentence.tokens)
    if not words.past.isdisjoint(sentence.tokens):
        return False
    if not speaks_to and words.present.isdisjoint(sentence.tokens):
        return False
    name, comma, _ = sentence.text.partition(", ")
    if comma and name.lstrip("—–-… ") in narrator.names:
        return True
    return speaks_to and any(called in narrator.names for called in _VOCATIVE.findall(sentence.text))


def _goes_on(sentence: Sentence, narrator: Narrator, words: Words) -> bool:
    """Whether a sentence behind a thought may belong to it."""
    tokens = sentence.tokens
    if tells_of_past(tokens, words) or _tells_aside(tokens, words) or _means_anybody(tokens, words):
        return False
    if not words.first.isdisjoint(tokens):
        return True
    return narrator.past and not words.present.isdisjoint(tokens) and not words.second.isdisjoint(tokens)


def _addresses(tokens: Sequence[str], words: Words) -> bool:
    """Whether a sentence tells somebody what they did: `You became the Hokage.`."""
    if words.second.isdisjoint(tokens):
        return False
    return not _means_anybody(tokens, words) and not _tells_aside(tokens, words)


def _are_all_orders(sentences: Sequence[Sentence], narrator: Narrator, words: Words) -> bool:
    """Whether a paragraph is a few sentences of orders to oneself: `Don't look. Don't you dare.`."""
    if not 0 < len(sentences) <= _FEW_SENTENCES:
        return False
    orders = 0
    for sentence in sentences:
        tokens = sentence.tokens
        if narrator.past and (tells_of_past(tokens, words) or not words.past.isdisjoint(tokens)):
            return False
        ordered = gives_orders(sentence, words)
        stays = narrator.past and not words.present.isdisjoint(tokens)
        if not (ordered or stays) or _tells_aside(tokens, words):
            return False
        orders += ordered
    return 2 * orders >= len(sentences)


def gives_orders(sentence: Sentence, words: Words) -> bool:
    """Whether a sentence holds an order: `Run.`, `It's nothing, don't look.`, `She said don't ask.`."""
    clauses = [_without_softeners(tokens_of(clause), words) for clause in _CLAUSE.split(sentence.text)]
    first = next((tokens for tokens in clauses if tokens), [])
    if first and first[0] in words.orders_first:
        return True
    for tokens in clauses:
        if tokens and tokens[0] in words.orders:
            return True
        if any(verb in words.say and order in words.orders for verb, order in pairwise(tokens)):
            return True
    return False


def _without_softeners(tokens: list[str], words: Words) -> list[str]:
    """The words of a clause behind `no, just, oh`."""
    at = 0
    while at < len(tokens) and tokens[at] in words.softeners:
        at += 1
    return tokens[at:]


def _tells_aside(tokens: Sequence[str], words: Words) -> bool:
    """Whether a storyteller speaks: `I'm sorry to say`, `dear reader`."""
    text = f" {' '.join(tokens)} "
    return any(f" {phrase} " in text for phrase in words.storyteller)


def _means_anybody(tokens: Sequence[str], words: Words) -> bool:
    """Whether you is anybody: `when you belong somewhere`, `you could see`."""
    for index, token in enumerate(tokens):
        if token not in words.second:
            continue
        before = tokens[max(0, index - _BEFORE_YOU) : index]
        if token in words.anybody or not words.before_anybody.isdisjoint(before):
            return True
        if index + 1 < len(tokens) and tokens[index + 1] in words.after_anybody:
            return True
    return False
