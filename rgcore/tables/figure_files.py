"""Figures as files that do not change from one drawing to the next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rgcore.arguments.objects import one_of, paths_of
from rgcore.arguments.scalars import shown
from rgcore.errors import InputError
from rgcore.tables.atomic import replacing

if TYPE_CHECKING:  # tables are read by jobs that draw nothing: they need not load matplotlib
    from matplotlib.figure import Figure

__all__ = ["save_figure"]

_NO_CLOCK = {".pdf": {"CreationDate": None}, ".svg": {"Date": None}, ".png": {}}


def save_figure(figure: Figure, paths: Sequence[str | Path]) -> None:
    """Write ``figure`` to each path, in the format of its ending (.pdf, .svg or .png), without a time stamp."""
    if not callable(getattr(figure, "savefig", None)):
        raise InputError(f"figure must be a matplotlib Figure, got {shown(figure)}")
    paths = paths_of("paths", paths)
    for path in paths:
        one_of(f"the ending of {path}", Path(path).suffix, _NO_CLOCK)
    for path in paths:
        with replacing(path) as temporary:
            figure.savefig(temporary, metadata=_NO_CLOCK[Path(path).suffix])
