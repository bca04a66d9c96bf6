"""From the user's files to configurations as if they had been drawn here."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import numpy as np

from rgcore.checkpoint import no_report
from rgcore.errors import InputError
from rgcore.ising.autocorrelation_times import AutocorrelationTimes
from rgcore.ising.drawing.decorrelated_configurations import check_autocorrelation
from rgcore.ising.energy_and_magnetization import energies_of_lattices, magnetizations_of_lattices
from rgcore.ising.exact_results.kaufman import torus_energy
from rgcore.ising.own_configurations.models import ISING, MODELS
from rgcore.ising.own_configurations.settings import ConfigurationFiles
from rgcore.ising.own_configurations.stored_spins import StoredSpins, open_spins
from rgcore.tables.configurations import FROM_FILE, Configurations

__all__ = ["OwnConfigurations", "files_of_points"]

_SPINS_AT_ONCE = 2**23
_FAR = 5  # standard errors between the mean energy and its exact value, beyond which the log reports it


def files_of_points(
    settings: ConfigurationFiles, points: Collection[tuple[int, str]], trained_side: int, n_samples: int
) -> dict[tuple[int, str], str]:
    """Return the files that are read, by side and temperature; only their headers are looked at.

    Parameters
    ----------
    settings : ConfigurationFiles
    points : collection of (int, str)
        Sides and temperatures of the config.
    trained_side : int
        ``ising.side``, of which the files are if their names contain no ``{side}``.
    n_samples : int
        How many configurations each file must hold.

    Raises
    ------
    InputError
        If a file is missing under ``elsewhere: refuse``, holds too few configurations, or something else.
    """
    found = {}
    for side, temperature in sorted(points):
        path, array = settings.place(side, temperature)
        if (settings.of_one_side and side != trained_side) or not Path(path).is_file():
            if settings.elsewhere == "draw":
                continue
            raise InputError(
                f"ising.configurations must have a file for side {side} and T = {temperature}, but {settings.path} "
                "is none: write elsewhere: draw under it, and configurations of the Ising model are drawn there"
            )
        stored = open_spins(path, array, side, _temperature(settings, temperature))
        if stored.n_samples < n_samples:
            raise InputError(
                f"ising.n_samples must be at most {stored.n_samples}, the configurations in {stored.source}, but it is "
                f"{n_samples}"
            )
        found[side, temperature] = path
    if not found:
        path, _ = settings.place(*min(points))
        raise InputError(
            f"ising.configurations must name files, but there is none for any temperature, such as {path}"
        )
    return found


def _temperature(settings: ConfigurationFiles, temperature: str) -> float | None:
    return None if settings.model == "unknown" else float(temperature)


class OwnConfigurations:
    """The configurations of one side and temperature in a file of the user.

    Parameters
    ----------
    settings : ConfigurationFiles
    side : int
    temperature : str
        As in the config, J/k_B.
    n_samples : int
        How many of them are taken, the first ones.
    """

    def __init__(self, settings: ConfigurationFiles, side: int, temperature: str, n_samples: int) -> None:
        self._settings, self._temperature, self._n_samples = settings, temperature, n_samples
        path, array = settings.place(side, temperature)
        self.stored: StoredSpins = open_spins(path, array, side, _temperature(settings, temperature))
        self.warning = ""

    def batches(self, report: Callable[[int, int], None] = no_report) -> Iterator[Configurations]:
        """Yield the configurations; at the end compare their mean energy with the exact one, if there is one.

        Afterwards ``warning`` is a line for the log, "" if there is nothing to report.

        Raises
        ------
        InputError
            If an entry is no spin, or there are too few configurations to measure their autocorrelation time.
        """
        n_chains, series = self._settings.n_chains, []
        at_once = max(1, _SPINS_AT_ONCE // self.stored.side**2 // n_chains) * n_chains
        for start in range(0, self._n_samples, at_once):
            stop = min(start + at_once, self._n_samples)
            spins = self.stored.spins(start, stop)
            series.append((energies_of_lattices(spins), magnetizations_of_lattices(spins)))
            yield Configurations(
                spins=spins, energy=series[-1][0], magnetization=series[-1][1], n_chains=n_chains
            )
            report(stop, self._n_samples)
        times = check_autocorrelation(series, n_chains)
        self.warning = self._far_from_exact(np.concatenate([energies for energies, _ in series]), times)

    def parameters(self) -> dict[str, int | float | str]:
        """Return how the configurations came here, for the stamp of their file."""
        model, all_of_them = self._settings.model, self.stored.n_samples
        unknown = dict.fromkeys(
            ("steps_per_update", "pilot_updates", "burn_in_updates", "updates_per_sample"), 0
        )
        times = ("tau_int_energy", "tau_int_abs_magnetization")
        reason = f"the first {self._n_samples} of {all_of_them} in {Path(self.stored.source).name}; {MODELS[model]}"
        return {
            "side": self.stored.side,
            "temperature": float(self._temperature),
            "model": model,
            "algorithm": FROM_FILE,
            "algorithm_reason": f"{reason}; {self.warning}" if self.warning else reason,
            "n_chains": self._settings.n_chains,
            **unknown,
            **dict.fromkeys((*times, *(f"{name}_err" for name in times)), float("nan")),
        }

    def _far_from_exact(self, energies: np.ndarray, times: AutocorrelationTimes) -> str:
        """Return a line if the mean energy is far from the exact one of the Ising model."""
        if self._settings.model != ISING:
            return ""
        n_sites = self.stored.side**2
        error = energies.std() * np.sqrt(2 * times.longest() / len(energies)) / n_sites
        exact = torus_energy(1 / float(self._temperature), self.stored.side)
        score = (energies.mean() / n_sites - exact) / error if error > 0 else np.inf
        if abs(score) <= _FAR:
            return ""
        return (
            f"their mean energy per site, {energies.mean() / n_sites:.5g} J, is {abs(score):.0f} standard errors from "
            f"the exact one, {exact:.5g} J: are they of this temperature, in equilibrium and of this model?"
        )
