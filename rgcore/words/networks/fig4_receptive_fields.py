"""How many receptive fields are localized, how wide they are, and how well samples are reconstructed."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.networks.stacks import published_rows, shown_layers
from rgcore.words.wording import listing, number

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the localized units and their width for each layer shown, and the overlap of the reconstructions."""
    fields, samples = (published_rows(tables[name]) for name in ("receptive_fields", "reconstructions"))
    parts = []
    for layer in shown_layers(published_rows(tables["receptive_field_images"])):
        rows = fields[fields["layer"] == layer]
        inside = rows[rows["localized"].astype(bool)]
        width = number(float(inside["fwhm"].median())) if len(inside) else ""
        median = f" (median full width at half maximum {width} lattice spacings)" if width else ""
        parts.append(f"in layer {layer}, {len(inside)} of {len(rows)} units are localized{median}")
    overlap = number(float(samples["overlap"].mean()), 2)
    return (
        f"At T = {number(float(fields['temperature'].iloc[0]), 6)} J/k_B, {listing(parts)}. The overlap of "
        f"reconstructions with their samples is {overlap} on average (1 is perfect)."
    )
