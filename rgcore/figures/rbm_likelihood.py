"""How likely trained networks find held-out configurations, and what each layer more is worth."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame, Series

from rgcore.figures.kit.model_points import FEW, cross_out, legend_below, sideways, temperature_axis
from rgcore.figures.kit.scales import positive_scale, signed_scale
from rgcore.figures.kit.style import DOUBLE_COLUMN, look, measured, name_panel, new_figure, styled
from rgcore.words.wording import count, span

__all__ = ["draw", "draw_divergence", "draw_gain", "seen"]

_KINDS = ("dbn", "dbm")
_KEYS = ["temperature", "replica"]
_LINEAR_TO = 1.0  # nat
_GAINS = {"gain_over_rbm": "the RBM", "gain_over_dbn": "the whole stack"}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the divergence per site of every model, and the gains over a single machine and over the whole stack."""
    likelihood = tables["rbm_likelihood"]
    figure = new_figure(DOUBLE_COLUMN, 3.2)
    axes = figure.subplots(1, 3)
    name_panel(draw_divergence(likelihood, axes[0]), 0, "from the lattice")
    name_panel(draw_gain(likelihood, axes[1], "gain_over_rbm"), 1, "gain over the RBM")
    name_panel(draw_gain(likelihood, axes[2], "gain_over_dbn"), 2, "gain over the stack")
    legend_below(figure, axes, n_columns=3)
    return figure


def draw_divergence(likelihood: DataFrame, ax: Axes) -> Axes:
    """Draw the divergence per site with one standard error, upper bounds as open marks."""
    _draw_models(likelihood, likelihood.assign(doubtful=_few(likelihood)), ax, "divergence_per_site")
    error = likelihood["divergence_per_site_err"].fillna(0)
    positive_scale(ax, [*likelihood["divergence_per_site"], *(likelihood["divergence_per_site"] + error)])
    ax.set_ylabel("KL divergence or its upper\nbound (nats per site)")
    return ax


def draw_gain(likelihood: DataFrame, ax: Axes, column: str) -> Axes:
    """Draw a gain in log-likelihood, linear up to 1 nat and logarithmic beyond."""
    ax.axhline(0, color="0.6", linewidth=0.7, zorder=1)
    _draw_models(likelihood, _gains(likelihood, column), ax, column)
    signed_scale(ax, threshold=_LINEAR_TO)
    ax.set_ylabel("gain in log-likelihood\n(nats per configuration)")
    return ax


def _draw_models(likelihood: DataFrame, rows: DataFrame, ax: Axes, column: str) -> None:
    """Draw one column for each model, crosses over points that rest on few annealing runs."""
    for place, x, part in _by_model(likelihood, rows):
        bound = part["is_bound"].astype(bool)
        name = _name(part.iloc[0])
        for which, face in ((~bound, {}), (bound, {"markerfacecolor": "white"})):
            if which.any():
                style: dict[str, Any] = {**look(place), "linestyle": "none", **face}
                label = f"{name} (bound)" if face else name
                measured(
                    ax,
                    x[which],
                    part.loc[which, column],
                    part.loc[which, f"{column}_err"],
                    label=label,
                    **style,
                )
        cross_out(ax, x, part[column], part["doubtful"])
    temperature_axis(ax)


def _by_model(likelihood: DataFrame, rows: DataFrame) -> Iterator[tuple[int, Series, DataFrame]]:
    """Yield number, places on the axis and rows of each model that has any; the numbers are those of all models."""
    models = _models(likelihood)
    for place, (model, n_layers) in enumerate(models):
        part = rows[(rows["model"] == model) & (rows["n_layers"] == n_layers)].sort_values(_KEYS)
        if len(part):
            yield place, sideways(part["temperature"], place, len(models), np.ptp(rows["temperature"])), part


def _models(likelihood: DataFrame) -> list[tuple[str, int]]:
    """Return kind and number of layers of each model, stacks first."""
    found = likelihood[["model", "n_layers"]].drop_duplicates().itertuples(index=False, name=None)
    return sorted(found, key=lambda model: (_KINDS.index(model[0]), model[1]))


def _name(row: Series) -> str:
    if row["model"] == "dbn" and row["n_layers"] == 1:
        return "RBM"
    return f"{row['model'].upper()}, {count(int(row['n_layers']), 'layer')}"


def _few(likelihood: DataFrame) -> Series:
    """Return where ln Z rests on fewer than ten annealing runs."""
    return (likelihood["log_partition_method"] != "exact") & ~(likelihood["n_effective"] >= FEW)


def _gains(likelihood: DataFrame, column: str) -> DataFrame:
    """Return the rows that have a gain; doubtful where the model, or what it is compared with, rests on few runs."""
    rows = likelihood.assign(doubtful=_few(likelihood))
    stacks = rows[rows["model"] == "dbn"].sort_values("n_layers")
    groups = stacks.groupby(_KEYS)["doubtful"]
    base = (groups.first() if column == "gain_over_rbm" else groups.last()).rename("doubtful_base")
    pairs = rows[rows[column].notna()].merge(base.reset_index(), on=_KEYS, how="left")
    return pairs.assign(doubtful=pairs["doubtful"] | pairs["doubtful_base"].eq(True))


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say how far each model is from the lattice, whether depth is seen to gain, and how many points are doubtful."""
    likelihood = tables["rbm_likelihood"]
    far = [_divergence(part) for _, _, part in _by_model(likelihood, likelihood)]
    gains = [
        _gain(part, column, base)
        for column, base in _GAINS.items()
        for _, _, part in _by_model(likelihood, _gains(likelihood, column))
    ]
    few = int(_few(likelihood).sum())
    doubtful = f"{few} of {count(len(likelihood), 'estimate')} rest on fewer than {FEW} annealing runs"
    return f"Divergence per site: {'; '.join(far)}. {' '.join(gains)} {doubtful}.".replace("  ", " ")


def _divergence(rows: DataFrame) -> str:
    bound = rows["is_bound"].astype(bool)
    kind = "at most " if bound.all() else "partly a bound, " if bound.any() else ""
    return f"{_name(rows.iloc[0])}, {kind}{span(rows['divergence_per_site'], 'nats')}"


def _gain(rows: DataFrame, column: str, base: str) -> str:
    """Say at how many points a model is resolved above another, and what one below it means."""
    scores = (rows[column] / rows[f"{column}_err"])[~rows["doubtful"]].to_numpy()
    above, below = int((scores > 2).sum()), int((scores < -2).sum())
    what = "lower bound of the log-likelihood" if rows["is_bound"].all() else "log-likelihood"
    vague = ", which does not show it to be worse" if below and rows["is_bound"].all() else ""
    return (
        f"{_name(rows.iloc[0])}: its {what} is more than 2 standard errors above that of {base} at {above} of "
        f"{count(scores.size, 'point')} to be trusted and below it at {below}{vague} (gains "
        f"{span(rows[column], 'nats')})."
    )
