"""What networks of this study are trained on, by name: families of real-valued fields; imports nothing heavy."""

from dataclasses import dataclass

__all__ = ["SOURCES", "SourceFamily"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFamily:
    """A family of fields on a torus with one covariance, by the excess kurtosis of a site.

    ``sentence`` describes them; ``least`` and ``most`` bound the excess kurtosis.
    """

    sentence: str
    least: float
    most: float


SOURCES = {
    "pointwise": SourceFamily(
        sentence="a function of a Gaussian field at each site: erf(g z) below 0, up to its sign at -2, z itself at 0, "
        "sinh(g z) above",
        least=-2.0,
        most=20.0,
    ),
    "sum_of_two": SourceFamily(
        sentence="the sum of two independent pointwise fields of twice the excess kurtosis, over the root of two",
        least=-1.0,
        most=10.0,
    ),
    "elliptical": SourceFamily(
        sentence="a Gaussian field times one random factor for the whole sample",
        least=0.001,
        most=20.0,
    ),
    "phase_randomized": SourceFamily(
        sentence="the field of pointwise with this kurtosis, each Fourier mode with a random phase: of each sample the "
        "spectrum is left",
        least=-2.0,
        most=20.0,
    ),
}
