"""Markdown as authors write it -> HTML -> Story.

Where authors and CommonMark disagree, authors win: "~~~" is a scene break and no fence, indented
lines are paragraphs and no code, a long line above "---" is no heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from audiobook.errors import StoryError
from audiobook.model import Metadata, Story
from audiobook.readers.decode import decode
from audiobook.readers.facts import metadata_from
from audiobook.readers.front_matter import split_front_matter
from audiobook.readers.html_page import read_tree
from audiobook.readers.markup import parse_html
from audiobook.readers.raw import Raw
from audiobook.readers.tags import KNOWN

_MAX_CHARS = 8_000_000
_PART_LENGTH = 300_000
_LONGEST_INLINE = 10_000
_LONG_LINE = 110
_LONGEST_SETEXT = 80
_SENTENCE_END = (".", "!", "?", "…", '"', "”", "’", ",", ";", ":")
_BREAK = "* * *"
# "~~~" between scenes
_TILDES = re.compile(r"^[ \t]{0,3}~{3,}[ \t]*$", re.MULTILINE)
# "[^1]" in a sentence, "[^1]: The note." below
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\](?!:)")
_NOTE = re.compile(r"^[ \t]{0,3}\[\^[^\]\s]{1,40}\]:[ \t]*(.+)$", re.MULTILINE)
_PARAGRAPH = re.compile(r"\n\n(?=[^\W_])")
_SPECIAL = re.compile(r"[*_`<&\[\]!~\\\n]")
# "<i>", "</span>", "<!-- a note -->"; not "<Can you hear me?>", which somebody says from mind to mind
_TAG = re.compile(r"</?([a-z][a-z0-9]*)(?:\s[^<>]*)?/?>|<!--.*-->", re.IGNORECASE | re.DOTALL)


def read_markdown(raw: Raw) -> Story:
    """The story in a Markdown file; raises StoryError if it holds no text."""
    decoded = decode(raw.data, name=raw.name)
    if len(decoded.text) > _MAX_CHARS:
        raise StoryError(f"{raw.name} is too large for Markdown.", hint="Split it, or name it .txt.")
    facts, text = split_front_matter(decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    root = parse_html(_to_html(text) or "<p></p>", raw.name)
    base = metadata_from(facts) if facts else Metadata()
    return read_tree(raw, root, kind="markdown", base=base, warnings=decoded.warnings)


def _to_html(text: str) -> str:
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    markdown.disable(["code", "reference"]).core.ruler.disable(["inline"])
    text = _NOTE.sub(r'\n<div role="doc-footnote">\1</div>\n', _TILDES.sub(f"\n{_BREAK}\n", text))
    return "".join(_rendered(markdown, part) for part in _parts(_NOTE_MARK.sub("", text)))


def _parts(text: str) -> Iterator[str]:
    """`text` in parts of some hundred pages, cut where a paragraph begins: tokens take much room."""
    start = 0
    while start < len(text):
        cut = _PARAGRAPH.search(text, start + _PART_LENGTH)
        end = cut.start() + 2 if cut else len(text)
        yield text[start:end]
        start = end


def _rendered(markdown: MarkdownIt, text: str) -> str:
    tokens = list(_without_false_headings(markdown.parse(text)))
    for token in tokens:
        if token.type == "inline":
            token.children = _inline(markdown, token.content)
    return str(markdown.renderer.render(tokens, markdown.options, {}))


def _inline(markdown: MarkdownIt, content: str) -> list[Token]:
    """The words and marks of a paragraph; few paragraphs have marks, and endless ones none."""
    if len(content) > _LONGEST_INLINE or not _SPECIAL.search(content):
        return [Token("text", "", 0, content=content)]
    children: list[Token] = []
    markdown.inline.parse(content, markdown, {}, children)
    long = any(len(line) > _LONG_LINE for line in content.split("\n"))
    return [_as_written(token, long_lines=long) for token in children]


def _as_written(token: Token, *, long_lines: bool) -> Token:
    """A token as its author meant it: unknown tags are words, ends of long lines end paragraphs."""
    if token.type == "html_inline":
        match = _TAG.fullmatch(token.content)
        known = match and (match[1] is None or match[1].lower() in KNOWN)
        return token if known else Token("text", "", 0, content=token.content)
    if token.type == "text_special":
        return Token("text", "", 0, content=token.content)
    if token.type == "softbreak" and long_lines:
        return Token("hardbreak", "br", 0)
    return token


def _without_false_headings(tokens: list[Token]) -> Iterator[Token]:
    """`tokens` with each paragraph above a row of dashes as that, and a break after it."""
    false = False
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.markup in ("-", "="):
            false = _is_sentence(tokens[index + 1].content)
        if false and token.type in ("heading_open", "heading_close"):
            yield token.copy(type=token.type.replace("heading", "paragraph"), tag="p")
            if token.type == "heading_close":
                false = False
                yield Token("hr", "hr", 0)
            continue
        yield token


def _is_sentence(text: str) -> bool:
    return len(text) > _LONGEST_SETEXT or "\n" in text or text.rstrip().endswith(_SENTENCE_END)
