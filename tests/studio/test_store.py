import os
import threading
from dataclasses import replace
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


def voice_like(seconds: float, *, seed: int = 1) -> list[Clip]:
    """Noise with the spectrum of a voice, roughly: it packs as speech does."""
    noise = np.random.default_rng(seed).normal(size=int(seconds * 22050))
    return [Clip((np.cumsum(noise) % 1000).astype(np.int16), 22050)]


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


def test_a_piece_comes_back_with_its_note(store: Store) -> None:
    store.room_for_piece(KEY).write_bytes(b"sound")
    store.put_note(KEY, b"{}")

    assert store.chapter_note(KEY) == b"{}"
    assert store.piece_path(KEY).read_bytes() == b"sound"
    assert store.chapter_note(OTHER) is None


def test_what_was_not_used_for_longest_goes_first(store: Store) -> None:
    store.put_take(KEY, clips(1000))
    store.put_take(OTHER, clips(1000))
    os.utime(store.take_path(KEY), (1, 1))

    replace(store, limit_bytes=3000).prune()

    assert not store.has_take(KEY)
    assert store.has_take(OTHER)


def test_a_cache_that_cannot_be_written_is_said_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "takes").write_text("a file where a folder should be")

    with pytest.raises(OutputError, match="cache") as failure:
        Store(tmp_path).put_take(KEY, clips(1))

    assert "AUDIOBOOK_CACHE" in failure.value.hint


def test_what_still_fits_stays_as_it_is(store: Store) -> None:
    store.put_take(KEY, voice_like(1))

    assert store.prune() == 0
    assert store.take_path(KEY).exists()


def test_takes_are_packed_before_any_is_removed_and_sound_the_same(store: Store) -> None:
    spoken = {KEY: voice_like(2), OTHER: voice_like(2, seed=2)}
    for key, clips in spoken.items():
        store.put_take(key, clips)
    held = sum(entry.size for entry in store.entries())

    freed = replace(store, limit_bytes=held).prune()

    assert 0 < freed == held - sum(entry.size for entry in store.entries())
    for key, clips in spoken.items():
        found = store.take(key)
        assert found is not None
        assert np.array_equal(found[0].samples, clips[0].samples)


def test_a_packed_take_keeps_its_age(store: Store) -> None:
    store.put_take(KEY, voice_like(1))
    os.utime(store.take_path(KEY), (1, 1))

    replace(store, limit_bytes=1000).prune()
    store.put_take(KEY, voice_like(1))
    os.utime(store.take_path(KEY), (1, 1))
    replace(store, limit_bytes=50_000).prune()

    assert [entry.used_ns for entry in store.entries()] == [10**9]


def test_a_damaged_packed_take_counts_as_absent(store: Store) -> None:
    store.put_take(KEY, voice_like(1))
    replace(store, limit_bytes=60_000).prune()
    path = store.take_path(KEY, ".packed")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 255
    path.write_bytes(data)

    assert store.take(KEY) is None
    assert not store.has_take(KEY)


def test_looking_something_up_writes_nothing_on_the_day_it_was_made(store: Store) -> None:
    store.put_take(KEY, clips(10))
    before = store.take_path(KEY).stat().st_mtime_ns

    store.take(KEY)

    assert store.take_path(KEY).stat().st_mtime_ns == before


def test_what_is_used_after_days_counts_as_used_now(store: Store) -> None:
    for key in (KEY, OTHER):
        store.put_take(key, clips(10))
        os.utime(store.take_path(key), (1, 1))

    store.take(KEY)

    assert [entry.path.stem for entry in store.entries()] == [OTHER, KEY]


def test_clearing_removes_all_or_what_is_old(store: Store) -> None:
    for key in (KEY, OTHER):
        store.put_take(key, clips(10))
    os.utime(store.take_path(KEY), (1, 1))

    assert store.clear(unused_for_s=3600)[0] == 1
    assert store.has_take(OTHER)
    assert store.clear()[0] == 1
    assert store.entries() == []


def test_what_killed_runs_left_behind_goes_after_a_day(store: Store) -> None:
    store.put_take(KEY, clips(10))
    left = store.take_path(KEY).with_name(f".{KEY}-1-1.take.part")
    left.write_bytes(b"half")
    os.utime(left, (1, 1))

    store.prune()

    assert not left.exists()
    assert store.has_take(KEY)


def test_runs_that_write_and_prune_at_once_do_not_harm_each_other(store: Store) -> None:
    keys = [f"{n:02x}" * 32 for n in range(40)]
    small = replace(store, limit_bytes=300_000)

    def run() -> None:
        for key in keys:
            small.put_take(key, voice_like(0.5))
            found = small.take(key)
            assert found is None or len(found[0].samples) == 11025
            small.prune()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(entry.size for entry in small.entries()) <= 300_000
    assert all(small.take(entry.path.stem) for entry in small.entries())
