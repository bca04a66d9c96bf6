"""Samples to train on, taken by their rows, and the minibatches of an epoch."""
