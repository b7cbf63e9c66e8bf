"""tracks -> files."""
