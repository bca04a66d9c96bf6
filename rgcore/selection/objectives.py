"""Which rows of the table of objectives are drawn and put into words."""

from pandas import DataFrame

__all__ = ["drawn_coupling", "ends", "with_half_the_spins"]

_CRITICAL = 0.4406868


def drawn_coupling(objectives: DataFrame) -> DataFrame:
    """Return the rows at one coupling, that nearest to the critical one of the square lattice."""
    nearest = min(objectives["coupling"].unique(), key=lambda coupling: abs(coupling - _CRITICAL))
    return objectives[objectives["coupling"] == nearest]


def with_half_the_spins(objectives: DataFrame) -> DataFrame:
    """Return the rows with that number of hidden spins that is nearest to half of the visible ones."""
    numbers = objectives["n_hidden"]
    distance = (2 * numbers - objectives["n_visible"]).abs()
    return objectives[numbers == numbers[distance.idxmin()]]


def ends(objectives: DataFrame) -> DataFrame:
    """Return the last recorded row of every objective, coupling and number of hidden spins."""
    last = objectives.groupby(["objective", "coupling", "n_hidden"])["iteration"].idxmax()
    return objectives.loc[last]
