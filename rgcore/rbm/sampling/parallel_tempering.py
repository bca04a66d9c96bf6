"""Parallel tempering: replicas at inverse temperatures from 0 to 1 that exchange places."""

from collections.abc import Iterator
from typing import Self

import numpy as np
from numpy.random import Generator
from pydantic import Field, model_validator

from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.sampling.tempered_path import TemperedPath, TemperedRows
from rgcore.settings import Settings, Several

__all__ = ["TemperedChains", "TemperingSettings", "tempered_samples"]

NEW, FROM_TOP, FROM_BOTTOM = 0, 1, 2  # which end a replica saw last; FROM_BOTTOM only if it came from the top


class TemperingSettings(Settings):
    """Replicas, and how often to look."""

    inverse_temperatures: Several[float] = Field(
        description="ascending from 0, where units are independent, to 1, the network"
    )
    n_chains: int = Field(ge=1, description="independent ensembles of replicas")
    spacing: int = Field(default=1, ge=1, description="rounds from one sample to the next")

    @model_validator(mode="after")
    def _ladder_ascends(self) -> Self:
        betas = self.inverse_temperatures
        if (betas[0], betas[-1]) != (0, 1) or (np.diff(betas) <= 0).any():
            raise ValueError(f"inverse_temperatures must ascend from 0 to 1, but they are {betas}")
        return self


class TemperedChains:
    """Independent ensembles of one replica per inverse temperature, with a record of their exchanges.

    Replica r of ensemble c is distributed as exp(-beta E + (1 - beta) a.v), beta that of its place in the ladder. A
    round is one of exchanges and one of Gibbs sampling.

    Parameters
    ----------
    rbm : RBM
    settings : TemperingSettings
    base_bias : (n_visible,) float array, optional
        a, in the RBM's own units; zero by default: see ``base_bias_from_data``.
    start : (n_betas, n_chains, n_visible) array, optional
        Visible states in the RBM's own units, by inverse temperature; by default drawn at beta = 0.
    rng : Generator, advanced in place

    Raises
    ------
    ValueError
        If ``base_bias`` has not the shape (n_visible,).
    """

    def __init__(
        self,
        rbm: RBM,
        settings: TemperingSettings,
        *,
        base_bias: np.ndarray | None = None,
        start: np.ndarray | None = None,
        rng: Generator,
    ) -> None:
        self.settings, self._units = settings, rbm.unit_type
        self._betas = np.array(settings.inverse_temperatures, dtype=np.float32)
        self._shape = len(self._betas), settings.n_chains
        self._rows = TemperedRows(
            TemperedPath.to_rbm(rbm, base_bias), len(self._betas) * settings.n_chains, rng=rng
        )
        if start is not None:
            self._rows.start_from(self._units.to_spins(start).reshape(-1, rbm.n_visible))
        self._replica_at = np.tile(np.arange(self._shape[0])[:, None], settings.n_chains)  # (place, chain)
        self._place_of = self._replica_at.copy()  # (replica, chain)
        self._last_end = np.full(self._shape, NEW)
        self._round_trips = np.zeros(settings.n_chains, dtype=np.int64)
        self._n_rounds = 0
        self._proposed, self._accepted = np.zeros((2, len(self._betas) - 1), dtype=np.int64)

    def advance(self, n_rounds: int, *, rng: Generator) -> None:
        """Do ``n_rounds`` rounds. Exchanges are tried between places 0-1, 2-3, ... and 1-2, 3-4, ... in turn."""
        for _ in range(n_rounds):
            self._exchange(np.arange(self._n_rounds % 2, len(self._betas) - 1, 2), rng)
            self._follow_ends()
            self._rows.sample(self._betas[self._place_of].reshape(-1))
            self._n_rounds += 1

    @property
    def visible(self) -> np.ndarray:
        """States of the RBM itself, beta = 1: a new (n_chains, n_visible) int8 array of its units."""
        by_replica = self._rows.visible.reshape(*self._shape, -1)
        top = by_replica[self._replica_at[-1], np.arange(self._shape[1])]
        return self._units.from_spins(top).astype(self._units.state_type)

    @property
    def swap_acceptance(self) -> np.ndarray:
        """Accepted part of the exchanges between each place and the next, (n_betas - 1,); nan where none was tried.

        The rate of round trips is limited by the smallest: put more temperatures there.
        """
        return np.divide(
            self._accepted, self._proposed, out=np.full(len(self._proposed), np.nan), where=self._proposed > 0
        )

    @property
    def round_trips(self) -> np.ndarray:
        """Journeys of replicas from beta = 1 to beta = 0 and back so far, (n_chains,) int64.

        Each brings a state that is independent of the one that left. Samples of a chain with few are unreliable.
        """
        return self._round_trips.copy()

    def _exchange(self, places: np.ndarray, rng: Generator) -> None:
        """Exchange the replicas at each of ``places`` and the next; detailed balance holds for the marginals of v."""
        gain = self._gain_by_moving(places)
        lower, upper = self._replica_at[places], self._replica_at[places + 1]
        total = np.take_along_axis(gain, lower, axis=0) + np.take_along_axis(gain, upper, axis=0)
        accepted = rng.random(total.shape) < np.exp(np.minimum(total, 0))
        self._replica_at[places] = np.where(accepted, upper, lower)
        self._replica_at[places + 1] = np.where(accepted, lower, upper)
        np.put_along_axis(self._place_of, self._replica_at, np.arange(len(self._betas))[:, None], axis=0)
        self._proposed[places] += self._shape[1]
        self._accepted[places] += accepted.sum(axis=1)

    def _gain_by_moving(self, places: np.ndarray) -> np.ndarray:
        """Return the change of each replica's log-weight, (replica, chain), if it took its partner's place."""
        partner = np.arange(len(self._betas))
        partner[places], partner[places + 1] = places + 1, places
        moved = self._betas[partner[self._place_of]].reshape(-1)
        stayed = self._betas[self._place_of].reshape(-1)
        gain = self._rows.log_weights(moved, np.float32) - self._rows.log_weights(stayed, np.float32)
        return gain.reshape(self._shape)

    def _follow_ends(self) -> None:
        """Note which replicas are at an end, and count those back at beta = 1."""
        chains, bottom, top = np.arange(self._shape[1]), self._replica_at[0], self._replica_at[-1]
        self._round_trips += self._last_end[top, chains] == FROM_BOTTOM
        self._last_end[top, chains] = FROM_TOP
        arrived = self._last_end[bottom, chains] == FROM_TOP
        self._last_end[bottom[arrived], chains[arrived]] = FROM_BOTTOM


def tempered_samples(chains: TemperedChains, n_samples: int, *, rng: Generator) -> Iterator[np.ndarray]:
    """Yield states of the RBM, (n_chains, n_visible) int8, every ``spacing`` rounds, ``n_samples`` times.

    Discard the approach to equilibrium by ``chains.advance`` before; read acceptance and round trips off ``chains``
    after.
    """
    for _ in range(n_samples):
        chains.advance(chains.settings.spacing, rng=rng)
        yield chains.visible
