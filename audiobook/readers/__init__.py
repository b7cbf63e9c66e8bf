"""file -> Story."""
