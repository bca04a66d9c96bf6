"""The choice of a sampler: which one is expected to draw independent configurations fastest, and with how many chains.

The estimates are right within a factor of two, which suffices for a choice; no result depends on them. Times are those
of one core that runs at about 3 GHz with 512-bit vectors.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from rgcore.ising.drawing.pilot_run import length_of_pilot
from rgcore.ising.drawing.sample_spacing import slowest_mode, spacing
from rgcore.ising.exact_results.correlation_length import correlation_length
from rgcore.ising.samplers.cards import SamplerCard, samplers
from rgcore.ising.settings import AUTOMATIC, SamplingSettings

__all__ = ["Plan", "plan_sampling"]

MOST_CHAINS = 2048
LARGEST_STATE = 2**26  # spins of all chains together
FEWEST_RECORDS = 16  # of a chain, to estimate its autocorrelation time
EXACT_BATCH = 512
CHAINS_WITHOUT_COST = 8  # of a sampler whose card declares no cost
PILOT_RECORDS = 80  # of each chain
NANOSECONDS_TO_RECORD = 0.6  # per spin: to unpack, measure, pack and write


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``n_chains`` chains of ``algorithm``, an expected autocorrelation time in updates, and a ``reason`` in words."""

    algorithm: str
    n_chains: int
    expected_tau: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    algorithm: str
    n_chains: int
    tau: float
    milliseconds: float


def plan_sampling(side: int, coupling: float, settings: SamplingSettings) -> Plan:
    """Choose the sampler, and the number of chains, with the least expected time per independent configuration.

    Every chain needs its own burn-in: this limits the number of chains of bit-parallel Metropolis, whose sweeps cost
    less per chain with more chains. An algorithm named in the settings is not replaced.
    """
    cards = samplers()
    if settings.algorithm != AUTOMATIC and cards[settings.algorithm].exact:
        reason = "asked for; every configuration is an exact, independent draw"
        n_chains = min(EXACT_BATCH, settings.n_samples)
        return Plan(algorithm=settings.algorithm, n_chains=n_chains, expected_tau=0.5, reason=reason)
    if settings.algorithm != AUTOMATIC and not cards[settings.algorithm].cost:
        return _without_estimate(settings, side, cards[settings.algorithm].chains_per_vector)
    best = {
        name: min(_candidates(name, card, side, coupling, settings), key=lambda each: each.milliseconds)
        for name, card in cards.items()
        if card.cost
    }
    ranked = sorted(best.values(), key=lambda candidate: candidate.milliseconds)
    chosen = ranked[0] if settings.algorithm == AUTOMATIC else best[settings.algorithm]
    why = "fastest of" if settings.algorithm == AUTOMATIC else "asked for; known are"
    expected = ", ".join(f"{each.algorithm} {each.milliseconds:.2g}" for each in ranked)
    reason = f"{why} the milliseconds expected per independent configuration: {expected}"
    return Plan(algorithm=chosen.algorithm, n_chains=chosen.n_chains, expected_tau=chosen.tau, reason=reason)


def _without_estimate(settings: SamplingSettings, side: int, chains_per_vector: int) -> Plan:
    """Return the plan for a sampler that declares no cost: a few chains, whose pilot run measures the rest."""
    n_chains = _n_chains(max(chains_per_vector, CHAINS_WITHOUT_COST), side, settings)
    reason = "asked for; its card declares no cost: the pilot run alone finds its autocorrelation time"
    return Plan(algorithm=settings.algorithm, n_chains=n_chains, expected_tau=1.0, reason=reason)


def _n_chains(wanted: int, side: int, settings: SamplingSettings) -> int:
    """Return the number of chains, at most ``wanted``, that fit into memory and are long enough."""
    fewest_records = max(FEWEST_RECORDS, math.ceil(6 / settings.effective_fraction))  # two windows of 6 tau
    most = max(1, min(wanted, settings.n_samples // fewest_records, LARGEST_STATE // side**2))
    return settings.n_samples // math.ceil(settings.n_samples / most)


def _candidates(
    algorithm: str, card: SamplerCard, side: int, coupling: float, settings: SamplingSettings
) -> Iterator[_Candidate]:
    """Yield possible numbers of chains with their expected cost."""
    reach, vector = min(correlation_length(coupling), side / 3), card.chains_per_vector
    tau = card.cost.autocorrelation_time(reach, coupling)
    every = spacing(tau, settings.effective_fraction, slowest=slowest_mode(coupling))
    for wanted in range(vector, MOST_CHAINS + 1, vector) if vector > 1 else [1]:
        n_chains = _n_chains(wanted, side, settings)
        n_records = math.ceil(settings.n_samples / n_chains)
        before = max(settings.burn_in_multiple * tau, length_of_pilot(tau, n_chains))
        simulated = -(-n_chains // vector) * vector
        recorded = PILOT_RECORDS + n_records
        nanoseconds = card.cost.nanoseconds(reach, simulated) * (before + n_records * every)
        nanoseconds += NANOSECONDS_TO_RECORD * recorded
        independent = settings.effective_fraction * settings.n_samples
        yield _Candidate(
            algorithm=algorithm,
            n_chains=n_chains,
            tau=tau,
            milliseconds=side**2 * simulated * nanoseconds / independent / 1e6,
        )
