"""What a figure shows, as a table for its readers: the points of every curve, band and bar, with their names."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.container import ErrorbarContainer
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

__all__ = ["drawn_points"]

COLUMNS = ("panel", "x_axis", "y_axis", "series", "kind", "x", "y", "y_low", "y_high", "value")
_MOST_PIXELS = 1000


def drawn_points(figure: Figure) -> pd.DataFrame:
    """Return one row per point that is drawn, in data coordinates.

    Pixels of images of more than 1000 are left out: they are in the tables of the figure.

    Parameters
    ----------
    figure : Figure
        Left untouched.

    Returns
    -------
    DataFrame
        ``panel`` (its title, else its number), ``x_axis`` and ``y_axis`` (their labels, with units), ``series`` (the
        name in the legend), ``kind`` (points, band, limit, image or bars), ``x`` and ``y``, ``y_low`` and ``y_high``
        (ends of an error bar or of a band) and ``value`` (what a colour stands for). A limit is a line across the
        panel: one of x and y is NaN.
    """
    rows = [
        row
        for number, ax in enumerate(_panels(figure))
        for series, kind, points in _series(ax)
        for row in _rows(_panel(ax, number), series, kind, points)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _panels(figure: Figure) -> Iterator[Axes]:
    for ax in figure.axes:
        if ax.get_visible():
            yield ax
            yield from ax.child_axes


def _panel(ax: Axes, number: int) -> tuple[str, str, str]:
    titles = (ax.get_title(loc) for loc in ("left", "center", "right"))
    title = next((" ".join(each.split()) for each in titles if each), f"panel {number + 1}")
    beside = [ax, *ax.get_shared_x_axes().get_siblings(ax)], [ax, *ax.get_shared_y_axes().get_siblings(ax)]
    x_axis = next((each.get_xlabel() for each in beside[0] if each.get_xlabel()), "")
    y_axis = next((each.get_ylabel() for each in beside[1] if each.get_ylabel()), "")
    return title, " ".join(x_axis.split()), " ".join(y_axis.split())


def _rows(
    panel: tuple[str, str, str], series: str, kind: str, points: dict[str, np.ndarray]
) -> Iterator[tuple[object, ...]]:
    n_points = max(len(column) for column in points.values())
    columns = [np.asarray(points.get(name, np.full(n_points, np.nan)), dtype=float) for name in COLUMNS[5:]]
    yield from ((*panel, series, kind, *point) for point in zip(*columns, strict=True))


def _series(ax: Axes) -> Iterator[tuple[str, str, dict[str, np.ndarray]]]:
    """Yield name, kind and columns of everything in a panel that shows numbers."""
    bars = [each for each in ax.containers if isinstance(each, ErrorbarContainer)]
    parts = {id(artist) for whole in bars for artist in whole.get_children()}
    for whole in bars:
        yield _name(whole), "points", _error_bars(whole)
    for artist in ax.get_children():
        if id(artist) in parts or not artist.get_visible() or artist is ax.patch:
            continue
        found = _points(artist, ax)
        if found is not None and max(map(len, found[1].values())):
            yield (_name(artist), *found)


def _points(artist: object, ax: Axes) -> tuple[str, dict[str, np.ndarray]] | None:
    """Return kind and columns of one artist, None of one without numbers."""
    if isinstance(artist, Line2D):
        return _line(artist, ax)
    if isinstance(artist, PolyCollection):
        return "band", _band(artist)
    if isinstance(artist, PathCollection):
        return "points", _marks(artist)
    if isinstance(artist, AxesImage) and np.size(artist.get_array()) <= _MOST_PIXELS:
        return "image", _pixels(artist)
    if isinstance(artist, Rectangle) and artist.get_transform().contains_branch(ax.transData):
        top = artist.get_y() + artist.get_height()
        return "bars", {"x": [artist.get_x() + artist.get_width() / 2], "y": [top]}
    return None


def _name(artist: object) -> str:
    label = str(artist.get_label())
    return "" if label.startswith("_") else label


def _line(line: Line2D, ax: Axes) -> tuple[str, dict[str, np.ndarray]]:
    x, y = (np.asarray(each, dtype=float) for each in line.get_data(orig=False))
    if line.get_transform() is ax.transData:
        return "points", {"x": x, "y": y}
    horizontal = len(y) and np.ptp(y) == 0
    return "limit", {"y": y[:1]} if horizontal else {"x": x[:1]}


def _error_bars(whole: ErrorbarContainer) -> dict[str, np.ndarray]:
    line, _, bars = whole.lines
    if line is None:
        return {"x": np.empty(0), "y": np.empty(0)}
    x, y = (np.asarray(each, dtype=float) for each in line.get_data(orig=False))
    found = {"x": x, "y": y}
    vertical = [each.get_segments() for each in bars if isinstance(each, LineCollection)]
    for segments in vertical:
        ends = np.array([each if len(each) == 2 else np.full((2, 2), np.nan) for each in segments])
        if len(y) and len(ends) == len(y) and np.allclose(ends[:, 0, 0], ends[:, 1, 0], equal_nan=True):
            found |= {"y_low": ends[:, 0, 1], "y_high": ends[:, 1, 1]}
    return found


def _band(band: PolyCollection) -> dict[str, np.ndarray]:
    outlines = [path.vertices for path in band.get_paths()]
    points = np.concatenate(outlines) if outlines else np.empty((0, 2))
    ends = pd.DataFrame(points, columns=["x", "y"]).dropna().groupby("x")["y"].agg(["min", "max"])
    return {"x": ends.index.to_numpy(), "y_low": ends["min"].to_numpy(), "y_high": ends["max"].to_numpy()}


def _marks(marks: PathCollection) -> dict[str, np.ndarray]:
    x, y = np.ma.filled(np.ma.asarray(marks.get_offsets(), dtype=float), np.nan).reshape(-1, 2).T
    values = marks.get_array()
    return {"x": x, "y": y} | ({} if values is None else {"value": np.ma.filled(values.ravel(), np.nan)})


def _pixels(image: AxesImage) -> dict[str, np.ndarray]:
    """Return the column and row numbers of pixels, and their values."""
    values = np.ma.filled(np.ma.asarray(image.get_array(), dtype=float), np.nan)
    rows, columns = np.indices(values.shape[:2])
    if values.ndim != 2:
        return {"x": columns.ravel(), "y": rows.ravel()}
    return {"x": columns.ravel(), "y": rows.ravel(), "value": values.ravel()}
