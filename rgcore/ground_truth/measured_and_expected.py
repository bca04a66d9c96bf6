"""A measured number beside an expected one."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass

__all__ = ["Comparison", "compare"]

AGREEMENT = 3.0  # standard errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A measured quantity at one cutoff beside an expected one.

    ``expected_err`` is the uncertainty of the expectation, 0 if it is exact; ``expected_from`` names its source.
    """

    quantity: str
    n_kept: int
    expected_from: str
    measured: float
    measured_err: float
    expected: float
    expected_err: float = 0.0

    @property
    def deviation(self) -> float:
        """(measured - expected) over the root of the sum of both errors squared; NaN without an error or a number."""
        error = math.hypot(self.measured_err, self.expected_err)
        return (self.measured - self.expected) / error if error > 0 else math.nan

    def row(self) -> dict[str, object]:
        """Return the columns of the table that contain one comparison."""
        deviation = self.deviation
        return {**asdict(self), "deviation": deviation, "agrees": abs(deviation) < AGREEMENT}


def compare(
    quantity: str,
    n_kept: int,
    measured: tuple[float, float],
    expectations: Mapping[str, tuple[float, float]],
) -> list[Comparison]:
    """Return one comparison per expectation, given by its source; all numbers come with their standard errors."""
    return [
        Comparison(
            quantity=quantity,
            n_kept=int(n_kept),
            expected_from=source,
            measured=float(measured[0]),
            measured_err=float(measured[1]),
            expected=float(expected),
            expected_err=float(uncertainty),
        )
        for source, (expected, uncertainty) in expectations.items()
    ]
