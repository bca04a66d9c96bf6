"""Couplings of block spins by the bias potential that makes them independent (Wu and Car, arXiv:1707.08683).

``block_tree`` states which spins a block spin is the majority of, ``sampling`` draws spins with a bias on the block
spins, ``optimal_bias`` finds the bias at which all block configurations are equally probable, which is minus the
renormalized Hamiltonian, and ``matching`` the critical coupling and the thermal exponent.
"""
