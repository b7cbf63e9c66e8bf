"""Measurements: how fast a book is made, in how much memory, and how near that is to the floor."""
