"""A tiny model, installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.engines.models.folder import Model
from audiobook.engines.models.install import install_files


@pytest.fixture
def tiny(tmp_path: Path) -> Model:
    """A voice of Piper's kind with two speakers, each phoneme a sine of its own."""
    onnx = pytest.importorskip("onnx", reason="the tiny model needs the package onnx")
    assert onnx
    from tools.make_tiny_model import write_voice  # noqa: PLC0415 - needs onnx

    return install_files(write_voice(tmp_path / "published", speakers=2))
