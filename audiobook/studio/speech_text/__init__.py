"""Shown text -> said text, a file for each matter.

Each step is a function from text to text and knows nothing of the others; `audiobook.studio.spoken` puts
them in order. What they know of English stands in `data/en`.
"""
