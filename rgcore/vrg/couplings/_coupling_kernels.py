"""Sums over all products of spins, by their number of spins and range."""

import numpy as np

from rgcore.compiling import njit


@njit
def sums_by_class(coefficients, pair_class, n_classes):
    """Return number, sum, sum of squares and largest |a_S| of the coefficients a_S by (spins in S, class of S).

    ``pair_class`` (n, n) int64 orders the distances of pairs, 0 for a spin with itself; the class of a product is the
    largest of its pairs. It follows from that of the product without its last spin.
    """
    n_spins, n_products = len(pair_class), len(coefficients)
    sizes, ranges = np.zeros(n_products, np.uint8), np.zeros(n_products, np.uint8)
    sums = np.zeros((4, n_spins + 1, n_classes))
    for product in range(n_products):
        last, rest = 0, product
        if product:
            while not (product >> last) & 1:
                last += 1
            rest = product ^ (1 << last)
            own = n_spins - 1 - last
            widest = np.int64(ranges[rest])
            for other in range(own):
                if (rest >> (n_spins - 1 - other)) & 1:
                    widest = max(widest, pair_class[own, other])
            ranges[product], sizes[product] = widest, sizes[rest] + 1
        value = coefficients[product]
        place = sums[:, sizes[product], ranges[product]]
        place[0] += 1
        place[1] += value
        place[2] += value * value
        place[3] = max(place[3], abs(value))
    return sums
