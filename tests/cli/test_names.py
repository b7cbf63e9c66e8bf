from pathlib import Path

import pytest

from tests.cli.conftest import Run

STORY = """\
"Kakashi-sensei is late again," said Sakura.

"W-wait, Hinata-chan!" said T'Rell. "K-Kakashi!"

Mara nodded. T'Rell nodded, and so did T'Rell's dog.
"""


@pytest.fixture
def bell() -> Path:
    path = Path("bell.txt")
    path.write_text(STORY, "utf-8")
    return path


def test_names_that_may_be_said_wrongly_are_listed_with_a_line_to_paste(run: Run, bell: Path) -> None:
    done = run("voices", "names", bell)

    assert done.status == 0
    rows = {line.split()[0]: line for line in done.out.splitlines()}
    assert "read as Japanese" in rows["Sakura"]
    assert "- {written: Sakura, ipa: ˈsɑːkuːɹɑː}" in rows["Sakura"]
    assert "an unusual spelling" in rows["T'Rell"]
    assert "Mara" not in rows


def test_a_pasted_line_is_right_and_is_taken(run: Run, bell: Path) -> None:
    lines = [line[line.index("- {") :] for line in run("voices", "names", bell).out.splitlines()[1:]]
    Path("bell.cast.yaml").write_text("pronunciations:\n" + "\n".join(lines) + "\n", "utf-8")

    done = run("voices", "names", bell, "--cast", "bell.cast.yaml")

    assert run("voices", "check", "bell.cast.yaml").status == 0
    assert done.out.count("your own word") == len(lines)


def test_all_names_are_listed_on_demand(run: Run, story: Path) -> None:
    assert "No name looks" in run("voices", "names", story).err
    assert "Mara" in run("voices", "names", story, "--all").out


def test_a_word_of_japanese_look_is_offered_by_the_rules_of_romaji(run: Run, bell: Path) -> None:
    bell.write_text(STORY + "The Chuunin waited. A Chuunin, the Chuunin; all are chuunin.\n", "utf-8")

    rows = {line.split()[0]: line for line in run("voices", "names", bell).out.splitlines()}

    assert "perhaps Japanese" in rows["Chuunin"]
    assert "ipa: ˈtʃuːniːn" in rows["Chuunin"]
