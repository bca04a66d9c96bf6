"""The spikes of all cells with what is known of each: its cell, which several columns may name together, its trial.

A column beside times and labels may change what they mean. If a label comes with several probes it names several cells,
and if times count from the start of every trial, trials lie on one another. Neither is read in silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

import numpy as np

from rgcore.datasets.decisions import NO_DECISIONS, Decisions
from rgcore.datasets.formats.arrays.labelled_spikes import (
    joined_labels,
    labels_present,
    spikes_by_label,
    unit_name,
)
from rgcore.datasets.formats.cards import Vectors
from rgcore.datasets.formats.neurodata.spike_columns import is_label_part, is_trial
from rgcore.datasets.messages import listing
from rgcore.datasets.select_variables import different_entries, fitting_entries
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["AllSpikes", "is_companion", "refuse_noise_label"]

NOISE = unit_name(-1)
MIXED = 0.25  # of the steps in random order; where trials follow one another there are few steps


def is_companion(name: str) -> bool:
    """Return whether a column may be part of the label of a cell, or hold trials."""
    return is_trial(name) or is_label_part(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllSpikes:
    """All spikes of a file; arrays are (n_spikes,).

    Attributes
    ----------
    times : array
    labels : mapping of name to array
        In the order in which they form the label of a cell.
    others : mapping of name to array
        Other columns, of which the config names none under ``exclude``.
    nameless : tuple of str
        Those of the others that the file does not name, so that any may be part of a label.
    time_name : str
        The key ``times`` that they have.
    where : str
        Opens the message of an error.
    """

    times: np.ndarray
    labels: Mapping[str, np.ndarray]
    others: Mapping[str, np.ndarray] = field(default_factory=dict)
    nameless: tuple[str, ...] = ()
    time_name: str
    where: str

    def names(self) -> tuple[str, ...]:
        """Return the names of the cells, sorted by label."""
        if len(self.labels) == 1:
            return tuple(map(unit_name, labels_present(next(iter(self.labels.values())), self.where)))
        return tuple(joined_labels(list(self.labels.values()), self.where)[1])

    def trains(self, settings: DatasetSettings) -> Vectors:
        """Return the spike times of all cells, with the trial of every spike if ``repeat`` names it.

        Raises
        ------
        InputError
            If a label is that of several cells, or trials lie on one another, and the config does not settle it.
        """
        self._refuse_merged_cells()
        left_out = self._refuse_merged_trials(settings)
        if settings.repeat is None:
            return Vectors(by_name=self._by_cell(self.times), decisions=Decisions(left_out=left_out))
        names, codes = different_entries(self.others[settings.repeat])
        return Vectors(
            by_name=self._by_cell(self.times),
            repeats=self._by_cell(codes),
            repeat_names=tuple(map(str, names.tolist())),
            decisions=Decisions(left_out=left_out),
        )

    def selected(self, settings: DatasetSettings) -> tuple[Self, Decisions]:
        """Return the spikes of the trials that ``select`` leaves.

        Raises
        ------
        InputError
            If no spike is left.
        """
        wanted = {
            name: each
            for name, each in (settings.select or {}).items()
            if name in self.others and is_trial(name)
        }
        if not wanted:
            return self, NO_DECISIONS
        kept = np.logical_and.reduce(
            [fitting_entries(self.others[name], each) for name, each in wanted.items()]
        )
        if not kept.any():
            held = {
                name: listing(list(map(str, different_entries(self.others[name])[0].tolist())))
                for name in wanted
            }
            raise InputError(
                f"{self.where} must have spikes of the selected {listing(list(wanted))}, but it holds {held}"
            )
        spikes = AllSpikes(
            times=self.times[kept],
            labels={name: values[kept] for name, values in self.labels.items()},
            others={
                name: values[kept]
                for name, values in self.others.items()
                if name not in wanted or name == settings.repeat
            },
            nameless=self.nameless,
            time_name=self.time_name,
            where=self.where,
        )
        made = f"{kept.sum()} of {kept.size} spikes are of the selected {listing(list(wanted))} (select)"
        return spikes, Decisions(made=(made,))

    def _by_cell(self, entries: np.ndarray) -> dict[str, np.ndarray]:
        if len(self.labels) == 1:
            return spikes_by_label(entries, next(iter(self.labels.values())), self.where)
        numbers, names = joined_labels(list(self.labels.values()), self.where)
        by_number = spikes_by_label(entries, numbers, self.where)
        return {names[place]: train for place, train in enumerate(by_number.values())}

    def _refuse_merged_cells(self) -> None:
        """Raise InputError if a label comes with several entries of a column that may be part of it."""
        parts = {
            name: values
            for name, values in self.others.items()
            if is_label_part(name) or name in self.nameless
        }
        n_cells = len(self.names()) if parts else 0
        for name, values in parts.items():
            n_pairs = len(joined_labels([values, *self.labels.values()], self.where)[1])
            if n_pairs > n_cells:
                own = ", ".join(self.labels)
                raise InputError(
                    f"{self.where} must name one cell by each label, but {own} has {n_cells} labels, and with {name} "
                    f"there are {n_pairs}: write times: {self.time_name} and "
                    f"labels: [{name}, {own}], or exclude: [{name}] if a cell has several"
                )

    def _refuse_merged_trials(self, settings: DatasetSettings) -> tuple[tuple[str, str], ...]:
        """Return the columns of trials that do not matter, each with the reason; InputError if one does."""
        left_out = []
        for name, values in self.others.items():
            if not is_trial(name) or name == settings.repeat:
                continue
            if settings.repeat is None and _mixed_in_time(self.times, values):
                raise InputError(
                    f"{self.where} must hold times of one clock, but those of different entries of {name} lie on one "
                    f"another: write repeat: {name} if times count from the start of each, select to read one, such as "
                    f"select: {{{name}: {values[0]}}}, or exclude: [{name}] if it does not matter"
                )
            left_out.append((name, "times are of one clock, whatever its entries (repeat)"))
        return tuple(left_out) if settings.repeat is None else ()


def refuse_noise_label(names: tuple[str, ...], settings: DatasetSettings, where: str) -> None:
    """Raise InputError if a label is -1, as sorters label spikes of no cell, and the config does not leave it out."""
    if NOISE in names and settings.variables is None and NOISE not in (settings.exclude or ()):
        others = listing([name for name in names if name != NOISE])
        raise InputError(
            f"{where} must hold cells alone, but the label -1 is that of spikes of no cell where others are {others}: "
            f"write exclude: [{NOISE}], or variables with the names of all cells"
        )


def _mixed_in_time(times: np.ndarray, values: np.ndarray) -> bool:
    """Return whether spikes in the order of time go from one entry to another nearly as often as in random order."""
    present, codes = different_entries(values)
    shares = np.bincount(codes) / max(codes.size, 1)
    at_random = (1 - (shares**2).sum()) * codes.size
    n_steps = np.count_nonzero(np.diff(codes[np.argsort(times, kind="stable")]))
    return n_steps > max(len(present) - 1, MIXED * at_random)
