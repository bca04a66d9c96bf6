"""How configurations are to be drawn."""

from dataclasses import dataclass

from rgcore.cards import card_names
from rgcore.errors import InputError

__all__ = ["AUTOMATIC", "SamplingSettings"]

AUTOMATIC = "automatic"


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingSettings:
    """How to draw configurations.

    Attributes
    ----------
    n_samples : int
        Configurations to write, at least 100.
    algorithm : str
        The name of a sampler, or ``"automatic"`` for the one that is expected to be fastest.
    effective_fraction : float
        Wanted effective sample size divided by ``n_samples``, above 0 and below 1.
    burn_in_multiple : float
        Updates before the first configuration, in autocorrelation times, at least 5.
    max_pilot_updates : int
        The pilot may take this many updates to find the autocorrelation times, at least 1000.

    Raises
    ------
    InputError
        If a value is outside its range.
    """

    n_samples: int
    algorithm: str = AUTOMATIC
    effective_fraction: float = 0.9
    burn_in_multiple: float = 12
    max_pilot_updates: int = 1_000_000

    def __post_init__(self) -> None:
        known = (AUTOMATIC, *card_names("rgcore.ising.samplers"))
        ranges = {
            "n_samples": (self.n_samples >= 100, "at least 100"),
            "algorithm": (self.algorithm in known, f"one of {', '.join(known)}"),
            "effective_fraction": (0 < self.effective_fraction < 1, "above 0 and below 1"),
            "burn_in_multiple": (self.burn_in_multiple >= 5, "at least 5"),
            "max_pilot_updates": (self.max_pilot_updates >= 1000, "at least 1000"),
        }
        for name, (holds, must) in ranges.items():
            if not holds:
                raise InputError(f"ising.{name} must be {must}, got {getattr(self, name)}")
