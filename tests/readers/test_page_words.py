"""What is heard of a page, element by element."""

from __future__ import annotations

import pytest

from audiobook import readers
from audiobook.model import BlockKind, MarkKind, Story
from audiobook.readers import Raw
from tests.readers.makers import tale

P, H, B = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.BREAK
LONG = "The tide had gone out over the mud flats, and it had left a boat there."


def read(body: str, *, style: str = "", language: str = "en") -> Story:
    head = f"<head><title>t</title><style>{style}</style></head>"
    page = f"<html lang='{language}'>{head}<body>{body}</body></html>"
    story = readers.read_raw(Raw("page.html", page.encode()))
    tale.check(story)
    return story


def blocks(story: Story) -> list[tuple[BlockKind, str]]:
    return [(block.kind, story.text[block.start : block.end]) for block in story.blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One.</p><p>Two.</p>", [(P, "One."), (P, "Two.")]),
        ("<div>One.<p>Two.</p>Three.</div>", [(P, "One."), (P, "Two."), (P, "Three.")]),
        ("<p>One\n  two <!-- three --> four.</p>", [(P, "One two four.")]),
        ("<p>ex\u00adam\u200bple\ufeff</p>", [(P, "example")]),
        ("<p>a <script>b</script><style>c</style><template>d</template>e</p>", [(P, "a e")]),
        ("<p><ruby>kanji<rp>(</rp><rt>reading</rt><rp>)</rp></ruby></p>", [(P, "kanji")]),
        ("<p>One.</p><hr><p>Two.</p>", [(P, "One."), (B, "* * *"), (P, "Two.")]),
        ("<p>a</p><p>~*~</p><p>b</p>", [(P, "a"), (B, "~*~"), (P, "b")]),
        ("<p>…</p><p>--</p><p>“?”</p>", [(P, "…"), (P, "--"), (P, "“?”")]),
        ("<h2>One<br>Two</h2><p>x</p>", [(H, "One\nTwo"), (P, "x")]),
        ("<blockquote><p>Dear Ana,</p></blockquote>", [(BlockKind.LETTER, "Dear Ana,")]),
        ("<blockquote><h3>News</h3><hr></blockquote>", [(BlockKind.LETTER, "News"), (B, "* * *")]),
        ("<ul><li>One</li><li><p>Two</p></li></ul>", [(BlockKind.LIST, "One"), (BlockKind.LIST, "Two")]),
        ("<dl><dt>A</dt><dd>b</dd></dl>", [(BlockKind.LIST, "A"), (BlockKind.LIST, "b")]),
        (
            "<table><tr><th>Skill</th><th>Level</th></tr><tr><td>Oars</td><td></td></tr></table>",
            [(BlockKind.TABLE, "Skill\tLevel"), (BlockKind.TABLE, "Oars")],
        ),
        (f"<table><tr><td>{'<p>x y z</p>' * 500}</td></tr></table>", [(P, "x y z")] * 500),
        ("<div class='poem'><p>Row,<br>row</p></div>", [(BlockKind.VERSE, "Row,\nrow")]),
        ("<p class='verse-line'>Row</p>", [(BlockKind.VERSE, "Row")]),
        ("<p class='universe'>Row</p>", [(P, "Row")]),
        (f"<pre><code>[Up!]</code></pre><p>{LONG}</p>", [(BlockKind.TABLE, "[Up!]"), (P, LONG)]),
        ("<p><img alt='T'>he tide</p>", [(P, "The tide")]),
        ("<p><img src='img/divider2.png'></p><p>a</p>", [(B, "* * *"), (P, "a")]),
        ("<p><img class='scene-break' alt=''></p><p>a</p>", [(B, "* * *"), (P, "a")]),
        ("<p>a</p><p><img src='x.png' alt='A boat'></p>", [(P, "a"), (BlockKind.NAVIGATION, "A boat")]),
        ("<p>a</p><button>Like</button>", [(P, "a"), (BlockKind.NAVIGATION, "Like")]),
        (
            "<p>a</p><figure><figcaption>A boat</figcaption></figure>",
            [(P, "a"), (BlockKind.NAVIGATION, "A boat")],
        ),
        ("<p>a</p><svg><text>b</text></svg><noscript>c</noscript>", [(P, "a")]),
        ("<details><summary>More</summary><p>b</p></details>", [(P, "More"), (P, "b")]),
    ],
)
def test_elements_become_blocks(body: str, expected: list[tuple[BlockKind, str]]) -> None:
    assert blocks(read(body)) == expected


@pytest.mark.parametrize(
    ("mark", "left"),
    [
        ('<sup><a href="#n1">1</a></sup>', "The rope."),
        ('<a href="#n1"><sup>1</sup></a>', "The rope."),
        ('<a href="#n1">[12]</a>', "The rope."),
        ('<a href="notes.xhtml#n1" role="doc-noteref">1</a>', "The rope."),
        ('<a class="noteref" href="#n1">1</a>', "The rope."),
        ('<sup class="modern-footnotes-footnote">1</sup>', "The rope."),
        ("<sup>[1]</sup>", "The rope."),
        ("<sup>*</sup>", "The rope."),
        ("<sup>th</sup>", "The ropeth."),
        ("<sup>2</sup>", "The rope2."),
        ('<a href="#x">1</a>', "The rope1."),
        ('<a href="http://x.org/#a"> that parted</a>', "The rope that parted."),
    ],
)
def test_marks_of_footnotes_are_not_heard(mark: str, left: str) -> None:
    assert tale.spoken(read(f"<p>The rope{mark}.</p>")) == [left]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Yours,<br>Mara", ["Yours,\nMara"]),
        (f"{LONG}<br>{LONG}", [LONG, LONG]),
        ("“Hi.”<br>“Hello.”", ["“Hi.”", "“Hello.”"]),
        ("One.<br><br>Two.<br/>\n<br/>Three.", ["One.", "Two.", "Three."]),
        ("One.<br>&nbsp;<br>Two.", ["One.", "Two."]),
    ],
)
def test_line_ends_part_paragraphs_where_lines_are_paragraphs(lines: str, expected: list[str]) -> None:
    assert tale.spoken(read(f"<p>{lines}</p>")) == expected


@pytest.mark.parametrize(
    ("between", "gap"),
    [
        ("", 1),
        ("<p></p>", 2),
        ("<p>&nbsp;</p><p> </p>", 3),
        ("<div><br></div>", 2),
        ("<div id='calibre_pb_1'></div>", 1),
        ("<p>a<br><br><br>b</p>", 2),
    ],
)
def test_empty_paragraphs_are_counted(between: str, gap: int) -> None:
    story = read(f"<p>One.</p><p>Two.</p><p>Three.</p>{between}<p>Four.</p>")

    assert max(block.gap for block in story.blocks) == gap


def test_an_empty_paragraph_everywhere_says_nothing() -> None:
    story = read("<p>a</p><p></p>" * 9 + "<p></p><p>b</p>")

    assert [block.gap for block in story.blocks][1:] == [1] * 8 + [2]


@pytest.mark.parametrize(
    ("markup", "marks"),
    [
        ("a <em>b c</em> d", [("b c", "emphasis")]),
        ("<i>a</i> <i>b</i> c", [("a b", "emphasis")]),
        ("<i>a<i>b</i></i> c", [("ab", "emphasis")]),
        ("a<em> b </em>c", [("b", "emphasis")]),
        ("x <b>a <i>b</i></b>", [("a b", "strong"), ("b", "emphasis")]),
        ("x <u>a</u><del>b</del>", [("a", "underline"), ("b", "strike")]),
        ("x <span style='font-style: italic'>a</span>", [("a", "emphasis")]),
        ("x <span class='it b'>a</span>", [("a", "emphasis"), ("a", "strong")]),
        ("x <span style='font-weight:normal'>a</span>", []),
        ("x <em></em><em> </em>", []),
    ],
)
def test_inline_markup_becomes_marks(markup: str, marks: list[tuple[str, str]]) -> None:
    style = "span.it { color: red; font-style: italic } /* .b{} */ .b { font-weight: 700; }"
    story = read(f"<p>{markup} and more words that stand here</p>", style=style)

    found = [(story.text[mark.start : mark.end], mark.kind.value) for mark in story.blocks[0].marks]
    assert found == marks


def test_a_tag_around_paragraphs_marks_each_of_them() -> None:
    story = read(f"<p>{LONG}</p><b><i><p class='x'>one</p>\n<p>two</p></i></b><p>three</p>")

    assert tale.emphasized(story) == ["one", "two"]
    assert [len(block.marks) for block in story.blocks] == [0, 2, 2, 0]


def test_italics_all_over_say_nothing() -> None:
    story = read("<i>" + "<p>all of it</p>" * 9 + "</i><p>x</p>")

    assert tale.emphasized(story) == []


@pytest.mark.parametrize(
    ("attribute", "value"), [("fr", "fr"), ("fr-CA", "fr-ca"), ("en-US", ""), ("English", ""), ("", "")]
)
def test_words_in_another_language_are_marked(attribute: str, value: str) -> None:
    story = read(f'<p>She said <i lang="{attribute}">merci</i> and left the house.</p>')

    values = [mark.value for mark in story.blocks[0].marks if mark.kind is MarkKind.LANGUAGE]
    assert values == ([value] if value else [])


HIDDEN = "hidden by the page's style"


@pytest.mark.parametrize(
    ("markup", "style"),
    [
        ("<p class='x'>gone</p>", ".x { display: none; speak: never }"),
        ("<p class='a x'>gone</p>", "p.x{display:none!important}"),
        ("<p><span class='x'>gone</span></p>", ".y, .x { visibility: hidden }"),
        ("<p id='x'>gone</p>", "#x { font-size: 0 }"),
        ("<div class='y'><p class='x'>gone</p></div>", ".y .x { opacity: 0; }"),
        ("<p data-x='1'>gone</p>", "p[data-x] { display: none }"),
        ("<p style='DISPLAY: none'>gone</p>", ""),
        ("<p hidden>gone</p>", ""),
        ("<p aria-hidden='true'>gone</p>", ""),
    ],
)
def test_what_the_style_hides_is_kept_and_not_heard(markup: str, style: str) -> None:
    story = read(f"<p>One sentence that is seen.</p>{markup}<p>Another.</p>", style=style)

    assert tale.spoken(story) == ["One sentence that is seen.", "Another."]
    assert tale.set_apart(story) == {"gone": HIDDEN}


@pytest.mark.parametrize(
    "style",
    [
        "@media print { .x { display: none } }",
        ".y.x { display: none }",
        "div.x { display: none }",
        ".x { display: block } .x:hover { display: none }",
        "p { display: none }",
        ".x { font-size: 0.9em; opacity: 0.5 }",
    ],
)
def test_what_the_style_does_not_hide_is_heard(style: str) -> None:
    assert tale.spoken(read("<p>One.</p><p class='x'>Two.</p>", style=style)) == ["One.", "Two."]


def test_a_page_that_hides_most_of_itself_is_read_whole_and_that_is_said() -> None:
    story = read(
        "<p>One.</p><div class='x'><p>Two sentences.</p><p>They stay.</p></div>", style=".x{display:none}"
    )

    assert tale.spoken(story) == ["One.", "Two sentences.", "They stay."]
    assert story.warnings


def test_what_a_click_opens_is_heard() -> None:
    assert tale.spoken(
        read("<p>One.</p><div class='spoilerContent' style='display:none'><p>Two.</p></div>")
    ) == [
        "One.",
        "Two.",
    ]


def test_a_hidden_sentence_inside_a_paragraph_does_not_part_it() -> None:
    story = read("<p>One <span hidden>stolen</span>two and three and four.</p>")

    assert blocks(story) == [(P, "One two and three and four."), (BlockKind.NAVIGATION, "stolen")]


def test_lists_of_links_are_contents() -> None:
    links = "".join(f'<li><a href="#c{index}">Chapter {index}</a></li>' for index in range(4))
    story = read(f"<h2>Contents</h2><ul>{links}</ul><h2>Chapter 1</h2><p>x</p><h2>Chapter 2</h2><p>y</p>")

    assert set(tale.set_apart(story).values()) == {"list of contents"}
    assert tale.headings(story) == ["Chapter 1", "Chapter 2"]


def test_a_paragraph_with_links_is_story() -> None:
    assert tale.spoken(read('<p>She <a href="#x">smiled</a> at <a href="#y">him</a> at last.</p>'))


def test_a_text_file_in_a_page_is_read_as_text() -> None:
    story = read("<pre>One line.\n\nAnother _line_.\n</pre>")

    assert story.source.format == "text"
    assert tale.spoken(story) == ["One line.", "Another _line_."]
