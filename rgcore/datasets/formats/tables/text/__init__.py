"""Tables of text: lines before and below them, separators, names of columns, parsing."""
