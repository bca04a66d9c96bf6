"""Compiled sums of products of pairs on periodic lattices. They check nothing; pair_models.py checks everything."""

from rgcore.compiling import njit

__all__ = ["add_pairs"]


@njit
def add_pairs(values, displacements, sums):
    """Write sum_i v_i and sum_i v_i v_(i + d) of every lattice of values (n, side, side) to sums (n, 1 + n_pairs)."""
    n_lattices, side, _ = values.shape
    for number in range(n_lattices):
        lattice = values[number]
        sums[number, 0] = lattice.sum()
        for place in range(len(displacements)):
            down, right = displacements[place]
            total = 0.0
            for row in range(side):
                here, there = lattice[row], lattice[(row + down) % side]
                for column in range(side - right):
                    total += here[column] * there[column + right]
                for column in range(side - right, side):
                    total += here[column] * there[column + right - side]
            sums[number, 1 + place] = total
