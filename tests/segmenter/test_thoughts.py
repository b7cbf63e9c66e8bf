from collections.abc import Callable

import pytest

Shorthand = Callable[..., list[str]]

TALK = '"Where to?" asked Mara.\n\n"Out," he said.\n\nShe looked at the door, and at the rain.\n\n'


@pytest.mark.parametrize(
    ("paragraph", "pieces"),
    [
        ("*Don't you dare.*", ["thought: *Don't you dare.*"]),
        ("_Don't you dare._ She ran.", ["thought: _Don't you dare._"]),
        (
            "*Idiot,* she told herself. *You absolute idiot.*",
            ["thought: *Idiot,*", "thought: *You absolute idiot.*"],
        ),
        ("And he thought, *that's nice,* and that was all.", ["thought: *that's nice,*"]),
        (
            "*If he knows,* she thought, *if he even guesses.*",
            ["thought: *If he knows,*", "thought: *if he even guesses.*"],
        ),
        ("She rose. *He must have known*. She sat.", ["thought: *He must have known*"]),
    ],
)
def test_a_whole_sentence_in_emphasis_is_a_thought(
    shorthand: Shorthand, paragraph: str, pieces: list[str]
) -> None:
    assert shorthand(TALK + paragraph) == pieces


@pytest.mark.parametrize(
    "paragraph",
    [
        "It was *not* fine.",
        "The _Daily Telegraph_ remarked upon it.",
        "*The Dawn Treader* lay at anchor.",
        "*Thump.*",
        "*Da da dum.*",
        "There was a *click*, and then nothing.",
        "*Tick,* it went.",
        "It was what _he_ wanted.",
        "**Chapter the last**",
    ],
)
def test_stress_titles_and_noises_are_no_thoughts(shorthand: Shorthand, paragraph: str) -> None:
    assert shorthand(TALK + paragraph) == []


@pytest.mark.parametrize(
    ("story", "pieces"),
    [
        ("*You are late,* said the fox.\n\n*I know,* she said.\n\n*Well?*", ["telepathy: *Well?*"]),
        ("**Wake up, kit,** said the fox.\n\n*Not now,* she thought.\n\n**Now.**", ["telepathy: **Now.**"]),
        (
            "*You are late,* said the fox.\n\n*I know,* she said.\n\n*Fool,* she thought.",
            ["thought: *Fool,*"],
        ),
        (
            "*Late,* said the fox.\n\n*Very,* he said.\n\n*I know,* she thought at him.",
            ["telepathy: *I know,*"],
        ),
        ("*RISE AND SHINE,* the god said.\n\n*Not now,* she thought.\n\n*Why me?*", ["thought: *Why me?*"]),
    ],
)
def test_tags_tell_what_a_story_uses_emphasis_for(
    shorthand: Shorthand, story: str, pieces: list[str]
) -> None:
    assert shorthand(TALK + story) == pieces


@pytest.mark.parametrize(
    ("story", "pieces"),
    [
        ("'Why him?' she wondered.\n\n'This is bad.'", ["thought: 'This is bad.'"]),
        ("'I could bite that,' he thought.\n\n'Say it now,' his head went.", ["thought: 'Say it now,'"]),
        ("'Hand it over,' said the ghost.", ["dialogue: 'Hand it over,'"]),
    ],
)
def test_single_marks_hold_thoughts_where_speech_has_double_ones(
    shorthand: Shorthand, story: str, pieces: list[str]
) -> None:
    assert shorthand(TALK + story) == pieces


def test_emphasis_all_over_quotations_means_thought_where_tags_say_so(shorthand: Shorthand) -> None:
    story = TALK + '"*Why me?*" she thought.\n\n"*I should go,*" he thought.\n\n'
    assert shorthand(story + '"*It is so cold.*"') == ['thought: "*It is so cold.*"']
    assert shorthand(story + '"*What?*" he said.') == ['dialogue: "*What?*"']


def test_emphasis_may_show_what_is_written(shorthand: Shorthand) -> None:
    assert shorthand(TALK + "*On my way,* read the text.") == ["written: *On my way,*"]
    assert shorthand(TALK + "I wrote *one giant, no fare* in the book.") == ["written: *one giant, no fare*"]


def test_emphasis_laid_over_speech_is_no_thought(shorthand: Shorthand) -> None:
    assert shorthand(TALK + '*"Come in," she had said, long ago.*') == ['dialogue: "Come in,"']


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "*Wash the bucket,* said the note. *And mind the step.*",
            ["Wash the bucket,", "And mind the step."],
        ),
        ("There it lay. *Now wash the bucket. — Edie*", ["Now wash the bucket. — Edie"]),
    ],
)
def test_a_note_in_emphasis_is_written(shorthand: Shorthand, paragraph: str, expected: list[str]) -> None:
    told = "*What now?* she thought.\n\n*No,* he thought.\n\n"
    assert shorthand(told + paragraph) == [f"written: *{words}*" for words in expected]
