"""What a design determines of a hypothesis, and why not more."""

import numpy as np
import pandas as pd

from rgcore.learned.size_hypotheses.covariates import Covariates
from rgcore.learned.size_hypotheses.hypotheses import Hypothesis
from rgcore.learned.size_hypotheses.widths import Widths

__all__ = ["fixed_parameters", "length_column", "note_on", "reason_against", "varies"]

_POWER_OF = {"sites_power": "sites", "length_power": "length"}
_WHAT = {"sites": "one number of sites per unit", "length": "one correlation length"}


def length_column(length: str) -> str:
    """Return the column of the conditions with the length of a hypothesis; of a hypothesis without one, any."""
    return "log_measured" if length == "none" else f"log_{length}"


def varies(what: str, length: str, conditions: pd.DataFrame) -> bool:
    """Return whether the "sites" per unit, or the "length", have several values among conditions."""
    name = "log_sites" if what == "sites" else length_column(length)
    return bool(np.ptp(conditions[name].to_numpy()) > 1e-6)


def fixed_parameters(hypothesis: Hypothesis, length: str, conditions: pd.DataFrame) -> tuple[str, ...]:
    """Return the powers of a hypothesis that conditions do not determine, which are set to 0."""
    return tuple(
        name
        for name, what in _POWER_OF.items()
        if name in hypothesis.parameters and not varies(what, length, conditions)
    )


def reason_against(hypothesis: Hypothesis, length: str, widths: Widths, covariates: Covariates) -> str:
    """Return why a hypothesis cannot be fitted to widths; empty if it can."""
    conditions = widths.conditions
    if not len(conditions):
        return "no localized fields"
    if hypothesis.has_length and not np.isfinite(conditions[length_column(length)]).all():
        return "a correlation length is 0 or infinite"
    alike = [what for what in hypothesis.needs if not varies(what, length, conditions)]
    if alike and len(alike) == len(hypothesis.needs) and hypothesis.name != "powers":
        return f"{_WHAT[alike[0]]}: the same as a constant width"
    if alike and hypothesis.name != "powers":
        return f"{_WHAT[alike[0]]}: its factor is not determined"
    n_means = (
        len(hypothesis.parameters)
        + len(covariates.names)
        - len(fixed_parameters(hypothesis, length, conditions))
    )
    if len(conditions) <= n_means:
        return f"{len(conditions)} conditions do not determine {n_means} parameters and their scatter"
    return ""


def note_on(hypothesis: Hypothesis, length: str, widths: Widths) -> str:
    """Return which parameters of a hypothesis that was fitted are missing, and why; empty if none."""
    missing = fixed_parameters(hypothesis, length, widths.conditions)
    return "; ".join(f"{_WHAT[_POWER_OF[name]]}: no {name}" for name in missing)
