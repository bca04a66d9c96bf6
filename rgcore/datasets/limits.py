"""How large a data set must be and may be, and how much of it is in memory at once."""

from rgcore.errors import InputError

__all__ = [
    "BLOCK_BYTES",
    "MAXIMUM_ENTRIES",
    "MAXIMUM_VARIABLES",
    "MINIMUM_SAMPLES",
    "MINIMUM_VARIABLES",
    "block_length",
    "check_size",
]

MINIMUM_VARIABLES = 2
MINIMUM_SAMPLES = 20  # errors come from leaving out one of 20 blocks of time
MAXIMUM_VARIABLES = (
    20_000  # their covariance matrix takes 3 GB; more are mostly axes given the wrong way round
)
MAXIMUM_ENTRIES = 10**9  # 8 GB of float64; more are mostly spike times that are not in seconds
BLOCK_BYTES = 2**24  # of a block of samples as float64; a few are in memory at a time


def block_length(width: int) -> int:
    """Return how many rows of ``width`` float64 numbers make a block of ``BLOCK_BYTES``, at least one."""
    return max(1, BLOCK_BYTES // (8 * max(width, 1)))


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
