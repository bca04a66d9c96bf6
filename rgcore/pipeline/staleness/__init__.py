"""Which results do not match config and code: decided by what is written in the files, not by the clock."""
