"""Writes a voice in the way Piper publishes them, in two kilobytes: each phoneme is a sine of its own.

It knows rate, speakers and noise as a real model does, so that all but the beauty of a neural voice can be
tested without one:

    python -m tools.make_tiny_model FOLDER

`write_kokoro` writes one in the way that sherpa-onnx publishes Kokoro, at another rate.
"""

from __future__ import annotations

import json
import math
import sys
from array import array
from pathlib import Path
from typing import Any

import onnx
from onnx import TensorProto, helper

PHONEMES = "_^$ !',.:;?abcdefhijklmnopqrstuvwxyzæçðøħŋœɐɑɒɔɕɖəɚɛɜɟɡɣɪɫɬɭɯɱɲɹɾʀʁʂʃʊʋʌʎʏʑʒʔʝʰʲˈˌːˑθχᵻ̩̃0123456789"
SILENT = 11  # so many of them are marks, and silent
SAMPLES_PER_PHONEME = 768
LOWEST_HZ, STEP_HZ = 110.0, 4.0
HIGHER_PER_SPEAKER = 0.2
AMPLITUDE = 0.3
KOKORO_HZ = 24000
KOKORO_LETTERS = "AIOQTWYʣʤʦʧᵊ"
STYLE_ROWS = 510

# From "number", "hz" and how many samples a phoneme is "long" to "clean" samples.
SINES: list[tuple[Any, ...]] = [
    ("Unsqueeze", ["hz", "last axis"], "hz down"),
    ("Squeeze", ["long"], "long one"),
    ("Range", ["zero", "long one", "one"], "time"),
    ("Mul", ["hz down", "turn"], "turns"),
    ("Mul", ["turns", "time"], "phase"),
    ("Sin", ["phase"], "sine"),
    ("Greater", ["number", "last mark"], "is heard"),
    ("Cast", ["is heard"], "heard", {"to": TensorProto.FLOAT}),
    ("Mul", ["heard", "amplitude"], "loudness"),
    ("Unsqueeze", ["loudness", "last axis"], "loudness down"),
    ("Mul", ["sine", "loudness down"], "clean"),
]


def write_voice(
    folder: Path, name: str = "tiny", *, speakers: int = 1, rate_hz: int = 22050, amplitude: float = AMPLITUDE
) -> Path:
    """Write `name`.onnx and `name`.onnx.json; gives the path of the first."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.onnx"
    path.write_bytes(model_bytes(speakers=speakers, rate_hz=rate_hz, amplitude=amplitude))
    facts: dict[str, Any] = {
        "audio": {"sample_rate": rate_hz},
        "espeak": {"voice": "en-us"},
        "num_speakers": speakers,
        "speaker_id_map": {f"s{number}": number for number in range(speakers)} if speakers > 1 else {},
        "phoneme_id_map": {phoneme: [number] for number, phoneme in enumerate(PHONEMES)},
    }
    path.with_name(path.name + ".json").write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
    return path


def write_kitten(folder: Path, *, speakers: tuple[str, ...] = ("expr-voice-2-m", "expr-voice-2-f")) -> Path:
    """Write a folder as `write_kokoro` does, of the smaller family."""
    return write_kokoro(folder, speakers=speakers, model_type="kitten-tts", style_dim="1,1")


def write_kokoro(
    folder: Path,
    *,
    speakers: tuple[str, ...] = ("af_heart", "bm_lewis", "jf_alpha"),
    model_type: str = "kokoro",
    style_dim: str = f"{STYLE_ROWS},1,1",
) -> Path:
    """Write a folder with `model.onnx`, `voices.bin` and `tokens.txt`; gives its path."""
    folder.mkdir(parents=True, exist_ok=True)
    notes = {
        "model_type": model_type,
        "sample_rate": str(KOKORO_HZ),
        "n_speakers": str(len(speakers)),
        "speaker_names": ",".join(speakers),
        "style_dim": style_dim,
        "voice": "en-us",
    }
    (folder / "model.onnx").write_bytes(kokoro_bytes(notes))
    rows = int(style_dim.partition(",")[0])
    higher = [HIGHER_PER_SPEAKER * number for number, _ in enumerate(speakers) for _ in range(rows)]
    (folder / "voices.bin").write_bytes(array("f", higher).tobytes())
    tokens = [f"{phoneme} {number}" for number, phoneme in enumerate(PHONEMES + KOKORO_LETTERS)]
    (folder / "tokens.txt").write_text("\n".join(tokens) + "\n", "utf-8")
    return folder


def write_matcha(folder: Path) -> Path:
    """Write a folder with `model-steps-3.onnx`, `hifigan_v2.onnx` and `tokens.txt`; gives its path."""
    folder.mkdir(parents=True, exist_ok=True)
    notes = {
        "model_type": "matcha-tts",
        "sample_rate": "22050",
        "n_speakers": "1",
        "use_eos_bos": "0",
        "pad_id": "0",
        "voice": "en-us",
    }
    (folder / "model-steps-3.onnx").write_bytes(matcha_bytes(notes))
    (folder / "hifigan_v2.onnx").write_bytes(vocoder_bytes())
    tokens = [f"{phoneme} {number}" for number, phoneme in enumerate(PHONEMES)]
    (folder / "tokens.txt").write_text("\n".join(tokens) + "\n", "utf-8")
    return folder


def matcha_bytes(notes: dict[str, str]) -> bytes:
    """The model: phonemes -> a "spectrum" of shape (1, 1, samples), which is the sound already."""
    inputs = [
        helper.make_tensor_value_info("x", TensorProto.INT64, [1, "n"]),
        helper.make_tensor_value_info("x_length", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("noise_scale", TensorProto.FLOAT, [1]),
        helper.make_tensor_value_info("length_scale", TensorProto.FLOAT, [1]),
    ]
    output = helper.make_tensor_value_info("mel", TensorProto.FLOAT, [1, 1, "samples"])
    steps: list[tuple[Any, ...]] = [
        ("Cast", ["x"], "number", {"to": TensorProto.FLOAT}),
        ("Mul", ["number", "step"], "above"),
        ("Add", ["above", "lowest"], "hz"),
        ("Mul", ["length_scale", "samples"], "long"),
        *SINES,
        ("Reshape", ["clean", "shape"], "mel"),
    ]
    constants = [*_constants(22050), helper.make_tensor("shape", TensorProto.INT64, [3], [1, 1, -1])]
    return _written(
        helper.make_graph([_node(*step) for step in steps], "tiny", inputs, [output], constants), notes
    )


def vocoder_bytes() -> bytes:
    """The model that makes sound of a spectrum: here it is sound already."""
    mel = helper.make_tensor_value_info("mel", TensorProto.FLOAT, [1, 1, "samples"])
    audio = helper.make_tensor_value_info("audio", TensorProto.FLOAT, [1, 1, "samples"])
    graph = helper.make_graph([_node("Identity", ["mel"], "audio")], "tiny", [mel], [audio])
    return _written(graph, {"model_type": "hifigan", "sample_rate": "22050"})


def kokoro_bytes(notes: dict[str, str]) -> bytes:
    """The model: phonemes, a style that raises its voice, a speed -> samples."""
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "n"]),
        helper.make_tensor_value_info("higher", TensorProto.FLOAT, [1, 1]),
        helper.make_tensor_value_info("speed", TensorProto.FLOAT, [1]),
    ]
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, ["samples"])
    steps: list[tuple[Any, ...]] = [
        ("Cast", ["input"], "number", {"to": TensorProto.FLOAT}),
        ("Mul", ["number", "step"], "above"),
        ("Add", ["above", "lowest"], "hz of one"),
        ("Add", ["higher", "one"], "factor"),
        ("Mul", ["hz of one", "factor"], "hz"),
        ("Div", ["samples", "speed"], "long"),
        *SINES,
        ("Reshape", ["clean", "shape"], "output"),
    ]
    constants = [*_constants(KOKORO_HZ), helper.make_tensor("shape", TensorProto.INT64, [1], [-1])]
    return _written(
        helper.make_graph([_node(*step) for step in steps], "tiny", inputs, [output], constants), notes
    )


def model_bytes(*, speakers: int, rate_hz: int, amplitude: float = AMPLITUDE) -> bytes:
    """The model: phonemes of shape (1, n) -> samples of shape (1, 1, n * samples per phoneme)."""
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "n"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    if speakers > 1:
        inputs.append(helper.make_tensor_value_info("sid", TensorProto.INT64, [1]))
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, "samples"])
    shape = helper.make_tensor("shape", TensorProto.INT64, [3], [1, 1, -1])
    constants = [*_constants(rate_hz, amplitude), shape]
    return _written(helper.make_graph(_nodes(speakers), "tiny", inputs, [output], constants), {})


def _written(graph: onnx.GraphProto, notes: dict[str, str]) -> bytes:
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    helper.set_model_props(model, notes)
    onnx.checker.check_model(model)
    written: bytes = model.SerializeToString()
    return written


def _nodes(speakers: int) -> list[onnx.NodeProto]:
    """A sine per phoneme, as long as the scales say, and noise as much as they say."""
    pitch: list[tuple[Any, ...]] = [
        ("Mul", ["higher", "by speaker"], "raise"),
        ("Add", ["raise", "one"], "factor"),
    ]
    steps: list[tuple[Any, ...]] = [
        ("Cast", ["input"], "number", {"to": TensorProto.FLOAT}),
        ("Mul", ["number", "step"], "above"),
        ("Add", ["above", "lowest"], "hz of one"),
        *([("Cast", ["sid"], "higher", {"to": TensorProto.FLOAT}), *pitch] if speakers > 1 else []),
        ("Mul", ["hz of one", "factor" if speakers > 1 else "one"], "hz"),
        ("Split", ["scales"], ("noise", "length", "noise of length"), {"axis": 0}),
        ("Mul", ["length", "samples"], "long"),
        *SINES,
        ("RandomNormalLike", ["clean"], "chance"),
        ("Mul", ["chance", "noise"], "hiss"),
        ("Add", ["clean", "hiss"], "voice"),
        ("Reshape", ["voice", "shape"], "output"),
    ]
    return [_node(*step) for step in steps]


def _node(
    kind: str, inputs: list[str], outputs: str | tuple[str, ...], attributes: dict[str, Any] | None = None
) -> onnx.NodeProto:
    names = [outputs] if isinstance(outputs, str) else list(outputs)
    made: onnx.NodeProto = helper.make_node(kind, inputs, names, **(attributes or {}))
    return made


def _constants(rate_hz: int, amplitude: float = AMPLITUDE) -> list[onnx.TensorProto]:
    numbers = {
        "step": STEP_HZ,
        "lowest": LOWEST_HZ,
        "by speaker": HIGHER_PER_SPEAKER,
        "one": 1.0,
        "zero": 0.0,
        "samples": float(SAMPLES_PER_PHONEME),
        "turn": 2 * math.pi / rate_hz,
        "last mark": float(SILENT - 1),
        "amplitude": amplitude,
    }
    floats = [helper.make_tensor(name, TensorProto.FLOAT, [], [value]) for name, value in numbers.items()]
    axis = helper.make_tensor("last axis", TensorProto.INT64, [1], [-1])
    return [*floats, axis]


if __name__ == "__main__":
    print(write_voice(Path(sys.argv[1]), speakers=2))
