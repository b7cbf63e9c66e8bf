"""Candidates -> what the text tells of them: who they are, what the tag says, where they are mentioned."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from audiobook.speakers.candidates import NOBODY
from audiobook.speakers.fits import GENDERS, fits
from audiobook.speakers.mentions import NOUN, PRONOUN
from audiobook.speakers.view import FAR, side_by_side

if TYPE_CHECKING:
    from audiobook.speakers.mentions import Mention
    from audiobook.speakers.turns import Turn
    from audiobook.speakers.view import Rows, View

TOLD_COLUMNS = (
    "named", "teller", "gender", "mention share", "share", "tag share", "tag rank",
    "rank", "tag", "tag own noun", "before", "between", "after", "told", "told first", "told last",
    "told before", "told subject", "told possessive", "told only", "narration before",
    "narration subject", "narration last", "narration next", "next subject", "told ago",
    "told rank", "told rank gender", "told near", "told ahead", "quoted ago",
)  # fmt: skip


def told_rows(view: View) -> Rows:
    """The columns of what the text tells of each candidate."""
    return side_by_side(_person(view), _tags(view), _told(view), _narrated(view), _recency(view))


def _person(view: View) -> Rows:
    context = view.context
    people = [context.company.people[who] for who in view.known]
    mentions = [len(person.mentions) for person in people]
    tags = [context.tags_of.get(who, 0) for who in view.known]
    mentioned, tagged, ordered = max(1, sum(mentions)), max(1, sum(tags)), sorted(tags)
    teller = context.company.tellers.get(view.turn.section, NOBODY)
    return [
        [
            float(person.named),
            float(person.index == teller),
            GENDERS[context.genders[person.index]],
            mentions[rank] / mentioned,
            mentions[rank] / context.mentioned,
            tags[rank] / tagged,
            float(len(ordered) - bisect_right(ordered, tags[rank])),
            float(rank),
        ]
        for rank, person in enumerate(people)
    ]


def _tags(view: View) -> Rows:
    context, turn, subject = view.context, view.turn, view.subject
    own = subject.who if subject is not None and subject.kind == NOUN else NOBODY
    return [
        [
            fits(context, subject, who),
            float(own == who),
            fits(context, turn.before, who),
            fits(context, turn.between, who),
            fits(context, turn.after, who),
        ]
        for who in view.known
    ]


def _told(view: View) -> Rows:
    named = [mention for mention in view.turn.told if mention.who >= 0 and mention.kind != PRONOUN]
    told = {mention.who for mention in named}
    return [_told_of(named, view.turn, who) if who in told else [0.0] * 7 for who in view.known]


def _told_of(named: list[Mention], turn: Turn, who: int) -> list[float]:
    mine = [mention for mention in named if mention.who == who]
    return [
        float(min(4, len(mine))),
        float(named[0].who == who),
        float(named[-1].who == who),
        float(any(mention.first < turn.first for mention in mine)),
        float(any(mention.subject for mention in mine)),
        float(all(mention.possessive for mention in mine)),
        float(len(mine) == len(named)),
    ]


def _narrated(view: View) -> Rows:
    lead, tail = [mention.who for mention in view.lead], [mention.who for mention in view.tail]
    last = next((mention.who for mention in reversed(view.lead) if mention.subject), NOBODY)
    first = next((mention.who for mention in view.tail if mention.subject), NOBODY)
    return [
        [
            float(min(4, lead.count(who))),
            float(last == who),
            float(lead[-1:] == [who]),
            float(min(4, tail.count(who))),
            float(first == who),
        ]
        for who in view.known
    ]


def _recency(view: View) -> Rows:
    genders, paragraph = view.context.genders, view.turn.paragraph
    rivals = {
        gender: sorted(ago for who, ago in view.told_ago.items() if genders[who] in (gender, "x"))
        for gender in dict.fromkeys(genders[who] for who in view.known)
    }
    rows = []
    for who, ago in view.told_ago.items():
        told = view.context.told_at[who]
        ahead = bisect_left(told, paragraph + 1)
        rows.append(
            [
                ago,
                view.told_rank[who],
                float(bisect_left(rivals[genders[who]], ago)),
                float(min(12, bisect_left(told, paragraph) - bisect_left(told, paragraph - 10))),
                min(FAR, float(told[ahead] - paragraph)) if ahead < len(told) else FAR,
                view.ago(view.context.quoted_at[who]),
            ]
        )
    return rows
