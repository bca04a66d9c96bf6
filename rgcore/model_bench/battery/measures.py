"""The measures of the battery: what each is, and how the combined score takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

__all__ = ["EXPONENTS", "MEASURES", "NULLS", "Definition", "Measure"]

NULLS = ("shuffled", "given_rate", "dichotomized")
"""The nulls that each realization is compared with."""

EXPONENTS = ("variance", "silence", "eigenvalue", "dynamic", "relaxation")
"""The exponents of coarse-graining."""


class Measure(NamedTuple):
    """A measure of one realization: its value, one standard error, and the verdict of the analysis, or ""."""

    name: str
    value: float
    error: float = np.nan
    verdict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What a measure is.

    Attributes
    ----------
    sentence : str
    logarithm : bool
        The combined score takes its logarithm.
    control : bool
        Not part of the battery and of no combined score: what decides as well as a control may be nothing but it.
    """

    sentence: str
    logarithm: bool = False
    control: bool = False


def _of_exponents() -> dict[str, Definition]:
    exponents = {name: Definition(sentence=f"{name} exponent of coarse-graining") for name in EXPONENTS}
    bends = {
        f"{name}_bend": Definition(sentence=f"change of the local {name} exponent over the range of its fit")
        for name in EXPONENTS
    }
    return exponents | bends


def _of_nulls() -> dict[str, Definition]:
    excess = {
        f"{name}_excess": Definition(sentence=f"log of kurtosis at N/16 over that of the null {name}")
        for name in NULLS
    }
    ranks = {
        f"{name}_p": Definition(sentence=f"rank p of the kurtosis flow among draws of {name}", logarithm=True)
        for name in NULLS
    }
    return excess | ranks


MEASURES: Mapping[str, Definition] = {
    "kurtosis": Definition(sentence="median kurtosis with N/16 modes kept", logarithm=True),
    "kurtosis_slope": Definition(sentence="local slope of log kurtosis against log number of modes at N/16"),
    "alpha": Definition(sentence="exponent of the correlation spectrum, where there is one"),
    "quartic_all": Definition(
        sentence="share of cells with a positive minus that with a negative quartic vertex, all modes kept"
    ),
    "quartic_sixteenth": Definition(sentence="the same with N/16 modes kept"),
    **_of_exponents(),
    **_of_nulls(),
    "rate": Definition(sentence="mean activity per cell and step", logarithm=True, control=True),
    "correlation": Definition(sentence="mean correlation of pairs of cells", control=True),
}
