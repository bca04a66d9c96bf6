"""The fused pass over a field: one more group of modes, and the sums of its powers."""

from rgcore.compiling import njit

__all__ = ["add_power_sums"]


# Sums may be taken in any order ("reassoc", needed for wide registers) and with fused multiply-add: all of them stay
# sums of n float64 terms, whose rounding is below n times machine precision in any order.
@njit(fastmath={"reassoc", "contract"})
def add_power_sums(field, extra, sums):
    """Add extra to field (n_variables, n) in place, and the sums of its powers 1 to 4 to sums (4, n_variables)."""
    n_variables, n = field.shape
    for i in range(n_variables):
        first = second = third = fourth = 0.0
        for t in range(n):
            value = field[i, t] + extra[i, t]
            field[i, t] = value
            square = value * value
            first += value
            second += square
            third += square * value
            fourth += square * square
        sums[0, i] += first
        sums[1, i] += second
        sums[2, i] += third
        sums[3, i] += fourth
