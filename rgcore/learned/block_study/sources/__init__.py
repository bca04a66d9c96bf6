"""What networks of the study are trained on, one card per file."""
