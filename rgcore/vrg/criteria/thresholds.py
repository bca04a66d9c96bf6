"""Every limit of the four sets of figure 5, declared once.

"RG" is fewer spins and the trace condition. "Variational" is optimized within a stated family for a stated bound. "RBM"
is the form of the joint distribution of v and h, limits of infinite weights included. "Good" is a model of fewer spins
that keeps the distribution, whose hidden spins depend on the visible ones, that is short-ranged, and has the exponents
of the lattice where it has a flow. Fair coins that ignore v obey the trace condition: they are "RG", and not "good".
Exactness is another word: it is the trace condition alone, whatever the number of spins.
"""

from dataclasses import dataclass
from typing import Literal

__all__ = ["CRITERIA", "SENSITIVITY", "SETS", "Criterion"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A limit on one column of the table ``vrg_criteria``.

    Attributes
    ----------
    column : str
    limit : float
        In the unit of the column.
    kind : "most", "least" or "count"
        Whether the column must be at most or at least the limit; a count, at least, is not graded.
    optional : bool
        Whether NaN, nothing to be measured, passes.
    """

    column: str
    limit: float
    kind: Literal["most", "least", "count"]
    optional: bool = False


CRITERIA = {
    "fewer_spins": Criterion(column="n_removed", limit=1, kind="count"),
    "trace_condition": Criterion(column="trace_error_per_spin", limit=1e-3, kind="most"),
    "at_the_optimum": Criterion(column="bound_gap", limit=0.01, kind="most"),
    "bound_chooses": Criterion(column="bound_gain", limit=0.01, kind="least"),
    "rbm_form": Criterion(column="rbm_distance", limit=1e-3, kind="most"),
    "keeps_distribution": Criterion(column="divergence_share", limit=0.05, kind="most"),
    "hidden_depends_on_visible": Criterion(column="information_in_hidden", limit=0.01, kind="least"),
    "short_ranged": Criterion(column="long_range_share", limit=0.05, kind="most", optional=True),
    "thermal_exponent": Criterion(column="thermal_exponent_error", limit=0.1, kind="most", optional=True),
    "magnetic_exponent": Criterion(column="magnetic_exponent_error", limit=0.1, kind="most", optional=True),
}

SETS = {
    "is_rg": ("fewer_spins", "trace_condition"),
    "is_variational": ("at_the_optimum", "bound_chooses"),
    "is_rbm": ("rbm_form",),
    "is_good": (
        "fewer_spins",
        "keeps_distribution",
        "hidden_depends_on_visible",
        "short_ranged",
        "thermal_exponent",
        "magnetic_exponent",
    ),
}
"""The criteria that a member of each set fulfils, all of them."""

SENSITIVITY = 10.0
"""Factor by which all limits are tightened or loosened to see which memberships change."""
