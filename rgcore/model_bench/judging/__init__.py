"""Measures and verdicts beside the truth: areas under the ROC, a combined score, false alarms."""
