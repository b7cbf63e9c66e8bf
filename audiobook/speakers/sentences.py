"""How the narration beside a quotation is read: its verbs of saying, who stands after them, its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.speakers.mentions import PRONOUN
from audiobook.speakers.words import QUOTE_MARKS, is_word

if TYPE_CHECKING:
    from audiobook.speakers.company import Company
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.mentions import Mention
    from audiobook.speakers.words import Words

HEARD = frozenset({"heard", "hear", "hears", "saw", "let", "made"})
SENTENCE_END = frozenset({".", "!", "?", "…", ";"})
_BEFORE_INFINITIVES = frozenset({
    "i", "you", "we", "they", "and", "to", "didn't", "did", "could", "couldn't", "can", "can't",
    "would", "managed",
})  # fmt: skip


class Sentences:
    """The narration of a story, sentence by sentence; `starting` finds the mention at a token."""

    def __init__(self, words: Words, lexicon: Lexicon, company: Company) -> None:
        self.words = words
        self.lexicon = lexicon
        self.starting = {mention.first: mention for mention in reversed(company.mentions)}

    def verb_of_saying(self, at: int, thought: bool) -> bool:
        """Whether the word at a token says something here, or thinks where `thought` is asked for."""
        low = self.words.low[at]
        classes = self.lexicon.verb(low)
        if not ("say" in classes or (thought and "think" in classes)):
            return False
        return low not in self.lexicon.infinitives or self._may_be_bare(at)

    def _may_be_bare(self, at: int) -> bool:
        """Whether an infinitive can be a verb here: "I say", "and whisper", "heard him mutter"."""
        before = at - 1
        while before > 0 and self.words.low[before].endswith("ly"):
            before -= 1
        low = self.words.low[before] if before >= 0 else ""
        return low in _BEFORE_INFINITIVES or (before in self.starting and self.words.low[before - 1] in HEARD)

    def saying_in(self, first: int, last: int, thought: bool) -> int:
        """The first verb of saying in tokens [first, last), -1 if there is none."""
        return next(
            (
                at
                for at in range(first, last)
                if self.verb_of_saying(at, thought) and not self.words.low[at].endswith("ing")
            ),
            -1,
        )

    def subject_after(self, at: int, end: int) -> Mention | None:
        """Who stands right behind a verb: "said old Mara", not "said to Mara"."""
        for token in range(at, min(end, at + 5)):
            mention = self.starting.get(token)
            if mention is not None:
                if mention.kind == PRONOUN and mention.key != "s":
                    return None
                return mention
            if (
                not is_word(self.words.text[token])
                or self.words.low[token] in self.lexicon.grammar["preposition"]
            ):
                return None
        return None

    def closing(self, first: int) -> str:
        """What the quotation before a token closes with: "," "." "?" or so."""
        at = first - 1
        while at >= 0 and self.words.text[at] in QUOTE_MARKS:
            at -= 1
        text = self.words.text[at] if at >= 0 else "."
        if first < len(self.words) and self.words.text[first] == ",":
            return ","
        return "," if text in "-—–" else text

    def skip(self, first: int, last: int) -> int:
        """Where the narration begins after its marks and adverbs: at "Mara" in "Slowly, Mara nodded."."""
        at = first
        while at < last and not is_word(self.words.text[at]):
            at += 1
        adverbs = 0
        while at < last and adverbs < 3 and at not in self.starting and self._is_adverb(self.words.low[at]):
            at, adverbs = at + 1, adverbs + 1
            if at < last and self.words.text[at] == ",":
                at += 1
        return at

    def _is_adverb(self, low: str) -> bool:
        return (
            low in self.lexicon.grammar["adverb"]
            or (low.endswith("ly") and not self.lexicon.verb(low))
            or low == "and"
        )

    def sentence_end(self, first: int, last: int) -> int:
        """Where the sentence that starts at `first` ends, `last` at the latest."""
        for at in range(first, last):
            if self.words.text[at] in SENTENCE_END and not self._abbreviated(at):
                return at
        return last

    def sentence_begin(self, first: int, end: int) -> int:
        """Where the sentence that holds the token before `end` begins, `first` at the earliest."""
        for at in range(end - 1, first - 1, -1):
            if self.words.text[at] in SENTENCE_END and not self._abbreviated(at):
                return at + 1
        return first

    def _abbreviated(self, at: int) -> bool:
        return (
            self.words.text[at] == "."
            and at > 0
            and (self.words.low[at - 1] in self.lexicon.abbreviated or len(self.words.low[at - 1]) == 1)
        )
