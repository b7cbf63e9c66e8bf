"""Casting. In: a script, voice profiles and a casting sheet. Out: the voice of every role and character.

`load_voices` and `load_sheet` read the files that users edit, `render_sheet` writes the second, `assign`
casts, `voice_for` says which voice speaks a segment, `check_file` says whether a file is right.
"""

from audiobook.casting.assign import assign
from audiobook.casting.check import check_file
from audiobook.casting.doubts import (
    SpokenLine,
    doubtful_lines,
    in_doubt,
    lines_saying,
    most_at_stake,
    spoken_lines,
)
from audiobook.casting.editor import FORMS, editor_schema
from audiobook.casting.lexicon import lexicon_line, load_lexicon, own_lexicon
from audiobook.casting.library import own_folder, set_for, voice_sets
from audiobook.casting.past import voices_of
from audiobook.casting.profiles import load_voices
from audiobook.casting.roles import voice_named
from audiobook.casting.sheet import load_sheet
from audiobook.casting.sheet_text import render_sheet
from audiobook.casting.speaking import voice_for

__all__ = [
    "FORMS",
    "SpokenLine",
    "assign",
    "check_file",
    "doubtful_lines",
    "editor_schema",
    "in_doubt",
    "lexicon_line",
    "lines_saying",
    "load_lexicon",
    "load_sheet",
    "load_voices",
    "most_at_stake",
    "own_folder",
    "own_lexicon",
    "render_sheet",
    "set_for",
    "spoken_lines",
    "voice_for",
    "voice_named",
    "voice_sets",
    "voices_of",
]
