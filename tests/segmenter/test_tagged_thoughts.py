from collections.abc import Callable

import pytest

Shorthand = Callable[..., list[str]]

TOLD = (
    "Mara had walked for hours. Her feet were sore, and the road was long, and she was tired of it.\n\n"
    '"Where are you going?" Ivo asked. He had been behind her all the time.\n\n'
    '"Home," she said. She did not turn round, and he did not ask Mara again.\n\n'
    "He looked at the sky. It was grey, and he hated it. He told Mara so, and she nodded at Ivo.\n\n"
) * 3
TELLS = (
    "Mara walks for hours. Her feet are sore, and the road is long, and she is tired of it.\n\n"
    '"Where are you going?" Ivo asks. He is behind her all the time.\n\n'
    "He looks at the sky. It is grey, and he hates it. He tells Mara so, and she nods at him.\n\n"
) * 3
OWN = (
    "I had walked for hours. My feet were sore, and the road was long, and I was tired of it.\n\n"
    '"Where are you going?" Ivo asked. He had been behind me all the time.\n\n'
    '"Home," I said. I did not turn round, and he did not ask me again.\n\n'
) * 3


@pytest.mark.parametrize(
    ("told", "paragraph", "thoughts"),
    [
        (TOLD, "This is stupid, she thought. I should go.", ["This is stupid,", "I should go."]),
        (TOLD, "How odd, thought Mara, and went on.", ["How odd,"]),
        (TOLD, "What was that? he wondered.", ["What was that?"]),
        (TOLD, "Calm down, he told himself.", ["Calm down,"]),
        (TOLD, "Not again, he thought.", ["Not again,"]),
        (
            TOLD,
            "She is lying, he thought. Just lying. Not even well.",
            ["She is lying,", "Just lying. Not even well."],
        ),
        (TOLD, "He knows, she thought, and rose.", ["He knows,"]),
        (OWN, "This is bad, I thought. Do not open the door.", ["This is bad,", "Do not open the door."]),
    ],
)
def test_a_direct_thought_is_told_by_its_tag(
    shorthand: Shorthand, told: str, paragraph: str, thoughts: list[str]
) -> None:
    assert shorthand(told + paragraph) == [f"thought: {words}" for words in thoughts]


@pytest.mark.parametrize(
    ("told", "paragraph"),
    [
        (TOLD, "It was, he thought, a good day."),
        (TOLD, "It was stupid, she thought."),
        (TOLD, "She thought of the river."),
        (TOLD, "A clock began to strike, thought it over and stopped."),
        (TOLD, "For a moment, she thought."),
        (TOLD, "A long day, she thought, would follow."),
        (TOLD, "At last, he wondered if she was late."),
        (TELLS, "It is, she thinks, a good day."),
        (OWN, "It was late, I thought, and the road was long."),
    ],
)
def test_indirect_thoughts_are_narration(shorthand: Shorthand, told: str, paragraph: str) -> None:
    assert shorthand(told + paragraph) == []
