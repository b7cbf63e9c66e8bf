from collections.abc import Callable

import pytest

from audiobook.speakers.context import Context
from audiobook.speakers.tags import Tag

Read = Callable[..., Context]

MEETING = "Mara shut the door. Ivo looked up."


def tag(read: Read, line: str) -> Tag | None:
    return read(MEETING, line).turns[0].tag


def subject(context: Context) -> str:
    """Whom the tag of the first turn names, as it is written; "" for nobody."""
    found = context.turns[0].tag
    if found is None or found.subject is None:
        return ""
    return " ".join(context.words.text[found.subject.first : found.subject.last])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        # after the quotation
        ('"Sit," said Mara.', "Mara"),
        ('"Sit," Mara said.', "Mara"),
        ('"Sit," Mara said quietly, and sat.', "Mara"),
        ('"Sit!" snapped Mara.', "Mara"),
        ('"Sit?" asked Mara. "Now?"', "Mara"),
        ('"Sit," says Mara.', "Mara"),
        ('"Sit," she said.', "she"),
        ('"Sit," he had to admit.', "he"),
        ('"Sit," said old Dr. Ash.', "Dr . Ash"),
        ('"Sit," ordered Captain Oduya crisply.', "Captain Oduya"),
        ('"Sit", said Mara.', "Mara"),
        ('"I think—" Mara began.', "Mara"),
        # interrupted
        ('"If you," said Mara quietly, "could sit."', "Mara"),
        ('"Sit," said Mara, "or go."', "Mara"),
        # several verbs
        ('"Sit," Mara repeated, then shrugged and added, "Please."', "Mara"),
        ('"Sit," Mara finally turned and said.', "Mara"),
        ('Mara leaned over to Ivo and whispered, "Sit."', "Mara"),
        ('Mara looked round and said, "Sit."', "Mara"),
        # participles
        ('Smiling, Mara said, "Sit."', "Mara"),
        ('"Sit," Mara said, smiling at Ivo.', "Mara"),
        # before the quotation
        ('Mara said, "Sit."', "Mara"),
        ('Mara said: "Sit."', "Mara"),
        ('Then Mara turned to Ivo and said: "Sit."', "Mara"),
        ('Mara, who had waited an hour, said, "Sit."', "Mara"),
        ('He heard Mara sigh and mutter, "Sit."', "Mara"),
        # nouns
        ('"Sit," whispered the guard.', "the guard"),
        ('"Sit," a woman called out.', "a woman"),
        ('"Sit," the guard, a tall man, said.', "the guard"),
        ('"Sit," came Mara\'s reply.', "Mara's"),
        # thoughts
        ("<Oh no,> thought Mara.", "Mara"),
        ("<Oh no,> Mara thought.", "Mara"),
        ("<Oh no,> she wondered.", "she"),
        ("{Come,} Mara sent.", "Mara"),
    ],
)
def test_a_tag_names_whoever_speaks(read: Read, line: str, told: str) -> None:
    story = read(MEETING, line)
    assert subject(story) == told
    assert story.turns[0].tag is not None
    assert story.turns[0].tag.strength == 2 or "sent" in line


@pytest.mark.parametrize(
    "line",
    [
        '"Sit." Mara smiled.',
        '"Sit." Mara went to the window.',
        '"Sit." Mara sighed.',
        'Mara smiled. "Sit."',
        'Mara said nothing. "Sit."',
        'Mara opened her mouth to answer. "Sit."',
        '"Sit." The room was cold.',
        '"Sit."',
        'The door shut. "Sit."',
    ],
)
def test_a_beat_is_no_tag(read: Read, line: str) -> None:
    assert tag(read, line) is None


@pytest.mark.parametrize(
    "line", ['"Sit," Mara nodded.', '"Sit," Mara\'s voice said.', '"Sit." He told her to leave.']
)
def test_what_may_be_a_tag_is_less_sure(read: Read, line: str) -> None:
    found = tag(read, line)
    assert found is not None
    assert found.strength == 1


@pytest.mark.parametrize(
    "line", ['"Sit," someone said.', '"Sit," said one of the guards.', '"Sit," said somebody behind them.']
)
def test_a_tag_may_name_nobody_known(read: Read, line: str) -> None:
    found = tag(read, line)
    assert found is not None
    assert found.indefinite
    assert found.subject is None


@pytest.mark.parametrize("line", ['"Sit," said to Mara.', '"Sit," said nobody there to Ivo.'])
def test_who_is_spoken_to_does_not_speak(read: Read, line: str) -> None:
    assert subject(read(MEETING, line)) == ""


@pytest.mark.parametrize(("line", "after"), [('"Sit," said Mara.', True), ('Mara said, "Sit."', False)])
def test_a_tag_stands_after_or_before(read: Read, line: str, after: bool) -> None:
    found = tag(read, line)
    assert found is not None
    assert found.after == after
