"""The table ``price_levels``: the flow of prices taken in several ways, beside random walks taken in the same ways."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.arrays import real_array
from rgcore.arguments.objects import a_text, an_instance, function, generator, mapping
from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError
from rgcore.pcarg.checked_arguments import checked_kept
from rgcore.scans.price_levels.first_prices import checked_first_prices, first_prices_of
from rgcore.scans.price_levels.level_flow import DRAW_BLOCKS, path_flow
from rgcore.scans.price_levels.names import RESAMPLED, WALK_NAMES
from rgcore.scans.price_levels.schemas import PRICE_LEVELS
from rgcore.scans.price_levels.transforms import TRANSFORMS
from rgcore.scans.price_levels.walk_modes import WalkModes
from rgcore.scans.price_levels.walk_nulls import WALK_NULLS
from rgcore.series.moments import sample_moments
from rgcore.tables.sample_files import StoredSamples

__all__ = ["PriceHistory", "price_level_table", "tables_of_datasets"]

MOST_DRAWS = 1_000_000
FEW_MODES = (1, 2, 4)  # most of the variance of levels is in so many
LARGEST_RANGE = 30.0  # of a logarithm of prices: the squares of more would leave the range of float64
LARGEST_LOG = 300.0  # of a price, so that its square is a float64
ROUNDING = 1e-9
_LOGS = ["kurtosis_q25", "kurtosis_median", "kurtosis_q75", "kurtosis_mean"]
_SPECTRAL = ["largest_share", "effective_modes"]
_KEYS = ["transform", "source", "n_kept"]
_CLOSED_FORM = {"log_levels": WalkModes.of_walk, "detrended_log_levels": WalkModes.of_detrended_walk}


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceHistory:
    """Prices of several stocks as log returns.

    Attributes
    ----------
    log_returns : (n_samples, n_variables) float64 array
        At least 20 samples of at least 2 stocks.
    first_prices : (n_variables,) float64 array or None
        Prices before the first sample; None, or NaN in one of them, if they are not known: then levels are in units of
        the first price.
    """

    log_returns: np.ndarray
    first_prices: np.ndarray | None = None

    def __post_init__(self) -> None:
        """Raise InputError unless there are enough finite returns, and prices are positive."""
        returns = real_array("log_returns", self.log_returns, ("n_samples", "n_variables"))
        if len(returns) < 20 or returns.shape[1] < 2:
            raise InputError(
                f"log_returns must be at least 20 samples of at least 2 stocks, got {returns.shape}"
            )
        object.__setattr__(self, "log_returns", returns)
        first = checked_first_prices(self.first_prices, returns.shape[1])
        object.__setattr__(self, "first_prices", first)

    @classmethod
    def of_dataset(cls, samples: StoredSamples, report: pd.DataFrame) -> Self:
        """Return those of a data set whose samples are log returns, with its rows of the table ``dataset_report``."""
        return cls(first_prices=first_prices_of(samples, report), log_returns=samples.to_array())

    def taken(self, log_returns: np.ndarray | None = None) -> Iterator[tuple[str, np.ndarray]]:
        """Yield the name of each transform and its samples, of these or of other log returns of the same stocks.

        Prices that change by a factor above exp(30) are taken as logarithms only. InputError if others are to be taken
        of log returns that are not finite, of other stocks, or lead to prices beyond the range of float64.
        """
        returns = self.log_returns if log_returns is None else log_returns
        returns = real_array("log_returns", returns, ("n_samples", len(self.first_prices)))
        extreme = np.ptp(np.cumsum(self.log_returns, axis=0)) > LARGEST_RANGE
        if not extreme and (largest := np.abs(np.cumsum(returns, axis=0)).max()) > LARGEST_LOG:
            raise InputError(f"log_returns must add up to at most {LARGEST_LOG:g} in size, got {largest:g}")
        for name, transform in TRANSFORMS.items():
            if not extreme or name in {"log_returns", *_CLOSED_FORM}:
                yield name, transform.take(returns, self.first_prices)


def price_level_table(
    prices: PriceHistory,
    kept: Sequence[float],
    n_draws: int,
    *,
    dataset: str,
    rngs: Mapping[str, Generator],
    report: Callable[[int, int], None],
) -> pd.DataFrame:
    """Return the flow of prices in the covariance scaling, for every transform, of data and of random walks.

    The standard error of the median of returns is a jackknife over blocks of time. Levels are one path, with an
    autocorrelation as long as the series; the standard error of theirs is the scatter over histories put together from
    stretches of 20 days of the data (the null ``resampled_days``; a block bootstrap).

    Parameters
    ----------
    prices : PriceHistory
    kept : sequence of float or int
        As of :func:`rgcore.pcarg.moment_flow`; 1, 2 and 4 modes are kept, too.
    n_draws : int
        Of each null, at least 2.
    dataset : str
        Its name, copied to the table.
    rngs : mapping of str to Generator
        One per null, by name; all of them are needed; advanced in place.
    report : callable
        Called after every draw with the number done and the total.

    Returns
    -------
    DataFrame
        The columns of the table ``price_levels``.

    Raises
    ------
    InputError
        If an argument is of another type or out of range.
    """
    an_instance("prices", prices, PriceHistory)
    kept, n_draws = checked_kept(kept), whole_number("n_draws", n_draws, least=2, most=MOST_DRAWS)
    a_text("dataset", dataset)
    function("report", report)
    if set(mapping("rngs", rngs)) != set(WALK_NULLS):
        raise InputError(f"rngs must hold one generator for each of {', '.join(WALK_NULLS)}")
    kept = (*(few for few in FEW_MODES if few <= prices.log_returns.shape[1]), *kept)
    moments = sample_moments(prices.log_returns)
    draws, n_done = [], 0
    for source, null in WALK_NULLS.items():
        rng = generator(f"rngs[{source!r}]", rngs[source])
        for _ in range(n_draws):
            draws += _flows(prices, kept, null.draw(prices.log_returns, moments, rng=rng), source)
            n_done += 1
            report(n_done, n_draws * len(WALK_NULLS))
    nulls = _of_nulls(pd.DataFrame(draws))
    data = _of_data(pd.DataFrame(_flows(prices, kept, prices.log_returns, "data")), nulls)
    table = pd.concat([data, _beside(nulls, data)], ignore_index=True)
    table.insert(0, "dataset", dataset)
    return _with_closed_form(table)


def tables_of_datasets(
    histories: Iterable[PriceHistory],
    kept: tuple,
    n_draws: Mapping[str, int],
    *,
    rng_of: Callable[..., Generator],
    report: Callable[[int, int], None],
) -> pd.DataFrame:
    """Return the joined tables of the data sets named in ``n_draws``, whose prices come in that order.

    ``rng_of(dataset=..., source=...)`` makes the generator of one null; the rest is as of :func:`price_level_table`.
    """
    parts = []
    for (dataset, number), prices in zip(n_draws.items(), histories, strict=True):
        rngs = {source: rng_of(dataset=dataset, source=source) for source in WALK_NAMES}
        parts.append(price_level_table(prices, kept, number, dataset=dataset, rngs=rngs, report=report))
    return joined(parts)


def joined(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of several data sets; without any, a table without rows."""
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=PRICE_LEVELS.names)


def _flows(prices: PriceHistory, kept: tuple, log_returns: np.ndarray, source: str) -> list[dict]:
    """Return the rows of every transform; only returns of the data have blocks of time for a standard error."""
    rows = []
    for name, samples in prices.taken(log_returns):
        n_blocks = DRAW_BLOCKS if source != "data" or TRANSFORMS[name].levels else None
        names = {"transform": name, "source": source}
        rows += [names | row for row in path_flow(samples, kept, n_blocks=n_blocks)]
    return rows


def _of_nulls(draws: pd.DataFrame) -> pd.DataFrame:
    """Return means over the draws, geometric ones of the kurtosis, their scatter and range."""
    logs = draws.assign(**{name: np.log(draws[name]) for name in _LOGS})
    groups = logs.groupby(_KEYS, as_index=False, sort=False)
    table = groups[["kept_fraction", *_LOGS, *_SPECTRAL]].mean()
    table[_LOGS] = np.exp(table[_LOGS])
    scatter = groups[["kurtosis_median", "kurtosis_mean", *_SPECTRAL]].std()
    for name in ("kurtosis_median", "kurtosis_mean"):
        table[f"{name}_err"] = table[name] * scatter[name]
    for name in _SPECTRAL:
        table[f"{name}_err"] = scatter[name]
    raw = draws.groupby(_KEYS, as_index=False, sort=False)[["kurtosis_median", "largest_share"]]
    low, high = raw.min(), raw.max()
    return table.assign(
        null_low=low["kurtosis_median"],
        null_high=high["kurtosis_median"],
        share_null_low=low["largest_share"],
        share_null_high=high["largest_share"],
        n_draws=draws.groupby(_KEYS, sort=False).size().to_numpy(),
    )


def _of_data(flows: pd.DataFrame, nulls: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the data, with the scatter of resampled histories as standard errors."""
    places = ["transform", "n_kept"]
    scatter = nulls[nulls["source"] == RESAMPLED].set_index(places)
    scatter = scatter.loc[pd.MultiIndex.from_frame(flows[places])].reset_index()
    levels = flows["transform"].map(lambda name: TRANSFORMS[name].levels)
    relative = scatter["kurtosis_median_err"] / scatter["kurtosis_median"]
    return flows.assign(
        kurtosis_median_err=np.where(
            levels, flows["kurtosis_median"] * relative, flows["kurtosis_median_err"]
        ),
        kurtosis_mean_err=flows["kurtosis_mean"] * scatter["kurtosis_mean_err"] / scatter["kurtosis_mean"],
        **{f"{name}_err": scatter[f"{name}_err"] for name in _SPECTRAL},
        n_draws=1,
        data_beside_draws="",
        share_beside_draws="",
    )


def _beside(nulls: pd.DataFrame, data: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of nulls with the place of the data among the draws."""
    places = ["transform", "n_kept"]
    found = data.set_index(places).loc[pd.MultiIndex.from_frame(nulls[places])].reset_index()
    return nulls.assign(
        data_beside_draws=_place(found["kurtosis_median"], nulls["null_low"], nulls["null_high"]),
        share_beside_draws=_place(found["largest_share"], nulls["share_null_low"], nulls["share_null_high"]),
    )


def _place(value: pd.Series, low: pd.Series, high: pd.Series) -> np.ndarray:
    """Return where values are beside a range; one that is met but for rounding, as of equal draws, is met."""
    rounding = ROUNDING * value.abs()
    return np.select([value < low - rounding, value > high + rounding], ["below", "above"], "within")


def _with_closed_form(table: pd.DataFrame) -> pd.DataFrame:
    """Add what many independent walks without drift have, in closed form."""
    table = table.assign(kurtosis_mean_expected=np.nan, largest_share_expected=np.nan)
    for name, modes_of in _CLOSED_FORM.items():
        rows = (table["transform"] == name) & (table["source"] == "independent_walks")
        modes, all_modes = modes_of(), table.loc[rows, "n_kept"].max()
        table.loc[rows, "kurtosis_mean_expected"] = [
            modes.mean_kurtosis(None if n_kept == all_modes else n_kept)
            for n_kept in table.loc[rows, "n_kept"]
        ]
        table.loc[rows, "largest_share_expected"] = modes.variances[0]
    return table
