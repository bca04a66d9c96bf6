"""Which flows of a data set are computed, and the flow of the data themselves."""

from dataclasses import dataclass

import pandas as pd

from rgcore.pcarg.flow.kurtosis_flow import FlowSettings
from rgcore.pcarg.flow.moment_flow import flow_table, rows_of_data
from rgcore.pcarg.modes.principal_components import SCALINGS
from rgcore.series.moments import SampleMoments, sample_moments
from rgcore.series.samples import Samples

__all__ = ["FlowPlan", "data_flow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPlan:
    """Which flows of a data set are computed: every cutoff of ``kept`` with every entry of ``dropped_tops``.

    In both scalings; ``kept`` and ``dropped_tops`` as ``kept`` and ``dropped_top`` of
    :func:`rgcore.pcarg.moment_flow`, no two of ``dropped_tops`` equal.
    """

    kept: tuple[float, ...]
    dropped_tops: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse an entry of ``dropped_tops`` that occurs twice."""
        if len(set(map(float, self.dropped_tops))) != len(self.dropped_tops) or not self.dropped_tops:
            raise ValueError(
                f"dropped_tops must be given once each, at least one, got {list(self.dropped_tops)}"
            )

    def settings(self) -> list[FlowSettings]:
        """Return the settings of each flow."""
        return [
            FlowSettings(kept=tuple(self.kept), dropped_top=dropped, scaling=scaling)
            for scaling in SCALINGS
            for dropped in self.dropped_tops
        ]


def data_flow(
    samples: Samples, plan: FlowPlan, *, dataset: str, moments: SampleMoments | None = None
) -> pd.DataFrame:
    """Return the moment flow of a data set: rows of the table ``pca_flow`` with source "data".

    Parameters
    ----------
    samples : iterable of (n, n_variables) arrays
        Finite, no constant variable.
    plan : FlowPlan
    dataset : str
        Its name, copied to the table.
    moments : SampleMoments, optional
        Of the same samples; computed if not given.

    Raises
    ------
    ValueError
        As :func:`rgcore.pcarg.moment_flow`.
    """
    moments = sample_moments(samples) if moments is None else moments
    return rows_of_data(flow_table(samples, moments, plan.settings()), dataset)
