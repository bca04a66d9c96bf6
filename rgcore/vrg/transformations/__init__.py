"""Transformations of small Ising models, one kind per file with its card; those of RBMs are in ``rbms``."""
