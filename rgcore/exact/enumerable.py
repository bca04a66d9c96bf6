"""Which models can be enumerated: a limit on the number of states, refused with the memory that they would take."""

from rgcore.errors import InputError

__all__ = ["require_enumerable"]


def require_enumerable(name: str, n_spins: int, *, most: int, bytes_per_state: int) -> None:
    """Raise InputError if a number of spins has too many states.

    Parameters
    ----------
    name : str
        What has these spins: it begins the sentence.
    n_spins : int
    most : int
        How many spins are taken.
    bytes_per_state : int
        Memory that a state of all spins takes.
    """
    if n_spins > most:
        raise InputError(
            f"{name} must have at most {most} spins to be enumerated, got {n_spins}: 2**{n_spins} states would take "
            f"{_in_words(2**n_spins * bytes_per_state)}"
        )


def _in_words(n_bytes: int) -> str:
    for unit in ("MB", "GB", "TB"):
        n_bytes /= 1000 if unit != "MB" else 1e6
        if n_bytes < 1000:
            return f"{n_bytes:.3g} {unit}"
    return f"{n_bytes:.3g} TB"
