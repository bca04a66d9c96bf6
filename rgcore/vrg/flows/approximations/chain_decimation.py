"""Decimation of a chain: every second spin is summed over, which is exact and has no critical point.

The coupling is carried as t = exp(-2K), the weight of a domain wall, in which the fixed point K = infinity is at t = 0.
"""

import numpy as np

from rgcore.vrg.flows.flow_card import FlowCard, Linearized

__all__ = ["CARD"]


def step(walls: np.ndarray) -> np.ndarray:
    """Return t' = 2 t / (1 + t^2), which is tanh K' = tanh^2 K: one domain wall in either of two bonds."""
    return 2 * walls / (1 + walls**2)


def linearize(walls: np.ndarray) -> Linearized:
    """Return dt'/dt, and dh'/dh = 1 + tanh 2K of a weak field per site, of which one half acts at each bond."""
    wall = walls[0]
    thermal = 2 * (1 - wall**2) / (1 + wall**2) ** 2
    return Linearized(even=np.array([[thermal]]), odd=np.array([[2 / (1 + wall**2)]]))


def coupling(walls: np.ndarray) -> float:
    """Return K = -ln(t) / 2, infinite at t = 0."""
    with np.errstate(divide="ignore"):
        return float(-np.log(walls[0]) / 2)


CARD = FlowCard(
    sentence="every second spin of a chain is summed over: exact, without a fixed point between 0 and infinity",
    lattice="chain",
    scale_factor=2.0,
    even=("domain_wall",),
    odd=("field",),
    step=step,
    linearize=linearize,
    from_coupling=lambda K: np.exp(np.array([-2.0 * K])),
    coupling=coupling,
    start=(0.0,),
)
