"""Compiled single spin flips of Metropolis, 64 chains per word. They check nothing; metropolis.py checks everything."""

import numpy as np

from rgcore.compiling import njit
from rgcore.ising.samplers._bit_kernels import compare_digit
from rgcore.rng_kernels import STEP, random_word

__all__ = ["metropolis_sweeps"]


@njit
def metropolis_sweeps(words, digits, n_sweeps, stream):
    """Sweep words (side, side, width) uint64 in place, site by site, row by row, and advance the stream.

    A spin with two or more antiparallel neighbours flips; with one it flips with probability exp(-4K), digits[0],
    with none with exp(-8K), digits[1]. In a fixed order a staircase (-1 where i >= j) has every proposal accepted in
    every sweep and never mixes; the random first row of a sweep prevents this.
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
