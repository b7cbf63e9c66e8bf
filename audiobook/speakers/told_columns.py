"""A candidate -> what the text tells of them: who they are, what the tag says, where they are mentioned."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from audiobook.speakers.fits import GENDERS, fits
from audiobook.speakers.mentions import NOUN
from audiobook.speakers.view import FAR

if TYPE_CHECKING:
    from audiobook.speakers.company import Person
    from audiobook.speakers.view import View

TOLD_COLUMNS = (
    "named", "teller", "gender", "mention share", "share", "tag share", "tag rank",
    "rank", "tag", "tag own noun", "before", "between", "after", "told", "told first", "told last",
    "told before", "told subject", "told possessive", "told only", "narration before",
    "narration subject", "narration last", "narration next", "next subject", "told ago",
    "told rank", "told rank gender", "told near", "told ahead", "quoted ago",
)  # fmt: skip


def told_row(view: View, rank: int, who: int) -> list[float]:
    """The columns of what the text tells of a candidate."""
    return [
        *_person(view, rank, who),
        *_tags(view, who),
        *_told(view, who),
        *_narrated(view, who),
        *_recency(view, who),
    ]


def _person(view: View, rank: int, who: int) -> list[float]:
    context = view.context
    person: Person = context.company.people[who]
    return [
        float(person.named),
        float(context.company.tellers.get(view.turn.section, -1) == who),
        GENDERS[context.genders[who]],
        len(person.mentions) / view.mentioned,
        len(person.mentions) / context.mentioned,
        context.tags_of.get(who, 0) / view.tagged,
        float(sum(context.tags_of.get(other, 0) > context.tags_of.get(who, 0) for other in view.people)),
        float(rank),
    ]


def _tags(view: View, who: int) -> list[float]:
    turn = view.turn
    subject = turn.tag.subject if turn.tag is not None else None
    own = subject is not None and subject.kind == NOUN and subject.who == who
    return [
        fits(view.context, subject, who),
        float(own),
        fits(view.context, turn.before, who),
        fits(view.context, turn.between, who),
        fits(view.context, turn.after, who),
    ]


def _told(view: View, who: int) -> list[float]:
    mine = [mention for mention in view.named_told if mention.who == who]
    named = view.named_told
    return [
        float(min(4, len(mine))),
        float(bool(named) and named[0].who == who),
        float(bool(named) and named[-1].who == who),
        float(any(mention.who == who for mention in view.before_text)),
        float(any(mention.subject for mention in mine)),
        float(bool(mine) and all(mention.possessive for mention in mine)),
        float(bool(mine) and len({mention.who for mention in named}) == 1),
    ]


def _narrated(view: View, who: int) -> list[float]:
    lead_subjects = [mention.who for mention in view.lead if mention.subject]
    tail_subjects = [mention.who for mention in view.tail if mention.subject]
    return [
        float(min(4, sum(mention.who == who for mention in view.lead))),
        float(bool(lead_subjects) and lead_subjects[-1] == who),
        float(bool(view.lead) and view.lead[-1].who == who),
        float(min(4, sum(mention.who == who for mention in view.tail))),
        float(bool(tail_subjects) and tail_subjects[0] == who),
    ]


def _recency(view: View, who: int) -> list[float]:
    context, turn = view.context, view.turn
    told, quoted = context.told_at[who], context.quoted_at[who]
    at = bisect_left(told, turn.paragraph + 1)
    ahead = min(FAR, float(told[at] - turn.paragraph)) if at < len(told) else FAR
    gender = context.genders[who]
    rivals = [other for other in view.told_ago if context.genders[other] in (gender, "x")]
    ago = view.told_ago[who]
    return [
        ago,
        view.told_rank[who],
        float(sum(view.told_ago[other] < ago for other in rivals)),
        float(min(12, bisect_left(told, turn.paragraph) - bisect_left(told, turn.paragraph - 10))),
        ahead,
        view.ago(quoted),
    ]
