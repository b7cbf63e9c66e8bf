"""Turns and candidates -> numbers: what speaks for and against each candidate, for the ranker.

One row for each turn and candidate; the names of the columns are in COLUMNS. Nothing here decides.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from math import log1p
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.speakers.candidates import NOBODY, told_speaker
from audiobook.speakers.mentions import NAME, NOUN, PRONOUN, Mention
from audiobook.speakers.styles import Styles, style_of
from audiobook.speakers.turns import closing_mark, opening_mark
from audiobook.speakers.words import NARRATED, QUOTED, is_word

if TYPE_CHECKING:
    from audiobook.speakers.company import Company, Person
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.rules import Guess
    from audiobook.speakers.turns import Turn
    from audiobook.speakers.words import Words

FAR = 30.0
_WINDOW = 4  # turns on either side whose tags are looked at

TURN_COLUMNS = (
    "tag kind", "tag strength", "tag after", "has before", "has between", "has after", "words",
    "question", "exclamation", "kind", "gap", "since turn", "until turn", "paragraphs",
    "scene turn", "parties", "people told", "candidates", "first person", "tag gender",
    "tag possessive", "previous question", "next tagged", "previous tagged", "addresses somebody",
    "previous addresses", "story turns", "people in scene", "sir", "previous sir", "left open",
    "previous left open", "tail trust", "crowd", "guess confidence", "guess previous confidence",
    "guess next confidence", "guess parties",
)  # fmt: skip

PAIR_COLUMNS = (
    "nobody", "named", "teller", "gender", "mention share", "share", "tag share", "tag rank",
    "rank", "tag", "tag own noun", "before", "between", "after", "told", "told first", "told last",
    "told before", "told subject", "told possessive", "told only", "narration before",
    "narration subject", "narration last", "narration next", "next subject", "told ago",
    "told rank", "told rank gender", "told near", "told ahead", "quoted ago", "addressed",
    "addressed previous", "addressed before previous", "addressed next", "addressed after next",
    "named here", "named previous", "named next", "tag -4", "tag -3", "tag -2", "tag -1", "tag +1",
    "tag +2", "tag +3", "tag +4", "beat -2", "beat -1", "beat +1", "beat +2", "last spoke",
    "spoke rank", "next speaks", "next rank", "back parity", "back distance", "ahead parity",
    "ahead distance", "spoke in scene", "spoke near", "respect fits", "previous respect fits",
    "introduced", "other fits gender", "same gender rival", "scene share", "scene rank",
    "kind turns", "kind share", "tags with noun", "guess", "guess -4", "guess -3", "guess -2",
    "guess -1", "guess +1", "guess +2", "guess +3", "guess +4", "guess ago", "guess ahead",
    "guess rank", "guess near", "guess in scene", "guess party", "likeness", "likeness rank",
)  # fmt: skip

COLUMNS = TURN_COLUMNS + PAIR_COLUMNS


@dataclass(eq=False)
class Context:
    """What the rows of a story are made from, gathered once."""

    words: Words
    lexicon: Lexicon
    company: Company
    turns: list[Turn]
    candidates: list[list[int]]
    guesses: list[Guess]
    genders: list[str] = field(default_factory=list)
    sure: list[bool] = field(default_factory=list)
    speakers: list[int] = field(default_factory=list)
    tag_genders: list[str] = field(default_factory=list)
    told_at: list[list[int]] = field(default_factory=list)
    quoted_at: list[list[int]] = field(default_factory=list)
    tags_of: dict[int, int] = field(default_factory=dict)
    spoke_at: dict[int, list[int]] = field(default_factory=dict)
    scene_people: dict[int, dict[int, int]] = field(default_factory=dict)
    kinds_of: dict[int, dict[str, int]] = field(default_factory=dict)
    scene_first: list[int] = field(default_factory=list)
    scene_last: list[int] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    mentioned: int = 1
    styles: Styles = field(default_factory=lambda: Styles([], []))
    tail_trust: float = 0.0
    crowds: list[float] = field(default_factory=list)
    guessed_at: dict[int, list[int]] = field(default_factory=dict)
    _near: dict[int, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        people = self.company.people
        self.genders = [person.likely_gender() for person in people]
        self.sure = [person.surely_gendered() for person in people]
        self.speakers = [told_speaker(turn) for turn in self.turns]
        self.tag_genders = [_tag_gender(turn) for turn in self.turns]
        self.told_at = [[m.paragraph for m in p.mentions if m.where == NARRATED] for p in people]
        self.quoted_at = [[m.paragraph for m in p.mentions if m.where == QUOTED] for p in people]
        for turn, who in zip(self.turns, self.speakers, strict=True):
            if who >= 0:
                self.tags_of[who] = self.tags_of.get(who, 0) + 1
                self.spoke_at.setdefault(who, []).append(turn.index)
                kinds = self.kinds_of.setdefault(who, {})
                manner = self.manner(turn)
                kinds[manner] = kinds.get(manner, 0) + 1
        for mention in self.company.mentions:
            if mention.where == NARRATED and mention.kind != PRONOUN and mention.who >= 0:
                people_here = self.scene_people.setdefault(self.words.paragraphs[mention.paragraph].scene, {})
                people_here[mention.who] = people_here.get(mention.who, 0) + 1
        self.marks = [closing_mark(self.words, turn) for turn in self.turns]
        self.mentioned = max(1, sum(len(person.mentions) for person in people if not person.is_narrator))
        for turn, guess in zip(self.turns, self.guesses, strict=True):
            if guess.who >= 0:
                self.guessed_at.setdefault(guess.who, []).append(turn.index)
        self.styles = Styles([style_of(self.words, turn) for turn in self.turns], self.speakers)
        self._find_scenes()
        self.tail_trust = self._trust_in_tails()
        for turn in self.turns:
            self.crowds.append(self._crowd_before(turn))

    def _find_scenes(self) -> None:
        firsts: dict[int, int] = {}
        lasts: dict[int, int] = {}
        for turn in self.turns:
            firsts.setdefault(turn.scene, turn.index)
            lasts[turn.scene] = turn.index
        self.scene_first = [firsts[turn.scene] for turn in self.turns]
        self.scene_last = [lasts[turn.scene] for turn in self.turns]

    def manner(self, turn: Turn) -> str:
        """Whether a turn is spoken, thought or sent, and by which mark it opens."""
        return f"{turn.pieces[0].kind} {opening_mark(self.words, turn)}"

    def _trust_in_tails(self) -> float:
        """How often a beat after all quotations is the speaker's in this story, from -1 (never) to 1.

        Tags tell: whoever is told to speak next cannot well speak now.
        """
        agree = against = 0
        for turn in self.turns:
            if turn.after is None or turn.tag is not None or turn.after.who < 0:
                continue
            who = turn.after.who
            near = [self._told(turn, step) for step in (-1, 1)]
            far = [self._told(turn, step) for step in (-2, 2)]
            against += who in near
            agree += who in far and who not in near
        return (agree - against) / (agree + against + 2)

    def _told(self, turn: Turn, step: int) -> int:
        other = self.turn(turn.index + step, turn)
        return self.speakers[other.index] if other is not None else -1

    def _crowd_before(self, turn: Turn) -> float:
        """How many words for crowds and voices the narration has since the last tagged turn of the scene."""
        before = self.turn(turn.index - 1, turn)
        paragraphs = self.words.paragraphs
        first = paragraphs[max(0, turn.paragraph - 2)].first
        carried = 0.0
        if before is not None:
            first = paragraphs[before.last_paragraph].last
            carried = 0.0 if before.tag is not None else self.crowds[before.index]
        crowd = self.lexicon.grammar["crowd"]
        told = (at for at in range(first, turn.first) if self.words.where[at] == NARRATED)
        return min(4.0, carried + sum(self.words.low[at] in crowd for at in told))

    def guessed_near(self, turn: Turn) -> dict[int, int]:
        """How often the rules guess each person within six turns of one, itself left out."""
        if turn.index not in self._near:
            found: dict[int, int] = {}
            for index in range(max(0, turn.index - 6), min(len(self.turns), turn.index + 7)):
                who = self.guesses[index].who
                if index != turn.index and who >= 0 and self.turns[index].scene == turn.scene:
                    found[who] = found.get(who, 0) + 1
            self._near[turn.index] = found
        return self._near[turn.index]

    def turn(self, index: int, like: Turn) -> Turn | None:
        """The turn at an index if it is in the scene of another."""
        if 0 <= index < len(self.turns) and self.turns[index].scene == like.scene:
            return self.turns[index]
        return None


def _tag_gender(turn: Turn) -> str:
    tag = turn.tag
    return tag.subject.gender if tag is not None and tag.subject is not None else ""


# ------------------------------------------------------------------ a mention and a candidate


def _fits(context: Context, mention: Mention | None, who: int) -> float:
    """How well a mention fits a candidate: 3 it is they, -3 it is somebody else, between: by gender."""
    if mention is None or who < 0:
        return 0.0
    gender = context.genders[who]
    if mention.kind == PRONOUN:
        return _pronoun_fits(mention, who, gender, sure=context.sure[who])
    if mention.who == who:
        return 3.0
    if mention.kind == NAME:
        return -3.0
    person = context.company.people[who]
    if mention.gender in ("m", "f") and gender not in (mention.gender, "x"):
        return -4.0 if context.sure[who] else -2.5
    if mention.key in person.heads or mention.key in person.titles:
        return 2.0
    if not person.named:
        return -2.0
    return 0.5 if mention.gender == gender and gender != "x" else 0.0


def _pronoun_fits(mention: Mention, who: int, gender: str, *, sure: bool) -> float:
    if mention.gender in ("1", "2"):
        return 3.0 if mention.who == who else -3.0
    if mention.gender in ("m", "f") and gender not in (mention.gender, "x"):
        return -4.0 if sure else -2.5
    if mention.who == who:
        return 2.0 if sure else 1.75
    if mention.gender == "x":
        return 0.0
    if gender == mention.gender:
        return 1.25 if sure else 1.0
    return 0.25


# ------------------------------------------------------------------ rows


def rows(context: Context) -> list[list[float]]:
    """The rows of all turns and candidates, turn after turn."""
    out: list[list[float]] = []
    for turn, people in zip(context.turns, context.candidates, strict=True):
        shared = _turn_row(context, turn, people)
        view = _View(context, turn, people)
        out.extend(shared + view.row(rank, who) for rank, who in enumerate(people))
    return out


_TAG_KINDS = {NAME: 1.0, NOUN: 2.0, PRONOUN: 3.0}
_KINDS = {Kind.DIALOGUE: 0.0, Kind.TELEPATHY: 1.0, Kind.THOUGHT: 2.0}
_GENDERS = {"m": 1.0, "f": 2.0, "1": 3.0, "2": 3.0, "p": 4.0, "x": 5.0}


def _turn_row(context: Context, turn: Turn, people: list[int]) -> list[float]:
    tag = turn.tag
    subject = tag.subject if tag is not None else None
    before = context.turn(turn.index - 1, turn)
    after = context.turn(turn.index + 1, turn)
    mark = context.marks[turn.index]
    around = range(max(0, turn.index - 6), min(len(context.turns), turn.index + 7))
    near = {context.speakers[k] for k in around if context.turns[k].scene == turn.scene} - {-1}
    told = {mention.who for mention in turn.told if mention.who >= 0 and mention.kind != PRONOUN}
    kind = 5.0 if tag is not None and tag.indefinite else 0.0
    if subject is not None:
        kind = 4.0 if subject.gender in ("1", "2") else _TAG_KINDS[subject.kind]
    return [
        kind,
        float(tag.strength) if tag else 0.0,
        float(tag.after) if tag else -1.0,
        float(turn.before is not None),
        float(turn.between is not None),
        float(turn.after is not None),
        log1p(sum(piece.last - piece.first for piece in turn.pieces)),
        float(mark == "?"),
        float(mark == "!"),
        _KINDS[turn.pieces[0].kind],
        float(min(3, context.words.paragraphs[turn.paragraph].gap)),
        float(min(8, turn.paragraph - before.last_paragraph)) if before else 9.0,
        float(min(8, after.paragraph - turn.last_paragraph)) if after else 9.0,
        float(min(5, turn.last_paragraph - turn.paragraph)),
        float(min(20, turn.index - context.scene_first[turn.index])),
        float(len(near)),
        float(len(told)),
        float(len(people)),
        float(turn.section in context.company.tellers),
        _GENDERS.get(subject.gender, 0.0) if subject else 0.0,
        float(subject is not None and subject.determiner in context.lexicon.grammar["possessor"]),
        float(before is not None and context.marks[before.index] == "?"),
        float(after is not None and context.speakers[after.index] >= 0),
        float(before is not None and context.speakers[before.index] >= 0),
        float(bool(turn.addressed)),
        float(before is not None and bool(before.addressed)),
        log1p(len(context.turns)),
        float(min(12, len(context.scene_people.get(turn.scene, ())))),
        _GENDERS.get(_respect(turn), 0.0),
        _GENDERS.get(_respect(before), 0.0),
        float(turn.left_open),
        float(before is not None and before.left_open),
        context.tail_trust,
        context.crowds[turn.index],
        context.guesses[turn.index].confidence,
        context.guesses[before.index].confidence if before else 0.0,
        context.guesses[after.index].confidence if after else 0.0,
        float(len(context.guessed_near(turn))),
    ]


def _respect(turn: Turn | None) -> str:
    """The gender that a respectful address tells: "m" for "sir", "f" for "ma'am"."""
    for mention in turn.addresses if turn else ():
        if mention.kind == NOUN and mention.gender in ("m", "f"):
            return mention.gender
    return ""


class _View:
    """One turn as its candidates see it: what is computed once for all of them."""

    def __init__(self, context: Context, turn: Turn, people: list[int]) -> None:
        self.context = context
        self.turn = turn
        self.people = people
        known = [who for who in people if who >= 0]
        self.mentioned = max(1, sum(len(context.company.people[who].mentions) for who in known))
        self.tagged = max(1, sum(context.tags_of.get(who, 0) for who in known))
        self.told = [mention for mention in turn.told if mention.who >= 0]
        self.named_told = [mention for mention in self.told if mention.kind != PRONOUN]
        self.before_text = [m for m in self.named_told if m.first < turn.first]
        previous = context.turn(turn.index - 1, turn)
        following = context.turn(turn.index + 1, turn)
        self.lead = self._narration(
            previous.last_paragraph + 1 if previous else turn.paragraph - 3, turn.paragraph
        )
        self.tail = self._narration(
            turn.last_paragraph + 1,
            min(following.paragraph if following else turn.last_paragraph + 2, turn.last_paragraph + 3),
        )
        manner = context.manner(turn)
        self._same_kind = sum(context.kinds_of.get(who, {}).get(manner, 0) for who in known)
        self.alike = {who: context.styles.likeness(turn.index, who) for who in known}
        self.told_ago = {who: self._ago(context.told_at[who], who) for who in people if who >= 0}
        by_ago = sorted(self.told_ago.values())
        self.told_rank = {who: float(by_ago.index(ago)) for who, ago in self.told_ago.items()}
        self.last_spoke = {who: self._spoke(who, back=True) for who in people if who >= 0}
        self.next_spoke = {who: self._spoke(who, back=False) for who in people if who >= 0}
        self.spoke_rank = _ranks(self.last_spoke)
        self.next_rank = _ranks(self.next_spoke)
        self.back = self._parity(step=-1)
        self.ahead = self._parity(step=1)
        self.neighbors = {k: context.turn(turn.index + k, turn) for k in range(-_WINDOW, _WINDOW + 1) if k}

    def _narration(self, first: int, last: int) -> list[Mention]:
        paragraphs = self.context.words.paragraphs
        first, last = max(0, first), min(last, len(paragraphs))
        if first >= last:
            return []
        here = self.context.company.between(paragraphs[first].first, paragraphs[last - 1].last)
        scene = self.turn.scene
        return [
            m for m in here if m.who >= 0 and m.where == NARRATED and paragraphs[m.paragraph].scene == scene
        ]

    def _ago(self, paragraphs: list[int], who: int) -> float:
        del who
        at = bisect_left(paragraphs, self.turn.paragraph)
        return min(FAR, float(self.turn.paragraph - paragraphs[at - 1])) if at else FAR

    def _spoke(self, who: int, *, back: bool) -> float:
        turns = self.context.spoke_at.get(who, [])
        at = bisect_left(turns, self.turn.index + (0 if back else 1))
        if back:
            return min(FAR, float(self.turn.index - turns[at - 1])) if at else FAR
        return min(FAR, float(turns[at] - self.turn.index)) if at < len(turns) else FAR

    def _parity(self, step: int) -> tuple[int, int, float]:
        """The nearest tagged speaker in a direction, the other party, and how many turns away."""
        first = second = -1
        distance = 0.0
        index = self.turn.index + step
        while (other := self.context.turn(index, self.turn)) is not None and abs(
            index - self.turn.index
        ) <= 12:
            who = self.context.speakers[other.index]
            if who >= 0 and first < 0:
                first, distance = who, float(abs(index - self.turn.index))
            elif who >= 0 and who != first:
                second = who
                break
            index += step
        return first, second, distance

    def row(self, rank: int, who: int) -> list[float]:
        """The columns of one candidate."""
        if who == NOBODY:
            return [1.0, *([0.0] * (len(PAIR_COLUMNS) - 1))]
        return [
            0.0,
            *self._person(rank, who),
            *self._tags(who),
            *self._told(who),
            *self._narrated(who),
            *self._recency(who),
            *self._address(who),
            *self._around(who),
            *self._exchange(who),
            *self._respects(who),
            *self._rivals(who),
            *self._scene(who),
            *self._guessed(who),
            *self._likeness(who),
        ]

    def _person(self, rank: int, who: int) -> list[float]:
        context = self.context
        person: Person = context.company.people[who]
        return [
            float(person.named),
            float(context.company.tellers.get(self.turn.section, -1) == who),
            _GENDERS[context.genders[who]],
            len(person.mentions) / self.mentioned,
            len(person.mentions) / context.mentioned,
            context.tags_of.get(who, 0) / self.tagged,
            float(sum(context.tags_of.get(other, 0) > context.tags_of.get(who, 0) for other in self.people)),
            float(rank),
        ]

    def _tags(self, who: int) -> list[float]:
        turn = self.turn
        subject = turn.tag.subject if turn.tag is not None else None
        own = subject is not None and subject.kind == NOUN and subject.who == who
        return [
            _fits(self.context, subject, who),
            float(own),
            _fits(self.context, turn.before, who),
            _fits(self.context, turn.between, who),
            _fits(self.context, turn.after, who),
        ]

    def _told(self, who: int) -> list[float]:
        mine = [mention for mention in self.named_told if mention.who == who]
        named = self.named_told
        return [
            float(min(4, len(mine))),
            float(bool(named) and named[0].who == who),
            float(bool(named) and named[-1].who == who),
            float(any(mention.who == who for mention in self.before_text)),
            float(any(mention.subject for mention in mine)),
            float(bool(mine) and all(mention.possessive for mention in mine)),
            float(bool(mine) and len({mention.who for mention in named}) == 1),
        ]

    def _narrated(self, who: int) -> list[float]:
        lead_subjects = [mention.who for mention in self.lead if mention.subject]
        tail_subjects = [mention.who for mention in self.tail if mention.subject]
        return [
            float(min(4, sum(mention.who == who for mention in self.lead))),
            float(bool(lead_subjects) and lead_subjects[-1] == who),
            float(bool(self.lead) and self.lead[-1].who == who),
            float(min(4, sum(mention.who == who for mention in self.tail))),
            float(bool(tail_subjects) and tail_subjects[0] == who),
        ]

    def _recency(self, who: int) -> list[float]:
        context, turn = self.context, self.turn
        told, quoted = context.told_at[who], context.quoted_at[who]
        at = bisect_left(told, turn.paragraph + 1)
        ahead = min(FAR, float(told[at] - turn.paragraph)) if at < len(told) else FAR
        gender = context.genders[who]
        rivals = [other for other in self.told_ago if context.genders[other] in (gender, "x")]
        ago = self.told_ago[who]
        return [
            ago,
            self.told_rank[who],
            float(sum(self.told_ago[other] < ago for other in rivals)),
            float(min(12, bisect_left(told, turn.paragraph) - bisect_left(told, turn.paragraph - 10))),
            ahead,
            self._ago(quoted, who),
        ]

    def _address(self, who: int) -> list[float]:
        def addressed(step: int) -> float:
            other = self.neighbors[step]
            return float(other is not None and who in other.addressed)

        def named(step: int) -> float:
            other = self.neighbors[step]
            return float(other is not None and who in other.named)

        return [
            float(who in self.turn.addressed),
            addressed(-1),
            addressed(-2),
            addressed(1),
            addressed(2),
            float(who in self.turn.named),
            named(-1),
            named(1),
        ]

    def _around(self, who: int) -> list[float]:
        out = []
        for step in (-4, -3, -2, -1, 1, 2, 3, 4):
            other = self.neighbors[step]
            out.append(
                _fits(self.context, other.tag.subject, who) if other is not None and other.tag else 0.0
            )
        for step in (-2, -1, 1, 2):
            other = self.neighbors[step]
            beat = (
                (other.before or other.between or other.after)
                if other is not None and not other.tag
                else None
            )
            out.append(_fits(self.context, beat, who))
        return out

    def _exchange(self, who: int) -> list[float]:
        context, turn = self.context, self.turn
        spoke = context.spoke_at.get(who, [])
        first, last = context.scene_first[turn.index], context.scene_last[turn.index]
        in_scene = bisect_left(spoke, last + 1) - bisect_left(spoke, first)
        near = bisect_left(spoke, turn.index + 7) - bisect_left(spoke, turn.index - 6)
        return [
            self.last_spoke[who],
            self.spoke_rank[who],
            self.next_spoke[who],
            self.next_rank[who],
            _alternates(self.back, who),
            self.back[2],
            _alternates(self.ahead, who),
            self.ahead[2],
            float(min(20, in_scene)),
            float(min(8, near)),
        ]

    def _respects(self, who: int) -> list[float]:
        gender = self.context.genders[who]
        previous = _respect(self.neighbors[-1])
        told = self.context.told_at[who]
        return [
            _gender_fits(_respect(self.neighbors[1]), gender),
            _gender_fits(previous, gender),
            float(bool(told) and told[0] <= self.turn.paragraph),
        ]

    def _rivals(self, who: int) -> list[float]:
        genders = self.context.genders
        near = [
            other
            for other in self.told_ago
            if other != who and min(self.told_ago[other], self.last_spoke[other]) <= 6
        ]
        subject = self.turn.tag.subject if self.turn.tag is not None else None
        wanted = subject.gender if subject is not None and subject.gender in ("m", "f") else ""
        return [
            float(sum(genders[other] == wanted for other in near)) if wanted else -1.0,
            float(sum(genders[other] == genders[who] for other in near)),
        ]

    def _scene(self, who: int) -> list[float]:
        context, turn = self.context, self.turn
        people = context.scene_people.get(turn.scene, {})
        mine = people.get(who, 0)
        kinds = context.kinds_of.get(who, {})
        same = kinds.get(context.manner(turn), 0)
        subject = turn.tag.subject if turn.tag is not None else None
        noun = subject.who if subject is not None and subject.kind == NOUN else -1
        return [
            mine / max(1, sum(people.values())),
            float(sum(count > mine for count in people.values())),
            same / max(1, self._same_kind),
            same / max(1, sum(kinds.values())),
            float(min(4, context.tags_of.get(noun, 0))),
        ]

    def _guessed(self, who: int) -> list[float]:
        """What the plain rules guess for this turn and those around it."""
        context, turn = self.context, self.turn
        near = context.guessed_near(turn)
        out = [float(context.guesses[turn.index].who == who)]
        for step in (-4, -3, -2, -1, 1, 2, 3, 4):
            other = self.neighbors[step]
            guess = context.guesses[other.index] if other is not None else None
            out.append(0.0 if guess is None or guess.who < 0 else 1.0 if guess.who == who else -1.0)
        spoke = context.guessed_at.get(who, [])
        at = bisect_left(spoke, turn.index)
        after = bisect_left(spoke, turn.index + 1)
        ago = min(FAR, float(turn.index - spoke[at - 1])) if at else FAR
        ahead = min(FAR, float(spoke[after] - turn.index)) if after < len(spoke) else FAR
        first, last = context.scene_first[turn.index], context.scene_last[turn.index]
        ranked = sorted(near, key=lambda other: -near[other])
        return [
            *out,
            ago,
            ahead,
            float(sum(self._guess_ago(other) < ago for other in self.people if other >= 0)),
            float(near.get(who, 0)),
            float(min(20, bisect_left(spoke, last + 1) - bisect_left(spoke, first))),
            float(who in ranked[:2]),
        ]

    def _likeness(self, who: int) -> list[float]:
        mine = self.alike[who]
        return [mine, float(sum(other > mine for other in self.alike.values()))]

    def _guess_ago(self, who: int) -> float:
        spoke = self.context.guessed_at.get(who, [])
        at = bisect_left(spoke, self.turn.index)
        return min(FAR, float(self.turn.index - spoke[at - 1])) if at else FAR


def _ranks(values: dict[int, float]) -> dict[int, float]:
    ordered = sorted(values.values())
    return {who: float(ordered.index(value)) for who, value in values.items()}


def _alternates(party: tuple[int, int, float], who: int) -> float:
    """1 if strict alternation from the nearest tagged turn gives the candidate, -1 if another, 0 unknown."""
    first, second, distance = party
    if first < 0:
        return 0.0
    expected = first if distance % 2 == 0 else second
    if expected < 0:
        return -0.5 if who == first else 0.25
    return 1.0 if who == expected else (-1.0 if who in (first, second) else -0.75)


def _gender_fits(told: str, gender: str) -> float:
    if not told or gender == "x":
        return 0.0
    return 1.0 if told == gender else -1.0


def spoken_words(words: Words, turn: Turn) -> int:
    """How many words a turn says."""
    return sum(is_word(words.text[at]) for piece in turn.pieces for at in range(piece.first, piece.last))
