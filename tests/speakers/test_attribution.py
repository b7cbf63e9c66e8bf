from collections.abc import Callable

import pytest

from audiobook.model import SPOKEN_BY_CHARACTERS, CastMember, Correction, Gender, Segmentation, Sheet
from audiobook.speakers import attribute

Tell = Callable[..., Segmentation]


def speakers(segmentation: Segmentation, sheet: Sheet | None = None) -> list[str | None]:
    script = attribute(segmentation, sheet)
    return [segment.speaker for segment in script.segments if segment.kind in SPOKEN_BY_CHARACTERS]


MEETING = "Mara shut the door. Ivo looked up.", '"You are late," said Ivo.', '"The bridge is out," Mara said.'


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ('"Sit," said Mara.', "Mara"),
        ('"Sit," Mara said.', "Mara"),
        ('"Sit!" snapped Mara, and sat herself.', "Mara"),
        ('Mara looked round and said, "Sit."', "Mara"),
        ('"Sit," Mara muttered as Ivo pulled the rope.', "Mara"),
        ('"Sit," said Mara. "It will take an hour."', "Mara"),
        ('He heard Mara sigh and mutter, "Sit."', "Mara"),
        ('"Sit," said the guard.', "the guard"),
        ('"Sit," said a girl\'s voice.', "the girl"),
        ('Mara smiled. "Sit."', "Mara"),
        ("Mara nodded. <It is true then,> she thought.", "Mara"),
    ],
)
def test_a_tag_or_a_beat_tells_who_speaks(tell: Tell, paragraph: str, speaker: str) -> None:
    assert speakers(tell(*MEETING, paragraph))[2] == speaker


def test_an_exchange_alternates(tell: Tell) -> None:
    assert speakers(tell(*MEETING, '"Since when?"', '"Since noon."')) == ["Ivo", "Mara", "Ivo", "Mara"]


def test_whoever_is_addressed_is_not_the_speaker(tell: Tell) -> None:
    assert speakers(tell(*MEETING[:2], '"Sit down, Ivo."'))[1] == "Mara"


def test_every_spoken_line_has_a_reason(tell: Tell) -> None:
    script = attribute(tell(*MEETING, '"Since when?"'))
    spoken = [segment for segment in script.segments if segment.kind in SPOKEN_BY_CHARACTERS]
    assert all(segment.reason and 0 <= segment.confidence <= 1 for segment in spoken)


def test_pronouns_and_contractions_are_nobody(tell: Tell) -> None:
    script = attribute(
        tell(*MEETING, "\"Everyone knows. You've heard it. He'd say so.\"", '"Nobody told me."')
    )
    assert {character.name for character in script.characters} == {"Mara", "Ivo"}


def test_the_pronouns_tell_the_gender(tell: Tell) -> None:
    script = attribute(tell(*MEETING, "Mara took off her coat. She hung it up.", "Ivo rubbed his eyes."))
    assert {c.name: c.gender for c in script.characters} == {"Mara": Gender.FEMALE, "Ivo": Gender.MALE}


def test_a_correction_goes_before_everything(tell: Tell) -> None:
    sheet = Sheet(corrections=(Correction(words="you are late", speaker="Mara", chapter=1),))
    script = attribute(tell(*MEETING), sheet)
    first = next(segment for segment in script.segments if segment.kind in SPOKEN_BY_CHARACTERS)
    assert (first.speaker, first.confidence) == ("Mara", 1.0)


def test_the_sheet_names_its_members(tell: Tell) -> None:
    sheet = Sheet(members=(CastMember(name="Captain Ro", aliases=("Mara",), gender=Gender.FEMALE),))
    assert speakers(tell(*MEETING), sheet) == ["Ivo", "Captain Ro"]


def test_whom_the_sheet_refuses_is_no_character(tell: Tell) -> None:
    script = attribute(tell(*MEETING), Sheet(not_characters=("Ivo",)))
    assert "Ivo" not in {character.name for character in script.characters}
