"""Which controls have the width of trained networks, which follow the temperature, and what the ring shows."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.names import plain
from rgcore.selection.networks.size_controls import of_networks, ring_means
from rgcore.words.wording import count, listing, with_error

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return a sentence on each kind of network, and one on the ring."""
    parts = [sentence for rows in of_networks(tables["block_size_controls"]) for sentence in _sentences(rows)]
    return " ".join([*parts, _ring(ring_means(tables["ring_block_size"]))])


def _sentences(rows: DataFrame) -> list[str]:
    first = rows.iloc[0]
    controls = rows[rows["role"] != "reference"]
    once = rows.drop_duplicates("control")
    tested = once[once["follows_temperature"] != ""]
    follows = tested["follows_temperature"] == "yes"
    return [
        f"{first['n_hidden']} units on side {first['side']}, {int(rows['n_replicas'].min())} replicas, p-values "
        "corrected for the number of tests (Holm).",
        f"Width not distinguished from that of the trained networks: {_at(controls, 'within')}; wider: "
        f"{_at(controls, 'above')}; narrower: {_at(controls, 'below')}.",
        f"The width depends on temperature for {_names(tested[follows])}, no dependence is seen for "
        f"{_names(tested[~follows])}.",
    ]


def _at(controls: DataFrame, verdict: str) -> str:
    """Return the controls with a verdict, and at how many of the temperatures that were tested."""
    tested = controls[controls["beside_network"] != ""].groupby("control")["beside_network"]
    found = [
        f"{plain(control)} ({int((verdicts == verdict).sum())} of {len(verdicts)} temperatures)"
        for control, verdicts in tested
        if (verdicts == verdict).any()
    ]
    return listing(found) if found else "none"


def _names(rows: DataFrame) -> str:
    return listing([plain(control) for control in rows["control"]]) if len(rows) else "none"


def _ring(ring: DataFrame) -> str:
    """Return how the width on the ring grows with the correlation length, for the fewest and the most units."""
    parts = []
    for n_hidden in sorted({ring["n_hidden"].min(), ring["n_hidden"].max()}):
        rows = ring[(ring["n_hidden"] == n_hidden) & np.isfinite(ring["fwhm"])].sort_values(
            "correlation_length_exact"
        )
        if len(rows):
            widths = [
                f"{with_error(row['fwhm'], row['fwhm_err'])} at a correlation length of "
                f"{row['correlation_length_exact']:.3g}"
                for _, row in rows.iloc[[0, -1]].drop_duplicates().iterrows()
            ]
            parts.append(f"with {count(n_hidden, 'hidden unit')} {' and '.join(widths)}")
    where = f"On a ring of {int(ring['n_sites'].iloc[0])} sites"
    return f"{where} the width is, {'; '.join(parts)}." if parts else f"{where} no field is localized."
