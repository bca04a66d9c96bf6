"""Rows of principal components, scans, detection and the bench of models."""
