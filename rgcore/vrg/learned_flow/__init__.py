"""Which couplings learned hidden spins have, K to K', and which Ising model a trained network is.

``coarse_lattices`` places hidden spins on a torus, ``tied_training`` trains their common filter to the exact maximum of
the likelihood, ``flow_rows`` compares K' with decimation and the majority rule, and ``network_couplings`` reads trained
networks of any size.
"""
