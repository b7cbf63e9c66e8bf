"""Segmentation -> Script."""
