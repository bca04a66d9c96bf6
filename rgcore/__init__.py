"""The renormalization group and machine learning: samplers, networks, flows and their exact references."""

__version__ = "0.1.0"
