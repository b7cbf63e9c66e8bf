"""Sound -> files: samples become pieces, pieces finished files with tags and chapters, a folder its manifest.

A codec keeps the sound of a chapter as a piece, `bind` makes a file of pieces; `write_manifest` tells what
the finished files hold, and `read_manifest` what an earlier run has left. A new kind of file is a module
that keeps `contract.Encoder` and a line in `encoders.ENCODERS`.
"""

from audiobook.publish.contract import Encoder, TrackFacts, bind
from audiobook.publish.encoders import ENCODERS, chosen_encoders, encoder_for
from audiobook.publish.manifest import read_manifest, write_manifest
from audiobook.publish.names import file_name, safe_name

__all__ = [
    "ENCODERS",
    "Encoder",
    "TrackFacts",
    "bind",
    "chosen_encoders",
    "encoder_for",
    "file_name",
    "read_manifest",
    "safe_name",
    "write_manifest",
]
