"""Lines that by their form belong to a note."""

from __future__ import annotations

import pytest

from audiobook.model import Block, Source, Story
from audiobook.segmenter.lexicon import lexicon_of
from audiobook.segmenter.lines import Line, lines_of
from audiobook.segmenter.note_lines import (
    field_weight,
    glossary_weight,
    is_ask,
    is_dedication,
    is_end,
    is_handover,
    label_of,
    legend_weight,
)
from audiobook.segmenter.voice import Voice

ENGLISH = lexicon_of("en")


def line(text: str) -> Line:
    return lines_of(Story(text, (Block(0, len(text)),), Source("story.txt", "")))[0]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("A/N: hello", "author"),
        ("A/N I hate this chapter", "author"),
        ("AN: hello", "author"),
        ("AN - hello", "author"),
        ("(A/N: hello)", "author"),
        ("**A/N:** hello", "author"),
        ("[AN: hello]", "author"),
        ("A/N July 11, 2017: hello", "author"),
        ("Author's Note", "author"),
        ("Authors Note - hello", "author"),
        ("T/N: hello", "author"),
        ("Notes:", "aside"),
        ("Disclaimer: not mine", "disclaimer"),
        ("DISCLAIMER - not mine", "disclaimer"),
        ("Warnings: a goat", "warning"),
        ("TW: a goat", "warning"),
        ("Summary: a goat", "summary"),
        ("Glossary:", "glossary"),
        ("Review replies!", "replies"),
        ("Previously: a goat", "recap"),
        ("Next time: a goat", "preview"),
    ],
)
def test_a_label_is_known_with_its_topic(text: str, topic: str) -> None:
    assert label_of(text, ENGLISH) == topic


@pytest.mark.parametrize(
    "text",
    [
        "An axe hung over the door.",
        "An - the girl from the mill - took it.",
        "Disclaimer forms lay on every chair.",
        "Warning bells rang.",
        "Notes drifted up from the street.",
        "Author of all my troubles,",
        "Summary justice.",
        "Mara: hi",
        "",
    ],
)
def test_other_openings_are_no_labels(text: str) -> None:
    assert label_of(text, ENGLISH) == ""


@pytest.mark.parametrize(
    "text", ["TBC...?", "~fin~", "*(To be continued.)*", "THE END", "fin.", "End of chapter 3"]
)
def test_a_line_only_says_that_the_story_ends(text: str) -> None:
    assert is_end(line(text), ENGLISH)


@pytest.mark.parametrize(
    "text", ["The end of the pier was gone.", "It was to be continued.", "Finland", "Endless"]
)
def test_other_lines_do_not(text: str) -> None:
    assert not is_end(line(text), ENGLISH)


@pytest.mark.parametrize(
    "text", ["Review please!", "Please review.", "~R&R!~", "(Reviews, please?)", "*REVIEW!!!*"]
)
def test_a_line_only_asks_for_reviews(text: str) -> None:
    assert is_ask(line(text), ENGLISH)


@pytest.mark.parametrize(
    "text", ['"Review, please."', "Please review the contract.", "She read the review.", "* * *"]
)
def test_a_line_that_says_more_or_is_spoken_does_not(text: str) -> None:
    assert not is_ask(line(text), ENGLISH)


@pytest.mark.parametrize(
    "text",
    ["So that's that. Anyway, on with the chapter!", "Enjoy!", "Without further ado...", "Kk here we goooo"],
)
def test_a_note_hands_over_to_the_story(text: str) -> None:
    assert is_handover(line(text), ENGLISH)


def test_a_paragraph_of_story_does_not_hand_over() -> None:
    assert not is_handover(
        line("She put the kettle on and looked out at the rain for a long, long time."), ENGLISH
    )


@pytest.mark.parametrize(
    "text",
    [
        '"Talking"',
        "“Speech”",
        "'Thinking'",
        "*Dragon-speech (mind to mind, both ways)*",
        "::blah:: = mindspeak, 'blah' = thinking",
        "**THIS** - people shouting",
        "~Flashback~ ... ~End Flashback~",
    ],
)
def test_a_line_shows_a_mark_and_says_what_it_means(text: str) -> None:
    assert legend_weight(line(text), ENGLISH) > 0


@pytest.mark.parametrize("text", ['"Talking of fish, where is he?"', '"No."', "*sigh*", "He was thinking."])
def test_speech_is_no_legend(text: str) -> None:
    assert legend_weight(line(text), ENGLISH) == 0


@pytest.mark.parametrize(
    "text", ["Baka - idiot", "Obi = belt", "White Blade: a sword", "1. Bokken - wooden sword"]
)
def test_a_line_explains_a_word(text: str) -> None:
    assert glossary_weight(line(text), Voice()) > 0
    assert glossary_weight(line(text), Voice(scripted=True)) == 0


@pytest.mark.parametrize("text", ["He left - at last.", '"Baka - idiot"', "It rained."])
def test_a_sentence_explains_none(text: str) -> None:
    assert glossary_weight(line(text), Voice()) == 0


@pytest.mark.parametrize(
    "text", ["by lemonpeel (@lemonpeelwrites)", "By: kitsune", "a one-shot by tess", "Rating: K+"]
)
def test_bylines_and_fields_weigh(text: str) -> None:
    assert field_weight(line(text), ENGLISH) > 0


@pytest.mark.parametrize("text", ["By the river stood a mill.", "Name: Gerald", "Bystanders"])
def test_other_lines_weigh_nothing(text: str) -> None:
    assert field_weight(line(text), ENGLISH) == 0


@pytest.mark.parametrize(
    "text", ["For Lumi, who wanted a goat", "Dedicated to @pastel for the cover", "To tealeaf: thanks"]
)
def test_a_line_says_for_whom_the_story_is(text: str) -> None:
    assert is_dedication(line(text), ENGLISH)


@pytest.mark.parametrize(
    "text", ["For a while nobody spoke.", '"For Lumi," he said.', "Forty minutes earlier"]
)
def test_a_sentence_says_it_for_nobody(text: str) -> None:
    assert not is_dedication(line(text), ENGLISH)
