import os
from pathlib import Path

import numpy as np
import pytest

from audiobook.errors import OutputError
from audiobook.model import Clip
from audiobook.studio.store import Store

KEY = "ab" * 32
OTHER = "cd" * 32


def clips(*lengths: int) -> list[Clip]:
    return [Clip(np.arange(length, dtype=np.int16), 22050) for length in lengths]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_a_take_comes_back_as_it_was(store: Store) -> None:
    store.put_take(KEY, clips(5, 0, 1000))

    found = store.take(KEY)

    assert found is not None
    assert [clip.samples.tolist() for clip in found] == [list(range(5)), [], list(range(1000))]
    assert {clip.rate_hz for clip in found} == {22050}


def test_a_take_that_was_never_kept_is_none(store: Store) -> None:
    assert store.take(KEY) is None


DAMAGES = ["cut short", "empty", "a byte flipped", "a length flipped", "another file"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_take_is_removed_and_counts_as_absent(store: Store, damage: str) -> None:
    store.put_take(KEY, clips(1000))
    path = store.take_path(KEY)
    data = path.read_bytes()
    path.write_bytes(
        {
            "cut short": data[:-7],
            "empty": b"",
            "a byte flipped": data[:-1] + bytes([data[-1] ^ 1]),
            "a length flipped": data[:17] + bytes([data[17] ^ 16]) + data[18:],
            "another file": b"x" * 99,
        }[damage]
    )

    assert store.take(KEY) is None
    assert not store.has_take(KEY)


def test_a_finished_chapter_comes_back_with_its_note(store: Store, tmp_path: Path) -> None:
    finished = tmp_path / "01 - Low Water.mp3"
    finished.write_bytes(b"sound")
    store.put_chapter(KEY, finished, b"{}")
    finished.unlink()

    assert store.chapter_note(KEY) == b"{}"
    assert store.chapter(KEY, ".mp3") == b"sound"
    assert store.chapter(OTHER, ".mp3") is None


def test_what_was_not_used_for_longest_goes_first(store: Store) -> None:
    store.put_take(KEY, clips(1000))
    store.put_take(OTHER, clips(1000))
    os.utime(store.take_path(KEY), (1, 1))

    store.prune(3000)

    assert not store.has_take(KEY)
    assert store.has_take(OTHER)


def test_a_cache_that_cannot_be_written_is_said_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "takes").write_text("a file where a folder should be")

    with pytest.raises(OutputError, match="cache") as failure:
        Store(tmp_path).put_take(KEY, clips(1))

    assert "AUDIOBOOK_CACHE" in failure.value.hint
