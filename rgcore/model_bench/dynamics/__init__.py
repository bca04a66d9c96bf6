"""Simulations of the models: contact process, spins, branching network, place cells, thresholded Gaussian copies."""
