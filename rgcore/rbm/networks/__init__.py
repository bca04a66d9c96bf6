"""Restricted Boltzmann machines, deep belief networks and deep Boltzmann machines, one per file."""
