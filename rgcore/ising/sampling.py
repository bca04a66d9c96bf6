"""Decorrelated configurations of the Ising model, by whichever sampler."""

import math
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

import numpy as np
from numpy.random import Generator

from rgcore.errors import InputError
from rgcore.ising.memory import Memory, memory_of, spacing
from rgcore.ising.model import energy, magnetization
from rgcore.ising.pilot import SPINS_AT_ONCE, Pilot, Sampler, advance, run_pilot
from rgcore.ising.wolff import wolff_chain
from rgcore.stats.autocorrelation import ChainTooShort
from rgcore.tables.configurations import Configurations

__all__ = ["SAMPLERS", "Sample", "SamplingSettings", "sample_configurations"]

SAMPLERS: dict[str, Sampler] = {"wolff": wolff_chain}


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingSettings:
    """How to draw configurations.

    Attributes
    ----------
    n_samples : int
        Configurations to write, at least 100.
    effective_fraction : float
        Wanted effective sample size divided by ``n_samples``, above 0 and below 1.
    burn_in_multiple : float
        Updates before the first configuration, in autocorrelation times.
    max_pilot_updates : int
        The pilot may take this many updates to find the autocorrelation times, at least 1000.
    algorithm : str
        A key of ``SAMPLERS``.

    Raises
    ------
    InputError
        If a value is outside its range.
    """

    n_samples: int
    effective_fraction: float = 0.9
    burn_in_multiple: float = 20
    max_pilot_updates: int = 1_000_000
    algorithm: str = "wolff"

    def __post_init__(self) -> None:
        ranges = {
            "n_samples": (self.n_samples >= 100, "at least 100"),
            "effective_fraction": (0 < self.effective_fraction < 1, "above 0 and below 1"),
            "burn_in_multiple": (self.burn_in_multiple >= 1, "at least 1"),
            "max_pilot_updates": (self.max_pilot_updates >= 1000, "at least 1000"),
            "algorithm": (self.algorithm in SAMPLERS, f"one of {', '.join(SAMPLERS)}"),
        }
        for name, (holds, must) in ranges.items():
            if not holds:
                raise InputError(f"ising.{name} must be {must}, got {getattr(self, name)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Configurations in the order of their chain, and how they were drawn.

    The memory of the pilot is in updates, that of the configurations themselves in configurations.
    """

    configurations: Configurations
    memory: Memory
    coupling: float
    settings: SamplingSettings
    pilot: Pilot
    burn_in_updates: int
    updates_per_sample: int

    def parameters(self) -> dict[str, int | float | str]:
        """Return how the configurations were drawn as plain types, for the stamp of their file.

        ``tau_int_*`` are those of the pilot, in updates; ``tau_samples_*`` those of the configurations, in
        configurations.
        """
        return {
            "side": self.configurations.spins.shape[1],
            "coupling": self.coupling,
            **asdict(self.settings),
            "steps_per_update": self.pilot.steps_per_update,
            "pilot_updates": self.pilot.n_updates,
            "burn_in_updates": self.burn_in_updates,
            "updates_per_sample": self.updates_per_sample,
            **self.pilot.memory.named("tau_int"),
            **self.memory.named("tau_samples"),
        }


def sample_configurations(
    side: int,
    coupling: float,
    settings: SamplingSettings,
    *,
    rng: Generator,
    report: Callable[[int, int], None] = lambda done, total: None,
) -> Sample:
    """Draw configurations of the periodic square lattice whose correlations are known and small.

    From a random start a pilot measures the autocorrelation times of energy and |magnetization|; their
    maximum, plus its error, sets burn-in (``burn_in_multiple`` times it, after the pilot) and spacing
    (:func:`rgcore.ising.memory.spacing`). The autocorrelation of what was drawn is then measured again.

    Parameters
    ----------
    side : int
        At least 3; odd sides are as good as even ones.
    coupling : float
        K = J / (k_B T) > 0.
    settings : SamplingSettings
    rng : Generator, advanced in place
    report : callable
        Called as report(done, total) in configurations.

    Raises
    ------
    InputError
        If ``side`` or ``coupling`` is out of range, or pilot or sample are too short to
        show their autocorrelation times.
    """
    if side < 3:
        raise InputError(f"ising.side must be at least 3, got {side}")
    if not 0 < coupling < math.inf:
        raise InputError(f"J / (k_B T) must be positive and finite, got {coupling}")
    sampler = SAMPLERS[settings.algorithm]
    start = (2 * rng.integers(0, 2, size=(side, side), dtype=np.int8) - 1).astype(np.int8)
    pilot = run_pilot(sampler, start, coupling, settings.max_pilot_updates, rng=rng)
    tau = pilot.memory.longest()
    burn_in = math.ceil(settings.burn_in_multiple * tau)
    every = spacing(tau, settings.effective_fraction)
    steps = pilot.steps_per_update
    spins = advance(sampler, pilot.end, coupling, burn_in * steps, rng=rng)
    chain = np.empty((settings.n_samples, side, side), np.int8)
    for done in _fill(chain, sampler, spins, coupling, every * steps, rng=rng):
        report(done, settings.n_samples)
    configurations = Configurations(spins=chain, energy=energy(chain), magnetization=magnetization(chain))
    return Sample(
        configurations=configurations,
        memory=_memory_of_written(configurations),
        coupling=coupling,
        settings=settings,
        pilot=pilot,
        burn_in_updates=burn_in,
        updates_per_sample=every,
    )


def _fill(
    chain: np.ndarray, sampler: Sampler, spins: np.ndarray, coupling: float, steps: int, *, rng: Generator
) -> Iterator[int]:
    """Fill ``chain`` (n, side, side) with what follows ``spins``, ``steps`` steps apart; yield how many are done."""
    at_once = max(1, min(SPINS_AT_ONCE // spins.size, len(chain) // 100))
    for begin in range(0, len(chain), at_once):
        piece = chain[begin : begin + at_once]
        piece[:], _ = sampler(spins, coupling, len(piece), steps, rng=rng)
        spins = piece[-1]
        yield begin + len(piece)


def _memory_of_written(configurations: Configurations) -> Memory:
    """Return the memory of what was drawn, or say how many configurations would show it."""
    try:
        return memory_of(configurations.energy, configurations.magnetization)
    except ChainTooShort as short:
        enough = (
            "larger, or the temperature higher" if math.isinf(short.needed) else f"at least {short.needed}"
        )
        raise InputError(
            f"ising.n_samples must be {enough}, to measure the autocorrelation of the configurations, "
            f"but is {len(configurations.energy)}"
        ) from None
