"""Thoughts that only a tag tells of: `This is bad, she thought. I should go.`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audiobook.segmenter.inner_voice import gives_orders
from audiobook.segmenter.narrator import tells_of_past
from audiobook.segmenter.sentences import Sentence, sentences_of, tokens_of

if TYPE_CHECKING:
    from audiobook.segmenter.narrator import Narrator
    from audiobook.segmenter.words import Words

_LONGEST = 300
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
    found = []
    follows = False
    for sentence in sentences_of(flat, start, end):
        stop = _thought_end(sentence, narrator, words)
        if stop < 0 and follows and _is_direct(sentence, narrator, words):
            stop = sentence.end
        if stop >= 0:
            found.append((sentence.start, stop))
        follows = stop >= 0
    return found


def _thought_end(sentence: Sentence, narrator: Narrator, words: Words) -> int:
    """Where the thought ends in a sentence with a tag of thinking, -1 where there is none."""
    match = _TAGGED.match(sentence.text, 0, _LONGEST)
    if match is not None and _thinks(sentence, match, words):
        thought = _part(sentence, match)
        return thought.end if _is_direct(thought, narrator, words) else -1
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


def _is_direct(sentence: Sentence, narrator: Narrator, words: Words) -> bool:
    """Whether words stand in the thinker's own voice, not in the narrator's."""
    tokens = sentence.tokens
    if tells_of_past(tokens, words):
        return False
    if narrator.person != 1 and not words.first.isdisjoint(tokens):
        return True
    if narrator.past and not words.present.isdisjoint(tokens):
        return True
    if gives_orders(sentence, words) or sentence.text[-1] in "!?":
        return True
    return narrator.person != 2 and not words.second.isdisjoint(tokens)
