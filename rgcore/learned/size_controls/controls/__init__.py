"""Controls of the size of receptive fields, one card per file."""
