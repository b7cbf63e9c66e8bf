"""What each step of a conversion costs, in CPU seconds, done one after the other in this process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from audiobook import pipeline, segmenter, speakers
from audiobook.calls import at_once
from audiobook.model import ChapterPlan, Clip, Sheet
from audiobook.pipeline.files import jobs
from audiobook.settings import Settings
from audiobook.studio.render import Job
from audiobook.studio.sounds import bed
from audiobook.studio.stitch import finished
from audiobook.studio.store import Store
from audiobook.studio.worker import clips_of


class Stages:
    """CPU seconds by the name of the stage."""

    def __init__(self) -> None:
        self.cpu_s: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """What is done in the block belongs to `name`."""
        began = time.process_time()
        yield
        self.cpu_s[name] = self.cpu_s.get(name, 0.0) + time.process_time() - began


def stages_of(story: Path) -> dict[str, float]:
    """Read, segment, attribute, cast and plan a story; speak, keep, level, encode and bind it."""
    settings, stages = Settings(), Stages()
    with stages.stage("read"):
        text = pipeline.read(story)
    with stages.stage("segment"):
        segments = segmenter.segment(text)
    with stages.stage("attribute"):
        script = speakers.attribute(segments, Sheet())
    with stages.stage("cast, plan"):
        voices, cast = pipeline.cast(script, settings, Sheet())
        book = pipeline.Book(script, voices, cast, pipeline.plan(script, cast, settings), text.metadata)
    with TemporaryDirectory() as folder:
        sounds = bed(cast.sounds, rate_hz=settings.rate_hz)
        for job in jobs(book, Path(folder), settings, sounds):
            _make(job, Store(Path(folder) / "store"), settings, stages)
    return stages.cpu_s


def _make(job: Job, store: Store, settings: Settings, stages: Stages) -> None:
    (chapter,) = job.chapters
    with ExitStack() as stack:
        writer = stack.enter_context(job.coding.open(store.room_for_piece(job.piece_keys[0]), at_once))
        for clips in _spoken(chapter, store, settings, stages):
            with stages.stage("encode"):
                for samples in clips:
                    writer.write(samples)
        with stages.stage("encode"):
            stack.close()
    assert writer.piece
    with stages.stage("bind"):
        job.bind([writer.piece])


def _spoken(
    chapter: ChapterPlan, store: Store, settings: Settings, stages: Stages
) -> Iterator[list[NDArray[np.int16]]]:
    for take in chapter.takes:
        with stages.stage("speak"):
            clips = clips_of(take)
        with stages.stage("keep"):
            store.put_take(take.key, clips)
            kept: tuple[Clip, ...] = store.take(take.key, checked=True) or ()
        with stages.stage("level"):
            pairs = zip(take.utterances, kept, strict=True)
            heard = [finished(utterance, clip, settings) for utterance, clip in pairs]
        yield heard
