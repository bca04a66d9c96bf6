"""What a transformation declares of itself, at the end of its file in ``rgcore/vrg/transformations``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from rgcore.vrg.small_models.hidden_spins import HiddenSpins
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation import Operator

__all__ = ["Parameters", "TransformationCard"]

Parameters = Mapping[str, float | np.ndarray]
"""Values of the free parameters of a transformation by name: numbers, or arrays such as the weights of an RBM."""


def _no_parameters(model: SmallModel, drawn: object) -> Parameters:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class TransformationCard:
    """A transformation from the visible spins v of small Ising models to hidden spins h.

    Attributes
    ----------
    sentence : str
        What it does, for the documentation: a phrase without a full stop.
    lattice : str
        Of the visible spins: "ring" or "torus".
    sizes : tuple of int
        Sites of the rings, or along a side of the tori, that the table ``vrg_exactness`` contains.
    hidden : function of a size
        Returns the :class:`rgcore.vrg.small_models.hidden_spins.HiddenSpins`: their number, places and neighbours.
    operator : function of a model and the parameters by name
        Returns T(v, h) = ln exp T: a (2**n_visible, 2**n_hidden) float array whose rows and columns are in the order of
        :func:`rgcore.exact.spin_states`, minus infinity where exp T is zero; or, where the hidden spins are independent
        given v, a :class:`rgcore.vrg.transformation.Transformation`, which takes much less memory.
    normalized : bool
        Whether sum_h exp T(v, h) = 1 for every v is claimed, and refused where it does not hold. If False, the trace
        condition is measured only.
    choose : function of a model and ``drawn``
        Returns the parameters that the table uses, such as those that a free energy chooses; none without it.
    draw : function of a size, and a Generator as ``rng``, or None
        Draws what ``choose`` starts from, once for all couplings; ``drawn`` is None without it.
    trace_gradient : function of a model and the parameters by name, or None
        Returns the derivatives of ln sum_h exp T(v, h) by the name of the parameter: (..., 2**n_visible), first the
        axes of the parameter. Those of every objective follow by the chain rule.
    coupling_exact : function of a coupling, or None
        Closed form of the nearest-neighbour coupling of the hidden spins, if there is one.
    family, bound : str
        Which transformations its parameters span, in words, and which bound is optimized among them: the name of a file
        of ``rgcore/vrg/objectives/functions``. Empty if nothing is optimized for a bound. It needs ``trace_gradient``.
    flow : str
        The same transformation as a map K -> K': a name of ``rgcore/vrg/flows/approximations``, if there is one.
    wide_couplings : function of a coupling and the parameters by name, or None
        Returns -H_RG(h) and the hidden spins on a larger lattice, where that of ``sizes`` has no far pairs.
    """

    sentence: str
    lattice: str
    sizes: tuple[int, ...]
    hidden: Callable[[int], HiddenSpins]
    operator: Callable[..., Operator | np.ndarray]
    normalized: bool = True
    choose: Callable[[SmallModel, object], Parameters] = _no_parameters
    draw: Callable[..., object] | None = None
    trace_gradient: Callable[..., Parameters] | None = None
    coupling_exact: Callable[[float], float] | None = None
    family: str = ""
    bound: str = ""
    flow: str = ""
    wide_couplings: Callable[..., tuple[np.ndarray, HiddenSpins]] | None = None
