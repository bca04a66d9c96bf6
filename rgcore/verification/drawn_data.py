"""What a figure shows, as a table: data of every curve, error bar, filled area, image and axis, without the text."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.container import ErrorbarContainer
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.spines import Spine

__all__ = ["KEYS", "Drawing", "drawn_data"]

KEYS = ("panel", "drawing", "label", "number")
"""Panel, from 0; line, collection, image, patch or axes; label in the legend, if any; and the number among its like."""


class Drawing(NamedTuple):
    """One artist: points (n, 2) in data coordinates, and values (m,) that set colours; either may be empty."""

    panel: int
    kind: str
    label: str
    points: np.ndarray
    values: np.ndarray


def drawn_data(figure: Figure) -> pd.DataFrame:
    """Return one row per artist: ``KEYS``, the lists ``x`` and ``y`` of its points, and ``values`` behind its colours.

    Artists of one kind without a label in one panel are numbered as they were drawn. Of ``axes`` the points are the
    limits. Numbers are left out of the labels, for they may be results.
    """
    seen: Counter[tuple[int, str, str]] = Counter()
    rows = []
    for panel, axes in enumerate(_all_axes(figure)):
        for drawing in _drawings(panel, axes):
            place = drawing[:3]
            rows.append((*place, seen[place], *drawing.points.T, drawing.values.ravel()))
            seen[place] += 1
    return pd.DataFrame(rows, columns=[*KEYS, "x", "y", "values"])


def _all_axes(figure: Figure) -> Iterator[Axes]:
    for axes in figure.axes:
        if axes.get_visible():
            yield axes
            yield from axes.child_axes


def _drawings(panel: int, axes: Axes) -> Iterator[Drawing]:
    limits = np.array([axes.get_xlim(), axes.get_ylim()], dtype=float).T
    yield Drawing(panel, "axes", "", limits, np.empty(0))
    labels = _labels_of_error_bars(axes)
    for artist in axes.get_children():
        for kind, (shape, data) in _DATA.items():
            if isinstance(artist, shape) and artist.get_visible() and not _is_frame(artist, axes):
                points, values = data(artist)
                yield Drawing(
                    panel, kind, labels.get(artist, _label(artist)), _as_floats(points), _as_floats(values)
                )
                break


def _labels_of_error_bars(axes: Axes) -> dict[Artist, str]:
    """Return the label of the whole for the points, caps and bars of error bars."""
    bars = [each for each in axes.containers if isinstance(each, ErrorbarContainer)]
    return {artist: _label(whole) for whole in bars for artist in whole.get_children()}


def _is_frame(artist: Artist, axes: Axes) -> bool:
    return artist is axes.patch or isinstance(artist, Spine)


def _label(artist: Artist | ErrorbarContainer) -> str:
    label = str(artist.get_label())
    return "" if label.startswith("_") else re.sub(r"\d+(\.\d+)?", "#", label)


def _as_floats(array: object) -> np.ndarray:
    return np.ma.filled(np.ma.asarray(array, dtype=float), np.nan)


def _of_line(line: Line2D) -> tuple[object, object]:
    return np.column_stack([line.get_xdata(orig=False), line.get_ydata(orig=False)]), np.empty(0)


def _of_collection(collection: Collection) -> tuple[object, object]:
    vertices = [path.vertices for path in collection.get_paths()]
    offsets = np.ma.filled(np.ma.asarray(collection.get_offsets(), dtype=float), np.nan)
    values = collection.get_array()
    return np.concatenate([*vertices, offsets.reshape(-1, 2)]), np.empty(0) if values is None else values


def _of_image(image: AxesImage) -> tuple[object, object]:
    left, right, bottom, top = image.get_extent()
    return np.array([[left, bottom], [right, top]]), image.get_array()


def _of_patch(patch: Patch) -> tuple[object, object]:
    return patch.get_patch_transform().transform(patch.get_path().vertices), np.empty(0)


_DATA = {
    "line": (Line2D, _of_line),
    "collection": (Collection, _of_collection),
    "image": (AxesImage, _of_image),
    "patch": (Patch, _of_patch),
}
