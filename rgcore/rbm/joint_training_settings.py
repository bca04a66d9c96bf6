"""How all layers of a deep Boltzmann machine are trained together, as plain numbers."""

from dataclasses import dataclass

from rgcore.errors import InputError

__all__ = ["JointTrainingSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JointTrainingSettings:
    """Settings of joint training.

    Parameters
    ----------
    n_epochs : int
        Passes over the samples, at least 1.
    batch_size : int
        Samples per update; those that do not fill a batch are left out of that epoch.
    n_chains : int
        Persistent chains of the model phase.
    learning_rate, final_learning_rate : float
        Positive, of the first and the last epoch, linear between them. The rate must fall, or the chains, which follow
        the machine with a delay, keep it from settling. Rates of spin units are 1/16 of those of binary units.
    momentum : float
        From 0 to below 1: velocity = momentum velocity + learning_rate gradient - learning_rate l1 sign(W).
    l1 : float
        Strength of the L1 penalty on the weights (not on the biases), not negative.
    n_mean_field_steps : int
        Mean-field updates of all layers per batch, at most.
    mean_field_tolerance : float
        They stop when no mean changes by more; not negative.
    gibbs_steps : int
        Updates of all layers of the chains per batch.
    upper_scale : float
        With what factor the energies of the upper machines of the stack enter the start; above 0, up to 1. (0 is
        a stationary point: the upper layers would never wake.)
    fields : "free" or "zero"
        "zero" keeps the symmetry of the Ising model: no field on any unit.

    Raises
    ------
    InputError
        If a value is outside its range.
    """

    n_epochs: int
    batch_size: int
    n_chains: int
    learning_rate: float
    final_learning_rate: float
    momentum: float = 0.5
    l1: float = 0.0
    n_mean_field_steps: int = 20
    mean_field_tolerance: float = 1e-3
    gibbs_steps: int = 1
    upper_scale: float = 0.1
    fields: str = "free"

    def __post_init__(self) -> None:
        for name in ("n_epochs", "batch_size", "n_chains", "n_mean_field_steps", "gibbs_steps"):
            self._require(name, getattr(self, name) >= 1, "at least 1")
        self._require("learning_rate", self.learning_rate > 0, "positive")
        falls = 0 < self.final_learning_rate <= self.learning_rate
        self._require(
            "final_learning_rate", falls, f"positive and at most learning_rate ({self.learning_rate})"
        )
        self._require("momentum", 0 <= self.momentum < 1, "from 0 to below 1")
        for name in ("l1", "mean_field_tolerance"):
            self._require(name, getattr(self, name) >= 0, "0 or more")
        self._require("upper_scale", 0 < self.upper_scale <= 1, "above 0, up to 1")
        self._require("fields", self.fields in ("free", "zero"), '"free" or "zero"')

    def rate(self, epoch: int) -> float:
        """Return the learning rate of an epoch, counted from 0."""
        share = epoch / max(self.n_epochs - 1, 1)
        return self.learning_rate + share * (self.final_learning_rate - self.learning_rate)

    def _require(self, name: str, holds: bool, rule: str) -> None:
        if not holds:
            raise InputError(f"joint training: {name} must be {rule}, got {getattr(self, name)!r}")
