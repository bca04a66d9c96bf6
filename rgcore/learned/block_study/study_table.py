"""The rows of one training run in the table of the study: sizes, convergence, likelihoods and what was trained."""

from dataclasses import asdict

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.ising.exact_results.correlation_length import correlation_length
from rgcore.learned.block_study.conditions import Condition
from rgcore.learned.block_study.convergence import with_convergence
from rgcore.learned.block_study.network_likelihood import likelihoods_of
from rgcore.learned.block_study.settings import ConvergenceSettings
from rgcore.learned.block_study.study_data import StudyData
from rgcore.learned.block_study.study_run import TrainedCondition
from rgcore.rbm.sampling_settings import AnnealingSettings

__all__ = ["study_rows"]


def study_rows(
    trained: TrainedCondition,
    condition: Condition,
    data: StudyData,
    annealing: AnnealingSettings,
    tolerances: ConvergenceSettings,
    *,
    rng: Generator,
) -> pd.DataFrame:
    """Return a row per epoch of record, with the columns of the table ``block_size_study``.

    Parameters
    ----------
    trained : TrainedCondition
    condition : Condition
    data : StudyData
    annealing : AnnealingSettings
        Of ln Z at the last epoch.
    tolerances : ConvergenceSettings
    rng : Generator, advanced in place
    """
    temperature = float(condition.temperature)
    of_run = asdict(condition) | {
        "temperature": temperature,
        "sites_per_unit": condition.spacing**2,
        "correlation_length_exact": correlation_length(1 / temperature),
        "correlation_length": data.correlation_length,
        "correlation_length_connected": data.connected_length,
        "two_point_residual": data.residual,
    }
    rows = with_convergence(trained.rows, trained.at_same_sites, tolerances).assign(**of_run)
    found = likelihoods_of(trained.network, data, 1 / temperature, annealing, rng=rng)
    is_last = rows["epoch"] == condition.n_epochs
    numbers = {
        name: np.where(is_last, value, np.nan) for name, value in found.items() if isinstance(value, float)
    }
    names = {name: value for name, value in found.items() if name not in numbers}
    return rows.assign(**numbers, **names)
