"""Word, OpenDocument and Rich Text: what is peculiar to each."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from audiobook import readers
from audiobook.errors import StoryError
from audiobook.model import BlockKind, Story
from audiobook.readers import Raw
from tests.readers.makers import containers, tale

P, H, B, T = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.BREAK, BlockKind.TABLE
N = BlockKind.NAVIGATION


def read(name: str, data: bytes) -> Story:
    story = readers.read_raw(Raw(name, data))
    tale.check(story)
    return story


def blocks(story: Story) -> list[tuple[BlockKind, str]]:
    return [(block.kind, story.text[block.start : block.end]) for block in story.blocks]


def word(*paragraphs: str) -> Story:
    """A Word document of the XML of paragraphs, with the styles that Word has."""
    document = docx.Document()
    for paragraph in paragraphs:
        inserted = parse_xml(
            f'<w:body {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml">{paragraph}</w:body>'
        )
        for element in reversed(list(inserted)):
            document.element.body.insert(0, element)
    return read("x.docx", saved(document))


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (f"<w:p>{run('One ')}{run('two.')}</w:p>", [(P, "One two.")]),
        (f"<w:p>{run('a')}<w:ins w:id='1'>{run('b')}</w:ins></w:p>", [(P, "ab")]),
        (f"<w:p>{run('a')}<w:del w:id='1'><w:r><w:delText>b</w:delText></w:r></w:del></w:p>", [(P, "a")]),
        (f"<w:p>{run('a')}<w:moveFrom w:id='1'>{run('b')}</w:moveFrom></w:p>", [(P, "a")]),
        ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>", [(P, "a\nb c")]),
        ("<w:p><w:r><w:t>a</w:t><w:br w:type='page'/><w:t>b</w:t></w:r></w:p>", [(P, "ab")]),
        ("<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/></w:r></w:p>", [(P, "a-b")]),
        ("<w:p><w:r><w:sym w:font='Wingdings' w:char='F0AA'/></w:r></w:p>", [(B, "•")]),
        (f"<w:p>{run('a')}{run('b', '<w:vanish/>')}</w:p>", [(P, "a"), (N, "b")]),
        (f"<w:p>{run('a')}<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>", [(P, "a")]),
        (f"<w:p><w:pPr><w:numPr/></w:pPr>{run('a')}</w:p>", [(BlockKind.LIST, "a")]),
        (f"<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr>{run('a')}</w:p>", [(H, "a")]),
        (f"<w:p><w:pPr><w:outlineLvl w:val='9'/></w:pPr>{run('a')}</w:p>", [(P, "a")]),
        (
            f"<w:p>{run('a')}</w:p><w:p><w:pPr><w:pBdr><w:bottom w:val='single'/></w:pBdr></w:pPr></w:p>",
            [(P, "a"), (B, "* * *")],
        ),
        (f"<w:sdt><w:sdtContent><w:p>{run('a')}</w:p></w:sdtContent></w:sdt>", [(P, "a")]),
        (
            f"<w:p>{run('a')}<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{run('b')}</w:p></w:txbxContent>"
            f"</v:textbox></v:shape></w:pict></w:r>{run('c')}</w:p>",
            [(P, "ac"), (T, "b")],
        ),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p><w:p>{run('b')}</w:p></w:tc><w:tc><w:p>{run('c')}</w:p></w:tc>"
            f"</w:tr></w:tbl>",
            [(T, "a\nb\tc")],
        ),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{run('word ' * 300)}</w:p></w:tc></w:tr></w:tbl>",
            [(P, ("word " * 300).strip())],
        ),
    ],
)
def test_word_documents_are_read_as_they_are_seen(xml: str, expected: list[tuple[BlockKind, str]]) -> None:
    assert blocks(word(xml)) == expected


@pytest.mark.parametrize(
    ("properties", "marked"),
    [
        ("<w:i/>", ["b"]),
        ("<w:i w:val='0'/>", []),
        ("<w:i w:val='true'/>", ["b"]),
        ("<w:rStyle w:val='Emphasis'/>", ["b"]),
    ],
)
def test_italics_come_from_runs_and_their_styles(properties: str, marked: list[str]) -> None:
    assert tale.emphasized(word(f"<w:p>{run('a lot of words ')}{run('b', properties)}</w:p>")) == marked


@pytest.mark.parametrize(
    ("style", "kind"),
    [
        ("Title", H),
        ("Heading 1", H),
        ("Heading 3", H),
        ("Quote", BlockKind.LETTER),
        ("Normal", P),
        ("List Bullet", BlockKind.LIST),
    ],
)
def test_styles_of_paragraphs_say_what_they_are(style: str, kind: BlockKind) -> None:
    document = docx.Document()
    document.add_paragraph("a", style=style)

    assert blocks(read("x.docx", saved(document))) == [(kind, "a")]


def test_headings_of_word_are_chapters_below_the_title() -> None:
    document = docx.Document()
    document.add_paragraph("Low Water", style="Title")
    for name in ("One", "Two"):
        document.add_heading(name, level=1)
        document.add_paragraph("Words of it.").add_run().add_break(WD_BREAK.PAGE)

    story = read("x.docx", saved(document))

    assert tale.titles(story) == ["One", "Two"]
    assert story.metadata.title == "Low Water"


def test_empty_paragraphs_of_word_are_counted() -> None:
    document = docx.Document()
    for words in ("a", "b", "c", "", "", "d"):
        document.add_paragraph(words)

    assert [block.gap for block in read("x.docx", saved(document)).blocks] == [1, 1, 1, 3]


def test_footnotes_of_word_are_notes() -> None:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:p>{run('a')}<w:r><w:footnoteReference w:id='1'/></w:r></w:p>"
    note = f"<w:footnote><w:p>{run('of hemp')}</w:p></w:footnote>"
    story = read(
        "x.docx",
        containers.packed(
            {
                "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
                "word/footnotes.xml": f"<w:footnotes {names}>{note}</w:footnotes>",
            }
        ),
    )

    assert blocks(story) == [(P, "a"), (BlockKind.NOTE, "of hemp")]


def opendocument(content: str, styles: str = "") -> Story:
    return read("x.odt", containers.opendocument(content=content, styles=styles))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "<text:p>One<text:s text:c='3'/>two<text:line-break/>three<text:tab/>four</text:p>",
            [(P, "One two\nthree four")],
        ),
        ("<text:h text:outline-level='2'>a</text:h>", [(H, "a")]),
        (
            "<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>n</text:p>"
            "</text:note-body></text:note>b</text:p>",
            [(P, "ab"), (BlockKind.NOTE, "n")],
        ),
        ("<text:p>a<office:annotation><text:p>n</text:p></office:annotation>b</text:p>", [(P, "ab")]),
        ("<text:tracked-changes><text:p>old</text:p></text:tracked-changes><text:p>a</text:p>", [(P, "a")]),
        (
            "<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>",
            [(BlockKind.LIST, "a")],
        ),
        (
            "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>",
            [(T, "a")],
        ),
        (
            "<text:p>a<draw:frame><draw:text-box><text:p>b</text:p></draw:text-box></draw:frame></text:p>",
            [(P, "a"), (T, "b")],
        ),
        (
            "<text:table-of-content><text:p>One 1</text:p></text:table-of-content><text:p>a</text:p>",
            [(BlockKind.METADATA, "One 1"), (P, "a")],
        ),
        (
            "<text:p>a</text:p><text:p text:style-name='Horizontal_20_Line'/><text:p>b</text:p>",
            [(P, "a"), (B, "* * *"), (P, "b")],
        ),
        ("<text:p text:style-name='Quotations'>a</text:p>", [(BlockKind.LETTER, "a")]),
        ("<text:p>a<text:span text:style-name='H'>b</text:span></text:p>", [(P, "a"), (N, "b")]),
    ],
)
def test_opendocument_texts_are_read_as_they_are_seen(
    content: str, expected: list[tuple[BlockKind, str]]
) -> None:
    hidden = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'

    assert blocks(opendocument(content, hidden)) == expected


def test_styles_of_opendocument_build_on_others() -> None:
    styles = '<style:style style:name="T9" style:parent-style-name="T1"/>'
    story = opendocument("<text:p>many words <text:span text:style-name='T9'>a</text:span></text:p>", styles)

    assert tale.emphasized(story) == ["a"]


def test_a_locked_opendocument_is_refused() -> None:
    data = containers.packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<x><encryption-data/></x>",
        }
    )

    with pytest.raises(StoryError, match="password"):
        read("x.odt", data)


def rich_text(body: str, head: str = "") -> Story:
    return read(
        "x.rtf",
        rf"{{\rtf1\ansi\ansicpg1252{{\fonttbl{{\f0 A;}}{{\f1\fcharset204 B;}}}}{head}{body}}}".encode(
            "latin-1"
        ),
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"One\par Two\par", [(P, "One"), (P, "Two")]),
        ("One\\\nTwo", [(P, "One"), (P, "Two")]),
        (r"a\line b\tab c", [(P, "a\nb c")]),
        (r"caf\'e9 \u8212?x \u-10179?\u-8704? \{\}\\", [(P, "café —x 😀 {}\\")]),
        (r"\uc2\u233\'c3\'a9 x \uc0\u233 y", [(P, "é x éy")]),
        (r"{\f1 \'cf\'f0}", [(P, "Пр")]),
        (r"a{\*\generator x}{\pict 0102}{\header h}b", [(P, "ab")]),
        (r"a{\v b}c", [(P, "ac"), (N, "b")]),
        (r"a{\footnote \pard n}b", [(P, "ab"), (BlockKind.NOTE, "n")]),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt a}}", [(P, "a")]),
        (r"\trowd\intbl a\cell\intbl b\cell\row\pard c\par", [(T, "a\tb"), (P, "c")]),
        (r"\outlinelevel0 a\par\pard b\par", [(H, "a"), (P, "b")]),
        (r"\s3 a\par\pard b\par", [(H, "a"), (P, "b")]),
        (r"a~b\~c\-d\_e\bullet", [(P, "a~b\u00a0cd-e•")]),
    ],
)
def test_rich_text_is_read_as_it_is_seen(body: str, expected: list[tuple[BlockKind, str]]) -> None:
    assert blocks(rich_text(body, r"{\stylesheet{\s0 Normal;}{\s3\b heading 2;}}")) == expected


@pytest.mark.parametrize(
    "body", [r"many words \i a\i0  c", r"many words {\i a} c", r"many words {\b\plain\i a}\plain  c"]
)
def test_italics_of_rich_text_end_with_their_group_or_switch(body: str) -> None:
    assert tale.emphasized(rich_text(body)) == ["a"]
