"""Thoughts that only a tag tells of: `This is bad, she thought. I should go.`."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from audiobook.segmenter.inner_voice import gives_orders
from audiobook.segmenter.narrator import tells_of_past
from audiobook.segmenter.sentences import Sentence, sentences_of, tokens_of

if TYPE_CHECKING:
    from audiobook.segmenter.narrator import Narrator
    from audiobook.segmenter.words import Words

_LONGEST = 300
_FEW_WORDS = 6
_WORDS = r"(?P<words>\S(?:[^\n]*?\S)??[,!?…—–-])\s+"
_WORD = r"[^\W\d_][\w'’-]*"
# `This is bad, she thought.`: words, a stop, then somebody and a verb.
_TAGGED = re.compile(rf"{_WORDS}{_WORD}(?:\s+{_WORD}){{0,2}}?\s+(?P<verb>[^\W\d_]+)\b")
# `How odd, thought Mara.`: the same with the verb first.
_INVERTED = re.compile(rf"{_WORDS}(?P<verb>[^\W\d_]+)\s+(?P<who>{_WORD})\b")


def tagged_thoughts(
    flat: str, start: int, end: int, narrator: Narrator, words: Words
) -> list[tuple[int, int]]:
    """The ranges of flat[start:end], narration, that are thoughts by their tags.

    The sentences right behind that stay in the thinker's voice belong to the thought.
    """
    if words.think_hint.search(flat, start, end) is None:
        return []
    found: list[tuple[int, int]] = []
    follows = False
    for sentence in sentences_of(flat, start, end):
        stop = _thought_end(sentence, narrator, words)
        if stop < 0 and follows and _stays_direct(sentence, narrator, words):
            stop = sentence.end
        if stop >= 0 and found and not flat[found[-1][1] : sentence.start].strip():
            found[-1] = (found[-1][0], stop)
        elif stop >= 0:
            found.append((sentence.start, stop))
        follows = stop >= 0
    return found


def _thought_end(sentence: Sentence, narrator: Narrator, words: Words) -> int:
    """Where the thought ends in a sentence with a tag of thinking, -1 where there is none."""
    match = _TAGGED.match(sentence.text, 0, _LONGEST)
    if match is not None and _thinks(sentence, match, words):
        thought = _part(sentence, match)
        fragment = _is_fragment(thought, words) and _ends_behind(sentence, match, words)
        return thought.end if fragment or _is_direct(thought, narrator, words) else -1
    match = _INVERTED.match(sentence.text, 0, _LONGEST)
    if match is not None and _thinks_inverted(match, words):
        thought = _part(sentence, match)
        return -1 if tells_of_past(thought.tokens, words) else thought.end
    return -1


def _part(sentence: Sentence, match: re.Match[str]) -> Sentence:
    text = match.group("words")
    return Sentence(sentence.start, sentence.start + len(text), text)


def _thinks(sentence: Sentence, match: re.Match[str], words: Words) -> bool:
    verb = match.group("verb").lower()
    following = tokens_of(sentence.text[match.end() : match.end() + 20])[:1]
    if verb in words.say:
        return not words.reflexives.isdisjoint(following)
    return verb in words.think and words.not_after_thought.isdisjoint(following)


def _thinks_inverted(match: re.Match[str], words: Words) -> bool:
    who = match.group("who")
    named = who[0].isupper() or who in words.subjects - words.not_subjects
    return named and match.group("verb").lower() in words.think


def _is_fragment(thought: Sentence, words: Words) -> bool:
    """Whether a thought is a few words without a verb: `Not again`, `Teacher's pet`."""
    tokens = thought.tokens
    if not 0 < len(tokens) <= _FEW_WORDS or tokens[0] in words.adverbial:
        return False
    return not any(_is_past_verb(token, words) for token in tokens)


def _is_past_verb(token: str, words: Words) -> bool:
    return token in words.past or token in words.past_verbs or token.endswith(words.past_endings)


def _ends_behind(sentence: Sentence, match: re.Match[str], words: Words) -> bool:
    """Whether the sentence ends with the tag, or only tells how the thinker looks: `he thought, and rose`."""
    rest = sentence.text[match.end() :]
    tokens = tokens_of(rest)
    return not tokens or (
        rest[0] == "," and (tokens[0] in words.run_on or tokens[0].endswith(words.participles))
    )


def _stays_direct(sentence: Sentence, narrator: Narrator, words: Words) -> bool:
    """Whether a sentence behind a thought goes on in its voice: `Just the two of them.`."""
    tokens = sentence.tokens
    if tokens and tokens[0] in words.carries_on and not any(_is_past_verb(token, words) for token in tokens):
        return True
    return _is_direct(sentence, narrator, words)


def _is_direct(sentence: Sentence, narrator: Narrator, words: Words) -> bool:
    """Whether words stand in the thinker's own voice, not in the narrator's."""
    tokens = sentence.tokens
    if tells_of_past(tokens, words):
        return False
    if narrator.person != 1 and not words.first.isdisjoint(tokens):
        return True
    if narrator.past and (not words.present.isdisjoint(tokens) or _tells_of_present(tokens, words)):
        return True
    if gives_orders(sentence, words) or sentence.text[-1] in "!?":
        return True
    return narrator.person != 2 and not words.second.isdisjoint(tokens)


def _tells_of_present(tokens: list[str], words: Words) -> bool:
    """Whether somebody does something now: `he knows`."""
    return any(
        who in words.third_subjects and verb.endswith(words.present_endings) and verb not in words.past
        for who, verb in pairwise(tokens)
    )
