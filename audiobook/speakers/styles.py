"""How each person speaks: capitals, short forms, marks; so that a line can be like one and unlike another."""

from __future__ import annotations

from itertools import pairwise, starmap
from typing import TYPE_CHECKING

from audiobook.speakers.words import is_word

if TYPE_CHECKING:
    from audiobook.speakers.turns import Turn
    from audiobook.speakers.words import Words

Style = tuple[float, ...]

_CLIPPED = frozenset({"em", "tis", "twas", "cause", "bout", "til", "cept"})
_SHORTEST = 3  # letters, so that "in'" at the end of a quotation is none
_LEAST = 2  # turns that make a style
_SPREAD = 0.05  # added to each variance, so that rare signs do not decide alone
_MOST = 4.0
_HALF = 3.0  # turns after which a style counts for half


def style_of(words: Words, turn: Turn) -> Style:
    """The signs of a turn: each from 0 to 1."""
    texts = [words.text[at] for piece in turn.pieces for at in range(piece.first, piece.last)]
    spoken = [text for text in texts if is_word(text)]
    many = max(1, len(spoken))
    letters = "".join(spoken)
    return (
        sum(map(str.isupper, letters)) / max(1, len(letters)),
        float(bool(spoken) and spoken[0][0].islower()),
        min(1.0, 4 * sum("'" in text or "’" in text for text in spoken) / many),
        float(("'" in texts or "’" in texts) and any(starmap(_is_clipped, pairwise(texts[:-1])))),
        float("!" in texts),
        float("?" in texts),
        float("…" in texts or texts.count(".") >= 3),
        float("—" in texts or "–" in texts or texts.count("-") >= 2),
        min(1.0, len(spoken) / 40),
        len(letters) / many / 8,
    )


def _is_clipped(one: str, other: str) -> bool:
    """Whether two tokens are a word that lost a letter, and the mark for it: "goin'", "'em"."""
    lost = len(one) > _SHORTEST and one.endswith("in") and other in "'’"
    return lost or (one in "'’" and other.lower() in _CLIPPED)


class Styles:
    """The styles of the people of a story, learned from the turns whose speaker is told."""

    def __init__(self, styles: list[Style], speakers: list[int]) -> None:
        self.styles = styles
        self.speakers = speakers
        self.sums: dict[int, list[float]] = {}
        self.counts: dict[int, int] = {}
        for style, who in zip(styles, speakers, strict=True):
            if who >= 0:
                total = self.sums.setdefault(who, [0.0] * len(style))
                self.sums[who] = [a + b for a, b in zip(total, style, strict=True)]
                self.counts[who] = self.counts.get(who, 0) + 1
        many = max(1, len(styles))
        self.mean = [sum(column) / many for column in zip(*styles, strict=True)]
        self.variance = [
            sum((value - mean) ** 2 for value in column) / many + _SPREAD
            for column, mean in zip(zip(*styles, strict=True), self.mean, strict=True)
        ]

        self.unusual = [
            [value - mean for value, mean in zip(style, self.mean, strict=True)] for style in styles
        ]
        self.manners = {who: self._manner(total, self.counts[who]) for who, total in self.sums.items()}

    def _manner(self, total: list[float], count: int) -> list[float]:
        """What is unusual in the sum of so many turns."""
        return [mine / count - mean for mine, mean in zip(total, self.mean, strict=True)]

    def likeness(self, turn: int, who: int) -> float:
        """How much a turn sounds like a person, by their other turns: positive like, negative unlike."""
        own = self.speakers[turn] == who
        count = self.counts.get(who, 0) - own
        if count < _LEAST:
            return 0.0
        manner = self.manners[who]
        if own:
            others = [a - b for a, b in zip(self.sums[who], self.styles[turn], strict=True)]
            manner = self._manner(others, count)
        score = sum(
            value * mine / variance
            for value, mine, variance in zip(self.unusual[turn], manner, self.variance, strict=True)
        )
        return float(max(-_MOST, min(_MOST, score * count / (count + _HALF))))
