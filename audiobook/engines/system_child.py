"""The process in which the system's own voices speak, through pyttsx3.

It reads a request a line from standard input and answers a line on standard output, in JSON; what
pyttsx3 prints goes elsewhere. It may hang or crash: its parent keeps the time, and starts another.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

SETTLING_S = 0.02  # a rate that is followed at once by speech is lost at times
PATIENCE_S = 2.0  # for what pyttsx3 says is done, and is not: a file, a rate
ON_LINUX = sys.platform.startswith("linux")
POLL_S = 0.005


def main() -> None:
    """Answer requests until there are no more."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    engine = _started_engine()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = _voices(engine) if request["do"] == "voices" else _say(engine, **request["say"])
        except Exception as err:  # whatever pyttsx3 raises is the answer
            answer = {"error": f"{type(err).__name__}: {err}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _started_engine() -> Any:
    _load_espeak()
    import pyttsx3  # noqa: PLC0415 -- espeak-ng must be there before it

    engine = pyttsx3.init()
    if ON_LINUX:
        engine.runAndWait()  # with nothing to say; else it keeps the first settings back until it speaks
    return engine


def _load_espeak() -> None:
    """On Linux, have espeak-ng loaded, so that pyttsx3 finds it where no package installed it."""
    if not ON_LINUX:
        return
    try:
        ctypes.CDLL("libespeak-ng.so.1")
    except OSError:
        import espeakng_loader  # noqa: PLC0415 -- only where the system has none

        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()  # without it, the process would end
        ctypes.CDLL(espeakng_loader.get_library_path())


def _voices(engine: Any) -> dict[str, Any]:
    found = engine.getProperty("voices")
    return {"voices": [[v.id, v.name, list(v.languages), v.gender, v.age] for v in found]}


def _say(engine: Any, *, text: str, voice: str, rate: int, pitch: int, path: str) -> dict[str, Any]:
    """Speak into a file: one file per run, for of two only the last would be written."""
    wanted: dict[str, Any] = {"voice": voice, "rate": rate}
    if ON_LINUX:  # elsewhere pyttsx3 knows no pitch
        wanted["pitch"] = pitch
    _set(engine, wanted)
    engine.save_to_file(text, path)
    engine.runAndWait()
    _wait_for(Path(path))
    return {}


def _set(engine: Any, wanted: dict[str, Any]) -> None:
    """Set properties; on Linux again until they are kept, for there they are lost at times."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        for name, value in wanted.items():
            engine.setProperty(name, value)
        time.sleep(SETTLING_S)
        lost = [name for name, value in wanted.items() if ON_LINUX and engine.getProperty(name) != value]
        if not lost and not _is_busy():
            return
        if time.monotonic() > deadline:
            told = f"does not take the {lost[0]} {wanted[lost[0]]!r}" if lost else "does not come to an end"
            raise RuntimeError(f"it {told}")


def _is_busy() -> bool:
    """Whether espeak-ng is still at the last text: pyttsx3 would cancel it, and the next one with it."""
    driver = sys.modules.get("pyttsx3.drivers._espeak")
    return bool(driver and driver.IsPlaying())


def _wait_for(path: Path) -> None:
    """Wait until the file is there and no longer grows; not for ever, for the parent looks at it too."""
    deadline = time.monotonic() + PATIENCE_S
    size = -1
    while time.monotonic() < deadline:
        now = path.stat().st_size if path.exists() else 0
        if now and now == size:
            return
        size = now
        time.sleep(POLL_S)


if __name__ == "__main__":
    main()
