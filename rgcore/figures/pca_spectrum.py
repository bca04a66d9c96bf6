"""Eigenvalue against rank for every data set, beside the Marchenko-Pastur edge of independent noise."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.selection import balanced_rows, data_sets
from rgcore.figures.style import COLOURS, DOUBLE_COLUMN, name_panel, new_figure, plain, styled
from rgcore.figures.wording import listing, number

__all__ = ["draw", "draw_spectrum", "seen"]

_PER_ROW = 3
_STYLES = {
    "covariance": {"color": COLOURS[0], "marker": "o", "linestyle": "-"},
    "correlation": {"color": COLOURS[1], "marker": "s", "linestyle": "--"},
}
_EDGE_NAME = "Marchenko-Pastur edge"
_EDGE = {"color": "black", "linestyle": ":", "linewidth": 1.2, "zorder": 2}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw one panel per data set."""
    spectrum = tables["pca_spectrum"]
    rows = balanced_rows(data_sets(spectrum), _PER_ROW)
    figure = new_figure(DOUBLE_COLUMN, 0.5 + 2.4 * len(rows))
    for row, names in enumerate(rows):
        for column, name in enumerate(names):
            ax = figure.add_subplot(len(rows), len(rows[0]), row * len(rows[0]) + column + 1)
            draw_spectrum(spectrum[spectrum["dataset"] == name], ax)
            name_panel(ax, row * len(rows[0]) + column, plain(name))
            if column:
                ax.set_ylabel("")
    handles, labels = figure.axes[0].get_legend_handles_labels()
    unique = dict(
        zip(labels, handles, strict=True)
    )  # the edge, in units of the mean, is the same in both scalings
    unique[_EDGE_NAME] = unique.pop(_EDGE_NAME)  # last
    figure.legend(unique.values(), unique.keys(), loc="outside lower center", ncols=3)
    return figure


def draw_spectrum(spectrum: DataFrame, ax: Axes) -> Axes:
    """Draw the spectra of one data set over their mean; full marks are above the edge."""
    for scaling, style in _STYLES.items():
        rows = spectrum[spectrum["scaling"] == scaling].sort_values("rank")
        if rows.empty:
            continue
        mean = rows["eigenvalue"].mean()
        thin = {"color": style["color"], "linewidth": 0.5, "zorder": 1}
        ax.plot(rows["rank"], rows["eigenvalue"] / mean, **thin)
        for above, face in ((True, style["color"]), (False, "white")):
            part = rows[rows["above_edge"].astype(bool) == above]
            label = f"{scaling}: {'above' if above else 'below'} the edge"
            marks = {
                **style,
                "linestyle": "none",
                "markersize": 2.8,
                "markeredgewidth": 0.5,
                "markerfacecolor": face,
            }
            ax.plot(part["rank"], part["eigenvalue"] / mean, label=label, **marks)
        ax.axhline(rows["mp_edge"].iloc[0] / mean, label=_EDGE_NAME, **_EDGE)
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlabel("rank of the mode")
    ax.set_ylabel("variance (units of their mean)")
    return ax


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say how many eigenvalues of each data set stand above the edge, and how far the largest does."""
    spectrum = tables["pca_spectrum"]
    return " ".join(_sentence(name, spectrum[spectrum["dataset"] == name]) for name in data_sets(spectrum))


def _sentence(name: str, spectrum: DataFrame) -> str:
    parts = []
    for scaling, rows in spectrum.groupby("scaling", sort=False):
        ratio = number(rows["eigenvalue"].max() / rows["mp_edge"].iloc[0])
        parts.append(
            f"{int(rows['above_edge'].sum())} of {len(rows)} by {scaling} (the largest {ratio} times the edge)"
        )
    return f"{name}: eigenvalues above the Marchenko-Pastur edge are {listing(parts)}."
