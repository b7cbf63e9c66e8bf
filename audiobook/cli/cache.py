"""`audiobook cache show` and `clear`: what is kept from earlier runs, and throwing it away."""

from __future__ import annotations

import sys
import time
from typing import Annotated

import typer

from audiobook import pipeline
from audiobook.cli.present import count, remark, result, table
from audiobook.cli.usage import Commands, whole
from audiobook.errors import UsageError
from audiobook.settings import Settings

app = typer.Typer(
    cls=Commands,
    help="What is kept from earlier runs, so that nothing is spoken twice.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_DAY_S = 86_400


@app.command("show")
def show() -> None:
    """Show what is kept: where, how much, and how much it may become."""
    kept = pipeline.kept(Settings())
    rows = [("", "files", "size", "used last")]
    rows += [
        (shelf.kind, f"{shelf.files:,}", size(shelf.size), _since(shelf.oldest_s)) for shelf in kept.shelves
    ]
    rows.append(("all", f"{sum(shelf.files for shelf in kept.shelves):,}", size(kept.size), ""))
    for line in table(rows, right=(1, 2)):
        result(line)
    remark(f"In {kept.folder}; at most {size(kept.limit_bytes)} (AUDIOBOOK_CACHE_SIZE=5GB makes it more).")


@app.command("clear")
def clear(
    older_than: Annotated[
        int,
        typer.Option(
            "--older-than",
            metavar="DAYS",
            parser=whole("--older-than", least=0),
            help="Only what was not used for so long.",
        ),
    ] = 0,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Throw away what is kept. Finished audiobooks stay as they are; a changed story is spoken anew."""
    kept = pipeline.kept(Settings())
    if not yes and kept.size and not _agreed(f"Throw away {_what(kept.size, older_than)}?"):
        remark("Nothing was thrown away.")
        return
    files, freed = pipeline.clear_cellar(Settings(), unused_for_days=older_than)
    remark(f"{count(files, 'file')} thrown away, {size(freed)} free.")


def _what(held: int, older_than: int) -> str:
    return (
        f"what was not used for {count(older_than, 'day')}"
        if older_than
        else f"all that is kept, {size(held)}"
    )


def _agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        raise UsageError("Nobody is here to be asked.", hint="Add --yes to throw it away without a question.")
    return typer.confirm(question, err=True)


def size(number: int) -> str:
    """A number of bytes as people say it.

    >>> size(0), size(1500), size(71_234_567), size(2_000_000_000)
    ('0 KB', '2 KB', '71 MB', '2.0 GB')
    """
    if number >= 10**9:
        return f"{number / 10**9:.1f} GB"
    return f"{number / 10**6:.0f} MB" if number >= 10**6 else f"{number / 10**3:.0f} KB"


def _since(oldest_s: float) -> str:
    days = int((time.time() - oldest_s) // _DAY_S)
    return "today" if days < 1 else f"within {count(days + 1, 'day')}"
