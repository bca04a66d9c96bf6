"""How far rounded arithmetic may be from exact arithmetic, on every processor.

Libraries of matrix products sum in an order that depends on the processor, and some fuse a product with a sum. In any
order, each term of a sum passes through at most n roundings, each a factor 1 + d with |d| <= u, so that

    |rounded - exact| <= gamma_n sum_i |a_i b_i|,   gamma_n = n u / (1 - n u)

(Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.1). Two rounded results, of two kernels or
of two orders, are then within twice that of each other.
"""

import numpy as np

SINGLE, DOUBLE = 2.0**-24, 2.0**-53  # the unit roundoff u


def gamma(n_roundings, unit=SINGLE):
    """Return the relative bound after ``n_roundings`` roundings in a row."""
    return n_roundings * unit / (1 - n_roundings * unit)


def product_error(left, right, unit=SINGLE, more=0):
    """Bound the error of ``left @ right``; ``more`` roundings may follow that do not enlarge the result."""
    left, right = (np.abs(np.asarray(each, dtype=np.float64)) for each in (left, right))
    return gamma(left.shape[-1] + more, unit) * (left @ right)
