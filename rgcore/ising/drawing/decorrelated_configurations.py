"""Decorrelated configurations of the Ising model: burn-in, spacing and drawing with any sampler."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.arguments.objects import an_instance, function, generator
from rgcore.arguments.scalars import checked_side, real_number
from rgcore.checkpoint import no_report
from rgcore.errors import InputError
from rgcore.ising.autocorrelation_times import (
    INDEPENDENT_DRAWS,
    AutocorrelationTimes,
    measure_autocorrelation_times,
)
from rgcore.ising.drawing.pilot_run import SPINS_AT_ONCE, Pilot, advance, run_pilot
from rgcore.ising.drawing.sample_spacing import slowest_mode, spacing
from rgcore.ising.drawing.sampler_choice import Plan, plan_sampling
from rgcore.ising.energy_and_magnetization import energies_of_lattices, magnetizations_of_lattices
from rgcore.ising.samplers.cards import samplers
from rgcore.ising.settings import SamplingSettings
from rgcore.stats.autocorrelation import ChainTooShort
from rgcore.tables.configurations import Configurations, concatenate_configurations

__all__ = ["Drawing", "begin_sampling", "check_autocorrelation", "sample_configurations"]

ROWS_AT_ONCE = 1000  # at least, in a batch
FIRST_PAST = 16  # sweeps, for exact draws
COLDEST, HOTTEST = 1e-3, 1e12  # J/k_B, between which the expected autocorrelation times are finite


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Chains in equilibrium, ready to be drawn from.

    ``start`` (n_chains, side, side) int8 are the chains after the burn-in, ``updates_per_sample`` is the spacing of the
    configurations; ``temperature`` is in J/k_B.
    """

    settings: SamplingSettings
    plan: Plan
    temperature: float
    pilot: Pilot
    burn_in_updates: int
    updates_per_sample: int
    start: np.ndarray

    @property
    def n_chains(self) -> int:
        """Independent chains among the configurations: exact draws are each a chain of its own."""
        return self.settings.n_samples if samplers()[self.plan.algorithm].exact else len(self.start)

    def batches(
        self, *, rng: Generator, report: Callable[[int, int], None] = no_report
    ) -> Iterator[Configurations]:
        """Yield the configurations in batches; at the end check that their autocorrelation time can be estimated.

        Parameters
        ----------
        rng : Generator, advanced in place
        report : callable
            Called as report(done, total) in configurations.

        Raises
        ------
        InputError
            After the last batch, if there were too few.
        """
        generator("rng", rng)
        function("report", report)
        n_samples, at_a_time, sampler = (
            self.settings.n_samples,
            len(self.start),
            samplers()[self.plan.algorithm],
        )
        steps = FIRST_PAST if sampler.exact else self.updates_per_sample * self.pilot.steps_per_update
        n_records = math.ceil(n_samples / at_a_time)
        at_once = max(
            1, min(SPINS_AT_ONCE // self.start.size, max(n_records // 100, ROWS_AT_ONCE // at_a_time))
        )
        spins, series = self.start, []
        for begin in range(0, n_records, at_once):
            records, _ = sampler.run(
                spins, 1 / self.temperature, min(at_once, n_records - begin), steps, rng=rng
            )
            spins = records[-1]
            rows = records.reshape(-1, *spins.shape[1:])[: n_samples - begin * at_a_time]
            series.append((energies_of_lattices(rows), magnetizations_of_lattices(rows)))
            yield Configurations(
                spins=rows, energy=series[-1][0], magnetization=series[-1][1], n_chains=self.n_chains
            )
            report(begin * at_a_time + len(rows), n_samples)
        check_autocorrelation(series, self.n_chains)

    def parameters(self) -> dict[str, int | float | str]:
        """Return how the configurations are drawn as plain types, for the stamp of their file.

        ``tau_int_*`` are those of the pilot, in updates.
        """
        return {
            "side": self.start.shape[1],
            "temperature": self.temperature,
            **self.settings.model_dump(),
            "algorithm": self.plan.algorithm,
            "algorithm_reason": self.plan.reason,
            "n_chains": self.n_chains,
            "steps_per_update": self.pilot.steps_per_update,
            "pilot_updates": self.pilot.n_updates,
            "burn_in_updates": self.burn_in_updates,
            "updates_per_sample": self.updates_per_sample,
            **self.pilot.autocorrelation.named("tau_int"),
        }


def begin_sampling(side: int, temperature: float, settings: SamplingSettings, *, rng: Generator) -> Drawing:
    """Choose a sampler, bring its chains into equilibrium and measure how far apart to draw.

    Chains start aligned, up or down at random: near equilibrium below T_c, where a random start gets stuck in stripes,
    and quickly relaxed above. A pilot measures the autocorrelation times of energy and |magnetization|; their
    maximum, plus its standard error, sets the burn-in (``burn_in_multiple`` times it from the start, the pilot
    included) and the spacing (:func:`rgcore.ising.drawing.sample_spacing.spacing`).

    Parameters
    ----------
    side : int
        At least 2, even or odd.
    temperature : float
        In J/k_B, from 1e-3 to 1e12; the coupling is K = 1 / temperature.
    settings : SamplingSettings
    rng : Generator, advanced in place

    Raises
    ------
    InputError
        If an argument is of another type or out of range, or the pilot is too short for the autocorrelation times.
    """
    side = checked_side("side", side)
    temperature = real_number("temperature", temperature, least=COLDEST, most=HOTTEST)
    an_instance("settings", settings, SamplingSettings)
    generator("rng", rng)
    plan = plan_sampling(side, 1 / temperature, settings)
    signs = 2 * rng.integers(0, 2, size=(plan.n_chains, 1, 1), dtype=np.int8) - 1
    start = np.broadcast_to(signs, (plan.n_chains, side, side)).astype(np.int8)
    if not samplers()[plan.algorithm].exact:
        return _in_equilibrium(start, temperature, settings, plan, rng=rng)
    return Drawing(
        settings=settings,
        plan=plan,
        temperature=temperature,
        pilot=Pilot(end=start, steps_per_update=1, n_updates=0, autocorrelation=INDEPENDENT_DRAWS),
        start=start,
        burn_in_updates=0,
        updates_per_sample=0,
    )


def _in_equilibrium(
    start: np.ndarray, temperature: float, settings: SamplingSettings, plan: Plan, *, rng: Generator
) -> Drawing:
    """Advance chains by the pilot and the rest of the burn-in; return how far apart to draw from there."""
    sampler, coupling = samplers()[plan.algorithm], 1 / temperature
    pilot = run_pilot(
        sampler,
        start,
        coupling,
        expected_tau=plan.expected_tau,
        max_updates=settings.max_pilot_updates,
        rng=rng,
    )
    tau = pilot.autocorrelation.longest()
    burn_in = max(pilot.n_updates, math.ceil(settings.burn_in_multiple * tau))
    left = (burn_in - pilot.n_updates) * pilot.steps_per_update
    return Drawing(
        settings=settings,
        plan=plan,
        temperature=temperature,
        pilot=pilot,
        start=advance(sampler, pilot.end, coupling, left, rng=rng) if left else pilot.end,
        burn_in_updates=burn_in,
        updates_per_sample=spacing(tau, settings.effective_fraction, slowest=slowest_mode(coupling)),
    )


def sample_configurations(
    side: int, temperature: float, settings: SamplingSettings, *, rng: Generator
) -> tuple[Configurations, dict[str, int | float | str]]:
    """Draw configurations into memory; return them and how they were drawn.

    ``thermodynamics([configurations], parameters)`` measures them. Parameters and errors are those of
    :func:`begin_sampling` and :meth:`Drawing.batches`.
    """
    drawing = begin_sampling(side, temperature, settings, rng=rng)
    return concatenate_configurations(drawing.batches(rng=rng)), drawing.parameters()


def check_autocorrelation(series: list[tuple[np.ndarray, np.ndarray]], n_chains: int) -> AutocorrelationTimes:
    """Return their autocorrelation times; InputError with the number that is needed, if there are too few.

    ``series`` are energies and magnetizations, (n,) each, of successive batches.
    """
    energies, magnetizations = (np.concatenate(part) for part in zip(*series, strict=True))
    try:
        return measure_autocorrelation_times(energies, magnetizations, n_chains=n_chains)
    except ChainTooShort as short:
        enough = (
            "larger, or the temperature higher" if math.isinf(short.needed) else f"at least {short.needed}"
        )
        raise InputError(
            f"ising.n_samples must be {enough}, to measure the autocorrelation of the configurations, "
            f"but is {len(energies)}"
        ) from None
