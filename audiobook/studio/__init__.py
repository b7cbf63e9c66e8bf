"""Script and Cast -> tracks."""
