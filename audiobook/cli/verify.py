"""`audiobook verify`: the proof that nothing was lost."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audiobook import pipeline
from audiobook.cli.present import count, remark, result
from audiobook.errors import OutputError

_SHOWN = 20


def verify(
    folder: Annotated[Path, typer.Argument(metavar="OUTPUT", help="The folder of an audiobook.")],
    stories: Annotated[
        list[str] | None,
        typer.Argument(metavar="STORY", help="Its story, if it has moved since.", show_default=False),
    ] = None,
) -> None:
    """Prove that an audiobook holds its whole story.

    Reads the story, the manifest and the sound back: every character lies in exactly one segment, every
    segment is heard in its place or says why not, and every file is the one that was made. A file that is
    too loud or too soft for the audiobook standard (ACX) is told too.

    \b
    Example:
      audiobook verify "output/The Ferry"
    """
    proof = pipeline.verify(folder, stories or ())
    for note in proof.remarks[:_SHOWN]:
        remark(f"Note: {note}.")
    for flaw in proof.flaws[:_SHOWN]:
        result(str(flaw))
    if len(proof.flaws) > _SHOWN:
        result(f"... and {len(proof.flaws) - _SHOWN:,} more")
    if proof.flaws:
        raise OutputError(
            f"{count(len(proof.flaws), 'flaw')} in {folder}.",
            hint="Convert the story again: what is whole is kept.",
        )
    result(
        f"Nothing is lost: {count(proof.heard, 'segment')} heard in {count(proof.files, 'file')}, "
        f"{proof.silent:,} silent, each for a reason."
    )
