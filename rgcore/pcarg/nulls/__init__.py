"""Data with less structure than the data: what a claim about a flow must beat; one null per file."""

from rgcore.pcarg.nulls.arrays import draw_null, elliptical, gaussian
from rgcore.pcarg.nulls.draws import NULLS, FlowPlan, Null, data_flow, fit_null, null_draws, null_flow
from rgcore.pcarg.nulls.elliptical import Elliptical
from rgcore.pcarg.nulls.factor_garch import FactorGarch
from rgcore.pcarg.nulls.fitted_data import Material, material
from rgcore.pcarg.nulls.gaussian import Gaussian
from rgcore.pcarg.nulls.shuffled import Shuffled

__all__ = [
    "NULLS",
    "Elliptical",
    "FactorGarch",
    "FlowPlan",
    "Gaussian",
    "Material",
    "Null",
    "Shuffled",
    "data_flow",
    "draw_null",
    "elliptical",
    "fit_null",
    "gaussian",
    "material",
    "null_draws",
    "null_flow",
]
