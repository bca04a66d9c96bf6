"""Hypotheses of the width of receptive fields, fitted to the study and compared by evidence and prediction."""
