"""What a transformation is optimized for: the divergence, the free energy with and without a bound, or both.

``functions`` holds the objectives, one card per file; ``trace_statistics`` the means in them, ``family``
the networks, ``training`` the optimizer, and ``objectives_table`` the table.
"""
