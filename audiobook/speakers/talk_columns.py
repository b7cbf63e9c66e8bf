"""A candidate -> what the talk around a turn tells: who is addressed, who speaks near, who sounds alike."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from audiobook.speakers.fits import fits, gender_fits, respect
from audiobook.speakers.mentions import NOUN
from audiobook.speakers.view import FAR

if TYPE_CHECKING:
    from audiobook.speakers.view import View

TALK_COLUMNS = (
    "addressed", "addressed previous", "addressed before previous", "addressed next", "addressed after next",
    "named here", "named previous", "named next", "tag -4", "tag -3", "tag -2", "tag -1", "tag +1",
    "tag +2", "tag +3", "tag +4", "beat -2", "beat -1", "beat +1", "beat +2", "last spoke",
    "spoke rank", "next speaks", "next rank", "back parity", "back distance", "ahead parity",
    "ahead distance", "spoke in scene", "spoke near", "respect fits", "previous respect fits",
    "introduced", "other fits gender", "same gender rival", "scene share", "scene rank",
    "kind turns", "kind share", "tags with noun", "guess", "guess -4", "guess -3", "guess -2",
    "guess -1", "guess +1", "guess +2", "guess +3", "guess +4", "guess ago", "guess ahead",
    "guess rank", "guess near", "guess in scene", "guess party", "likeness", "likeness rank",
)  # fmt: skip


def talk_row(view: View, who: int) -> list[float]:
    """The columns of what the talk around a turn tells of a candidate."""
    return [
        *_address(view, who),
        *_around(view, who),
        *_exchange(view, who),
        *_respects(view, who),
        *_rivals(view, who),
        *_scene(view, who),
        *_guessed(view, who),
        *_likeness(view, who),
    ]


def _address(view: View, who: int) -> list[float]:
    def addressed(step: int) -> float:
        other = view.neighbors[step]
        return float(other is not None and who in other.addressed)

    def named(step: int) -> float:
        other = view.neighbors[step]
        return float(other is not None and who in other.named)

    return [
        float(who in view.turn.addressed),
        addressed(-1),
        addressed(-2),
        addressed(1),
        addressed(2),
        float(who in view.turn.named),
        named(-1),
        named(1),
    ]


def _around(view: View, who: int) -> list[float]:
    out = []
    for step in (-4, -3, -2, -1, 1, 2, 3, 4):
        other = view.neighbors[step]
        out.append(fits(view.context, other.tag.subject, who) if other is not None and other.tag else 0.0)
    for step in (-2, -1, 1, 2):
        other = view.neighbors[step]
        beat = (other.before or other.between or other.after) if other is not None and not other.tag else None
        out.append(fits(view.context, beat, who))
    return out


def _exchange(view: View, who: int) -> list[float]:
    context, turn = view.context, view.turn
    spoke = context.spoke_at.get(who, [])
    first, last = context.scene_first[turn.index], context.scene_last[turn.index]
    in_scene = bisect_left(spoke, last + 1) - bisect_left(spoke, first)
    near = bisect_left(spoke, turn.index + 7) - bisect_left(spoke, turn.index - 6)
    return [
        view.last_spoke[who],
        view.spoke_rank[who],
        view.next_spoke[who],
        view.next_rank[who],
        _alternates(view.back, who),
        view.back[2],
        _alternates(view.ahead, who),
        view.ahead[2],
        float(min(20, in_scene)),
        float(min(8, near)),
    ]


def _respects(view: View, who: int) -> list[float]:
    gender = view.context.genders[who]
    previous = respect(view.neighbors[-1])
    told = view.context.told_at[who]
    return [
        gender_fits(respect(view.neighbors[1]), gender),
        gender_fits(previous, gender),
        float(bool(told) and told[0] <= view.turn.paragraph),
    ]


def _rivals(view: View, who: int) -> list[float]:
    genders = view.context.genders
    near = [
        other
        for other in view.told_ago
        if other != who and min(view.told_ago[other], view.last_spoke[other]) <= 6
    ]
    subject = view.turn.tag.subject if view.turn.tag is not None else None
    wanted = subject.gender if subject is not None and subject.gender in ("m", "f") else ""
    return [
        float(sum(genders[other] == wanted for other in near)) if wanted else -1.0,
        float(sum(genders[other] == genders[who] for other in near)),
    ]


def _scene(view: View, who: int) -> list[float]:
    context, turn = view.context, view.turn
    people = context.scene_people.get(turn.scene, {})
    mine = people.get(who, 0)
    kinds = context.kinds_of.get(who, {})
    same = kinds.get(context.manner(turn), 0)
    subject = turn.tag.subject if turn.tag is not None else None
    noun = subject.who if subject is not None and subject.kind == NOUN else -1
    return [
        mine / max(1, sum(people.values())),
        float(sum(count > mine for count in people.values())),
        same / max(1, view.same_kind),
        same / max(1, sum(kinds.values())),
        float(min(4, context.tags_of.get(noun, 0))),
    ]


def _guessed(view: View, who: int) -> list[float]:
    """What the plain rules guess for this turn and those around it."""
    context, turn = view.context, view.turn
    near = context.guessed_near(turn)
    out = [float(context.guesses[turn.index].who == who)]
    for step in (-4, -3, -2, -1, 1, 2, 3, 4):
        other = view.neighbors[step]
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
        float(sum(view.guess_ago(other) < ago for other in view.people if other >= 0)),
        float(near.get(who, 0)),
        float(min(20, bisect_left(spoke, last + 1) - bisect_left(spoke, first))),
        float(who in ranked[:2]),
    ]


def _likeness(view: View, who: int) -> list[float]:
    mine = view.alike[who]
    return [mine, float(sum(other > mine for other in view.alike.values()))]


def _alternates(party: tuple[int, int, float], who: int) -> float:
    """1 if strict alternation from the nearest tagged turn gives the candidate, -1 if another, 0 unknown."""
    first, second, distance = party
    if first < 0:
        return 0.0
    expected = first if distance % 2 == 0 else second
    if expected < 0:
        return -0.5 if who == first else 0.25
    return 1.0 if who == expected else (-1.0 if who in (first, second) else -0.75)
