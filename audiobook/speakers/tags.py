"""Narration beside a quotation -> the tag in it ("said Mara", "he heard Hatori mutter,") or the beat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.speakers.sentences import HEARD, SENTENCE_END, Sentences
from audiobook.speakers.words import QUOTE_MARKS, is_word

if TYPE_CHECKING:
    from audiobook.speakers.company import Company
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.mentions import Mention
    from audiobook.speakers.words import Words

_LEADS_IN = frozenset({",", ":", "-", "—", "–"})
_REACH = 14  # words between a subject and its verb of saying


@dataclass(frozen=True, slots=True)
class Tag:
    """A speech tag: the verb's token, whom it names, and how sure it is a tag (2 sure, 1 perhaps).

    `after` says that the tag follows its quotation; `indefinite` that somebody speaks whom nobody
    knows ("said somebody").
    """

    verb: int
    subject: Mention | None
    strength: int
    after: bool
    indefinite: bool = False


class Reader:
    """Finds tags and beats in the narration of a story."""

    def __init__(self, words: Words, lexicon: Lexicon, company: Company) -> None:
        self.words = words
        self.lexicon = lexicon
        self.company = company
        self.sentences = Sentences(words, lexicon, company)
        self.starting = self.sentences.starting

    # -------------------------------------------------------------- after a quotation

    def after(self, first: int, last: int, *, thought: bool = False) -> Tag | None:
        """The tag at the head of narration [first, last) that follows a quotation."""
        closing = self.sentences.closing(first)
        at = self.sentences.skip(first, last)
        end = self.sentences.sentence_end(at, last)
        if at >= end:
            return None
        if self.sentences.verb_of_saying(at, thought) and not self.words.low[at].endswith("ing"):
            subject = self.sentences.subject_after(at + 1, end)
            return Tag(at, subject, 2, after=True, indefinite=subject is None and self._indefinite(at + 1))
        if (
            self._indefinite(at)
            and (verb := self.sentences.saying_in(at + 1, min(end, at + 5), thought)) >= 0
        ):
            return Tag(verb, None, 2, after=True, indefinite=True)
        if closing == "," and "manner" in self.lexicon.verb(self.words.low[at]) and at not in self.starting:
            subject = self.sentences.subject_after(at + 1, end)
            if subject:
                return Tag(at, subject, 2, after=True)
        subject = self.starting.get(at) or self.starting.get(at + 1)
        if subject is None or (subject.possessive and subject.key != "voice"):
            return self._of_voice(subject, end)
        return self._after_subject(subject, end, last, closing, thought)

    def _indefinite(self, at: int) -> bool:
        """Whether somebody unknown is named at a token: "someone", "one of the guards", "a few"."""
        here = self.words.low[at : at + 3]
        return bool(here) and (
            here[0] in self.lexicon.grammar["indefinite"] or here[:2] in (["one", "of"], ["a", "few"])
        )

    def _of_voice(self, subject: Mention | None, end: int) -> Tag | None:
        """The owner of a voice speaks: "Mara's voice said"."""
        if (
            subject is None
            or subject.last >= end
            or self.words.low[subject.last] not in ("voice", "reply", "answer")
        ):
            return None
        return Tag(subject.last, subject, 1 if self.words.low[subject.last] == "voice" else 2, after=True)

    def _after_subject(
        self, subject: Mention, end: int, last: int, closing: str, thought: bool
    ) -> Tag | None:
        at = subject.last
        steps = 0
        while at < end and steps < 4:
            low = self.words.low[at]
            if self.sentences.verb_of_saying(at, thought) and (not low.endswith("ing") or at == subject.last):
                return Tag(at, subject, self._strength(at, end, last, closing), after=True)
            classes = self.lexicon.verb(low)
            if classes and low not in self.lexicon.grammar["auxiliary"]:
                return self._by_comma(at, subject, end, closing, thought)
            if not is_word(low):
                break
            at, steps = at + 1, steps + 1
        return self._by_comma(at, subject, end, closing, thought)

    def _by_comma(self, at: int, subject: Mention, end: int, closing: str, thought: bool) -> Tag | None:
        """A quotation that closes with a comma is told on: "he nodded", "the voice, a male, said"."""
        verb = self.sentences.saying_in(at, min(end, at + _REACH), thought)
        if closing == ",":
            return Tag(verb if verb >= 0 else min(at, end - 1), subject, 2 if verb >= 0 else 1, after=True)
        if verb >= 0 and closing != "." and self.words.text[verb + 1 : verb + 2] != []:
            following = self.words.low[verb + 1]
            if not is_word(following) or following.endswith("ly"):
                return Tag(verb, subject, 1, after=True)
        return None

    def _strength(self, verb: int, end: int, last: int, closing: str) -> int:
        if closing != ".":
            return 2
        following = self.words.low[verb + 1] if verb + 1 < end else "."
        told = (
            is_word(following)
            and not following.endswith("ly")
            and following not in ("to", "with", "in", "as", "and", "at")
        )
        return 1 if told and end < last else 2 if not told else 1

    # -------------------------------------------------------------- before a quotation

    def before(self, first: int, last: int, *, thought: bool = False) -> Tag | None:
        """The tag at the foot of narration [first, last) that leads into a quotation."""
        end = last
        while end > first and self.words.text[end - 1] in QUOTE_MARKS:
            end -= 1
        if end <= first:
            return None
        closing = self.words.text[end - 1]
        if closing in SENTENCE_END:
            return None
        begin = self.sentences.sentence_begin(first, end - 1)
        verb = self._last_saying(begin, end, thought)
        if verb >= 0:
            return Tag(verb, self._subject_before(begin, verb, end), 2, after=False)
        if closing in _LEADS_IN or is_word(closing):
            subject = self._subject_before(begin, end, end)
            return Tag(end - 1, subject, 1, after=False) if subject else None
        return None

    def _last_saying(self, begin: int, end: int, thought: bool) -> int:
        for at in range(end - 1, max(begin, end - _REACH) - 1, -1):
            if self.sentences.verb_of_saying(at, thought) and at not in self.starting:
                return at
        return -1

    def _subject_before(self, begin: int, verb: int, end: int) -> Mention | None:
        inverted = self.sentences.subject_after(verb + 1, end) if verb < end else None
        here = [mention for mention in self.company.between(begin, verb) if not mention.possessive]
        for mention in reversed(here):
            if self._heard(mention, verb) or (mention.subject and mention.gender != "n"):
                return mention
        if here:
            return here[0]
        return inverted

    def _heard(self, mention: Mention, verb: int) -> bool:
        """Whether the mention is the one who is heard to speak: "he heard Hatori chuckle and mutter"."""
        before = self.words.low[mention.first - 1] if mention.first else ""
        return before in HEARD and mention.last <= verb

    # -------------------------------------------------------------- beats

    def first_subject(self, first: int, last: int) -> Mention | None:
        """Who acts in the first sentence of narration [first, last)."""
        at = self.sentences.skip(first, last)
        return self._acting(at, self.sentences.sentence_end(at, last))

    def last_subject(self, first: int, last: int) -> Mention | None:
        """Who acts in the last sentence of narration [first, last)."""
        end = last
        while end > first and not is_word(self.words.text[end - 1]):
            end -= 1
        return self._acting(self.sentences.sentence_begin(first, end), end)

    def _acting(self, first: int, last: int) -> Mention | None:
        here = self.company.between(first, last)
        for mention in here:
            if mention.subject and mention.gender not in ("n", "p", "w"):
                return mention
        for mention in here:
            if mention.first == first and mention.possessive and mention.gender not in ("n", "p", "w"):
                return mention
        return None
