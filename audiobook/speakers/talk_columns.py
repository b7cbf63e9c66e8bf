"""Candidates -> what the talk around a turn tells: who is addressed, who speaks near, who sounds alike."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from audiobook.speakers.candidates import NOBODY
from audiobook.speakers.fits import fits, gender_fits, respect
from audiobook.speakers.mentions import NOUN
from audiobook.speakers.view import ranks, side_by_side

if TYPE_CHECKING:
    from audiobook.speakers.mentions import Mention
    from audiobook.speakers.turns import Turn
    from audiobook.speakers.view import Rows, View

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


def talk_rows(view: View) -> Rows:
    """The columns of what the talk around a turn tells of each candidate."""
    return side_by_side(
        _address(view),
        _around(view),
        _exchange(view),
        _respects(view),
        _rivals(view),
        _scene(view),
        _guessed(view),
        _likeness(view),
    )


def _address(view: View) -> Rows:
    near = view.neighbors
    heard = (turn.addressed if turn else () for turn in (view.turn, near[-1], near[-2], near[1], near[2]))
    named = (turn.named if turn else () for turn in (view.turn, near[-1], near[1]))
    told = (*heard, *named)
    return [[float(who in several) for several in told] for who in view.known]


def _around(view: View) -> Rows:
    near = view.neighbors
    tags = (turn.tag.subject if turn and turn.tag else None for turn in near.values())
    told = (*tags, *(_beat(near[step]) for step in (-2, -1, 1, 2)))
    return [[fits(view.context, mention, who) for mention in told] for who in view.known]


def _beat(turn: Turn | None) -> Mention | None:
    return turn.before or turn.between or turn.after if turn and not turn.tag else None


def _exchange(view: View) -> Rows:
    context, turn = view.context, view.turn
    first, last = context.scene_first[turn.index], context.scene_last[turn.index]
    rows = []
    for who in view.known:
        spoke = context.spoke_at.get(who, [])
        in_scene = bisect_left(spoke, last + 1) - bisect_left(spoke, first)
        near = bisect_left(spoke, turn.index + 7) - bisect_left(spoke, turn.index - 6)
        rows.append(
            [
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
        )
    return rows


def _respects(view: View) -> Rows:
    following, previous = respect(view.neighbors[1]), respect(view.neighbors[-1])
    genders, told_at = view.context.genders, view.context.told_at
    return [
        [
            gender_fits(following, genders[who]),
            gender_fits(previous, genders[who]),
            float(bool(told_at[who]) and told_at[who][0] <= view.turn.paragraph),
        ]
        for who in view.known
    ]


def _rivals(view: View) -> Rows:
    genders = view.context.genders
    near = {who for who in view.known if min(view.told_ago[who], view.last_spoke[who]) <= 6}
    many = Counter(genders[who] for who in near)
    wanted = view.subject.gender if view.subject is not None and view.subject.gender in ("m", "f") else ""
    return [
        [
            float(many[wanted] - (who in near and genders[who] == wanted)) if wanted else -1.0,
            float(many[genders[who]] - (who in near)),
        ]
        for who in view.known
    ]


def _scene(view: View) -> Rows:
    context = view.context
    people = context.scene_people.get(view.turn.scene, {})
    total, counts = max(1, sum(people.values())), sorted(people.values())
    manner = context.manner(view.turn)
    alike = {who: context.kinds_of.get(who, {}).get(manner, 0) for who in view.known}
    all_alike = max(1, sum(alike.values()))
    noun = view.subject.who if view.subject is not None and view.subject.kind == NOUN else -1
    return [
        [
            people.get(who, 0) / total,
            float(len(counts) - bisect_right(counts, people.get(who, 0))),
            same / all_alike,
            same / max(1, context.tags_of.get(who, 0)),
            float(min(4, context.tags_of.get(noun, 0))),
        ]
        for who, same in alike.items()
    ]


def _guessed(view: View) -> Rows:
    """What the plain rules guess for this turn and those around it."""
    context, turn = view.context, view.turn
    here = context.guesses[turn.index].who
    around = [context.guesses[other.index].who if other else NOBODY for other in view.neighbors.values()]
    first, last = context.scene_first[turn.index], context.scene_last[turn.index]
    near = context.guessed_near(turn)
    parties = sorted(near, key=lambda other: -near[other])[:2]
    guessed_at = {who: context.guessed_at.get(who, []) for who in view.known}
    ago = {who: view.turns_ago(turns) for who, turns in guessed_at.items()}
    rank = ranks(ago)
    return [
        [
            float(here == who),
            *(0.0 if guess == NOBODY else 1.0 if guess == who else -1.0 for guess in around),
            ago[who],
            view.turns_ahead(turns),
            rank[who],
            float(near.get(who, 0)),
            float(min(20, bisect_left(turns, last + 1) - bisect_left(turns, first))),
            float(who in parties),
        ]
        for who, turns in guessed_at.items()
    ]


def _likeness(view: View) -> Rows:
    alike = [view.context.styles.likeness(view.turn.index, who) for who in view.known]
    ordered = sorted(alike)
    return [[mine, float(len(ordered) - bisect_right(ordered, mine))] for mine in alike]


def _alternates(party: tuple[int, int, float], who: int) -> float:
    """1 if strict alternation from the nearest tagged turn gives the candidate, -1 if another, 0 unknown."""
    first, second, distance = party
    if first < 0:
        return 0.0
    expected = first if distance % 2 == 0 else second
    if expected < 0:
        return -0.5 if who == first else 0.25
    return 1.0 if who == expected else (-1.0 if who in (first, second) else -0.75)
