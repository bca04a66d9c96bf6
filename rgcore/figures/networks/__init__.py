"""Figures of trained networks: their training, receptive fields, samples and likelihood."""
