from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from audiobook.model import Correction, Segmentation, Sheet
from audiobook.speakers.attribution import read_story
from audiobook.speakers.context import Context
from audiobook.speakers.ranker import Ranker, believe, described_malus
from audiobook.speakers.weights import weights

Read = Callable[..., Context]
Tell = Callable[..., Segmentation]

ROUNDING = 1e-9
MEETING = "Mara shut the door. Ivo met the guard."
EXCHANGE = (MEETING, '"Sit," said Mara.', '"No," said Ivo.', '"Why?"', '"Because."')


def speakers(context: Context) -> list[str | None]:
    ranker = Ranker(context)
    people = ranker.context.company.people
    decisions = ranker.decide(ranker.context.turns)
    return [people[decision.who].name if decision.who >= 0 else None for decision in decisions]


def test_each_turn_shares_its_belief_among_its_candidates(read: Read) -> None:
    context = read(*EXCHANGE)
    found = believe(context, context.turns, weights())
    assert [len(share) for share in found] == [len(people) for people in context.candidates]
    assert all(share.sum() == pytest.approx(1, abs=ROUNDING) for share in found)


def test_a_story_without_speech_has_nothing_to_believe(read: Read) -> None:
    context = read(MEETING)
    assert believe(context, context.turns, weights()) == []
    assert Ranker(context).decide(context.turns) == []


def test_weights_that_know_nothing_leave_everybody_alike(read: Read) -> None:
    learned = weights()
    trees = replace(learned.trees, value=np.zeros_like(learned.trees.value))
    blind = replace(learned, trees=trees, same=0 * learned.same, back=0 * learned.back)
    context = read(*EXCHANGE)
    for share in believe(context, context.turns, blind):
        assert share == pytest.approx(np.full(len(share), 1 / len(share)))


@pytest.mark.parametrize(("turns", "malus"), [(3, False), (150, True), (400, True)])
def test_in_a_long_story_a_description_is_less_likely_somebody_new(
    read: Read, turns: int, malus: bool
) -> None:
    context = read(
        "The guard nodded.", *(f'"Sit," said {name}.' for name in ("Mara", "Ivo") * (turns // 2 + 1))
    )
    found = described_malus(context, context.turns)
    people = [who for several in context.candidates for who in several]
    company = context.company.people
    described = np.array([who >= 0 and not company[who].named for who in people])
    assert described.any()
    assert not found[~described].any()
    assert (found[described] > 0).all() == malus


def corrected(tell: Tell, *fixes: Correction) -> list[str | None]:
    return speakers(read_story(tell(*EXCHANGE), Sheet(corrections=fixes)))


def test_a_correction_teaches_the_lines_around_it(tell: Tell) -> None:
    assert corrected(tell) == ["Mara", "Ivo", "Mara", "Ivo"]
    assert corrected(tell, Correction("why", "Ivo")) == ["Mara", "Ivo", "Ivo", "Mara"]


def test_a_correction_may_name_somebody_new(tell: Tell) -> None:
    assert corrected(tell, Correction("why", "Tib"))[2] == "Tib"


def test_a_correction_goes_before_a_tag(tell: Tell) -> None:
    assert corrected(tell, Correction("sit", "Ivo"))[0] == "Ivo"


def test_a_name_only_called_out_is_whoever_answers(read: Read) -> None:
    story = read(
        "Then Kessic sat. Teague nodded.",
        '"Wait, Frank," said Teague.',
        '"Why?"',
        '"Frank, come," said Teague.',
        '"No."',
    )
    assert speakers(story) == ["Teague", "Kessic", "Teague", "Kessic"]


SCENES = (*EXCHANGE, "", '"Wait, Frank," said Ivo.', '"Who?"', '"Frank, come," said Ivo.', "", *EXCHANGE)


@pytest.mark.parametrize("asked", [slice(0, 1), slice(3, 6), slice(-2, None), slice(0, 0)])
def test_turns_are_decided_alike_by_themselves_and_with_all_others(read: Read, asked: slice) -> None:
    everything, some = Ranker(read(*SCENES)), Ranker(read(*SCENES))
    turns = everything.context.turns
    assert some.decide(some.context.turns[asked]) == everything.decide(turns)[asked]
