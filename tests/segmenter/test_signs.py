"""Signs of a note in a paragraph."""

from __future__ import annotations

import pytest

from audiobook.model import Block, Source, Story
from audiobook.segmenter.lexicon import lexicon_of, words_of
from audiobook.segmenter.lines import Line, lines_of
from audiobook.segmenter.signs import load_weights, score, signs
from audiobook.segmenter.voice import Voice

ENGLISH = lexicon_of("en")


def line(text: str) -> Line:
    return lines_of(Story(text, (Block(0, len(text)),), Source("story.txt", "")))[0]


def value(text: str, voice: Voice | None = None) -> float:
    return score(line(text), ENGLISH, voice or Voice(), load_weights()).value


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("I love you all <3", "smiley"),
        ("See you :P", "smiley"),
        ("Find me at www.example.org", "address"),
        ("Cover by @mossgoblin", "address"),
        ("So sorry!!", "piled"),
        ("hello again", "small_start"),
        ("No full stop at the end of this one", "no_end"),
        ("(It was my idea.)", "brackets"),
        ("Thanks for the goat. - corduroy", "signed"),
        ("wren: Yes, he is based on somebody.", "reply"),
        ("(1) That was a lie.", "footnote"),
        ("Last time, our heroine rescued a hat.", "recap"),
        ("The end! Tell me what you liked.", "ends"),
        ('"Stop," he said.', "opens_quoted"),
        ("*She can hear us.*", "stressed"),
    ],
)
def test_a_sign_is_seen(text: str, sign: str) -> None:
    assert sign in signs(line(text), ENGLISH, Voice())


def test_what_an_author_says_weighs_more_than_what_a_story_tells() -> None:
    told = "She looked at the lamp for a while, and then she went down to the river with it."
    spoken = "Thanks for reading, and sorry for the late update! Please review, I read every comment."
    assert value(spoken) > 3
    assert value(told) < 0


def test_words_that_the_story_itself_uses_weigh_little() -> None:
    text = "The reviews are in, and the next chapter is here."
    own = frozenset({("reviews",), ("next", "chapter")})
    assert value(text, Voice(own=own)) < value(text) - 2


def test_first_person_says_little_in_a_story_told_by_an_i() -> None:
    text = "I think I know what I want, and I have it here."
    assert value(text, Voice(first_person=True)) < value(text)


def test_the_title_in_small_letters_is_the_story_s_own() -> None:
    text = "And so the doors are closed now, guys."
    assert value(text, Voice(title="Open Doors")) == value(text)
    assert value(text, Voice(title="The Doors Are Closed")) < value(text)


def test_a_score_says_its_topic_and_its_reasons() -> None:
    found = score(line("Disclaimer: I don't own them."), ENGLISH, Voice(), load_weights())
    assert (found.topic, found.label, found.hard) == ("disclaimer", "disclaimer", True)
    assert found.reasons[0] == "opens with a note's label"


def test_drawn_out_letters_count_twice() -> None:
    assert words_of("Sooooo sorry, I'm BACK") == ["soo", "sorry", "i'm", "back"]


def test_a_number_stands_for_any_number() -> None:
    phrases = {phrase for _, phrase in ENGLISH.find(words_of("chapter twelve and chapter 3"))}
    assert ("chapter", "#") in phrases


def test_a_label_is_not_told_as_the_name_of_somebody_who_is_answered() -> None:
    reasons = score(line("Disclaimer: I own nothing."), ENGLISH, Voice(), load_weights()).reasons
    assert reasons[0] == "opens with a note's label"
    assert "answers somebody by name" not in reasons
