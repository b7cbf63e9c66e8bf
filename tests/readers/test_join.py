from pathlib import Path

from audiobook.model import BlockKind, Kind
from audiobook.readers import read_many
from audiobook.segmenter import segment

FIRST = """The Lock

Mara sat down on the lock gate and took off her boots. The water was low that year.

"You're late," she said.

"The bridge was out," said Ivo, and sat down beside her.

They watched the barge go by until there was nothing of it left but the smoke.



Written for the one-scene challenge. Feedback welcome, be gentle, and thanks for reading!
"""
SECOND = """The Weir
A standalone, about 1k words. Written for the summer prompt. Beta-read by my sister.

"Get in," said Ivo.

Mara looked at the boat. It had more patches than planks, and one of the patches was a hat.

"No," she said, and got in. He rowed until the village was a smell of bread behind them.
"""


def joined(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "1.txt", tmp_path / "2.txt"]
    for path, text in zip(paths, (FIRST, SECOND), strict=True):
        path.write_text(text, "utf-8")
    return paths


def test_the_title_of_each_part_is_a_heading(tmp_path: Path) -> None:
    story = read_many(joined(tmp_path))
    headings = [
        story.text[block.start : block.end] for block in story.blocks if block.kind is BlockKind.HEADING
    ]
    assert headings == ["The Lock", "The Weir"]


def test_notes_at_either_end_of_a_part_are_found(tmp_path: Path) -> None:
    made = segment(read_many(joined(tmp_path)))
    notes = [made.story.text[s.start : s.end][:12] for s in made.segments if s.kind is Kind.NOTE]
    assert notes == ["Written for ", "A standalone"]
