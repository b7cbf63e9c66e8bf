import pytest

from audiobook.publish.xing import RATES_HZ, FrameIndex, FrameKind, crc16, info_frame, info_size

# Sizes of frames by hand, from the standard's formula.
SIZES = [
    (22050, 64, 208),
    (24000, 64, 192),
    (16000, 32, 144),
    (44100, 128, 417),
    (48000, 32, 96),
    (8000, 8, 72),
]


def stream(kind: FrameKind, frames: int) -> bytes:
    return (kind.header(64).ljust(kind.size(64), b"\0")) * frames


@pytest.mark.parametrize(("rate_hz", "kbit_s", "size"), SIZES)
def test_frame_has_the_size_of_its_bit_rate(rate_hz: int, kbit_s: int, size: int) -> None:
    assert FrameKind.of(rate_hz).size(kbit_s) == size


def test_checksum_is_the_known_one() -> None:
    assert crc16(b"123456789") == 0xBB3D  # the check value of CRC-16/ARC


@pytest.mark.parametrize(
    ("rate_hz", "kbit_s"),
    [(rate, kbit_s) for rate in RATES_HZ for kbit_s in FrameKind.of(rate).kbit_s if 0 < kbit_s < 160],
)
def test_tag_fits_its_frame(rate_hz: int, kbit_s: int) -> None:
    kind = FrameKind.of(rate_hz)
    index = FrameIndex(kind)
    index.feed(stream(kind, 4))
    frame = info_frame(kind, index, samples=500, vbr=None, quality=7, kbit_s=kbit_s)
    assert len(frame) == info_size(kind, kbit_s)
    assert frame[kind.tag_offset :].startswith(b"Info")


@pytest.mark.parametrize("cut", [1, 2, 3, 207, 208, 209, 1000])
def test_frames_are_counted_however_the_stream_is_cut(cut: int) -> None:
    kind = FrameKind.of(22050)
    data = stream(kind, 25)
    index = FrameIndex(kind)
    for start in range(0, len(data), cut):
        index.feed(data[start : start + cut])
    assert (index.frames, index.size) == (25, len(data))


def test_contents_of_a_long_even_stream_rise_evenly() -> None:
    kind = FrameKind.of(22050)
    index = FrameIndex(kind)
    for _ in range(50):
        index.feed(stream(kind, 100))
    assert [abs(place - 256 * percent / 100) <= 1.5 for percent, place in enumerate(index.contents(0))] == [
        True
    ] * 100


def test_marks_stay_few_in_a_long_stream() -> None:
    kind = FrameKind.of(22050)
    index = FrameIndex(kind)
    index.feed(stream(kind, 20_000))
    assert len(index._marks) <= 800
