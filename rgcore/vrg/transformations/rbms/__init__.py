"""Transformations of RBMs and stacks of them, one per file with its card."""
