"""Controls beside the trained networks: the ratio of their widths, and whether a width follows the temperature."""

import numpy as np
import pandas as pd

from rgcore.learned.size_controls.width_tests import temperature_test, width_ratio
from rgcore.stats.holm import holm

__all__ = ["NETWORKS", "compare_with_networks"]

PLACE = ["design", "side", "temperature", "n_hidden", "l1", "fields", "algorithm", "start"]
GROUP = ["control", *(name for name in PLACE if name != "temperature")]
LEVEL = 0.05
NETWORKS = {"none": "trained_network", "translations": "trained_filter"}
"""Names of the networks of the study among the controls, by what their hidden units share."""

_ROLES = {NETWORKS["none"]: "reference", NETWORKS["translations"]: "network"}

_MEASURES = (
    "fwhm",
    "fwhm_of_all",
    "participation_ratio",
    "localized_fraction",
    "correlation_length",
    "correlation_length_connected",
    "converged",
)
_WITH_ERROR = ("fwhm", "participation_ratio", "localized_fraction", "correlation_length")


def compare_with_networks(controls: pd.DataFrame, study: pd.DataFrame) -> pd.DataFrame:
    """Return the table ``block_size_controls``: means over replicas beside the networks trained on Ising spins.

    Parameters
    ----------
    controls : DataFrame
        Rows of :func:`rgcore.learned.size_controls.control_sizes.control_rows`.
    study : DataFrame
        The table ``block_size_study``; of it, networks trained on Ising configurations, at their last epoch, in the
        designs of the controls.
    """
    sizes = pd.concat([controls, _networks(study, controls["design"].unique())], ignore_index=True)
    sizes = sizes.sort_values(["control", *PLACE, "replica"])
    networks = {
        place: rows["fwhm"].to_numpy()
        for place, rows in sizes[sizes["control"] == NETWORKS["none"]].groupby(PLACE)
    }
    rows = [
        {"control": control, **dict(zip(PLACE, place, strict=True)), **_means(of_place)}
        | width_ratio(of_place["fwhm"].to_numpy(), _others(networks, control, tuple(place)))
        for (control, *place), of_place in sizes.groupby(["control", *PLACE])
    ]
    groups = [
        dict(zip(GROUP, group, strict=True)) | temperature_test(*_by_temperature(of_group))
        for group, of_group in sizes.groupby(GROUP)
    ]
    table, tests = pd.DataFrame(rows), pd.DataFrame(groups)
    table["role"] = table["control"].map(_ROLES).fillna("control")
    table["ratio_p_corrected"] = holm(table["ratio_p_value"])
    tests["temperature_p_corrected"] = holm(tests["temperature_p_value"])
    return _with_verdicts(table.merge(tests, on=GROUP, how="left", validate="many_to_one"))


def _networks(study: pd.DataFrame, designs: np.ndarray) -> pd.DataFrame:
    """Return the rows of networks trained on Ising configurations, at their last epoch, as those of controls."""
    last = study[
        (study["epoch"] == study["n_epochs"]) & (study["source"] == "ising") & study["design"].isin(designs)
    ]
    columns = [*PLACE, "replica", *(name for name in _MEASURES if name in study)]
    return last[columns].assign(
        control=last["sharing"].map(NETWORKS), n_fields=last["n_hidden"], fwhm_of_all=np.nan, converged=np.nan
    )


def _others(networks: dict[tuple, np.ndarray], control: str, place: tuple) -> np.ndarray:
    """Return the widths of the networks at a place, none for the networks themselves."""
    return np.empty(0) if control == NETWORKS["none"] else networks.get(place, np.empty(0))


def _means(rows: pd.DataFrame) -> dict[str, float | int]:
    """Return means over the replicas and standard errors; NaN where a replica has no value."""
    means = {name: rows[name].mean(skipna=False) for name in _MEASURES}
    errors = {f"{name}_err": rows[name].sem() if rows[name].notna().all() else np.nan for name in _WITH_ERROR}
    return {"n_replicas": len(rows), "n_fields": int(rows["n_fields"].iloc[0]), **means, **errors}


def _by_temperature(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return widths and correlation lengths, (n_temperatures, n_replicas) each."""
    length = "correlation_length_connected"
    tables = rows.pivot(index="temperature", columns="replica", values=["fwhm", length])
    return tables["fwhm"].to_numpy(), tables[length].to_numpy()


def _with_verdicts(table: pd.DataFrame) -> pd.DataFrame:
    differs = table["ratio_p_corrected"] < LEVEL
    beside = np.select(
        [table["ratio_p_corrected"].isna(), differs & (table["ratio"] > 1), differs],
        ["", "above", "below"],
        "within",
    )
    follows = np.select(
        [table["temperature_p_corrected"].isna(), table["temperature_p_corrected"] < LEVEL], ["", "yes"], "no"
    )
    return table.assign(beside_network=beside, follows_temperature=follows)
