"""utterances -> Clips."""
