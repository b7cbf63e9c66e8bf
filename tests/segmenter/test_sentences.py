from audiobook.segmenter.sentences import sentences_of, tokens_of


def test_sentences_end_before_a_capital() -> None:
    text = ' He ran. She did not. What? he said... "No." It was late. '
    assert [each.text for each in sentences_of(text, 0, len(text))] == [
        "He ran.",
        "She did not.",
        "What? he said...",
        '"No."',
        "It was late.",
    ]


def test_words_are_small_with_straight_apostrophes() -> None:
    assert tokens_of("Don’t LOOK, Mara-san!") == ["don't", "look", "mara", "san"]
