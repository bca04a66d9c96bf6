"""How a machine is trained, as plain numbers."""

from dataclasses import dataclass

from rgcore.errors import InputError

__all__ = ["TrainingSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSettings:
    """Settings of contrastive divergence; one set for all layers of a stack.

    Parameters
    ----------
    n_epochs : int
        Passes over the samples, at least 1.
    batch_size : int
        Samples per update; those that do not fill a batch are left out of that epoch.
    learning_rate : float
        Positive. Under v01 = (1 + v)/2 a weight of 0/1 units is 4 times, and its gradient a quarter of, that
        of -1/+1 units: the rate of spin units is about 1/16 of that of binary units.
    momentum : float
        From 0 to below 1: velocity = momentum velocity + learning_rate gradient - penalty.
    l1 : float
        Strength of the L1 penalty on the weights (not on the biases), not negative.
    l1_placement : "inside" or "outside"
        The penalty is learning_rate * l1 * sign(W) inside the learning rate, or l1 * sign(W) outside of it.
    gibbs_steps : int
        k of CD-k.
    weight_scale : float
        Standard deviation of the normal starting weights; the biases start at 0.
    units : "spin" or "binary"
        -1/+1 or 0/1.

    Raises
    ------
    InputError
        If a value is outside its range.
    """

    n_epochs: int
    batch_size: int
    learning_rate: float
    momentum: float = 0.5
    l1: float = 2e-4
    l1_placement: str = "inside"
    gibbs_steps: int = 1
    weight_scale: float = 0.01
    units: str = "binary"

    def __post_init__(self) -> None:
        for name in ("n_epochs", "batch_size", "gibbs_steps"):
            _require(getattr(self, name) >= 1, f"{name} must be at least 1", getattr(self, name))
        for name in ("learning_rate", "weight_scale"):
            _require(getattr(self, name) > 0, f"{name} must be positive", getattr(self, name))
        _require(0 <= self.momentum < 1, "momentum must be from 0 to below 1", self.momentum)
        _require(self.l1 >= 0, "l1 must not be negative", self.l1)
        placements, units = ("inside", "outside"), ("spin", "binary")
        _require(
            self.l1_placement in placements, 'l1_placement must be "inside" or "outside"', self.l1_placement
        )
        _require(self.units in units, 'units must be "spin" or "binary"', self.units)

    @property
    def shrinkage(self) -> float:
        """What the penalty takes from the modulus of a weight per update, before momentum."""
        return self.l1 * (self.learning_rate if self.l1_placement == "inside" else 1.0)


def _require(holds: bool, rule: str, found: object) -> None:
    if not holds:
        raise InputError(f"training: {rule}, got {found!r}")
