"""The verbs, in order: read, script, cast, plan, produce. The only place where the rooms meet.

Each takes nouns and gives the next noun, so that whoever wants to can stop in between, look, change
something with `dataclasses.replace`, and go on.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audiobook.casting import SpokenLine, doubtful_lines, lexicon_line, lines_saying, voice_sets
    from audiobook.pipeline.cellar import Cellar, cache_folder, clear_cellar, kept
    from audiobook.pipeline.desk import (
        Finding,
        WrittenSheet,
        casting_sheet,
        check_file,
        editor_schema,
        findings,
        kept_script,
    )
    from audiobook.pipeline.figures import Made, Summary, made_of, summary
    from audiobook.pipeline.hearing import Heard, audition, preview_character, say
    from audiobook.pipeline.models import (
        Shelf,
        install_model,
        install_model_files,
        models_folder,
        need_neural_library,
        shelves,
        wanted_models,
    )
    from audiobook.pipeline.names import Name, names_said
    from audiobook.pipeline.outlook import Doubt, Forecast, SpokenPart, forecast
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
    from audiobook.pipeline.production import Progress, chapter_audio, check, preview, produce
    from audiobook.pipeline.proof import Proof, verify
    from audiobook.publish import safe_name
    from audiobook.publish.folder_lock import Holder
    from audiobook.publish.screenplay import screenplay, script_json
    from audiobook.studio.progress import Step

__all__ = [
    "Book",
    "Cellar",
    "Doubt",
    "Finding",
    "Forecast",
    "Heard",
    "Holder",
    "Made",
    "Name",
    "Outline",
    "Progress",
    "Proof",
    "Shelf",
    "SpokenLine",
    "SpokenPart",
    "Step",
    "Summary",
    "WrittenSheet",
    "audition",
    "book",
    "cache_folder",
    "cast",
    "casting_sheet",
    "chapter_audio",
    "check",
    "check_file",
    "clear_cellar",
    "doubtful_lines",
    "editor_schema",
    "findings",
    "forecast",
    "install_model",
    "install_model_files",
    "kept",
    "kept_script",
    "lexicon_line",
    "lines_saying",
    "made_of",
    "models_folder",
    "names_said",
    "need_neural_library",
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
    "shelves",
    "summary",
    "verify",
    "voice_sets",
    "voices",
    "wanted",
    "wanted_models",
]

_HOMES = {
    "audiobook.casting": "SpokenLine doubtful_lines lexicon_line lines_saying voice_sets",
    "audiobook.pipeline.cellar": "Cellar cache_folder clear_cellar kept",
    "audiobook.pipeline.desk": (
        "Finding WrittenSheet casting_sheet check_file editor_schema findings kept_script"
    ),
    "audiobook.pipeline.outlook": "Doubt Forecast SpokenPart forecast",
    "audiobook.pipeline.hearing": "Heard audition preview_character say",
    "audiobook.pipeline.models": (
        "Shelf install_model install_model_files models_folder need_neural_library shelves wanted_models"
    ),
    "audiobook.pipeline.names": "Name names_said",
    "audiobook.pipeline.overview": "Outline outline",
    "audiobook.pipeline.prepare": "Book book cast plan read read_text script seconds_of sheet voices wanted",
    "audiobook.pipeline.production": "Progress chapter_audio check preview produce",
    "audiobook.pipeline.proof": "Proof verify",
    "audiobook.pipeline.figures": "Made Summary made_of summary",
    "audiobook.publish": "safe_name",
    "audiobook.publish.folder_lock": "Holder",
    "audiobook.studio.progress": "Step",
    "audiobook.publish.screenplay": "screenplay script_json",
}


def __getattr__(name: str) -> Any:
    # A second run that finds all as it left it opens none of the rooms.
    for home, names in _HOMES.items():
        if name in names.split():
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
