"""Couplings of the Hamiltonian that a transformation leaves: all of them by range, and those of neighbours."""
