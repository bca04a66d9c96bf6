"""Words on the Ising model: measured beside exact."""
