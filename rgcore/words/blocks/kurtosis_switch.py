"""How many receptive fields are localized at negative, zero and positive excess kurtosis."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.names import plain
from rgcore.selection.networks.kurtosis_switch import mean_shapes, of_setting
from rgcore.words.wording import listing, with_error

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the localized fraction of every family at its extreme values of the kurtosis, and the residual."""
    table = tables["kurtosis_switch"]
    shapes = mean_shapes(table)
    parts = [sentence for rows in of_setting(shapes) for sentence in _sentences(rows)]
    fewest, most = int(shapes["n_replicas"].min()), int(shapes["n_replicas"].max())
    replicas = f"{fewest}" if fewest == most else f"{fewest} to {most}"
    residual = f"{table['covariance_residual'].max():.1g}"
    return " ".join(
        [
            *parts,
            f"Standard errors are over {replicas} training runs, each on its own fields. Exact correlations of the "
            f"families differ from the common one by at most {residual}.",
        ]
    )


def _sentences(rows: DataFrame) -> list[str]:
    first = rows.iloc[0]
    name = (
        f"Design {first['design']}, {first['n_samples']:,} samples, length {first['correlation_length']:g}, "
        f"{first['n_hidden']:g} hidden units, L1 {first['l1']:g}, {plain(first['algorithm'])}"
    )
    families = [_family(family, of_family) for family, of_family in rows.groupby("source")]
    return [f"{name}: localized are {'; '.join(families)}."]


def _family(family: str, rows: DataFrame) -> str:
    ends = rows.sort_values("excess_kurtosis").iloc[[0, -1]].drop_duplicates("excess_kurtosis")
    each = [
        f"{with_error(row['localized_fraction'], row['localized_fraction_err'])} at {row['excess_kurtosis']:g}"
        for _, row in ends.iterrows()
    ]
    return f"{listing(each)} ({plain(family)})"
