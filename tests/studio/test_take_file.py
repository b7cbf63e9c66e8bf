import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from audiobook.model import Clip
from audiobook.studio import take_file

SPEECH = some.lists(some.integers(-32768, 32767), max_size=40).map(lambda s: np.array(s, np.int16))
RATES = some.sampled_from([16000, 22050, 24000, 48000])


def same(ones: tuple[Clip, ...] | None, others: list[Clip]) -> bool:
    return ones is not None and all(
        one.rate_hz == other.rate_hz and np.array_equal(one.samples, other.samples)
        for one, other in zip(ones, others, strict=True)
    )


@given(some.lists(SPEECH, min_size=1, max_size=4), RATES)
def test_clips_come_back_as_they_were_packed_or_not(samples: list[np.ndarray], rate_hz: int) -> None:
    clips = [Clip(part, rate_hz) for part in samples]
    data = b"".join(take_file.written(clips))
    packed = take_file.packed(data)

    assert same(take_file.read(data), clips)
    assert packed is not None
    assert same(take_file.read(packed), clips)


@pytest.mark.parametrize("rate_hz", [16000, 22050, 24000])
def test_speech_packs_into_less(rate_hz: int) -> None:
    time = np.arange(rate_hz * 3) / rate_hz
    clips = [Clip((3000 * np.sin(2 * np.pi * 200 * time)).astype(np.int16), rate_hz)]
    data = b"".join(take_file.written(clips))

    packed = take_file.packed(data)

    assert packed is not None
    assert len(packed) < len(data) / 2
    assert same(take_file.read(packed), clips)


@given(some.binary(max_size=60))
def test_whatever_is_no_take_is_none(data: bytes) -> None:
    assert take_file.read(data) is None
    assert take_file.packed(data) is None
