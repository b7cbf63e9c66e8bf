"""The verbs, in order: read, script, cast, plan, produce. The only place where the rooms meet.

Each takes nouns and gives the next noun, so that whoever wants to can stop in between, look, change
something with `dataclasses.replace`, and go on.
"""

from audiobook.casting import voice_sets
from audiobook.pipeline.cellar import Cellar, cache_folder, cellar, clear_cellar
from audiobook.pipeline.desk import Finding, casting_sheet, check_file, findings
from audiobook.pipeline.hearing import Heard, audition, preview_character, say
from audiobook.pipeline.overview import Outline, outline
from audiobook.pipeline.prepare import (
    Book,
    book,
    cast,
    plan,
    read,
    read_text,
    script,
    seconds_of,
    sheet,
    voices,
    wanted,
)
from audiobook.pipeline.produce import Progress, chapter_audio, preview, produce
from audiobook.pipeline.proof import Proof, verify
from audiobook.publish import safe_name
from audiobook.publish.folder_lock import Holder
from audiobook.publish.screenplay import screenplay, script_json

__all__ = [
    "Book",
    "Cellar",
    "Finding",
    "Heard",
    "Holder",
    "Outline",
    "Progress",
    "Proof",
    "audition",
    "book",
    "cache_folder",
    "cast",
    "casting_sheet",
    "cellar",
    "chapter_audio",
    "check_file",
    "clear_cellar",
    "findings",
    "outline",
    "plan",
    "preview",
    "preview_character",
    "produce",
    "read",
    "read_text",
    "safe_name",
    "say",
    "screenplay",
    "script",
    "script_json",
    "seconds_of",
    "sheet",
    "verify",
    "voice_sets",
    "voices",
    "wanted",
]
