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
        (TOLD, "I have to get out of here.", ["I have to get out of here."]),
        (TOLD, "She sat. I'm so tired. I want to sleep.", ["I'm so tired. I want to sleep."]),
        (TOLD, "Don't move. Don't breathe.", ["Don't move. Don't breathe."]),
        (
            TOLD,
            "It's nothing. It's only the wind, don't look.",
            ["It's nothing. It's only the wind, don't look."],
        ),
        (TOLD, "Mara, you fool, what have you done?", ["Mara, you fool, what have you done?"]),
        (TOLD, "He fell. Ivo, he's a good boy.", ["Ivo, he's a good boy."]),
        (TOLD, "Damn it, Ivo, where are you?", ["Damn it, Ivo, where are you?"]),
        (
            TOLD,
            "But you fell at the ford. The rain came. You left us, and the war went on. He lifted his eyes.",
            ["But you fell at the ford. The rain came. You left us, and the war went on."],
        ),
        (TELLS, "That's not me. I didn't touch it.", ["That's not me. I didn't touch it."]),
        (TELLS, "Don't ask him. She said don't ask him.", ["Don't ask him. She said don't ask him."]),
    ],
)
def test_a_thinkers_voice_is_told_from_the_narrators(
    shorthand: Shorthand, told: str, paragraph: str, thoughts: list[str]
) -> None:
    assert shorthand(told + paragraph) == [f"thought: {words}" for words in thoughts]


@pytest.mark.parametrize(
    ("told", "paragraph"),
    [
        (TOLD, "What was she supposed to do now? She had no idea."),
        (TOLD, "Maybe he should just go home."),
        (TOLD, "You never know with foxes. You can feed one for years and it will still bite."),
        (TOLD, "I am sorry to say that he lied."),
        (TOLD, "Nobody could see you from the road, not if you kept down."),
        (TOLD, "The sign said I BRAKE FOR GOATS."),
        (TOLD, "It was older than King Henry I was when he died."),
        (TOLD, "Please note that the bridge was closed."),
        (TOLD, "Mara, who was late, ran."),
        (OWN, "I never learn. I have always been like that."),
        (OWN, "Don't get me wrong. I liked him."),
    ],
)
def test_narration_stays_narration(shorthand: Shorthand, told: str, paragraph: str) -> None:
    assert shorthand(told + paragraph) == []
