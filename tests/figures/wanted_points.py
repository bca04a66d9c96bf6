"""Points with their bars as tables give them, worked out apart from the code that draws them."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.stats import t

__all__ = [
    "FLOW",
    "Tables",
    "band",
    "clusters",
    "deviations_of_mera",
    "dimensions",
    "ends_of_flows",
    "energies_apart",
    "exponents_of_free_fields",
    "first_step",
    "joint_exponents",
    "localized",
    "nearest",
    "of",
    "of_replicas",
    "running",
    "shapes",
    "size",
    "spectrum",
    "summed",
    "temperatures_apart",
    "walks",
    "with_bars",
]

Tables = Mapping[str, pd.DataFrame]
NOTHING = float("nan")
FLOW = ["training_set", "n_hidden", "fields", "passing", "start_temperature"]


def of(table: str, y: str, x: str | None = None, *, where: str = "", ends: str = "error", scale: float = 1.0):
    """Return the function that takes a column with its standard errors, 95 % interval or nothing from a table."""

    def wanted(tables: Tables) -> pd.DataFrame:
        rows = tables[table].query(where) if where else tables[table]
        value = scale * rows[y]
        low, high = {
            "error": lambda: (value - abs(scale) * rows[f"{y}_err"], value + abs(scale) * rows[f"{y}_err"]),
            "interval": lambda: (scale * rows[f"{y}_low"], scale * rows[f"{y}_high"]),
            "spread": lambda: (value - rows[f"{y}_spread"], value + rows[f"{y}_spread"]),
            "none": lambda: (NOTHING, NOTHING),
        }[ends]()
        return pd.DataFrame({"y": value, "low": low, "high": high, **({"x": rows[x]} if x else {})})

    return wanted


def with_bars(y: pd.Series, error: pd.Series | float, x: pd.Series | None = None) -> pd.DataFrame:
    """Return points with bars of one error."""
    found = pd.DataFrame({"y": y, "low": y - error, "high": y + error})
    return found if x is None else found.assign(x=np.asarray(x))


def band(table: str, low: str, high: str, x: str, where: str):
    """Return the function that takes the two ends of a band from a table."""

    def wanted(tables: Tables) -> pd.DataFrame:
        rows = tables[table].query(where)
        return pd.DataFrame({"y": NOTHING, "low": rows[low], "high": rows[high], "x": rows[x]})

    return wanted


def of_replicas(table: str, groups: list[str], y: str, x: str, where: str = "index >= 0"):
    """Return the function that takes means over replicas with their standard errors."""

    def wanted(tables: Tables) -> pd.DataFrame:
        parts = tables[table].query(where).groupby([*groups, x])[y]
        error = parts.std(ddof=1) / np.sqrt(parts.count())
        return with_bars(parts.mean(), error, parts.mean().index.get_level_values(x))

    return wanted


def shapes(y: str):
    """Return the function that takes means over replicas by family of fields, at the kurtosis of their data."""
    take = of_replicas("kurtosis_switch", ["n_hidden", "source"], y, "excess_kurtosis")
    return lambda tables: take(tables).drop(columns="x")


def clusters(tables: Tables) -> pd.DataFrame:
    """Return the variance of clusters over that of independent variables."""
    rows = tables["coarse_graining"].query("source == 'data'")
    unit = rows["cluster_size"] * rows.loc[rows["cluster_size"] == 1, "variance"].item()
    return with_bars(rows["variance"] / unit, rows["variance_err"] / unit, rows["cluster_size"])


def spectrum(tables: Tables) -> pd.DataFrame:
    """Return the eigenvalues over their mean in each scaling."""
    rows = tables["pca_spectrum"]
    mean = rows.groupby("scaling")["eigenvalue"].transform("mean")
    return with_bars(rows["eigenvalue"] / mean, rows["eigenvalue_err"] / mean, rows["rank"])


def walks(tables: Tables) -> pd.DataFrame:
    """Return the mean kurtosis of independent walks, with the standard error of the mean over the draws."""
    rows = tables["price_levels"].query("source == 'independent_walks'")
    rows = rows[rows["transform"].isin(["log_levels", "detrended_log_levels"])]
    return with_bars(
        rows["kurtosis_mean"], rows["kurtosis_mean_err"] / np.sqrt(rows["n_draws"]), rows["n_kept"]
    )


def exponents_of_free_fields(tables: Tables) -> pd.DataFrame:
    """Return alpha over d/2."""
    rows = tables["pca_ground_truth"].query(
        "quantity == 'alpha' and kind == 'free' and expected_from == 'lattice'"
    )
    half = rows["dimension"] / 2
    return with_bars(rows["measured"] / half, rows["measured_err"] / half, rows["dimension"])


def running(tables: Tables) -> pd.DataFrame:
    """Return the coupling of lattice fields over the bare one."""
    rows = tables["pca_ground_truth"].query(
        "kind == 'phi4' and quantity == 'coupling' and expected_from == 'recursion'"
    )
    return with_bars(rows["measured"] / rows["u"], rows["measured_err"] / rows["u"], rows["kept_fraction"])


def dimensions(tables: Tables) -> pd.DataFrame:
    """Return both canonical dimensions, each with its own errors."""
    rows = tables["canonical_dimension"]
    parts = [
        with_bars(rows[name], rows[f"{name}_err"], rows["kept_fraction"]) for name in ("quartic", "sextic")
    ]
    return pd.concat(parts)


def joint_exponents(tables: Tables) -> pd.DataFrame:
    """Return the exponents of pairs of sides and of all, over the exact values."""
    rows = tables["finite_size_scaling"].query("quantity != 'critical_temperature'")
    return with_bars(rows["value"] / rows["value_exact"], rows["value_err"] / rows["value_exact"])


def energies_apart(tables: Tables) -> pd.DataFrame:
    """Return the energy of networks less the exact one at the end, means over replicas with 95 % t intervals."""
    rows = tables["network_temperature"].query("design != 'bond_network' and epoch == n_epochs")
    parts = (rows["energy"] - rows["energy_exact"]).groupby(
        [rows["training_set"], rows["n_hidden"], rows["fields"]]
    )
    error = parts.std(ddof=1) / np.sqrt(parts.count())
    return with_bars(parts.mean(), t.ppf(0.975, parts.count() - 1) * error)


def summed(tables: Tables) -> pd.DataFrame:
    """Return nu of Pade-Borel summation with its spread."""
    rows = tables["landau_exponents"].query("exponent == 'nu' and method == 'pade_borel'")
    return with_bars(rows["value"], rows["spread"], rows["dimension"])


def first_step(tables: Tables) -> pd.DataFrame:
    """Return K' against K of the lattice of half the side, means over replicas."""
    rows = tables["learned_couplings"].query("step == 1")
    parts = rows.groupby(["map", "hidden", "trained_at", "coupling"])
    after = parts["nearest_neighbour_alone"]
    error = after.std(ddof=1) / np.sqrt(after.count())
    return with_bars(after.mean(), error, parts["nearest_neighbour_alone_before"].mean())


def ends_of_flows(tables: Tables) -> pd.DataFrame:
    """Return where flows end: means over the starts, then over training runs with 95 % t intervals."""
    last = tables["rbm_flow"].query("is_last")
    runs = last.groupby(["design", "training_set", "n_hidden", "fields", "passing", "replica"])
    parts = runs["energy_temperature"].mean().groupby(level=[0, 1, 2, 3, 4])
    n_runs = parts.count()
    error = parts.std(ddof=1) / np.sqrt(n_runs)
    return with_bars(parts.mean(), t.ppf(0.975, np.maximum(n_runs - 1, 1)) * error)


def localized(tables: Tables) -> pd.DataFrame:
    """Return the share of localized fields at the end, means over replicas, which stand beside their temperature."""
    groups = ["sharing", "source", "n_hidden", "temperature"]
    take = of_replicas("block_size_study", groups, "localized_fraction", "epoch", "epoch == n_epochs")
    return take(tables).drop(columns="x")


def temperatures_apart(tables: Tables) -> pd.DataFrame:
    """Return the temperature of equal energy less that of training, with its 95 % interval."""
    rows = tables["rbm_thermodynamics"]
    columns = {"y": "energy_temperature", "low": "energy_temperature_low", "high": "energy_temperature_high"}
    return pd.DataFrame({name: rows[column] - rows["temperature"] for name, column in columns.items()})


def nearest(tables: Tables) -> pd.DataFrame:
    """Return the nearest couplings of networks against those trained on, and the diagonal."""
    rows = tables["intensive_embedding"].query("kind == 'rbm'")
    trained = np.tile(1 / rows["temperature"], 2)
    y = np.concatenate([rows["nearest_coupling"], trained[: len(rows)]])
    return pd.DataFrame({"y": y, "low": NOTHING, "high": NOTHING, "x": trained})


def size(table: str, column: str):
    """Return the function that takes the size of a column."""
    return lambda tables: pd.DataFrame({"y": tables[table][column].abs(), "low": NOTHING, "high": NOTHING})


def deviations_of_mera(tables: Tables) -> pd.DataFrame:
    """Return how far the second dimension of the MERA is from the exact one."""
    rows = tables["mera"]
    y = rows["delta_epsilon_deviation"].abs()
    return pd.DataFrame({"y": y, "low": NOTHING, "high": NOTHING, "x": rows["bond_dimension"]})
