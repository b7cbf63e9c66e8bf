"""The script one would write first: pyttsx3 says each segment into a file, pydub adds it to the rest.

    python -m benchmarks.plain_script SEGMENTS.json OUT.mp3

It is here to be measured. It prints how long its audio is, how many segments came out without sound, and how
it was encoded: pydub needs ffmpeg to write an MP3; without one, LAME is called directly.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any


def main(segments: str, out: str) -> None:
    """Speak the segments, a list of [voice, rate, text], into one MP3."""
    _find_espeak()
    import pyttsx3  # noqa: PLC0415 - after espeak-ng has been loaded
    from pydub import AudioSegment  # noqa: PLC0415

    engine = pyttsx3.init()
    book = AudioSegment.silent(0, frame_rate=22050)
    lost = 0
    with TemporaryDirectory() as folder:
        wav = Path(folder) / "segment.wav"
        for voice, rate, text in json.loads(Path(segments).read_text("utf-8")):
            wav.unlink(missing_ok=True)
            engine.setProperty("voice", voice)
            engine.setProperty("rate", rate)
            engine.save_to_file(text, str(wav))
            engine.runAndWait()
            try:
                spoken = AudioSegment.from_wav(str(wav))
            except (OSError, EOFError, IndexError):
                spoken = AudioSegment.silent(0, frame_rate=22050)
            lost += not len(spoken)
            book += spoken + AudioSegment.silent(300, frame_rate=22050)
    encoder = _export(book, out)
    print(json.dumps({"seconds": len(book) / 1000, "lost": lost, "encoder": encoder}))


def _find_espeak() -> None:
    """Load espeak-ng from the wheel, so that pyttsx3 finds it where none is installed."""
    import espeakng_loader  # noqa: PLC0415

    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    ctypes.CDLL(espeakng_loader.get_library_path())


def _export(book: Any, out: str) -> str:
    if shutil.which("ffmpeg"):
        book.export(out, format="mp3", bitrate="64k")
        return "ffmpeg"
    import lameenc  # noqa: PLC0415

    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(book.frame_rate)
    lame.set_bit_rate(64)
    Path(out).write_bytes(lame.encode(book.raw_data) + lame.flush())
    return "lameenc, there is no ffmpeg here"


if __name__ == "__main__":
    main(*sys.argv[1:])
