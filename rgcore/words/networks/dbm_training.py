"""How the deep Boltzmann machine changes in joint training."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.networks.joint_training import NORM, joint_history, norm_columns
from rgcore.selection.rows import TRAINING_RUN
from rgcore.words.wording import LEVEL_WORDS, change, count, listing, span

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the change of error, bound and weights, the gap between training and held-out samples, and the updates."""
    history = joint_history(tables["dbm_training"])
    starts, ends = (history.groupby(TRAINING_RUN).nth(place) for place in (0, -1))
    error = change(starts["reconstruction_error"].mean(), ends["reconstruction_error"].mean())
    norms = [
        f"below layer {name.removeprefix(NORM)} {change(starts[name].mean(), ends[name].mean())}"
        for name in norm_columns(history)
    ]
    return (
        f"From epoch {int(history['epoch'].min())} to {int(history['epoch'].max())} the reconstruction error {error} "
        "(averages over temperatures and replicas). The lower bound of the log-likelihood plus ln Z changes by "
        f"{span(ends['bound_gain'])} nats; {_gaps(ends)}. The rms weight {listing(norms)}. A batch takes "
        f"{span(ends['mean_field_steps'])} mean-field updates in the last epoch."
    )


def _gaps(ends: DataFrame) -> str:
    """Return in how many runs the bound of training samples is resolved above that of held-out ones, or below."""
    above, below = (int((ends["bound_gap_beside_zero"] == side).sum()) for side in ("above", "below"))
    return (
        f"it is larger for training than for held-out samples by more than {LEVEL_WORDS} in {above} of "
        f"{count(len(ends), 'training run')}, smaller in {below} (differences {span(ends['bound_gap'], 'nats')})"
    )
