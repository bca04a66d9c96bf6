"""The config of a run: its text, the models of its blocks, and what the blocks must agree on."""
