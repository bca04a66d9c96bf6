"""What a kind of data that is read from files declares of itself, at the end of its file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rgcore.datasets.raw_samples import RawSamples
from rgcore.datasets.settings import DatasetSettings
from rgcore.settings import Settings

__all__ = ["FileKindCard"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKindCard:
    """A kind of data that is read from files.

    Attributes
    ----------
    sentence : str
        What its samples are: a phrase without a full stop.
    read : function of files and settings
        Returns the ``RawSamples``.
    check_headers : function of files and settings
        Raises InputError if headers show that ``read`` must fail; reads no more than headers.
    returns : bool
        Whether samples are returns of prices, with bursts of volatility; decides which nulls they are compared with.
    log_returns : bool
        Whether samples are logarithmic returns, so that their running sums are logarithms of prices up to a constant.
    keys : tuple of types
        Groups of keys in ``rgcore.datasets.keys`` that have a meaning for it; others are refused.
    required : tuple of str
        Keys of the config that it needs beside ``kind`` and ``path``.
    counts : bool
        Whether samples are counts, whose gaps no regression fills.
    jump : str or None
        What a single value far from the mean is called in a warning; None where rare large values are normal.
    """

    sentence: str
    read: Callable[[list[Path], DatasetSettings], RawSamples]
    check_headers: Callable[[list[Path], DatasetSettings], None]
    returns: bool = False
    log_returns: bool = False
    keys: tuple[type[Settings], ...] = ()
    required: tuple[str, ...] = ()
    counts: bool = False
    jump: str | None = None
