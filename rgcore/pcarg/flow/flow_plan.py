"""Which flows of a data set are computed, and the flow of the data themselves."""

from dataclasses import dataclass

import pandas as pd

from rgcore.arguments.arrays import each_of
from rgcore.arguments.objects import a_text, an_instance
from rgcore.errors import InputError
from rgcore.pcarg.checked_arguments import checked_dropped, checked_kept, checked_moments
from rgcore.pcarg.flow.influential_samples import without_influential
from rgcore.pcarg.flow.kurtosis_flow import FlowSettings
from rgcore.pcarg.flow.moment_flow import flow_table, rows_of_data
from rgcore.pcarg.modes.principal_components import SCALINGS
from rgcore.series.moments import SampleMoments
from rgcore.series.samples import Samples, as_samples

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
        """Refuse what is out of range, and an entry of ``dropped_tops`` that occurs twice."""
        object.__setattr__(self, "kept", checked_kept(self.kept))
        dropped = each_of("dropped_tops", self.dropped_tops)
        object.__setattr__(
            self, "dropped_tops", tuple(checked_dropped(each, "dropped_tops") for each in dropped)
        )
        if len(set(self.dropped_tops)) != len(self.dropped_tops):
            raise InputError(f"dropped_tops must be given once each, got {list(self.dropped_tops)}")

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
    InputError
        As :func:`rgcore.pcarg.moment_flow`.
    """
    samples, dataset = as_samples(samples), a_text("dataset", dataset)
    an_instance("plan", plan, FlowPlan)
    moments = checked_moments(moments, samples)
    table = flow_table(samples, moments, plan.settings())
    return rows_of_data(table, without_influential(samples, moments, plan.settings()), dataset)
