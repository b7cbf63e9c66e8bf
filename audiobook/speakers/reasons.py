"""Why a line has its speaker, in plain words: "tag: said Mara", "she: the only woman near"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.speakers.mentions import NOUN, PRONOUN
from audiobook.speakers.words import is_word

if TYPE_CHECKING:
    from audiobook.speakers.context import Context
    from audiobook.speakers.mentions import Mention
    from audiobook.speakers.turns import Turn
    from audiobook.speakers.words import Words

_WORDS_OF_GENDER = {"m": "he: the likeliest man near", "f": "she: the likeliest woman near"}


def reason(context: Context, turn: Turn, who: int) -> str:
    """The plainest thing that speaks for `who` (-1: nobody) as the speaker of a turn."""
    if who < 0:
        return "nobody near seems to speak"
    tag = _by_tag(context, turn, who)
    if tag:
        return tag
    for beat in (turn.before, turn.between, turn.after):
        if beat is not None and beat.who == who:
            return f"beside the words: {_said(context, beat)}"
    return _by_exchange(context, turn, who)


def _by_tag(context: Context, turn: Turn, who: int) -> str:
    tag = turn.tag
    if tag is None or tag.subject is None:
        return ""
    subject = tag.subject
    words = context.words
    if subject.kind == PRONOUN and subject.gender in _WORDS_OF_GENDER:
        rivals = [
            other
            for other in context.candidates[turn.index]
            if other >= 0 and other != who and context.genders[other] in (subject.gender, "x")
        ]
        if not rivals:
            return "she: the only woman near" if subject.gender == "f" else "he: the only man near"
        return _WORDS_OF_GENDER[subject.gender]
    if not is_word(words.text[tag.verb]):
        return ""  # nothing but a dash leads in
    told = _written(words, subject.first, subject.last)
    verb = words.text[tag.verb]
    line = f"{verb} {told}" if tag.verb < subject.first else f"{told} {verb}"
    if subject.who == who:
        return f"tag: {line}"
    return f"tag: {line}, who is likely {context.company.people[who].name}" if subject.kind == NOUN else ""


def _said(context: Context, mention: Mention) -> str:
    """A mention and the word after it: "Mara smiled"."""
    words = context.words
    followed = mention.last < len(words) and is_word(words.text[mention.last])
    return _written(words, mention.first, mention.last + followed)


def _written(words: Words, first: int, last: int) -> str:
    """Tokens [first, last) as they stand in the story: "Dr. Ash's"."""
    out = ""
    for at in range(first, last):
        apart = at > first and words.start[at] > words.start[at - 1] + len(words.text[at - 1])
        out += " " * apart + words.text[at]
    return out


def _by_exchange(context: Context, turn: Turn, who: int) -> str:
    people = context.company.people
    before = context.turn(turn.index - 1, turn)
    after = context.turn(turn.index + 1, turn)
    if before is not None and who in before.addressed:
        return f"answers: {people[who].name} was just addressed"
    if after is not None and who in after.addressed:
        return f"{people[who].name} is answered by name"
    earlier = context.turn(turn.index - 2, turn)
    later = context.turn(turn.index + 2, turn)
    for other in (earlier, later):
        if other is not None and context.speakers[other.index] == who:
            return "speaks every second line here"
    if context.guesses[turn.index].who == who:
        return "their turn, if the two take turns"
    return "the likeliest of those near"
