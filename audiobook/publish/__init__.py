"""Tracks -> files: a stream of samples becomes a tagged file of exact length, and a folder its manifest.

`open_track` gives a writer for one file; `write_manifest` tells what the finished files hold, and
`read_manifest` what an earlier run has left. A new kind of file is a module that keeps `contract.Encoder`
and a line in `encoders.ENCODERS`.
"""

from audiobook.publish.contract import TrackFacts
from audiobook.publish.encoders import ENCODERS, open_track
from audiobook.publish.manifest import read_manifest, write_manifest
from audiobook.publish.names import file_name, safe_name

__all__ = [
    "ENCODERS",
    "TrackFacts",
    "file_name",
    "open_track",
    "read_manifest",
    "safe_name",
    "write_manifest",
]
