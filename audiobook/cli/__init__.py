"""The command line: asks the pipeline, and puts its answers into words.

Results go to standard output, everything else to standard error. The exit status tells how it
ended; `audiobook/errors.py` lists them.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import traceback

from audiobook.errors import AudiobookError

_OUR_BUG = 1
_INTERRUPTED = 130
# Hardly anything here is garbage before the end; Python's usual 700 cost a tenth of a short run.
_OBJECTS_BETWEEN_COLLECTIONS = 100_000


def main() -> None:
    """Run the command line; the one place where failures become sentences and exit statuses."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy's; starting more takes longer than our sums
    try:
        from audiobook.cli.app import app  # noqa: PLC0415 - so that a broken import, or Ctrl-C in it, is told too
        from audiobook.cli.usage import run  # noqa: PLC0415

        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal that lacks a letter is no reason to stop
        sys.exit(run(app))
    except AudiobookError as err:
        _tell(err.message, err.hint)
        sys.exit(err.exit_status)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except Exception as err:
        if os.environ.get("AUDIOBOOK_DEBUG"):
            traceback.print_exc()
        _tell(
            f"This is a fault of audiobook itself: {type(err).__name__}: {err}",
            "Set AUDIOBOOK_DEBUG=1 to see where, and please report it with the command you ran.",
        )
        sys.exit(_OUR_BUG)


def _tell(message: str, hint: str) -> None:
    from audiobook.cli.present import failure  # noqa: PLC0415 - see above

    failure(message, hint)
