from collections.abc import Callable

import pytest

Shorthand = Callable[..., list[str]]

OPENINGS = {
    "en": "--Come up! he called.\n\n--Who is it?\n\nHe shaved.\n\n—No, Ivo said.\n\n",
    "fr": "— Où vas-tu ? demanda Mara.\n\n— Dehors.\n\n",
    "es": "—¿Adónde vas? —preguntó Mara.\n\n—Fuera.\n\n",
    "pt": "— Onde vais? — perguntou Mara.\n\n— Fora.\n\n",
    "it": "– Dove vai? – chiese Mara.\n\n– Fuori.\n\n",
}


@pytest.mark.parametrize(
    ("language", "paragraph", "said"),
    [
        ("en", "—Yes, he said. Go on.", ["—Yes,", "Go on."]),
        ("en", "—Back to bed! he said, turning round. Now.", ["—Back to bed!", "Now."]),
        ("en", "—Tell me, Mara, Ivo Crewe said quietly.", ["—Tell me, Mara,"]),
        ("en", "—Nobody, said the old man.", ["—Nobody,"]),
        ("fr", "— Oui, dit-il. Entre.", ["— Oui,", "Entre."]),
        ("fr", "— Non, murmura-t-elle en riant, jamais.", ["— Non,", "jamais."]),
        ("es", "—Hola —dijo él—. No me esperes.", ["—Hola", "No me esperes."]),
        ("pt", "— Olá — disse ela. — Entra.", ["— Olá", "Entra."]),
        ("it", "– Sì – disse lui.", ["– Sì"]),
    ],
)
def test_speech_behind_a_dash_stops_for_its_tag(
    shorthand: Shorthand, language: str, paragraph: str, said: list[str]
) -> None:
    pieces = shorthand(OPENINGS[language] + paragraph, language=language)
    assert pieces == [f"dialogue: {words}" for words in said]


def test_hyphens_stand_for_dashes_where_the_language_has_them(shorthand: Shorthand) -> None:
    assert shorthand("- Oui.\n\n- Non, dit-il.\n\n- Alors ?", language="fr") == ["dialogue: - Alors ?"]
    assert shorthand("- milk\n\n- eggs\n\n- bread") == []


def test_a_dash_here_and_there_is_no_dialogue(shorthand: Shorthand) -> None:
    assert shorthand('"Yes," he said.\n\n"No," she said.\n\n— and so it went.') == []
