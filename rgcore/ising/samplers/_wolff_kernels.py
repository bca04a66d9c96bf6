"""Compiled flips of single clusters (Wolff). They check nothing; wolff.py checks everything."""

import numpy as np

from rgcore.compiling import njit
from rgcore.ising.samplers._bond_kernels import ALL, BLOCK, ONE, ZERO, thin
from rgcore.rng_kernels import STEP, random_word

__all__ = ["run_wolff"]

SITES = np.uint64(16 * BLOCK)  # that a block of bonds serves, four each


@njit
def run_wolff(start, flips_per_record, digits, records, stream):
    """Write chains from start (n_chains, side, side) to records (n, n_chains, side, side); return the spins flipped.

    ``digits`` are those of the probability of an active bond.
    """
    n_chains, side, _ = start.shape
    lattice, queue = np.empty((side, side), np.uint8), np.empty(side * side + 1, np.uint32)
    flipped = 0
    for chain in range(n_chains):
        lattice[:] = start[chain] > 0
        for record in records[:, chain]:
            flipped += flip_clusters(lattice, flips_per_record, digits, queue, stream)
            for row in range(side):
                for column in range(side):
                    record[row, column] = 2 * np.int8(lattice[row, column]) - 1
    return flipped


@njit(error_model="numpy")
def flip_clusters(lattice, n_clusters, digits, queue, stream):
    """Flip clusters of lattice (side, side) uint8 of 0 and 1, in place; return the number of spins flipped.

    queue (side**2 + 1,) uint32 holds the sites of a cluster in the order in which they entered, and they are served in
    this order: a queue reads entries written long ago; a stack would wait for the store just made. About 5 ns per spin.
    """
    side = np.uint64(len(lattice))
    sites, n_sites = lattice.reshape(lattice.size), side * side
    last, bottom = side - ONE, n_sites - side
    inverse = np.uint64(2**48) // side + ONE  # site // side = site inverse >> 48 up to side 2^16
    bonds, served = np.empty(BLOCK, np.uint64), SITES
    flipped = ZERO
    for _ in range(n_clusters):
        # nearly uniform: any distribution of the first site is right that does not depend on the spins
        first = (random_word(stream[0], stream[1]) >> np.uint64(32)) * n_sites >> np.uint64(32)
        stream[0] += STEP
        new = np.uint64(sites[first]) ^ ONE
        sites[first], queue[0] = new, first
        done, size = ZERO, ONE
        while done < size:
            if served == SITES:
                bonds[:] = ALL
                thin(bonds, digits, stream)
                served = ZERO
            active = bonds[served >> np.uint64(4)] >> (served % np.uint64(16) * np.uint64(4))
            site = np.uint64(queue[done])
            column = site - (site * inverse >> np.uint64(48)) * side
            left = site - ONE if column > ZERO else site + last
            right = site + ONE if column < last else site - last
            up = site - side if site >= side else site + bottom
            down = site + side if site < bottom else site - bottom
            for neighbour in (left, right, up, down):
                spin = np.uint64(sites[neighbour])
                enters = (spin ^ new) & active  # 1 if not flipped yet and the bond active, else 0
                sites[neighbour], queue[size] = spin ^ enters, neighbour
                size += enters
                active >>= ONE
            served += ONE
            done += ONE
        flipped += size
    return np.int64(flipped)
