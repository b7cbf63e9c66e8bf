import wave
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from audiobook.audio import median_pitch_hz, resampled, speech_level_db
from audiobook.engines.tone import Tone
from audiobook.errors import CastError
from audiobook.model import Chapter, ChapterPlan, Clip, Pause, Sounds, Utterance, Voice
from audiobook.settings import Settings
from audiobook.studio.booth import Booth
from audiobook.studio.music import Music
from audiobook.studio.sounds import Bed, bed
from audiobook.studio.stitch import Track, finished, perform
from audiobook.studio.store import Store
from audiobook.studio.takes import takes

RATE_HZ = 22050
MARA = Voice("mara", "tone", "man1")
SETTINGS = Settings()


def chapter(*texts: str, pauses: tuple[Pause, ...], limit: int = 4000) -> ChapterPlan:
    utterances = [[Utterance(text, MARA, index)] for index, text in enumerate(texts)]
    cut = tuple(takes(utterances, limit=limit, makers={"tone": Tone()}))
    return ChapterPlan(Chapter(0, 0, 1, "One"), "One", cut, pauses, tail_ms=500)


@pytest.fixture
def booth(tmp_path: Path) -> Iterator[Booth]:
    with Booth(Store(tmp_path), jobs=2) as open_booth:
        yield open_booth


def stitched(plan: ChapterPlan, booth: Booth, sounds: Bed | None = None) -> tuple[Track, NDArray[np.int16]]:
    pieces: list[NDArray[np.int16]] = []
    track = perform(plan, booth, SETTINGS, bed=sounds or Bed(), write=pieces.append, progress=lambda _: None)
    return track, np.concatenate(pieces)


def test_segments_stand_in_order_with_their_pauses_between(booth: Booth) -> None:
    plan = chapter("The rope parted.", "The boat swung out.", pauses=(Pause(600), Pause(300)))

    track, samples = stitched(plan, booth)

    first, second = track.spans
    assert first.start == 600 * RATE_HZ // 1000
    assert second.start - first.end == 300 * RATE_HZ // 1000
    assert len(samples) - second.end == 500 * RATE_HZ // 1000
    assert not samples[: first.start].any()
    assert samples[first.start : first.end].any()


def test_speech_at_another_rate_comes_to_that_of_the_track(
    booth: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = chapter("The rope parted.", pauses=(Pause(0),))
    _, usual = stitched(plan, booth)
    (take,) = plan.takes
    (clip,) = booth.store.take(take.key) or ()
    booth.store.put_take(take.key, [Clip(resampled(clip.samples, clip.rate_hz, to_hz=24000), 24000)])

    _, samples = stitched(plan, booth)

    assert len(samples) == pytest.approx(len(usual), abs=RATE_HZ // 1000)
    assert median_pitch_hz(samples, RATE_HZ) == pytest.approx(median_pitch_hz(usual, RATE_HZ), rel=0.01)


def test_utterances_of_one_segment_are_one_span(booth: Booth) -> None:
    utterances = (Utterance("The rope parted.", MARA, 4), Utterance("It was old.", MARA, 4))
    cut = tuple(takes([utterances], limit=400, makers={"tone": Tone()}))
    plan = ChapterPlan(Chapter(0, 0, 1, "One"), "One", cut, (Pause(0), Pause(100)), 0)

    track, samples = stitched(plan, booth)

    assert [(span.segment, span.start, span.end) for span in track.spans] == [(4, 0, len(samples))]


def test_stitching_whole_or_in_many_takes_is_equal(booth: Booth) -> None:
    texts = [f"Sentence number {n}." for n in range(30)]
    pauses = tuple(Pause(100) for _ in texts)

    _, whole = stitched(chapter(*texts, pauses=pauses), booth)
    _, parts = stitched(chapter(*texts, pauses=pauses, limit=20), booth)

    assert np.array_equal(whole, parts)


def test_joins_do_not_click(booth: Booth) -> None:
    track, samples = stitched(chapter("One.", "Two.", pauses=(Pause(100), Pause(100))), booth)

    for span in track.spans:
        assert abs(int(samples[span.start])) < 300
        assert abs(int(samples[span.end - 1])) < 300


def test_no_sample_is_louder_than_the_limit(booth: Booth) -> None:
    _, samples = stitched(chapter("Loud and long. " * 20, pauses=(Pause(0),)), booth)

    assert np.abs(samples.astype(int)).max() <= 32768 * 10 ** (SETTINGS.peak_db / 20) + 1


@pytest.fixture
def beep(tmp_path: Path) -> Path:
    path = tmp_path / "beep.wav"
    tone = (8000 * np.sin(np.arange(44100) * 0.05)).astype("<i2")
    quiet = np.zeros(22050, "<i2")
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, 44100, 0, "NONE", ""))
        file.writeframes(np.repeat(np.concatenate([quiet, tone, quiet]), 2).tobytes())
    return path


def test_the_users_sounds_are_trimmed_leveled_and_laid_in(booth: Booth, beep: Path) -> None:
    sounds = bed(Sounds(intro=str(beep), chime=str(beep)), rate_hz=RATE_HZ)
    plan = chapter("One.", "Two.", pauses=(Pause(100), Pause(1600, chime=True)))

    track, samples = stitched(plan, booth, sounds)

    first, second = track.spans
    assert len(sounds.chime) == pytest.approx(RATE_HZ, abs=RATE_HZ // 50)
    head = SETTINGS.pauses.head * RATE_HZ // 1000
    assert not samples[:head].any()
    assert first.start == head + len(sounds.intro) + 100 * RATE_HZ // 1000
    assert second.start - first.end == 1600 * RATE_HZ // 1000 + len(sounds.chime)
    assert speech_level_db(sounds.intro, RATE_HZ) == pytest.approx(-23, abs=1)


def test_a_file_with_an_outro_ends_in_silence(booth: Booth, beep: Path) -> None:
    sounds = bed(Sounds(outro=str(beep)), rate_hz=RATE_HZ)
    plan = replace(chapter("One.", pauses=(Pause(0),)), tail_ms=1500)

    track, samples = stitched(plan, booth, sounds)

    tail = 1500 * RATE_HZ // 1000
    assert len(samples) - track.spans[0].end == 2 * tail + len(sounds.outro)
    assert not samples[-tail:].any()


def test_music_lies_under_a_title_and_is_gone_when_the_story_has_begun(booth: Booth, tmp_path: Path) -> None:
    path = tmp_path / "music.wav"
    tone = (8000 * np.sin(np.arange(20 * RATE_HZ) * 0.05)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(tone.tobytes())
    pauses = (Pause(600, title=True), Pause(1100), Pause(500))
    plan = replace(chapter("Chapter One.", "The rope parted.", "It was night.", pauses=pauses), tail_ms=500)

    plain, without = stitched(plan, booth)
    track, samples = stitched(plan, booth, bed(Sounds(music=str(path)), rate_hz=RATE_HZ))

    title, first, _ = track.spans
    assert track.spans == plain.spans
    assert np.array_equal(samples[first.start :], without[first.start :])
    assert samples[title.start - 2000 : title.start].any()
    under = speech_level_db(samples[title.start - 4000 : title.start], RATE_HZ)
    assert under == pytest.approx(-32, abs=2)
    fading = samples[title.end : first.start].astype(int)
    assert np.abs(fading[: RATE_HZ // 10]).max() > np.abs(fading[-RATE_HZ // 5 :]).max()
    assert np.abs(samples.astype(int)).max() <= 32768 * 10 ** (SETTINGS.peak_db / 20) + 1


def test_music_that_is_shorter_than_the_title_just_ends() -> None:
    music = Music(np.full(1000, 500, np.int16), RATE_HZ, peak_db=-4.6)
    music.cue(on=True)
    out = np.concatenate([music.under(np.zeros(700, np.int16)) for _ in range(4)])
    assert out[:1000].any()
    assert not out[1000:].any()


@pytest.mark.parametrize(
    ("kind", "codec"), [("mp3", "mp3"), ("flac", "flac"), ("ogg", "libopus"), ("m4a", "aac")]
)
def test_sounds_of_any_format_are_read(tmp_path: Path, kind: str, codec: str) -> None:
    path = tmp_path / f"bell.{kind}"
    sound = (8000 * np.sin(np.arange(48_000) * 0.05)).astype(np.int16)
    with av.open(str(path), "w") as box:
        stream: Any = box.add_stream(codec, rate=48_000)
        stream.layout = "mono"
        frame = av.AudioFrame.from_ndarray(sound[None], format="s16", layout="mono")
        frame.sample_rate = 48_000
        box.mux(stream.encode(frame))
        box.mux(stream.encode(None))

    chime = bed(Sounds(chime=str(path)), rate_hz=RATE_HZ).chime

    assert len(chime) == pytest.approx(RATE_HZ, abs=RATE_HZ // 20)
    assert speech_level_db(chime, RATE_HZ) == pytest.approx(-23, abs=1)


@pytest.mark.parametrize("peak", [20, 200, 32_000])
def test_a_sound_has_one_loudness_however_soft_its_file_is(tmp_path: Path, peak: int) -> None:
    path = tmp_path / "bell.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes((peak * np.sin(np.arange(RATE_HZ) * 0.05)).astype("<i2").tobytes())
    if peak < 100:
        with pytest.raises(CastError, match="nothing to hear"):
            bed(Sounds(chime=str(path)), rate_hz=RATE_HZ)
    else:
        chime = bed(Sounds(chime=str(path)), rate_hz=RATE_HZ).chime
        assert speech_level_db(chime, RATE_HZ) == pytest.approx(-23, abs=1)


@pytest.mark.parametrize("data", [b"", b"hello", b"RIFF\0\0\0\0WAVE"])
def test_a_file_that_is_no_sound_is_told_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bell.wav"
    path.write_bytes(data)
    with pytest.raises(CastError, match="cannot be read") as caught:
        bed(Sounds(chime=str(path)), rate_hz=RATE_HZ)
    assert caught.value.hint


def test_progress_counts_every_character_once(booth: Booth) -> None:
    texts = [f"Sentence number {n}." for n in range(9)]
    done: list[int] = []
    plan = chapter(*texts, pauses=tuple(Pause(0) for _ in texts), limit=40)

    perform(plan, booth, SETTINGS, bed=Bed(), write=lambda _: None, progress=done.append)

    assert sum(done) == sum(map(len, texts))
    assert len(done) == len(plan.takes)


def test_spans_follow_one_another(booth: Booth) -> None:
    texts = [f"Sentence number {n}." for n in range(9)]
    track, _ = stitched(chapter(*texts, pauses=tuple(Pause(50) for _ in texts), limit=40), booth)

    assert all(a.end < b.start for a, b in pairwise(track.spans))


def test_a_note_left_out_is_told_by_a_chime_in_the_middle_of_its_pause(booth: Booth) -> None:
    pauses = (Pause(0), Pause(1000, note=True))
    plan = chapter("The rope parted.", "The boat swung out.", pauses=pauses)

    track, samples = stitched(plan, booth, bed(Sounds(), rate_hz=RATE_HZ))

    first, second = track.spans
    half = RATE_HZ // 2
    assert second.start - first.end == 3 * half
    assert not samples[first.end : first.end + half].any()
    assert samples[first.end + half : second.start - half].any()
    assert not samples[second.start - half : second.start].any()


def test_a_note_left_out_at_the_end_is_told_before_the_tail(booth: Booth) -> None:
    plan = replace(chapter("The rope parted.", pauses=(Pause(0),)), ends_in_note=True)

    track, samples = stitched(plan, booth, bed(Sounds(), rate_hz=RATE_HZ))

    chime = RATE_HZ // 2
    expected = RATE_HZ * SETTINGS.pauses.note // 1000 + chime + RATE_HZ * plan.tail_ms // 1000
    assert len(samples) - track.spans[0].end == expected


def test_a_change_of_scene_sounds_only_with_the_users_chime(booth: Booth) -> None:
    plan = chapter("The rope parted.", "Morning came.", pauses=(Pause(0), Pause(1000, chime=True)))

    track, samples = stitched(plan, booth, bed(Sounds(), rate_hz=RATE_HZ))

    assert not samples[track.spans[0].end : track.spans[1].start].any()


def test_a_voice_that_is_wanted_softer_is_heard_softer_by_as_much() -> None:
    """The compressor takes away what makes voices unequal, never what somebody asked for."""
    plain = Voice("ivy", "tone", "woman1")
    soft = replace(plain, louder_db=-4.0)
    clip = Tone().speak([Utterance("The rope parted, and nobody said a word.", plain, 0)])[0]
    levels = [
        speech_level_db(finished(Utterance("x", voice, 0), clip, Settings()), Settings().rate_hz)
        for voice in (plain, soft)
    ]
    assert levels[0] - levels[1] == pytest.approx(4, abs=0.2)
