"""Models whose answer is known: ROC of the combined score, area of every measure, verdicts on every model."""

from collections.abc import Mapping
from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import (
    COLOURS,
    DOUBLE_COLUMN,
    EXACT,
    look,
    name_panel,
    new_figure,
    styled,
)
from rgcore.selection.components.model_bench import (
    ALL_BINS,
    QUESTIONS,
    combined,
    measures_on,
    models_in_order,
)
from rgcore.selection.names import plain

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("bench_scores", "bench_roc", "bench_verdicts", "bench_measures"),
    category="What the analysis can decide",
    title="Models whose answer is known",
    place=1,
)

_SHOWN = ("interacting", "critical")  # questions whose measures are drawn one by one


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw ROC curves, areas and verdicts."""
    figure = new_figure(DOUBLE_COLUMN, 8.4)
    upper, lower = figure.subfigures(2, 1, height_ratios=[1.1, 1])
    left, right = upper.subplots(1, 2, width_ratios=[1.05, 1])
    name_panel(draw_curves(tables["bench_roc"], tables["bench_scores"], left), 0, "all measures combined")
    name_panel(draw_areas(tables["bench_scores"], right), 1, "each measure")
    ax = draw_verdicts(tables["bench_verdicts"], models_in_order(tables["bench_measures"]), lower.subplots())
    name_panel(ax, 2, "share of realizations with a verdict; frames: it would be right")
    return figure


def draw_curves(roc: DataFrame, scores: DataFrame, ax: Axes) -> Axes:
    """Draw the ROC curve of each question with its area; the 95 % band of the first two."""
    ax.plot([0, 1], [0, 1], label="chance", **EXACT)
    areas = combined(scores)
    for place, (question, name) in enumerate(QUESTIONS.items()):
        rows = roc[(roc["question"] == question) & (roc["bins"] == ALL_BINS)]
        if rows.empty:
            continue
        rows, style = rows.sort_values("false_alarm_rate"), look(place)
        area = areas[question]
        label = f"{name}: {area.auc:.2f} ({area.auc_low:.2f} to {area.auc_high:.2f})"
        x = rows["false_alarm_rate"]
        ax.plot(x, rows["hit_rate"], label=label, markevery=(place, 4), **style)
        if question in _SHOWN:
            band = rows["hit_rate_low"], rows["hit_rate_high"]
            ax.fill_between(x, *band, color=style["color"], alpha=0.13, linewidth=0)
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    ax.set_xlabel("false-alarm rate (1)")
    ax.set_ylabel("hit rate (1)")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), title="area (95 %)")
    return ax


def draw_areas(scores: DataFrame, ax: Axes) -> Axes:
    """Draw the area of every measure on interaction and criticality, filled where it decides."""
    ax.axvline(0.5, **EXACT)
    names = list(measures_on(scores, _SHOWN[0]).index)
    for place, question in enumerate(_SHOWN):
        rows, style = measures_on(scores, question).reindex(names), look(place)
        y = np.arange(len(names)) + 0.32 * (place - 0.5)
        bars = rows["auc"] - rows["auc_low"], rows["auc_high"] - rows["auc"]
        marks = {"color": style["color"], "marker": style["marker"], "linestyle": "none", "elinewidth": 0.8}
        for decides, face in ((True, style["color"]), (False, "white")):
            chosen = (rows["decides"] == decides).to_numpy()
            x, ends = rows["auc"][chosen], np.maximum([bar[chosen] for bar in bars], 0)
            ax.errorbar(x, y[chosen], xerr=ends, markerfacecolor=face, **marks)
        ax.plot([], [], label=QUESTIONS[question], markerfacecolor="white", **{**style, "linestyle": "none"})
    ax.set_yticks(range(len(names)), [plain(name) for name in names], fontsize=7)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.set_xlim(0, 1)
    ax.set_xlabel("area under the ROC (1); 0.5 is chance")
    ax.legend(loc="upper center", bbox_to_anchor=(0.4, -0.12), ncols=2)
    return ax


def draw_verdicts(verdicts: DataFrame, models: list[str], ax: Axes) -> Axes:
    """Draw a matrix of models and verdicts, fine bins left of coarse ones; darker is more often."""
    order = verdicts.drop_duplicates("verdict").sort_values(["question", "verdict"])
    names = order["verdict"].tolist()
    for row in verdicts.itertuples():
        x, y = names.index(row.verdict) + 0.46 * row.coarse - 0.46, models.index(row.model) - 0.45
        ax.add_patch(Rectangle((x, y), 0.46, 0.9, facecolor=str(1 - 0.8 * row.share), edgecolor="0.8"))
        dark = "white" if row.share > 0.5 else "black"
        ax.text(x + 0.23, y + 0.48, f"{row.share:.2g}", ha="center", va="center", fontsize=7, color=dark)
        if row.truth and row.coarse:
            frame = Rectangle((x - 0.46, y), 0.92, 0.9, fill=False, edgecolor=COLOURS[1], linewidth=1.4)
            frame.set_zorder(3)
            ax.add_patch(frame)
    ax.set_xlim(-0.52, len(names) - 0.48)
    ax.set_ylim(len(models) - 0.4, -0.6)
    labels = [
        f"{fill(plain(name), 13)}\n({question})"
        for name, question in zip(names, order["question"], strict=True)
    ]
    ax.set_xticks(range(len(names)), labels, fontsize=7)
    ax.set_yticks(range(len(models)), [plain(name) for name in models], fontsize=7)
    ax.tick_params(length=0)
    ax.set_xlabel("verdict (question it is taken to answer); left half fine bins, right half coarse bins")
    return ax
