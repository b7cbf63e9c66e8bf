from audiobook.model import Kind
from audiobook.segmenter.bare import with_bare_thoughts
from audiobook.segmenter.narrator import Narrator
from audiobook.segmenter.piece import Piece
from audiobook.segmenter.words import words_of


def test_narration_is_cut_around_a_thought() -> None:
    text = "She sat. I can't do this. He went."
    pieces = [Piece(0, len(text), Kind.NARRATION)]
    cut = list(with_bare_thoughts(text, pieces, Narrator(), words_of("en")))
    assert [(piece.kind, text[piece.start : piece.end]) for piece in cut] == [
        (Kind.NARRATION, "She sat. "),
        (Kind.THOUGHT, "I can't do this."),
        (Kind.NARRATION, " He went."),
    ]
    assert cut[1].confidence < 1
    assert cut[1].reason


def test_what_is_no_narration_is_left_alone() -> None:
    text = "I can't do this."
    pieces = [Piece(0, len(text), Kind.WRITTEN)]
    assert list(with_bare_thoughts(text, pieces, Narrator(), words_of("en"))) == pieces
