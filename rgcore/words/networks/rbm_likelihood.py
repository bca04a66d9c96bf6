"""Likelihoods of the trained networks and their bounds, in words."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.linear_ranges import LIKELIHOOD_GAIN
from rgcore.selection.networks.likelihoods import by_model, model_name
from rgcore.words.wording import LEVEL_WORDS, count, number, single_run, span

__all__ = ["caption_numbers", "seen"]

_BASES = {"gain_over_rbm": "the RBM", "gain_over_dbn": "the whole stack"}


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the divergence of each model, where gains of depth are resolved, and how many estimates are unreliable."""
    likelihood = tables["rbm_likelihood"]
    far = [_divergence(rows) for _, _, rows in by_model(likelihood)]
    gains = [
        _gain(rows[rows[column].notna()], column, base)
        for column, base in _BASES.items()
        for _, _, rows in by_model(likelihood)
        if rows[column].notna().any()
    ]
    few, needed = int((~likelihood["reliable"]).sum()), likelihood["n_effective_needed"].iloc[0]
    unreliable = (
        f"{few} of {count(len(likelihood), 'estimate')} have an effective number of annealing runs below "
        f"{number(needed)}."
    )
    runs = (
        "Errors are over configurations; one training run per temperature." if single_run(likelihood) else ""
    )
    parts = [f"Divergence per site: {'; '.join(far)}.", *gains, unreliable, runs]
    return " ".join(part for part in parts if part)


def caption_numbers(_tables: Mapping[str, DataFrame]) -> dict[str, str]:
    """Return the size of the gain, in nats, up to which its axis is linear."""
    return {"linear_to": f"{LIKELIHOOD_GAIN:g}"}


def _divergence(rows: DataFrame) -> str:
    bound = rows["is_bound"].astype(bool)
    kind = "at most " if bound.all() else "partly a bound, " if bound.any() else ""
    return f"{model_name(rows.iloc[0])}, {kind}{span(rows['divergence_per_site'], 'nats')}"


def _gain(rows: DataFrame, column: str, base: str) -> str:
    """Return at how many reliable points a model is resolved above another, and what one below it means."""
    reliable = rows[rows[f"{column}_reliable"]]
    above, below = (int((reliable[f"{column}_beside_zero"] == side).sum()) for side in ("above", "below"))
    what = "lower bound of the log-likelihood" if rows["is_bound"].all() else "log-likelihood"
    vague = " (the bound can lie below a larger true value)" if below and rows["is_bound"].all() else ""
    return (
        f"{model_name(rows.iloc[0])}: its {what} is more than {LEVEL_WORDS} above that of {base} at {above} of "
        f"{count(len(reliable), 'reliable point')} and below it at {below}{vague} (gains {span(rows[column], 'nats')})."
    )
