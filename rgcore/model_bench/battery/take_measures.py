"""All measures of one realization, as rows of the table ``bench_measures``."""

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.model_bench.battery.measures import MEASURES
from rgcore.model_bench.battery.of_clusters import cluster_measures
from rgcore.model_bench.battery.of_modes import controls, flow_measures, spectrum_measures, vertex_measures
from rgcore.model_bench.battery.of_nulls import null_measures
from rgcore.model_bench.models.cards import model_card
from rgcore.model_bench.realization import realize
from rgcore.model_bench.settings import RealizationSettings
from rgcore.series.moments import sample_moments

__all__ = ["measure_model", "take_measures"]


def measure_model(name: str, replica: int, settings: RealizationSettings, *, rng: Generator) -> pd.DataFrame:
    """Return the measures of one realization of a model at both bin widths: rows of ``bench_measures``.

    Parameters
    ----------
    name : str
        Of a model of :mod:`rgcore.model_bench.models`.
    replica : int
        Number of the realization, copied to the table.
    settings : RealizationSettings
    rng : Generator, advanced in place
    """
    card = model_card(name)
    binned = realize(card, settings.n_samples, settings.n_variables, settings.coarse_bin, rng=rng).by_bin
    tables = [
        take_measures(samples, width, settings.n_null_draws, rng=rng).assign(
            bin_width=width, coarse=width > 1, n_variables=samples.shape[1]
        )
        for width, samples in binned.items()
    ]
    truth = {each: getattr(card, each) for each in ("family", "interacting", "critical", "driven")}
    return pd.concat(tables, ignore_index=True).assign(model=name, replica=replica, **truth)


def take_measures(samples: np.ndarray, bin_width: int, n_null_draws: int, *, rng: Generator) -> pd.DataFrame:
    """Return measure, value, value_err and verdict of samples (n_samples, n_variables), counts per bin."""
    blocks = [samples]
    moments = sample_moments(blocks)
    taken = [
        *flow_measures(blocks, moments),
        *spectrum_measures(blocks, moments),
        *vertex_measures(blocks, moments),
        *cluster_measures(blocks, moments, rng=rng),
        *null_measures(blocks, moments, n_null_draws, rng=rng),
        *controls(moments, bin_width),
    ]
    table = pd.DataFrame(taken).rename(columns={"name": "measure", "error": "value_err"})
    return table.assign(control=[MEASURES[name].control for name in table["measure"]])
