"""The door for Python: the verbs of the command line as functions.

Options are the fields of `audiobook.settings.Settings`. Every failure is an `AudiobookError`, with a
sentence for the user and a hint.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobook import pipeline
from audiobook.model import Audiobook, AudioFile, Cast, Script, Story
from audiobook.pipeline import read, read_text
from audiobook.settings import Settings

if TYPE_CHECKING:
    from pydub import AudioSegment

__all__ = ["cast", "chapter", "convert", "preview", "read", "read_text", "script"]


def script(story: Story, *, sheet: str | Path | None = None) -> Script:
    """Cut a story into segments and find out who says each.

    >>> import audiobook
    >>> story = audiobook.read_text('"We sail at dawn," said Mara.')
    >>> [(s.kind.value, s.speaker) for s in audiobook.script(story).segments]
    [('dialogue', 'Mara'), ('narration', None)]
    """
    return pipeline.script(story, pipeline.sheet(sheet))


def cast(script: Script, *, sheet: str | Path | None = None, **options: Any) -> Cast:
    """Give every role and every character of a script a voice.

    >>> import audiobook
    >>> script = audiobook.script(audiobook.read_text('"We sail at dawn," said Mara.'))
    >>> audiobook.cast(script, engine="tone").characters["Mara"].engine
    'tone'
    """
    return pipeline.cast(script, Settings(**options), pipeline.sheet(sheet))[1]


def convert(
    stories: str | Path | list[str | Path],
    folder: str | Path = "output",
    *,
    sheet: str | Path | None = None,
    recast: bool = False,
    progress: pipeline.Progress | None = None,
    **options: Any,
) -> Audiobook:
    """Turn a story, or several files as one, into an audiobook in `folder`/<Title>.

    A story that has grown keeps the names and voices that it has in `folder`, unless it is to be `recast`.

    >>> import audiobook
    >>> made = audiobook.convert("story.txt", chapters=(1, 2), notes="end")  # doctest: +SKIP
    >>> [file.name for file in made.files]  # doctest: +SKIP
    ['01 - Low Water.mp3', '02 - The Ferry.mp3']
    """
    settings = Settings(**options)
    book = pipeline.book(stories, settings, sheet, folder=None if recast else folder)
    return pipeline.produce(book, folder, settings, progress=progress)


def preview(
    story: str | Path,
    path: str | Path,
    *,
    number: int = 1,
    seconds: float = 60,
    sheet: str | Path | None = None,
    **options: Any,
) -> AudioFile:
    """Speak the beginning of chapter `number` into the file `path`."""
    settings = Settings(**options)
    book = pipeline.book(story, settings, sheet)
    return pipeline.preview(book, path, settings, number=number, seconds=seconds)


def chapter(
    story: str | Path, number: int = 1, *, sheet: str | Path | None = None, **options: Any
) -> AudioSegment:
    """Speak a chapter and give it as pydub's `AudioSegment`: to trim, to mix with music, to export.

    >>> import audiobook
    >>> sound = audiobook.chapter("story.txt", 2)  # doctest: +SKIP
    >>> sound.fade_out(3000).export("two.wav", format="wav")  # doctest: +SKIP
    """
    settings = Settings(**options)
    return pipeline.chapter_audio(pipeline.book(story, settings, sheet), settings, number=number)
