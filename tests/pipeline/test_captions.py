"""A story cut into captions: what is shown together, and when."""

import re

import pytest

from audiobook.model import AudioFile, Block, Chapter, Kind, Script, Segment, Source, Span, Story
from audiobook.pipeline.captions import _CLAUSE_END, _SENTENCE_END, cues_of
from audiobook.publish.subtitles import Cue

Part = tuple[str, Kind, str | None, float]


def cues(*paragraphs: list[Part], seconds: int = 2) -> list[Cue]:
    """The captions of paragraphs of which each part lasts so many seconds, with one between."""
    text, blocks, segments = "", [], []
    for index, parts in enumerate(paragraphs):
        text += "\n\n" if text else ""
        first = len(text)
        for words, kind, speaker, confidence in parts:
            at = (len(text), len(text) + len(words))
            segments.append(Segment(*at, kind, index, 0, speaker=speaker, confidence=confidence))
            text += words
        blocks.append(Block(first, len(text)))
    story = Story(text, tuple(blocks), Source("story.txt", ""))
    script = Script(story, (Chapter(0, 0, len(text), "One"),), tuple(segments), (), ())
    step = 1000 * (seconds + 1)
    spans = tuple(Span(n, n * step, n * step + 1000 * seconds) for n in range(len(segments)))
    file = AudioFile("one.wav", "wav", "One", 1000, step * len(segments), "", "", (), spans)
    return list(cues_of(script, file, 0.5))


def said(words: str, speaker: str | None = "Mara", confidence: float = 1.0) -> Part:
    return (words, Kind.DIALOGUE, speaker, confidence)


def told(words: str) -> Part:
    return (words, Kind.NARRATION, None, 1.0)


def test_a_quotation_and_its_tag_are_shown_together() -> None:
    (cue,) = cues([said('"Run,"'), told(" said Mara. "), said('"Now!"')])

    assert cue.text == '"Run," said Mara. "Now!"'
    assert [words.speaker for words in cue.words] == ["Mara", "", "Mara"]
    assert (cue.start_ms, cue.end_ms) == (0, 8000)


def test_paragraphs_are_shown_one_after_the_other() -> None:
    assert [cue.text for cue in cues([said('"Run!"')], [told("She ran.")])] == ['"Run!"', "She ran."]


def test_no_space_comes_where_the_story_has_none() -> None:
    (cue,) = cues([said("“Run”"), told("—she turned—"), said("“now!”")])

    assert cue.text == "“Run”—she turned—“now!”"


@pytest.mark.parametrize(("speaker", "confidence"), [("Mara", 0.4), (None, 1.0)])
def test_who_is_in_doubt_is_not_named(speaker: str | None, confidence: float) -> None:
    (cue,) = cues([said('"Run!"', speaker, confidence)])

    assert cue.words[0].speaker == ""


def test_a_long_paragraph_is_cut_at_its_sentences_and_shares_out_its_time() -> None:
    sentences = ["The rope parted and the boat swung out into the dark, where nobody was to be seen."] * 6
    shown = cues([told(" ".join(sentences))], seconds=60)

    assert [cue.text for cue in shown] == sentences
    assert [cue.start_ms for cue in shown] == [0, 10_000, 20_000, 30_000, 40_000, 50_000]
    assert shown[-1].end_ms == 60_000


@pytest.mark.parametrize("words", ["word " * 400, "x" * 1000, "?!" * 90, "A. " * 90])
def test_no_caption_is_longer_than_two_lines(words: str) -> None:
    shown = cues([told(words.strip())], seconds=90)

    assert all(len(cue.text) <= 84 for cue in shown)
    assert "".join("".join(cue.text.split()) for cue in shown) == "".join(words.split())


@pytest.mark.parametrize(
    ("pattern", "text", "count"),
    [
        (_SENTENCE_END, 'She closed the door." Then', 1),
        (_SENTENCE_END, "Wait... What? Yes.", 3),
        (_SENTENCE_END, "He paid $3.50 for it", 0),
        (_CLAUSE_END, "the rope, and the pole; she turned -- and ran", 3),
        (_CLAUSE_END, "a well-kept boat", 0),
    ],
)
def test_where_a_voice_rests(pattern: re.Pattern[str], text: str, count: int) -> None:
    assert len(pattern.findall(text)) == count
