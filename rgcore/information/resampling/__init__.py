"""The Fisher metric of large lattices after decimation, from spins drawn anew between those that are observed."""
