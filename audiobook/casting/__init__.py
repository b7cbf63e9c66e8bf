"""Script -> Cast."""
