"""Who tells the story: the "I" of each section, and the name behind it where the text gives it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from audiobook.speakers.candidates import told_speaker
from audiobook.speakers.company import Person
from audiobook.speakers.introductions import introduced
from audiobook.speakers.mentions import NAME, PRONOUN
from audiobook.speakers.words import NARRATED, without_possessive

if TYPE_CHECKING:
    from audiobook.model import CastMember, Sheet
    from audiobook.speakers.company import Company
    from audiobook.speakers.turns import Turn
    from audiobook.speakers.words import Words

_I = frozenset({"i", "my", "me", "i'd", "i'm", "i've", "myself"})
_YOU = frozenset({"you", "your", "you'd", "you're", "you've", "yourself"})
_LEAST, _SHARE = 3, 0.008  # of "I" in the narration of a section
_LEAST_YOU, _SHARE_YOU = 9, 0.02
_CARD_WORDS = frozenset({"-", "~", "*", ":", "(", ")", "chapter", "part", ".", "of", "point"})
_NOBODYS = frozenset({"normal", "third", "3rd", "general", "omniscient", "author's"})
# How the telling itself names its teller; "a boy called Joshua" does not.
_OF_ONESELF = (
    "i'm", "i am", "my name is", "my name", "call me", "called me", "calls me",
    "call myself", "called myself", "i was called", "i was named",
)  # fmt: skip
_ENOUGH = 1.6  # votes for a name


def find_tellers(words: Words, company: Company, turns: list[Turn], sheet: Sheet) -> None:
    """Names the tellers: fills `company.tellers`, and `who` of every "I" that is one.

    Whom the casting sheet calls the narrator is the "I" wherever no card names another.
    """
    wanted = [member for member in sheet.members if member.is_narrator]
    told, addressed = _sections(words, certain=bool(wanted))
    for found, name in ((told, "I"), (addressed, "you")):
        sections = {s for s in found if not card_of_nobody(words.cards.get(s, ()))}
        if sections:
            cards = _by_cards(words, company, sorted(sections))
            plain = [section for section in sorted(sections) if cards[section] < 0]
            if plain:
                if name == "I" and wanted:
                    who = _person_of(company, wanted[0])
                else:
                    refused = _people_of(company, [m for m in sheet.members if m.is_narrator is False])
                    who = _named_by_votes(words, company, turns, set(plain), name, refused)
                cards |= dict.fromkeys(plain, who if who >= 0 else _add_nameless(company, name))
            for section, who in cards.items():
                company.tellers[section] = who
                company.people[who].is_narrator = True
            _own_pronouns(words, company, sections, "1" if name == "I" else "2")


def _people_of(company: Company, members: list[CastMember]) -> set[int]:
    """The people whom some entries of the casting sheet are about."""
    names = {name for member in members for name in (member.name, *member.aliases)}
    return {person.index for person in company.people if names & {person.name, *person.aliases}}


def _person_of(company: Company, member: CastMember) -> int:
    """The person whom an entry of the casting sheet is about; a new one if nobody in the story calls them."""
    found = _people_of(company, [member])
    return min(found) if found else company.add(member.name, member.gender)


def _sections(words: Words, *, certain: bool) -> tuple[set[int], set[int]]:
    """The sections told by an "I", and those told to a "you" who is their hero.

    If it is `certain` that somebody tells the story, a single "I" is enough.
    """
    mine: Counter[int] = Counter()
    yours: Counter[int] = Counter()
    total: Counter[int] = Counter()
    for paragraph in words.paragraphs:
        for piece in paragraph.pieces:
            if words.where[piece.first] == NARRATED:
                lows = words.low[piece.first : piece.last]
                total[paragraph.section] += len(lows)
                mine[paragraph.section] += sum(low in _I for low in lows)
                yours[paragraph.section] += sum(low in _YOU for low in lows)
    told = {s for s, n in total.items() if mine[s] >= (1 if certain else max(_LEAST, _SHARE * n))}
    addressed = {
        section
        for section, n in total.items()
        if yours[section] > max(_LEAST_YOU, 2 * mine[section], _SHARE_YOU * n)
    }
    return told - addressed, addressed


def _by_cards(words: Words, company: Company, sections: list[int]) -> dict[int, int]:
    """The teller of each section by the card over it; a flashback keeps the teller before it."""
    bearers: dict[str, int] = {}  # the first to bear each word in a name
    for person in company.people:
        for word in person.words if person.named else ():
            bearers.setdefault(word, person.index)
    cards: dict[int, int] = {}
    for section in sections:
        who = _on_card(words, bearers, section)
        goes_on = who < 0 and section in words.markers and not card_of_nobody(words.cards.get(section, ()))
        cards[section] = cards.get(section - 1, -1) if goes_on else who
    return cards


def _on_card(words: Words, bearers: dict[str, int], section: int) -> int:
    """The person whose name stands over the section ("Rook's POV", "- Tam -"); -1 if there is none."""
    if card_of_nobody(words.cards.get(section, ())):
        return -1
    card = {without_possessive(word).lower() for word in words.cards.get(section, ())} - _CARD_WORDS
    if len(card) > 2 and not card & {"pov", "view"}:
        return -1
    return min((bearers[word] for word in card & bearers.keys()), default=-1)


def card_of_nobody(card: tuple[str, ...]) -> bool:
    """Whether a card says that nobody in particular tells: "Normal POV"."""
    return not _NOBODYS.isdisjoint(word.lower() for word in card)


def _named_by_votes(
    words: Words, company: Company, turns: list[Turn], sections: set[int], pronoun: str, refused: set[int]
) -> int:
    """The name that the teller goes by: addressed beside their own lines, never acting in the telling."""
    votes: dict[int, float] = defaultdict(float)
    gender = "1" if pronoun == "I" else "2"
    mine = [_tagged(turn, gender) for turn in turns]
    for at, turn in enumerate(turns):
        if words.paragraphs[turn.paragraph].section not in sections:
            continue
        for who in sorted(set(turn.addressed)):
            near = [turns[k] for k in (at - 1, at + 1) if 0 <= k < len(turns)]
            if mine[at]:
                votes[who] -= 3
            elif any(mine[other.index] for other in near):
                votes[who] += 2
            else:
                votes[who] += 0.5
            votes[who] -= any(told_speaker(other) not in (-1, told_speaker(turn)) for other in near)
        if mine[at]:
            for who in introduced(words, company, turn):
                votes[who] += 4
    for mention in company.mentions:
        told = mention.kind == NAME and mention.where == NARRATED
        if told and words.paragraphs[mention.paragraph].section in sections:
            before = " ".join(words.low[max(0, mention.first - 3) : mention.first])
            votes[mention.who] += 4 if before.endswith(_OF_ONESELF) else -mention.subject
    return _winner(company, {who: count for who, count in votes.items() if who not in refused})


def _tagged(turn: Turn, gender: str) -> bool:
    return turn.tag is not None and turn.tag.subject is not None and turn.tag.subject.gender == gender


def _winner(company: Company, votes: dict[int, float]) -> int:
    ranked = sorted(
        ((count, -who) for who, count in votes.items() if company.people[who].named), reverse=True
    )
    if not ranked or ranked[0][0] < _ENOUGH or (len(ranked) > 1 and ranked[1][0] > ranked[0][0] - 0.4):
        return -1
    return -ranked[0][1]


def _add_nameless(company: Company, name: str) -> int:
    company.people.append(Person(len(company.people), name, named=False))
    return len(company.people) - 1


def _own_pronouns(words: Words, company: Company, sections: set[int], gender: str) -> None:
    for mention in company.mentions:
        section = words.paragraphs[mention.paragraph].section
        if mention.kind == PRONOUN and mention.gender == gender and section in sections:
            mention.who = company.tellers[section]
            company.people[mention.who].mentions.append(mention)
