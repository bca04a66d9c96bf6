"""Models whose answer is known, put through the whole analysis of data sets, to see what that can decide.

``models`` has one file per model, with its truth in a card; ``dynamics`` simulates them; ``battery`` takes the
measures of a realization; ``judging`` compares them, and the verdicts that follow from them, with the truth. Names are
imported from their files.
"""
