"""The report: which figures there are, their captions, and a page per data set."""
