"""Which signals, tests and noises of the tables on detection are shown, and what they are called."""

from pandas import DataFrame

from rgcore.selection.names import plain

__all__ = [
    "ALARM_TESTS",
    "DIMENSION_TESTS",
    "SHOWN_SHIFTS",
    "SHOWN_TESTS",
    "WHITE",
    "longest_signal",
    "middle_samples",
    "noise_name",
    "signals",
    "white_rows",
]

WHITE = "gaussian"
"""The noise whose rows are shown against strength."""

SHOWN_TESTS = {
    "largest_eigenvalue": "largest eigenvalue",
    "second_moment": "second moment",
    "likelihood_ratio": "likelihood ratio",
    "quartic_own_edge": r"dim($u_4$), from the largest eigenvalue",
    "quartic_known_edge": r"dim($u_4$), from the known edge",
}
DIMENSION_TESTS = ("quartic_own_edge", "quartic_published", "quartic_bulk", "quartic_known_edge")
"""Tests by the canonical dimension of phi^4 averaged over scales, of which sentences are made."""

ALARM_TESTS = ("largest_eigenvalue", "second_moment", "quartic_own_edge", "quartic_known_edge")
SHOWN_SHIFTS = ("largest", "edge")


_NOISES = {"student": "Student t", "volatility": "common volatility"}


def noise_name(noise: str) -> str:
    """Return a noise in words, such as "common volatility"."""
    return _NOISES.get(noise, plain(noise))


def white_rows(power: DataFrame) -> DataFrame:
    """Return the rows of Gaussian white noise; of the first noise if there is none."""
    noise = WHITE if (power["noise"] == WHITE).any() else sorted(set(power["noise"]))[0]
    return power[power["noise"] == noise]


def middle_samples(rows: DataFrame) -> int:
    """Return the middle one of the numbers of samples, the smaller of two."""
    found = sorted(set(rows["n_samples"]))
    return int(found[(len(found) - 1) // 2])


def signals(power: DataFrame) -> list[str]:
    """Return the names of the signals, those of few directions first."""
    return power.drop_duplicates("signal").sort_values(["n_directions", "signal"])["signal"].tolist()


def longest_signal(power: DataFrame) -> str:
    """Return the name of the signal of most directions."""
    return signals(power)[-1]
