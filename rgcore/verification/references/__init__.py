"""References for runs: which one is for a config, what it holds, and how one is made from runs."""
