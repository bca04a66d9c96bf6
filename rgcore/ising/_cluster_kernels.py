"""Compiled cluster updates. They check nothing; their callers check everything."""

import numpy as np
from numba import njit

__all__ = ["flip_wolff_clusters"]


@njit(cache=True, inline="always")
def random_word(counter, salt):
    """Return the 64 random bits at a place of the stream ``salt``.

    SplitMix64 (Steele, Lea and Flood, 2014) with a key between its rounds.
    """
    word = counter * np.uint64(0x9E3779B97F4A7C15)
    word = ((word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)) ^ salt
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))


@njit(cache=True)
def flip_wolff_clusters(spins, threshold, flips_per_record, records, stream):
    """Flip clusters of spins (n_chains, side, side) int8 in place; return the number of spins flipped.

    A bond between aligned neighbours is active if a random word is below ``threshold``. After each
    flips_per_record clusters of every chain the spins are copied to the next of records (n, n_chains, side, side).
    stream holds the key and the salt of the random words.
    """
    n_chains, side = spins.shape[0], spins.shape[1]
    n_sites = side * side
    stack = np.empty(n_sites, np.int32)
    counter, salt = stream[0], stream[1]
    flipped = 0
    for record in range(len(records)):
        for chain in range(n_chains):
            lattice = spins[chain].reshape(n_sites)
            for _ in range(flips_per_record):
                first = np.int64(
                    (random_word(counter, salt) >> np.uint64(32)) * np.uint64(n_sites) >> np.uint64(32)
                )
                counter += np.uint64(1)
                spin = lattice[first]
                lattice[first] = -spin
                stack[0] = first
                waiting = 1
                while waiting > 0:
                    waiting -= 1
                    flipped += 1
                    site = np.int64(stack[waiting])
                    column = site % side
                    for direction in range(4):
                        if direction == 0:
                            neighbour = site - 1 if column > 0 else site + side - 1
                        elif direction == 1:
                            neighbour = site + 1 if column < side - 1 else site - side + 1
                        elif direction == 2:
                            neighbour = site - side if site >= side else site + n_sites - side
                        else:
                            neighbour = site + side if site < n_sites - side else site - n_sites + side
                        if lattice[neighbour] == spin:
                            if random_word(counter, salt) < threshold:
                                lattice[neighbour] = -spin
                                stack[waiting] = neighbour
                                waiting += 1
                            counter += np.uint64(1)
            records[record, chain] = spins[chain]
    return flipped
