"""Compiled sweeps of 64 chains per word, one bit per chain. They check nothing; their callers check everything.

A probability p is a row of 64 words, word b all ones if its binary digit of weight 2^-(b + 1) is one, else all zeros. A
uniform number u < p is decided for every bit of a word at once, most significant digit first, one random word per
digit: about log2(chains) digits decide all chains, and the comparison is exact to 2^-64. A stream (2,) uint64 is the
place reached in a sequence of random words, and which sequence it is.
"""

import numpy as np

from rgcore.compiling import njit

__all__ = ["coupled_sweeps", "metropolis_sweeps", "random_word", "spins_of_words", "words_of_spins"]

STEP = np.uint64(0x9E3779B97F4A7C15)  # from one place of a sequence of random words to the next


@njit(inline="always")
def random_word(place, salt):
    """Return the 64 random bits at a place, a multiple of ``STEP``, of the sequence ``salt``.

    SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) with a key between its rounds; a place instead of a state, so that
    words come eight at a time.
    """
    word = ((place ^ (place >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)) ^ salt
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))


@njit(inline="always")
def compare_digit(undecided, below, digit, random):
    """Compare one more digit of u and p; return who is still undecided, and who is below."""
    return undecided & ~(random ^ digit), below | (undecided & digit & ~random)


@njit
def metropolis_sweeps(words, digits, n_sweeps, stream):
    """Sweep words (side, side, width) uint64 in place, site by site, row by row, and advance the stream.

    A spin with two or more antiparallel neighbours flips; with one it flips with probability exp(-4K), digits[0],
    with none with exp(-8K), digits[1]. A sweep starts at a random row: in a fixed order every proposal in a staircase,
    spin -1 where i >= j, is accepted for ever, which cuts it off from the other states.
    """
    side, _, n_words = words.shape
    lanes, width = STEP * np.arange(n_words).astype(np.uint64), STEP * np.uint64(n_words)
    undecided, flips, single = np.empty((3, n_words), np.uint64)
    place, salt = stream
    for _ in range(n_sweeps):
        first_row = np.int64((random_word(place, salt) >> np.uint64(32)) * np.uint64(side) >> np.uint64(32))
        place += STEP
        for i in range(first_row - side, first_row):  # a negative row counts from the end
            row, above, under = words[i], words[i - 1 if i > -side else -1], words[i + 1]
            for j in range(side):
                here, up, down = row[j], above[j], under[j]
                left, right = row[j - 1 if j > 0 else side - 1], row[j + 1 if j < side - 1 else 0]
                open_bits = np.uint64(0)
                for w in range(n_words):  # seven digits at once: that keeps the vector units busy
                    vertical, horizontal = up[w] ^ down[w], left[w] ^ right[w]
                    one = vertical ^ horizontal  # one or three antiparallel neighbours
                    pair = (here[w] ^ up[w]) & ~vertical | (here[w] ^ left[w]) & ~horizontal
                    below = vertical & horizontal | pair  # two antiparallel neighbours or more
                    open_ = ~below
                    for digit in range(7):
                        ours = (digits[0, digit] & one) | (digits[1, digit] & ~one)
                        random = random_word(place + np.uint64(digit) * width + lanes[w], salt)
                        open_, below = compare_digit(open_, below, ours, random)
                    undecided[w], flips[w], single[w] = open_, below, one
                    open_bits |= open_
                place, first = place + np.uint64(7) * width, 7
                while open_bits != 0 and first < 64:
                    open_bits = np.uint64(0)
                    for w in range(n_words):
                        open_, below, one = undecided[w], flips[w], single[w]
                        for digit in range(3):
                            ours = (digits[0, first + digit] & one) | (digits[1, first + digit] & ~one)
                            random = random_word(place + np.uint64(digit) * width + lanes[w], salt)
                            open_, below = compare_digit(open_, below, ours, random)
                        undecided[w], flips[w] = open_, below
                        open_bits |= open_
                    place, first = place + np.uint64(3) * width, first + 3
                for w in range(n_words):
                    here[w] ^= flips[w]
    stream[0] = place


@njit
def words_of_spins(spins, words):
    """Set bit c % 64 of words (side, side, width)[i, j, c // 64] where spins (n_chains, side, side)[c, i, j] > 0."""
    n_chains, side, _ = spins.shape
    column = np.empty((side, side), np.uint64)  # of one word: then reads and writes are in order
    for word in range(words.shape[2]):
        first = 64 * word
        column[:] = 0
        for chain in range(first, min(first + 64, n_chains)):
            bit = np.uint64(chain - first)
            for i in range(side):
                for j in range(side):
                    column[i, j] |= np.uint64(spins[chain, i, j] > 0) << bit
        words[:, :, word] = column


@njit
def spins_of_words(words, spins):
    """Write the chains of words (side, side, width) to spins (n_chains, side, side) int8."""
    n_chains, side, _ = spins.shape
    column = np.empty((side, side), np.uint64)  # of one word: then reads and writes are in order
    for chain in range(n_chains):
        if chain % 64 == 0:
            column[:] = words[:, :, chain // 64]
        bit = np.uint64(chain % 64)
        for i in range(side):
            for j in range(side):
                spins[chain, i, j] = 2 * np.int8((column[i, j] >> bit) & np.uint64(1)) - 1


@njit(inline="always")
def select_by_count(neighbours, outcomes):
    """Return for each bit the one of five outcomes that belongs to how many of its four neighbours are up."""
    up, down, left, right = neighbours
    odd = (up ^ down) ^ (left ^ right)
    pair = (up & down) | (left & right)
    none, every = ~(up | down | left | right), up & down & left & right
    two = ~(none | odd | every)
    return (
        (none & outcomes[0])
        | (odd & ~pair & outcomes[1])
        | (two & outcomes[2])
        | (odd & pair & outcomes[3])
        | (every & outcomes[4])
    )


@njit
def coupled_sweeps(upper, lower, digits, n_sweeps, stream):
    """Sweep upper and lower words (side, side, width) uint64 by heat bath, with the same random numbers, in place.

    A spin becomes +1 if u < p[n], n its number of neighbours up and digits (5, 64) those of p: one u per bit and site
    serves both, so that lower <= upper stays so. The random numbers of a sweep depend on its time before the present
    alone, n_sweeps first and 1 last; the stream is left as it is.
    """
    side, _, n_words = upper.shape
    undecided, below = np.empty((2, 5, n_words), np.uint64)
    lanes, salt = STEP * np.arange(n_words).astype(np.uint64), stream[1]
    for time in range(n_sweeps, 0, -1):
        for i in range(side):
            above, under = i - 1 if i > 0 else side - 1, i + 1 if i < side - 1 else 0
            for j in range(side):
                left, right = j - 1 if j > 0 else side - 1, j + 1 if j < side - 1 else 0
                place = stream[0] + STEP * np.uint64(((time * side + i) * side + j) * 64 * n_words)
                undecided[:], below[:] = ~np.uint64(0), 0
                digit, open_bits = 0, ~np.uint64(0)
                while open_bits != 0 and digit < 64:
                    open_bits = np.uint64(0)
                    for w in range(n_words):
                        random = random_word(place + lanes[w], salt)
                        for n in range(5):
                            undecided[n, w], below[n, w] = compare_digit(
                                undecided[n, w], below[n, w], digits[n, digit], random
                            )
                            open_bits |= undecided[n, w]
                    place += STEP * np.uint64(n_words)
                    digit += 1
                for words in (upper, lower):
                    for w in range(n_words):
                        neighbours = (
                            words[above, j, w],
                            words[under, j, w],
                            words[i, left, w],
                            words[i, right, w],
                        )
                        words[i, j, w] = select_by_count(neighbours, below[:, w])
