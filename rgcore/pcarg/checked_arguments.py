"""What the principal-component analyses require of their arguments: moments, and which modes are kept."""

from rgcore.arguments.arrays import each_of
from rgcore.arguments.objects import an_instance
from rgcore.arguments.scalars import count_or_number, shown
from rgcore.errors import InputError
from rgcore.series.moments import SampleMoments, sample_moments
from rgcore.series.samples import Samples

__all__ = ["checked_dropped", "checked_kept", "checked_moments"]

MOST_MODES = 2**31
NEITHER = 1.5  # a fraction nor a number of modes


def checked_moments(moments: object, samples: Samples) -> SampleMoments:
    """Return the moments given, or those of the samples if that is None; InputError for anything else."""
    if moments is None:
        return sample_moments(samples)
    return an_instance("moments", moments, SampleMoments)


def checked_kept(kept: object) -> tuple[float, ...]:
    """Return which modes are kept, integers as int and fractions as float.

    Raises
    ------
    InputError
        Unless each is a float above 0 and up to 1, a fraction of the modes, or an integer from 1 on, their number.
    """
    try:
        numbers = [count_or_number("kept", each) for each in each_of("kept", kept)]
    except InputError:
        numbers = [NEITHER]
    for number in numbers:
        if not (1 <= number <= MOST_MODES if isinstance(number, int) else 0 < number <= 1):
            raise InputError(
                f"kept must be fractions above 0 and up to 1.0 (floats), or numbers of modes from 1 on (integers), got "
                f"{shown(kept)}"
            )
    return tuple(numbers)


def checked_dropped(dropped_top: object, name: str = "dropped_top") -> float:
    """Return how many of the largest modes to drop, a number as int and a fraction as float.

    Raises
    ------
    InputError
        Unless it is a float from 0 on and below 1, a fraction of the modes, or an integer from 0 on, their number.
    """
    try:
        number = count_or_number(name, dropped_top)
    except InputError:
        number = NEITHER
    if not (0 <= number <= MOST_MODES if isinstance(number, int) else 0 <= number < 1):
        raise InputError(
            f"{name} must be a fraction in [0, 1) (a float), or a number of modes from 0 on (an integer), got "
            f"{shown(dropped_top)}"
        )
    return number
