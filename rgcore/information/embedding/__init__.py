"""Models placed by the symmetrized Kullback-Leibler divergence in a space with time-like directions (isKL)."""
