"""How large a data set must be and may be."""

from rgcore.errors import InputError

__all__ = [
    "GLANCE_ROWS",
    "MAXIMUM_ENTRIES",
    "MAXIMUM_VARIABLES",
    "MINIMUM_SAMPLES",
    "MINIMUM_VARIABLES",
    "check_size",
]

MINIMUM_VARIABLES = 2
MINIMUM_SAMPLES = 20  # standard errors come from leaving out one of 20 blocks of time
GLANCE_ROWS = (
    MINIMUM_SAMPLES + 2
)  # of a CSV file, checked before a run: enough prices for the returns, and one more
MAXIMUM_VARIABLES = 20_000  # covariance matrix of 3 GB; with more, the axes are mostly in the wrong order
MAXIMUM_ENTRIES = 10**9  # 8 GB of float64; with more, spike times are mostly not in seconds


def check_size(n_samples: int, n_variables: int, where: str) -> None:
    """Raise InputError unless the covariance of such a data set is worth computing.

    Parameters
    ----------
    n_samples, n_variables : int
        At least ``MINIMUM_SAMPLES`` = 20 and ``MINIMUM_VARIABLES`` = 2, at most ``MAXIMUM_VARIABLES``.
    where : str
        Opens the sentence; usually the path.
    """
    if n_variables < MINIMUM_VARIABLES:
        raise InputError(f"{where} must hold at least {MINIMUM_VARIABLES} variables, found {n_variables}")
    if n_variables > MAXIMUM_VARIABLES:
        raise InputError(
            f"{where} must hold at most {MAXIMUM_VARIABLES} variables, found {n_variables} with {n_samples} "
            "samples: are the axes named in the right order?"
        )
    if n_samples < MINIMUM_SAMPLES:
        raise InputError(f"{where} must hold at least {MINIMUM_SAMPLES} samples, found {n_samples}")
