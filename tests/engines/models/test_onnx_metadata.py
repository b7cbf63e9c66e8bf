"""Notes of ONNX files, held against the library for ONNX."""

import contextlib
from pathlib import Path

import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.engines.models.onnx_metadata import added_notes, read_notes
from tools.make_tiny_model import model_bytes

NOTES = st.dictionaries(st.text(min_size=1, max_size=20), st.text(max_size=300), max_size=5)


@pytest.fixture(scope="module")
def model() -> bytes:
    return model_bytes(speakers=2, rate_hz=22050)


@given(first=NOTES, more=NOTES)
def test_added_notes_are_read_by_us_and_by_the_library(
    first: dict[str, str], more: dict[str, str], model: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("model") / "model.onnx"
    path.write_bytes(model + added_notes(first) + added_notes(more))

    assert read_notes(path) == first | more
    loaded = onnx.load(path)
    assert {note.key: note.value for note in loaded.metadata_props} == first | more
    assert loaded.graph == onnx.load_from_string(model).graph


@pytest.mark.parametrize(
    "content",
    [b"<!DOCTYPE html><html>", b"\xff" * 20, b"\x08", b"version https://git-lfs.github.com/spec/v1\n"],
)
def test_what_is_no_onnx_file_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="ONNX"):
        read_notes(path)


@given(cut=st.integers(1, 1100))
def test_a_file_cut_anywhere_is_told_or_has_no_notes(
    cut: int, model: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("model") / "model.onnx"
    path.write_bytes(model[:cut])
    with contextlib.suppress(ValueError):  # that it is none
        assert read_notes(path) == {}
