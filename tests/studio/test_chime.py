import numpy as np
import pytest

from audiobook.audio import FULL_SCALE, decibels
from audiobook.studio.chime import soft_chime

TOLERANCE_DB = 0.5  # the fades take a little from the level


@pytest.mark.parametrize("rate_hz", [16000, 22050, 48000])
def test_the_chime_is_half_a_second_at_its_level(rate_hz: int) -> None:
    chime = soft_chime(rate_hz)
    level_db = decibels(float(np.sqrt(np.mean(np.square(chime / FULL_SCALE)))))

    assert chime.dtype == np.int16
    assert len(chime) == rate_hz // 2
    assert level_db == pytest.approx(-26, abs=TOLERANCE_DB)


def test_the_chime_starts_and_ends_in_silence() -> None:
    chime = soft_chime(22050)

    assert abs(chime[0]) < 10
    assert abs(chime[-1]) < 10
    # no step is larger than a sine of that level and pitch takes
    assert np.abs(np.diff(chime.astype(int))).max() < 0.1 * FULL_SCALE


def test_the_chime_is_always_the_same() -> None:
    assert np.array_equal(soft_chime(22050), soft_chime(22050))
