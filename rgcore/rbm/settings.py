"""How a machine is trained, as plain numbers."""

from dataclasses import dataclass

from rgcore.errors import InputError

__all__ = ["TrainingSettings"]

CHOICES = {
    "schedule": ("linear", "exponential"),
    "l1_placement": ("inside", "outside"),
    "algorithm": ("contrastive_divergence", "persistent_contrastive_divergence"),
    "gradient": ("plain", "centered"),
    "fields": ("free", "zero"),
    "layer_inputs": ("means", "samples"),
    "units": ("spin", "binary"),
}


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
    final_learning_rate : float, optional
        The rate of the last epoch; by default the rate is constant. Persistent chains need one that falls.
    schedule : "linear" or "exponential"
        How the rate goes from the first epoch's to the last's.
    momentum : float
        From 0 to below 1: velocity = momentum velocity + learning_rate gradient - penalties.
    l1, l2 : float
        Strengths of the penalties on the weights (not on the biases), not negative: l1 pulls by a constant, l2 by
        learning_rate * l2 * W. For spin units take 4 times the l1 of binary ones inside the learning rate, a quarter
        of it outside; 16 times the l2; and a quarter of the ``weight_scale``.
    l1_placement : "inside" or "outside"
        learning_rate * l1 * sign(W) inside the learning rate, or l1 * sign(W) outside of it.
    algorithm : "contrastive_divergence" or "persistent_contrastive_divergence"
        Whether the chains of the model phase start at the samples or go on where they were (Tieleman, ICML 2008).
    gibbs_steps : int
        k of CD-k: rounds of both layers per update.
    gradient : "plain" or "centered"
        Centred by running means of the units (Melchior, Fischer and Wiskott, JMLR 17, 99 (2016)): the same for a
        model and its mirror image, and so for 0/1 and -1/+1 units but for the scale.
    fields : "free" or "zero"
        "zero" keeps the symmetry of the Ising model: no field on any unit; for 0/1 units that is
        c = -sum_j W_ij / 2 and b = -sum_i W_ij / 2.
    layer_inputs : "means" or "samples"
        What the next machine of a stack is trained on: the means of the hidden units, or states drawn afresh with
        these means for every minibatch.
    weight_scale : float
        Standard deviation of the normal starting weights; no unit feels a field at the start.
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
    final_learning_rate: float | None = None
    schedule: str = "linear"
    momentum: float = 0.5
    l1: float = 2e-4
    l2: float = 0.0
    l1_placement: str = "inside"
    algorithm: str = "contrastive_divergence"
    gibbs_steps: int = 1
    gradient: str = "plain"
    fields: str = "free"
    layer_inputs: str = "means"
    weight_scale: float = 0.01
    units: str = "binary"

    def __post_init__(self) -> None:
        for name in ("n_epochs", "batch_size", "gibbs_steps"):
            _require(getattr(self, name) >= 1, f"{name} must be at least 1", getattr(self, name))
        for name in ("learning_rate", "weight_scale"):
            _require(getattr(self, name) > 0, f"{name} must be positive", getattr(self, name))
        last = self.final_learning_rate
        _require(last is None or last > 0, "final_learning_rate must be positive", last)
        _require(0 <= self.momentum < 1, "momentum must be from 0 to below 1", self.momentum)
        for name in ("l1", "l2"):
            _require(getattr(self, name) >= 0, f"{name} must not be negative", getattr(self, name))
        for name, choices in CHOICES.items():
            wanted = " or ".join(f'"{choice}"' for choice in choices)
            _require(getattr(self, name) in choices, f"{name} must be {wanted}", getattr(self, name))

    def rate(self, epoch: int) -> float:
        """Return the learning rate of an epoch, counted from 0."""
        last = self.learning_rate if self.final_learning_rate is None else self.final_learning_rate
        share = epoch / max(self.n_epochs - 1, 1)
        if self.schedule == "linear":
            return self.learning_rate + share * (last - self.learning_rate)
        return self.learning_rate * (last / self.learning_rate) ** share

    def shrinkage(self, rate: float) -> float:
        """Return what L1 takes from the modulus of a weight per update at a learning rate, before momentum."""
        return self.l1 * (rate if self.l1_placement == "inside" else 1.0)


def _require(holds: bool, rule: str, found: object) -> None:
    if not holds:
        raise InputError(f"training: {rule}, got {found!r}")
