"""Compiled cluster updates. They check nothing; their callers check everything.

Time would go into branches that no processor can predict: is this bond active, is that site new. So none is taken:
bonds are drawn 1024 at a time as bits, and a candidate is always written to the end of a list, which then grows by its
bit, 0 or 1. Indices are unsigned, since numba looks at the sign of all others. A stream (2,) uint64 is the place
reached in a sequence of random words, and which sequence it is; all kernels move it on. Sides are below 2^16.
``random_word`` is that of _bit_kernels: numba's cache does not notice edits of what a kernel calls in another file.
"""

import numpy as np

from rgcore.compiling import njit

__all__ = ["run_swendsen_wang", "run_wolff"]

STEP = np.uint64(0x9E3779B97F4A7C15)  # from one place of a sequence of random words to the next
ZERO, ONE, ALL = np.uint64(0), np.uint64(1), np.uint64(2**64 - 1)
BLOCK = 16  # words drawn together; a loop over fewer is unrolled by the compiler, and then not vectorized
SITES = np.uint64(16 * BLOCK)  # that a block of bonds serves, four each


@njit(inline="always")
def random_word(place, salt):
    """Return the 64 random bits at a place, a multiple of ``STEP``, of the sequence ``salt``.

    SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) with a key between its rounds; a place instead of a state, so that
    words come eight at a time.
    """
    word = ((place ^ (place >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)) ^ salt
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))


@njit
def thin(words, digits, stream):
    """Keep each set bit of words (n,) uint64, n a multiple of 16, with probability p, in place.

    Every bit is kept if its uniform number is below p. Both are compared digit by binary digit until they differ: a
    random word is one digit of 64 numbers, digits (64,) uint64 are those of p, each repeated in all bits of a word.
    After about 11 digits every bit of a block is decided; the comparison is exact in all 64.
    """
    undecided, kept = np.empty(BLOCK, np.uint64), np.empty(BLOCK, np.uint64)
    place, salt = stream
    for first in range(0, len(words), BLOCK):
        block = words[first : first + BLOCK]
        undecided[:], kept[:] = block, ZERO
        for digit in digits:
            some = ZERO
            for w in range(BLOCK):
                word = random_word(place + STEP * np.uint64(w), salt)
                kept[w] |= undecided[w] & digit & ~word
                undecided[w] &= ~(digit ^ word)
                some |= undecided[w]
            place += STEP * np.uint64(BLOCK)
            if some == ZERO:
                break
        block[:] = kept
    stream[0] = place


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

    queue (side**2 + 1,) uint32 holds the sites of a cluster in the order in which they entered. First come, first
    served: the next site has long been known, while a stack would have to wait for the last one. About 5 ns per spin.
    """
    side = np.uint64(len(lattice))
    sites, n_sites = lattice.reshape(lattice.size), side * side
    last, bottom = side - ONE, n_sites - side
    inverse = np.uint64(2**48) // side + ONE  # site // side = site inverse >> 48 up to side 2^16
    bonds, served = np.empty(BLOCK, np.uint64), SITES
    flipped = ZERO
    for _ in range(n_clusters):
        # nearly uniform: any law of the first site is right that does not depend on the spins
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


@njit
def run_swendsen_wang(start, updates_per_record, digits, records, stream):
    """Write chains from start (n_chains, side, side) to records (n, n_chains, side, side).

    ``digits`` are those of the probability of an active bond. Bit j of word w of a row of left and up (side, n_words)
    is the bond of the site in column 64 w + j to its left and to its upper neighbour.
    """
    n_chains, side, _ = start.shape
    n_words = (side + 63) // 64
    n_used = 2 * side * n_words
    words = np.zeros((n_used + BLOCK - 1) // BLOCK * BLOCK, np.uint64)
    left, up = words[:n_used].reshape(2, side, n_words)
    parent, pairs = np.empty(side * side, np.uint32), np.empty((side + 1, 2), np.uint32)
    for chain in range(n_chains):
        spins = start[chain].copy()
        for record in records[:, chain]:
            for _ in range(updates_per_record):
                mark_aligned(spins, left, up)
                thin(words, digits, stream)
                find_clusters(left, up, parent, pairs)
                paint_clusters(spins.reshape(side * side), parent, stream)
            record[:] = spins


@njit
def mark_aligned(spins, left, up):
    """Set the bits of left and up (side, n_words) whose bonds join aligned spins (side, side) int8."""
    side, n_words = left.shape
    for row in range(side):
        spins_here, spins_above = spins[row], spins[row - 1]
        before = np.uint64(spins_here[side - 1] > 0)
        for w in range(n_words):
            width = min(64, side - 64 * w)
            here, above = ZERO, ZERO
            for j in range(width):
                here |= np.uint64(spins_here[64 * w + j] > 0) << np.uint64(j)
                above |= np.uint64(spins_above[64 * w + j] > 0) << np.uint64(j)
            inside = ALL >> np.uint64(64 - width)
            left[row, w] = ~(here ^ (here << ONE | before)) & inside
            up[row, w] = ~(here ^ above) & inside
            before = here >> np.uint64(63)


@njit
def find_clusters(left, up, parent, pairs):
    """Give every site a parent (n_sites,) uint32: a site of its cluster that comes before it, or itself.

    Just one site of a cluster, the first one, is its own parent. One pass, row by row: in use is only the memory of two
    rows and of what their labels lead to, so that the time per site hardly depends on the side. pairs (side + 1, 2)
    uint32 is scratch space.
    """
    side = len(left)
    for row in range(side):
        label_runs(left[row], row * side, parent[row * side : (row + 1) * side])
        if row > 0:
            join_rows(left, up, (row, row - 1), parent, pairs)
    join_rows(left, up, (0, side - 1), parent, pairs)


@njit(inline="always")
def label_runs(left, first, labels):
    """Give the sites of a row, the first of them ``first``, the first site of their run of joined sites as label."""
    site = np.uint32(first)
    label = site
    for w in range(len(left)):
        bits, piece = left[w], labels[64 * w : 64 * w + 64]
        for j in range(len(piece)):
            label = label if bits & ONE else site
            piece[j] = label
            site += np.uint32(1)
            bits >>= ONE


@njit(inline="always")
def join_rows(left, up, rows, parent, pairs):
    """Join the runs of a row to those of the row above it, and its last run to its first one around the torus."""
    (row, above), side = rows, len(left)
    labels, labels_above = parent[row * side : (row + 1) * side], parent[above * side : (above + 1) * side]
    pairs[0, 0], pairs[0, 1] = labels[0], labels[side - 1]
    n_pairs, before = left[row, 0] & ONE, ZERO
    for w in range(len(up[row])):
        again = (up[row, w] << ONE | before) & left[row, w] & left[above, w]  # the bond before joins the same
        bits, before = up[row, w] & ~again, up[row, w] >> np.uint64(63)
        piece, piece_above = labels[64 * w : 64 * w + 64], labels_above[64 * w : 64 * w + 64]
        for j in range(len(piece)):
            pairs[n_pairs, 0], pairs[n_pairs, 1] = piece[j], piece_above[j]
            n_pairs += bits & ONE
            bits >>= ONE
    for k in range(n_pairs):
        join(pairs[k, 0], pairs[k, 1], parent)
    for j in range(side):
        labels[j] = parent[labels[j]]  # short ways for the next row


@njit(inline="always")
def join(one, other, parent):
    """Join the clusters of two sites: climb from both, hanging what is passed below the smaller of the two parents.

    Rem's algorithm: Dijkstra, A Discipline of Programming (1976).
    """
    low, high = parent[one], parent[other]
    while low != high:
        if high < low:
            one, other, low, high = other, one, high, low
        parent[other] = low
        if high == other:
            break
        other, high = high, parent[high]


@njit
def paint_clusters(spins, parent, stream):
    """Give each cluster of spins (n_sites,) int8 a random spin: every site a coin, then that of its parent.

    The parent comes before the site and has the spin of the cluster already; the first site keeps its coin.
    """
    place, salt = stream
    for first in range(0, len(spins), 64):
        coins = random_word(place, salt)
        place += STEP
        piece, parents = spins[first : first + 64], parent[first : first + 64]
        for j in range(len(piece)):
            piece[j] = 2 * np.int8(coins >> np.uint64(j) & ONE) - 1
        for j in range(len(piece)):
            piece[j] = spins[parents[j]]
    stream[0] = place
