"""Casting. In: a script, voice profiles and a casting sheet. Out: the voice of every role and character.

`load_voices` and `load_sheet` read the files that users edit, `assign` casts, `voice_for` says which
voice speaks a segment.
"""

from audiobook.casting.assign import assign
from audiobook.casting.library import voice_sets
from audiobook.casting.profiles import load_voices
from audiobook.casting.sheet import load_sheet
from audiobook.casting.speaking import voice_for

__all__ = ["assign", "load_sheet", "load_voices", "voice_for", "voice_sets"]
