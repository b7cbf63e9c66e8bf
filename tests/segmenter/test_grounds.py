import pytest

from audiobook.model import Block, BlockKind, Kind, Mark, MarkKind
from audiobook.segmenter.grounds import PLAIN, Ground, ground_of_source, is_all_emphasis, merged


def test_the_first_ground_holds() -> None:
    letter, box = Ground(Kind.WRITTEN), Ground(Kind.SYSTEM)
    assert merged([{1: letter}, {1: box, 2: box}]) == {1: letter, 2: box}


@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.LIST])
def test_most_blocks_are_plain(kind: BlockKind) -> None:
    assert ground_of_source(kind) is PLAIN


@pytest.mark.parametrize(("end", "expected"), [(8, True), (4, False)])
def test_emphasis_covers_a_block_or_does_not(end: int, expected: bool) -> None:
    block = Block(0, 9, marks=(Mark(0, end, MarkKind.EMPHASIS),))
    assert is_all_emphasis("Go there.", block) is expected
