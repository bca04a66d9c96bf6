"""Figures of data sets and their principal components."""
