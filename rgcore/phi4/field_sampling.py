"""Draws decorrelated configurations of a phi^4 field, from many chains after an equilibration."""

import math
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.random import Generator
from pydantic import Field, model_validator

from rgcore.arguments.objects import an_instance, generator
from rgcore.errors import InputError
from rgcore.phi4.heat_bath import heat_bath
from rgcore.phi4.lattice_field import LatticeField
from rgcore.phi4.matrix_field import MatrixField
from rgcore.settings import Settings
from rgcore.stats import ChainTooShort, integrated_autocorrelation_time

__all__ = ["FieldSamples", "FieldSamplingSettings", "sample_fields"]

FIRST_PILOT = 32  # sweeps
LONGEST_PILOT = 16384
SPACING = 3.0  # of tau: a record then counts as 0.9 independent ones, for one exponential
BURN_IN = 20.0  # of tau


class FieldSamplingSettings(Settings):
    """How many configurations to draw, and from how many independent chains."""

    n_samples: int = Field(ge=100, le=1_000_000_000, description="configurations, at least two per chain")
    n_chains: int = Field(default=100, ge=2, le=1_000_000, description="independent chains")

    @model_validator(mode="after")
    def _every_chain_gives_two(self) -> Self:
        if self.n_samples < 2 * self.n_chains:
            raise ValueError(
                f"n_samples must be at least twice n_chains = {self.n_chains}, but it is {self.n_samples}"
            )
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSamples:
    """Configurations and how they were drawn.

    ``fields`` (n_samples, n_sites) float64: the rows of each chain are contiguous and in the order of time, so that
    blocks of rows are groups of chains and independent. ``tau_int`` is the longest integrated autocorrelation time of
    the pilot run, in sweeps, of |mean field| and mean square; ``accepted`` the fraction of accepted proposals.
    """

    fields: np.ndarray
    n_chains: int
    tau_int: float
    burn_in_sweeps: int
    sweeps_per_sample: int
    accepted: float


def sample_fields(
    model: LatticeField | MatrixField, settings: FieldSamplingSettings, *, rng: Generator
) -> FieldSamples:
    """Draw configurations by heat bath, from chains that start at zero field.

    Pilot runs of doubled length are made until their autocorrelation times can be estimated; they count towards the
    burn-in, which is at least 20 times the longest of these times tau. Samples are 3 tau apart.

    Raises
    ------
    InputError
        If an argument is of another type, or 16,384 sweeps are too few to estimate the autocorrelation times, as deep
        in an ordered phase.
    """
    an_instance("model", model, (LatticeField, MatrixField))
    an_instance("settings", settings, FieldSamplingSettings)
    generator("rng", rng)
    fields = np.zeros((settings.n_chains, model.n_sites))
    fields, tau, n_sweeps = _pilot(fields, model, rng)
    burn_in = max(n_sweeps, math.ceil(BURN_IN * tau))
    if burn_in > n_sweeps:
        fields = heat_bath(fields, model, 1, burn_in - n_sweeps, rng=rng)[0][-1]
    spacing = max(1, math.ceil(SPACING * tau))
    n_records = -(-settings.n_samples // settings.n_chains)
    records, accepted = heat_bath(fields, model, n_records, spacing, rng=rng)
    rows = np.swapaxes(records, 0, 1).reshape(-1, model.n_sites)[: settings.n_samples]
    return FieldSamples(
        fields=rows,
        n_chains=settings.n_chains,
        tau_int=tau,
        burn_in_sweeps=burn_in,
        sweeps_per_sample=spacing,
        accepted=accepted,
    )


def _pilot(fields, model, rng):
    """Return the chains at the end, the longest time plus its standard error, and the sweeps of each chain so far."""
    length, total = FIRST_PILOT, 0
    while length <= LONGEST_PILOT:
        means, squares = np.empty((2, length, len(fields)))
        for sweep in range(length):  # record by record: all fields of a long pilot run are too large
            fields = heat_bath(fields, model, 1, 1, rng=rng)[0][0]
            means[sweep], squares[sweep] = np.abs(fields.mean(axis=1)), np.mean(fields**2, axis=1)
        total += length
        try:
            times = [integrated_autocorrelation_time(series) for series in (means[1:], squares[1:])]
        except ChainTooShort:
            length *= 2
            continue
        if total > FIRST_PILOT:  # the first starts at zero field
            return fields, max(time.tau + time.tau_err for time in times), total
    raise InputError(f"{LONGEST_PILOT} sweeps are too few to estimate the autocorrelation time of the field")
