"""Turns stories into full-cast audiobooks, offline, on a plain CPU."""

__version__ = "0.1.0"
