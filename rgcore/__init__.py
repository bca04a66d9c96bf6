"""The renormalization group and machine learning: samplers, machines, flows and their exact references."""

__version__ = "0.1.0"
