"""Models as they are published, and whatever else may lie in a folder."""

import json
from pathlib import Path

import pytest

from audiobook.engines.models.folder import MODEL, NOTES, TOKENS
from audiobook.engines.models.onnx_metadata import added_notes, read_notes
from audiobook.engines.models.prepare import prepare, published_files
from audiobook.errors import EngineError
from tools.make_tiny_model import write_kokoro, write_matcha, write_voice


def test_a_voice_of_piper_is_told_to_the_library(tmp_path: Path) -> None:
    voice = write_voice(tmp_path, "en_US-sam-low", speakers=3, rate_hz=16000)

    model = prepare(published_files(voice), tmp_path / "sam")

    assert (model.family, model.rate_hz, model.language) == ("vits", 16000, "en-us")
    assert model.speakers == ("s0", "s1", "s2")
    assert read_notes(tmp_path / "sam" / MODEL)["n_speakers"] == "3"
    assert "  3" in (tmp_path / "sam" / TOKENS).read_text("utf-8")
    assert json.loads((tmp_path / "sam" / NOTES).read_text("utf-8"))["sha256"] == model.sha256


def test_a_voice_of_one_speaker_has_no_names(tmp_path: Path) -> None:
    model = prepare(published_files(write_voice(tmp_path)), tmp_path / "sam")
    assert model.speakers == ()


def test_a_model_that_is_ready_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = write_kokoro(tmp_path / "published")

    model = prepare(published_files(folder), tmp_path / "kokoro")

    assert (model.family, model.rate_hz) == ("kokoro", 24000)
    assert model.speakers == ("af_heart", "bm_lewis", "jf_alpha")
    assert (tmp_path / "kokoro" / MODEL).read_bytes() == (folder / MODEL).read_bytes()


def test_another_model_has_another_checksum(tmp_path: Path) -> None:
    one = prepare(published_files(write_voice(tmp_path / "a")), tmp_path / "one")
    same = prepare(published_files(write_voice(tmp_path / "b")), tmp_path / "same")
    other = prepare(published_files(write_voice(tmp_path / "c", rate_hz=16000)), tmp_path / "other")
    assert one.sha256 == same.sha256
    assert one.sha256 != other.sha256


def test_speakers_without_names_are_numbers(tmp_path: Path) -> None:
    voice = write_voice(tmp_path, speakers=2)
    config = voice.with_name(voice.name + ".json")
    config.write_text(config.read_text("utf-8").replace('{"s0": 0, "s1": 1}', "{}"), "utf-8")
    assert prepare(published_files(voice), tmp_path / "sam").speakers == ("0", "1")


def test_phonemes_of_several_characters_are_left_out(tmp_path: Path) -> None:
    voice = write_voice(tmp_path)
    config = voice.with_name(voice.name + ".json")
    facts = json.loads(config.read_text("utf-8"))
    facts["phoneme_id_map"] |= {"ts": [300], "\n": [301], "q": []}
    config.write_text(json.dumps(facts), "utf-8")
    prepare(published_files(voice), tmp_path / "sam")
    assert "30" not in (tmp_path / "sam" / TOKENS).read_text("utf-8").split("\n")[-2]


def spoiled(folder: Path, name: str, content: str | None) -> tuple[Path, ...]:
    """The files of a model in `folder`, one of them spoiled, or gone for None."""
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(content, "utf-8")
    return published_files(folder)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("model.onnx", None, "no model"),
        ("second.onnx", "x", "2 models"),
        ("model.onnx", "<html>Not found</html>", "not an ONNX file"),
        ("model.onnx", "", "does not say what it is"),
        ("voices.bin", None, "needs a file 'voices.bin'"),
        ("voices.bin", "short", "does not belong to this model"),
        ("tokens.txt", None, "needs a file 'tokens.txt'"),
        ("tokens.txt", "a 1\nb\n", "line 2"),
        ("tokens.txt", "a 1\na 2\n", "line 2"),
        ("tokens.txt", "<html>", "line 1"),
    ],
)
def test_what_the_library_would_die_of_is_told(
    tmp_path: Path, name: str, content: str | None, told: str
) -> None:
    files = spoiled(write_kokoro(tmp_path / "published"), name, content)
    with pytest.raises(EngineError, match=told):
        prepare(files, tmp_path / "kokoro")


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"espeak": {"voice": "en"}}', '{"audio": 3, "espeak": "x"}']
)
def test_a_description_that_describes_no_voice_is_told(tmp_path: Path, content: str) -> None:
    voice = write_voice(tmp_path)
    voice.with_name(voice.name + ".json").write_text(content, "utf-8")
    with pytest.raises(EngineError, match="does not describe a voice of Piper"):
        prepare(published_files(voice), tmp_path / "sam")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"num_speakers"', '"phoneme_type": "text", "num_speakers"', "not phonemes"),
        ('"en-us"', '"tlh"', "no phonemes for"),
    ],
)
def test_a_voice_that_cannot_be_told_what_to_say_is_refused(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    voice = write_voice(tmp_path)
    config = voice.with_name(voice.name + ".json")
    config.write_text(config.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(EngineError, match=told):
        prepare(published_files(voice), tmp_path / "sam")


@pytest.mark.parametrize(
    ("content", "told"), [(None, "needs a file 'vocoder.onnx'"), (b"", "not of a kind"), (b"<html>", "ONNX")]
)
def test_a_model_without_its_vocoder_is_refused(tmp_path: Path, content: bytes | None, told: str) -> None:
    folder = write_matcha(tmp_path / "published")
    if content is None:
        (folder / "hifigan_v2.onnx").unlink()
    else:
        (folder / "hifigan_v2.onnx").write_bytes(content)
    with pytest.raises(EngineError, match=told):
        prepare(published_files(folder), tmp_path / "matcha")


@pytest.mark.parametrize("notes", [{"comment": "melo"}, {"comment": "piper", "has_g2pw": "1"}])
def test_a_model_that_takes_no_phonemes_is_refused(tmp_path: Path, notes: dict[str, str]) -> None:
    folder = write_voice(tmp_path / "published").parent
    about = {"model_type": "vits", "sample_rate": "22050", "n_speakers": "1"} | notes
    with (folder / "tiny.onnx").open("ab") as file:
        file.write(added_notes(about))
    (folder / "tokens.txt").write_text("a 1\n")
    (folder / "tiny.onnx.json").unlink()
    with pytest.raises(EngineError, match="takes no phonemes"):
        prepare(published_files(folder), tmp_path / "model")


def test_a_voice_of_piper_without_its_description_is_told_what_it_lacks(tmp_path: Path) -> None:
    voice = write_voice(tmp_path)
    voice.with_name(voice.name + ".json").unlink()
    with pytest.raises(EngineError) as error:
        prepare(published_files(voice), tmp_path / "sam")
    assert "NAME.onnx.json" in error.value.hint
