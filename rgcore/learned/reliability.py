"""Which numbers of trained networks rest on enough independent draws to be relied on."""

import pandas as pd

__all__ = ["FEWEST_DRAWS", "enough_annealing", "enough_draws", "reliable_annealing", "reliable_tempering"]

FEWEST_DRAWS = 10.0  # effective number of configurations or annealing runs
FEWEST_ROUND_TRIPS = 5.0  # of a tempering replica, from the network to independent units and back


def enough_draws(n_effective: pd.Series, round_trips: pd.Series) -> pd.Series:
    """Return where tempered configurations are enough to rely on: independent ones, and round trips of a replica."""
    return (n_effective >= FEWEST_DRAWS) & (round_trips >= FEWEST_ROUND_TRIPS)


def enough_annealing(method: pd.Series, n_effective: pd.Series) -> pd.Series:
    """Return where ln Z is one to rely on: exact by ``log_partition_method``, or of enough annealing runs."""
    return (method == "exact") | (n_effective >= FEWEST_DRAWS)


def reliable_tempering(table: pd.DataFrame) -> pd.DataFrame:
    """Return ``rbm_thermodynamics`` with what its numbers need and whether they have it.

    Chains that all start alike and exchange too rarely agree with one another: their standard errors alone would look
    good. Undefined counts (NaN) are too few.
    """
    enough = enough_draws(table["n_effective"], table["round_trips"])
    return table.assign(
        n_effective_needed=FEWEST_DRAWS, round_trips_needed=FEWEST_ROUND_TRIPS, reliable=enough
    )


def reliable_annealing(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of ``rbm_likelihood`` of one stack with what ln Z needs and whether it has it.

    A gain is reliable where both ln Z are: that of the model and that of the model it is compared with.
    """
    enough = enough_annealing(table["log_partition_method"], table["n_effective"])
    stacks = enough[table["model"] == "dbn"].groupby(table["n_layers"]).all()
    return table.assign(
        n_effective_needed=FEWEST_DRAWS,
        reliable=enough,
        gain_over_rbm_reliable=enough & stacks.iloc[0],
        gain_over_dbn_reliable=enough & stacks.iloc[-1],
    )
