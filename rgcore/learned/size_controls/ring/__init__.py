"""The Ising ring: the correlation length is known, and receptive fields may follow it or the number of units."""
