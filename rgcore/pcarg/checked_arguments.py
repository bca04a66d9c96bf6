"""What the principal-component analyses require of their arguments: moments, and which modes are kept."""

from rgcore.arguments.arrays import list_of_numbers
from rgcore.arguments.objects import an_instance
from rgcore.arguments.scalars import real_number, shown
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
    """Return which modes are kept; InputError unless each is a fraction in (0, 1] or a whole number from 2 on."""
    try:
        numbers = list_of_numbers("kept", kept, above=0, most=MOST_MODES)
    except InputError:
        numbers = [NEITHER]
    if any(number > 1 and number != int(number) for number in numbers):
        raise InputError(
            f"kept must be fractions above 0 and up to 1, or whole numbers from 2, got {shown(kept)}"
        )
    return tuple(numbers)


def checked_dropped(dropped_top: object, name: str = "dropped_top") -> float:
    """Return how many of the largest modes to drop; InputError unless it is a fraction in [0, 1) or a whole number."""
    try:
        number = real_number(name, dropped_top, least=0, most=MOST_MODES)
    except InputError:
        number = NEITHER
    if number >= 1 and number != int(number):
        raise InputError(
            f"{name} must be a fraction in [0, 1) or a whole number of modes, got {shown(dropped_top)}"
        )
    return number
