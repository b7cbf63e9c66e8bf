import pytest

from audiobook.model import Block, Kind, Mark, MarkKind, Source, Story
from audiobook.segmenter.legend import NO_LEGEND, legend_line, read_legend

D, T, H, W, N = Kind.DIALOGUE, Kind.TELEPATHY, Kind.THOUGHT, Kind.WRITTEN, Kind.NARRATION


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (['"Speech"', "'Thoughts'"], {'"': D, "'": H}),
        (["“Talking”", "‘Thinking’"], {'"': D, "'": H}),
        (["\"Speech\" 'Thought' //Mind to mind//"], {'"': D, "'": H, "//": T}),
        (["::telepathy::"], {"::": T}),
        (["*Dragon-speech (mind to mind, both ways)*"], {"*": T, "_": T, "i": T}),
        (["**Demon speaking**"], {"**": T, "__": T, "b": T}),
        (['**"Demon speaking"**', "**'Demon thoughts'**"], {'"**': D, "'**": H}),
        (["'wolf thinking but NOT sending it'"], {"'": H}),
        (["talking = normal, 'thinking' = like this"], {"'": H}),
        (["::blah:: = mindspeak, 'blah' = thinking"], {"::": T, "'": H}),
        (["“this” - people talking", "<<this>> - the heron"], {'"': D, "<<": T}),
        (["Dragon speech is in <these> because the italics died."], {"<": T}),
        (["Quick legend: CAPITALS are gods. <Pointy ones> are Odo and the fox."], {"CAPS": T, "<": T}),
        (["Italics are just people thinking, as ever."], {"*": H, "_": H, "i": H}),
        (
            ["**when the bus talks it looks like this** since we have no robot font"],
            {"**": T, "__": T, "b": T},
        ),
        (["*thoughts*", "_emphasis_"], {"*": H, "_": N, "i": H}),
        (["Thoughts are in 'single quotes'."], {"'": H}),
        (["Text in <> is telepathy."], {"<": T}),
        (["Bold = the fox"], {"**": T, "__": T, "b": T}),
        (["[text] = signing"], {"[": T}),
        (["{letters}"], {"{": W}),
    ],
)
def test_a_legend_names_its_marks(lines: list[str], kinds: dict[str, Kind]) -> None:
    assert dict(read_legend(lines).kinds) == kinds


@pytest.mark.parametrize(
    "line",
    [
        "Written for the Sunday circle's 'lost and found' prompt.",
        "Sorry about the italics in chapter 4, they are fixed now.",
        "I thought italics were pretty.",
        "Inspired by 'The Raven' and *Jane Eyre*.",
        "Warning: swearing, *violence*, and thoughts of death.",
        'Kuroshima - "black island"',
        "*Flashback*",
        "(Author's note)",
        '"Dear readers," she said.',
        "",
        "x" * 5000,
    ],
)
def test_other_notes_are_no_legend(line: str) -> None:
    assert read_legend([line]) == NO_LEGEND


def test_a_later_line_does_not_change_what_an_earlier_one_says() -> None:
    assert dict(read_legend(["'Thoughts'", "'Speech'"]).kinds) == {"'": H}


def test_markup_is_written_with_its_marks() -> None:
    text = "Thoughts and DEMONS"
    marks = (Mark(0, 8, MarkKind.EMPHASIS), Mark(13, 19, MarkKind.STRONG))
    story = Story(text, (Block(0, len(text), marks=marks),), Source("", ""))
    assert legend_line(story, 0) == "*Thoughts* and **DEMONS**"
