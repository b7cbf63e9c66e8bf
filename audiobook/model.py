"""The nouns of the program, one per step: Story, Segmentation, Script, Cast, Plan, Clip, Track, files.

Offsets count Unicode characters of `Story.text`; `end` is exclusive. Samples are counted in integers.
Nothing here does work: every noun is made once, by one room, and read by the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# ------------------------------------------------------------------ Story: what a reader hands over


class BlockKind(StrEnum):
    """What a block is by the structure of its source; words are judged later, by the segmenter."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BREAK = "break"  # a scene break: an element, or a line that is only a mark
    NOTE = "note"  # the source itself says that this is the author's
    CARD = "card"  # time, place, point of view
    LETTER = "letter"  # letters, quoted documents, block quotations
    VERSE = "verse"
    TABLE = "table"  # tables and system boxes
    LIST = "list"
    NAVIGATION = "navigation"  # furniture of the page: links, buttons, counters, boilerplate
    METADATA = "metadata"  # header fields of the work: rating, tags, summary, contents list


class MarkKind(StrEnum):
    """What a range inside a block is marked as."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    UNDERLINE = "underline"
    STRIKE = "strike"
    LANGUAGE = "language"  # `value` is the language tag
    SAID = "said"  # `value` is what is spoken in place of the text


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked range of the story's text.

    `start` and `end` include the delimiters where the text shows them; `delimiter` counts the
    characters of one of them: 1 for ``_x_``, 2 for ``**x**``, 0 where the source used markup.
    """

    start: int
    end: int
    kind: MarkKind
    delimiter: int = 0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, break or other block-level piece of the story: text[start:end].

    Neither end of a block is white space. `gap` counts the blank lines before it (1 where the
    source has elements in place of lines). `level` is the depth of a heading, 1 the highest.
    `reason` says why the reader gave it a kind that is not spoken. `place` says where it came from
    ("OEBPS/file0003.xhtml"), "" in a source of one part.
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    gap: int = 1
    level: int = 0
    reason: str = ""
    place: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """Where a chapter starts, by the source's own table of contents; `title` as it stands there."""

    start: int
    title: str


@dataclass(frozen=True, slots=True)
class Source:
    """The file a story was read from: its name, the SHA-256 of its bytes, its format ("text")."""

    name: str
    sha256: str
    format: str = "text"


@dataclass(frozen=True, slots=True)
class Picture:
    """A cover image: its bytes and media type ("image/jpeg")."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the source says of the work; empty strings and tuples where it says nothing."""

    title: str = ""
    author: str = ""
    language: str = ""  # a BCP 47 tag: "en"
    summary: str = ""
    series: str = ""
    series_number: str = ""
    fandoms: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    rating: str = ""
    status: str = ""
    published: str = ""
    updated: str = ""
    publisher: str = ""
    url: str = ""
    cover: Picture | None = None


@dataclass(frozen=True)
class Story:
    """A source as it was read: the text that all offsets count in, and its blocks in reading order.

    Every character of `text` that is not white space lies in exactly one block. For plain text
    files `text` is the decoded file, newlines and all. `chapter_marks` is empty where the source
    has no structure of its own; the segmenter then finds the chapters. `producer` names who made
    the file ("AO3", "FanFicFare", "Gutenberg"), "" if not recognized. `warnings` are sentences
    for the user about what was repaired in reading.
    """

    text: str
    blocks: tuple[Block, ...]
    source: Source
    metadata: Metadata = Metadata()
    chapter_marks: tuple[ChapterMark, ...] = ()
    producer: str = ""
    warnings: tuple[str, ...] = ()


# ------------------------------------------------------------------ Segmentation: what each range is


class Kind(StrEnum):
    """What a segment of the story is."""

    NARRATION = "narration"
    DIALOGUE = "dialogue"
    TELEPATHY = "telepathy"  # said from mind to mind, or signed
    THOUGHT = "thought"
    WRITTEN = "written"  # letters, messages, signs, documents
    SYSTEM = "system"  # game boxes, stat sheets, chat logs
    VERSE = "verse"
    HEADING = "heading"  # titles of the story, its parts and chapters
    MARKER = "marker"  # cards of time, place, point of view, flashback
    NOTE = "note"  # the author to the reader
    NAVIGATION = "navigation"  # furniture of the page
    SKIP = "skip"  # marks with no words: rows of a scene break


SPOKEN_BY_CHARACTERS = frozenset({Kind.DIALOGUE, Kind.TELEPATHY, Kind.THOUGHT})


@dataclass(frozen=True, slots=True)
class Segment:
    """A range of one block, of one kind: text[start:end].

    The segments of a block join to it exactly. `block` and `chapter` are indexes. `quote` numbers
    the quotation a piece of speech belongs to, so that paragraphs of one speech share a number;
    -1 for what is no quotation. `topic` narrows a note: "author", "disclaimer", "warning",
    ... (see `NOTE_TOPICS`). `speaker` is the name of a character, or None (nobody speaks,
    or nobody knows who). `confidence` (0 to 1) and `reason` belong to the speaker where one can
    be, else to the kind.
    """

    start: int
    end: int
    kind: Kind
    block: int
    chapter: int
    quote: int = -1
    topic: str = ""
    speaker: str | None = None
    confidence: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the story: text[start:end], front matter and closing notes included.

    `number` is what the heading says, None where it says none; `title` is the heading in the words
    a listener should read ("Chapter 2: The Ferry"); `heading` is its range, None if it has none.
    """

    index: int
    start: int
    end: int
    title: str
    number: int | None = None
    heading: tuple[int, int] | None = None


@dataclass(frozen=True)
class Segmentation:
    """A story cut into chapters and segments.

    Every character of the story that is not white space lies in exactly one segment; chapters
    follow one another and hold every segment. `scene_breaks` are the starts of the first block
    of each new scene. `warnings` are sentences for the user ("a filter was undone: ...").
    """

    story: Story
    chapters: tuple[Chapter, ...]
    segments: tuple[Segment, ...]
    scene_breaks: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


# ------------------------------------------------------------------ Script: who says each line


class Gender(StrEnum):
    """A character's gender as far as the text tells."""

    MALE = "m"
    FEMALE = "f"
    UNKNOWN = "unknown"


class Age(StrEnum):
    """A character's age as far as the text tells."""

    CHILD = "child"
    TEEN = "teen"
    ADULT = "adult"
    OLD = "old"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody who speaks, thinks or is spoken of.

    `name` is the form used most and never changes when chapters are added; `lines` counts what
    they say, `mentions` how often they are named. `is_narrator` marks the "I" of a
    first-person story.
    """

    name: str
    aliases: tuple[str, ...] = ()
    gender: Gender = Gender.UNKNOWN
    age: Age = Age.UNKNOWN
    lines: int = 0
    mentions: int = 0
    is_narrator: bool = False


@dataclass(frozen=True)
class Script:
    """A segmentation whose speech has speakers, and the characters who speak."""

    story: Story
    chapters: tuple[Chapter, ...]
    segments: tuple[Segment, ...]
    scene_breaks: tuple[int, ...]
    characters: tuple[Character, ...]
    warnings: tuple[str, ...] = ()

    def text_of(self, segment: Segment) -> str:
        """The characters of the story that `segment` covers."""
        return self.story.text[segment.start : segment.end]


@dataclass(frozen=True, slots=True)
class PastParagraph:
    """A block of the story as it was last converted: its segments, their offsets from its start.

    `words` is a digest of its words alone, `text` one of every character.
    """

    words: str
    text: str
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True)
class Past:
    """What the last conversion of a story decided, so that the story may grow and all this stays.

    `voices` holds for each voice set, by name, the voice of each role and character, by name; a role stands
    there as "role:narrator".
    """

    characters: tuple[Character, ...] = ()
    paragraphs: tuple[PastParagraph, ...] = ()
    voices: dict[str, dict[str, str]] = field(default_factory=dict)


# ------------------------------------------------------------------ Cast: which voice speaks what


class Role(StrEnum):
    """What a voice is for when no character speaks, or when one speaks in another way."""

    NARRATOR = "narrator"
    DIALOGUE = "dialogue"  # the neutral voice: somebody speaks, nobody knows who
    THOUGHT = "thought"  # offsets on the thinker's own voice
    TELEPATHY = "telepathy"  # offsets on the sender's own voice
    WRITTEN = "written"
    SYSTEM = "system"
    VERSE = "verse"
    HEADING = "heading"
    MARKER = "marker"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Sound:
    """What was measured of a voice: its median pitch, and its mean spectrum in bands, level taken out."""

    pitch_hz: float
    timbre: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice profile: how one voice of one engine is to sound.

    `name` is the profile's name, `voice` the engine's own name for it. `rate` is in words per
    minute; `pitch` and `pitch_range` run from 0 to 100, 50 is the voice's own; `gain_db` makes
    it as loud as the others, and `louder_db` is how much louder than they it is wanted. `tags` say
    whom it suits. `heard` is what was measured of it, if anybody did.
    """

    name: str
    engine: str
    voice: str
    rate: int = 175
    pitch: int = 50
    pitch_range: int = 50
    gain_db: float = 0.0
    gender: Gender = Gender.UNKNOWN
    age: Age = Age.ADULT
    language: str = "en"
    tags: tuple[str, ...] = ()
    louder_db: float = 0.0
    heard: Sound | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Offsets:
    """A manner of speaking, laid over a voice: steps of pitch and range, percent of rate, dB."""

    rate_percent: int = 0
    pitch: int = 0
    pitch_range: int = 0
    gain_db: float = 0.0

    def on(self, voice: Voice) -> Voice:
        """`voice` in this manner, under its own name, each value kept within its range."""
        return replace(
            voice,
            rate=max(80, round(voice.rate * (100 + self.rate_percent) / 100)),
            pitch=min(100, max(0, voice.pitch + self.pitch)),
            pitch_range=min(100, max(0, voice.pitch_range + self.pitch_range)),
            louder_db=voice.louder_db + self.gain_db,
        )


@dataclass(frozen=True)
class VoiceSet:
    """Voice profiles as a file gives them: the voices in file order, and who plays which role.

    `roles` names a voice for a role; `manners` lays offsets over the voice of a role, or, for
    thought and telepathy, over the character's own.
    """

    name: str
    voices: tuple[Voice, ...]
    roles: dict[Role, str] = field(default_factory=dict)
    manners: dict[Role, Offsets] = field(default_factory=dict)

    def voice(self, name: str) -> Voice | None:
        """The voice called `name`, or None."""
        return next((voice for voice in self.voices if voice.name == name), None)


@dataclass(frozen=True, slots=True)
class CastMember:
    """What a casting sheet says of one character; None and () where it leaves the choice open."""

    name: str
    aliases: tuple[str, ...] = ()
    gender: Gender | None = None
    age: Age | None = None
    voice: str | None = None
    offsets: Offsets = Offsets()
    is_narrator: bool | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A line whose speaker the user has set: the words of the line, and where if said twice.

    `chapter` counts from 1, None means anywhere; `speaker` None means the neutral voice. `after` and
    `before` are words that stand near the line; `nth` says the how-manieth of the same words is meant.
    """

    words: str
    speaker: str | None
    chapter: int | None = None
    after: str = ""
    before: str = ""
    nth: int | None = None

    @property
    def is_one(self) -> bool:
        """Whether one line is meant, not all of the same words."""
        return bool(self.after or self.before or self.nth)


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """Say `said` wherever the story writes `written` (a whole word, or several).

    `ipa` gives the sounds, for voices that take them; with nothing in `said`, others say the word as it
    stands. A pattern is a regular expression for whole words. `language`, "" for any, is that of the story.
    """

    written: str
    said: str = ""
    case_sensitive: bool = False
    ipa: str = ""
    is_pattern: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Sounds:
    """The user's own sound files, by path; "" for none."""

    intro: str = ""  # before each chapter
    chime: str = ""  # between scenes
    outro: str = ""  # after each chapter
    music: str = ""  # under the titles of chapters
    gain_db: float = 0.0


@dataclass(frozen=True)
class Sheet:
    """A casting sheet: whatever the user wants otherwise than the program would do it.

    `places` tell, for messages, where a voice is named for whom: ("characters", "Mara") ->
    "story.cast.yaml, line 12".
    """

    members: tuple[CastMember, ...] = ()
    not_characters: tuple[str, ...] = ()
    roles: dict[Role, str] = field(default_factory=dict)
    manners: dict[Role, Offsets] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    pronunciations: tuple[Pronunciation, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)  # topic of a note -> skip, read, end or chime
    sounds: Sounds = Sounds()
    voices: str = ""  # a voice set by name or path
    title: str = ""
    author: str = ""
    places: dict[tuple[str, str], str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Cast:
    """The voice of every role and of every character who speaks, each at its own loudness.

    `manners` are laid over the voice of a role, and over a character's own in thoughts and telepathy.
    `pronunciations`, `sounds` and `notes` come from the casting sheet. `voices` finds the voice set
    again (a name or a path). `warnings` are sentences for the user about the sheet.
    """

    roles: dict[Role, Voice]
    characters: dict[str, Voice]
    manners: dict[Role, Offsets] = field(default_factory=dict)
    pronunciations: tuple[Pronunciation, ...] = ()
    sounds: Sounds = Sounds()
    notes: dict[str, str] = field(default_factory=dict)
    voices: str = ""
    warnings: tuple[str, ...] = ()


# ------------------------------------------------------------------ Plan: what is spoken, in what order


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that one voice speaks in one breath: `text` as said, `segment` the index it is from."""

    text: str
    voice: Voice
    segment: int


@dataclass(frozen=True, slots=True)
class Take:
    """Utterances spoken one after the other by one engine from a reset state.

    A take is cut by the text alone, so its sound depends on nothing but itself; `key` is the
    SHA-256 of all that is heard in it.
    """

    key: str
    engine: str
    utterances: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence before an utterance, perhaps with a chime in it.

    `chime` marks a change of scene, where the user's own sound is heard; `note` that an author's
    note is left out here, `paragraph` that a file may end here and the next begin. `title` says that the
    title of a chapter follows.
    """

    ms: int
    chime: bool = False
    note: bool = False
    paragraph: bool = False
    title: bool = False


@dataclass(frozen=True)
class ChapterPlan:
    """One audio file to be made: its takes in order and, per utterance of all takes, the pause before it.

    `ends_in_note` says that a note left out at the very end is to be told by a chime.
    """

    chapter: Chapter
    title: str
    takes: tuple[Take, ...]
    pauses: tuple[Pause, ...]
    tail_ms: int
    ends_in_note: bool = False


@dataclass(frozen=True)
class Plan:
    """All audio files to be made of a script, and why each silent segment is skipped (by index)."""

    script: Script
    cast: Cast
    chapters: tuple[ChapterPlan, ...]
    skipped: dict[int, str]


# ------------------------------------------------------------------ Clips and tracks: what is heard


@dataclass(frozen=True, eq=False, slots=True)
class Clip:
    """Speech: mono int16 samples, shape (n,), at `rate_hz`."""

    samples: NDArray[np.int16]
    rate_hz: int


@dataclass(frozen=True, slots=True)
class Span:
    """Where a segment is heard: samples [start, end) of its track."""

    segment: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """The encoded sound of a chapter in a file of the store, from which finished files are bound.

    `samples` are heard; `length` is what they take up where another piece follows: whole frames of the
    encoder. Both count at `rate_hz`.
    """

    path: str
    rate_hz: int
    samples: int
    length: int


@dataclass(frozen=True, slots=True)
class Part:
    """Where a chapter, or a part of one, is heard: samples [start, end) of its file.

    `key` is the SHA-256 of its sound, whatever format it is in.
    """

    chapter: int
    title: str
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class TextFile:
    """A finished file of text beside a sound: its name, the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class AudioFile:
    """A finished file: its name in the output folder, what it holds, and its exact length in samples.

    `key` is the SHA-256 of all that went into it; equal keys mean equal bytes.
    """

    name: str
    format: str
    title: str
    rate_hz: int
    samples: int
    sha256: str
    key: str
    parts: tuple[Part, ...]
    spans: tuple[Span, ...]
    subtitles: tuple[TextFile, ...] = ()

    @property
    def chapters(self) -> frozenset[int]:
        """The chapters that are heard in it, by index."""
        return frozenset(part.chapter for part in self.parts)


@dataclass(frozen=True)
class Audiobook:
    """A finished conversion: its folder, its files in order, and what did not come out."""

    folder: str
    files: tuple[AudioFile, ...]
    failed: tuple[str, ...] = ()
    takes_spoken: int = 0
    takes_kept: int = 0
    files_kept: int = 0
    files_restored: int = 0
    subtitles: tuple[str, ...] = ()
    subtitles_written: int = 0
    warnings: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
