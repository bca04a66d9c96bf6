"""Memory and time that a job asks for: what its script is known to need, and what Snakemake takes around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil

__all__ = ["FRAME_MEGABYTES", "PLAIN_MEGABYTES", "Requests"]

PLAIN_MEGABYTES = 350
"""Of a script that needs the same whatever the config; the largest measured is 334, of compile_kernels."""

FRAME_MEGABYTES = 350
"""Of the two Snakemakes that run beside a script on SLURM, in the batch job and in its step; measured 171 each."""

_MEMORY_FACTOR = 1.5  # a job may take more between two measurements
_PLAIN_SECONDS = 10  # of a script that takes the same whatever the config; the longest measured is 8
_TIME_FACTOR = 3  # for a processor or file system that is slower than those of the expected times
_MARGIN_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Requests:
    """Requests that grow with the attempt: a job that exceeded them gets twice as much, then thrice.

    Attributes
    ----------
    seconds, megabytes : mapping of str to float
        Expected per point and script, by family of rules; families not named there need little.
    """

    seconds: Mapping[str, float]
    megabytes: Mapping[str, float]

    def of(self, family: str, n_points: int = 1) -> dict[str, Callable[[object, int], int]]:
        """Return ``mem_mb`` and ``runtime`` (minutes) of a job that makes some points one after the other."""
        script = self.megabytes.get(family, PLAIN_MEGABYTES)
        minutes = n_points * self.seconds.get(family, _PLAIN_SECONDS) / 60
        return {
            "mem_mb": _growing(100 * ceil((_MEMORY_FACTOR * script + FRAME_MEGABYTES) / 100)),
            "runtime": _growing(ceil(_TIME_FACTOR * minutes + _MARGIN_MINUTES)),
        }


def _growing(first: int) -> Callable[[object, int], int]:
    return lambda wildcards, attempt: attempt * first
