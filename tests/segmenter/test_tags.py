from collections.abc import Callable

import pytest

from audiobook.model import Story
from audiobook.segmenter.quote_marks import double_stretches
from audiobook.segmenter.tags import Tag, tags_of
from audiobook.segmenter.words import words_of


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ('"Yes," he said.', "", "say"),
        ('"Yes," said the old man.', "", "say"),
        ('"Yes," Mr. Crewe said.', "", ""),
        ('"Yes," the old man with the pipe said.', "", "say"),
        ('"Yes." He said nothing.', "", ""),
        ('"Yes?" he wondered.', "", "think"),
        ('"Yes," he told himself.', "", "think"),
        ('"Yes," he wondered aloud.', "", "say"),
        ('"Yes?" he thought of asking.', "", ""),
        ('"Yes," as somebody said.', "", ""),
        ('"Yes," he wrote.', "", "write"),
        ('"Yes," he had been told.', "", ""),
        ('He said, "Yes."', "say", ""),
        ('She had, saying "Yes."', "say", ""),
        ('He thought: "Yes."', "think", ""),
        ('He didn\'t say "Yes."', "", ""),
        ('They called it "Yes."', "", ""),
        ('He said it. "Yes."', "", ""),
        ('the saying "Yes."', "", ""),
    ],
)
def test_the_words_beside_a_quotation_tell_what_it_is(
    as_story: Callable[[str], Story], text: str, before: str, after: str
) -> None:
    block = as_story(text).blocks[0]
    stretch = double_stretches(text, 0, len(text))[0]
    tags = tags_of(text, stretch, block, words_of("en"))
    assert (tags.before.value, tags.after.value) == (before, after)


def test_a_noise_is_told_from_an_answer(as_story: Callable[[str], Story]) -> None:
    text = '"Tick," it went.'
    tags = tags_of(text, double_stretches(text, 0, len(text))[0], as_story(text).blocks[0], words_of("en"))
    assert tags.after is Tag.SAY
    assert tags.sound
    assert not tags.inverted
