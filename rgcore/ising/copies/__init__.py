"""Spins with the two-point function of given configurations but other higher moments: controls for learned networks."""
