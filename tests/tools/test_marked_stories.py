from pathlib import Path

import pytest

from tools.marked_stories import main, read_marked

STORIES = Path(__file__).parents[2] / "tools" / "stories"

HEAD = """\
title: The Ferry
narrator: Tib
character: Mara Voss | f | adult | Mara, the captain
character: Tib | x | |
---
"""


def marked(folder: Path, body: str, head: str = HEAD) -> Path:
    path = folder / "a01-ferry.txt"
    path.write_text(head + body, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("body", "text", "said"),
    [
        ('⟦Tib|"Sit,"⟧ I said.', '"Sit," I said.', [('"Sit,"', "Tib", "dialogue")]),
        ("⟦Tib:thought|'Oh.'⟧", "'Oh.'", [("'Oh.'", "Tib", "thought")]),
        ("⟦Mara Voss:telepathy|<Come.>⟧ Now.", "<Come.> Now.", [("<Come.>", "Mara Voss", "telepathy")]),
        (
            'A ⟦Tib|"b"⟧ c ⟦ Tib |"d"⟧ e',
            'A "b" c "d" e',
            [('"b"', "Tib", "dialogue"), ('"d"', "Tib", "dialogue")],
        ),
        ("\n\nNobody spoke.\n", "Nobody spoke.\n", []),
    ],
)
def test_the_marks_fall_away_and_the_speech_is_known(
    tmp_path: Path, body: str, text: str, said: list[tuple[str, str, str]]
) -> None:
    story = read_marked(marked(tmp_path, body))
    assert story.text == text
    assert [(text[start:end], who, kind) for start, end, who, kind in story.spans] == said


def test_the_head_tells_title_narrator_and_characters(tmp_path: Path) -> None:
    story = read_marked(marked(tmp_path, ""))
    assert (story.name, story.title, story.narrator) == ("a01-ferry", "The Ferry", "Tib")
    assert [tuple(character.values()) for character in story.characters] == [
        ("Mara Voss", "f", "adult", ["Mara", "the captain"], True),
        ("Tib", "unknown", "unknown", [], True),
    ]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ('⟦Ivo|"No."⟧', "no `character:` line for Ivo"),
        ('⟦Tib|"No."', "a bracket stands alone"),
        ('"No."⟧', "a bracket stands alone"),
        ('⟦Tib "No."⟧', "a bracket stands alone"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, body: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        read_marked(marked(tmp_path, body))


def test_the_tool_prints_what_each_file_holds_and_goes_on_after_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = marked(tmp_path, '⟦Tib|"Sit,"⟧ I said.')
    bad = tmp_path / "b.txt"
    bad.write_text(HEAD + "⟦", encoding="utf-8")
    odd = tmp_path / "c.txt"
    odd.write_text("author: nobody\n---\n", encoding="utf-8")
    main([str(tmp_path / "none.txt"), str(bad), str(odd), str(good)])
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["none.txt", "b.txt", "c.txt", "a01-ferry.txt"]
    assert lines[-1] == "a01-ferry.txt: 3 words, 1 lines by 1 speakers"


@pytest.mark.parametrize("path", sorted(STORIES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_story_that_ships_can_be_read(path: Path) -> None:
    story = read_marked(path)
    assert story.spans
    assert all(start < end <= len(story.text) for start, end, _, _ in story.spans)
