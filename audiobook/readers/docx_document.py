"""The paragraphs and tables of a Word document -> words, marks and blocks.

Insertions that are tracked count, deletions do not; comments are not read, footnotes and hidden
text are kept and not spoken.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from audiobook.errors import StoryError
from audiobook.model import BlockKind, MarkKind, Metadata, Story
from audiobook.readers.archive import Archive
from audiobook.readers.assemble import Findings, assemble
from audiobook.readers.builder import Builder, Shape
from audiobook.readers.docx_styles import DocxStyles, Look
from audiobook.readers.labels import HIDDEN
from audiobook.readers.markup import parse_xml
from audiobook.readers.raw import Raw
from audiobook.readers.text_fields import language_tag

_DAMAGE = (OpcError, BadZipFile, etree.LxmlError, KeyError, ValueError, AttributeError, TypeError, IndexError)
_DELETED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sectPr", "w:instrText", "w:pict")))
_FOOTNOTE = Shape(BlockKind.NOTE, reason="footnote")
_TABLE = Shape(BlockKind.TABLE)
