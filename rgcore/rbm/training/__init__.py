"""Training: one trainer for all networks, and one file per way to estimate the gradient."""
