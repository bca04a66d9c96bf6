"""Which numbers curves, marks, limits and bands of a figure are, stated apart from the code that draws them."""

import numpy as np
import pandas as pd
from scipy.stats import t

from .drawn_columns import Case
from .wanted_points import Tables, of, with_bars

__all__ = ["CURVES"]

FEWEST = "measure == 'kurtosis_median' and n_kept == n_kept[measure == 'kurtosis_median'].min()"


def alone(y, x=None) -> pd.DataFrame:
    """Return points without bars."""
    found = pd.DataFrame({"y": np.asarray(y, dtype=float)})
    return found if x is None else found.assign(x=np.asarray(x, dtype=float))


def columns(table: str, names: tuple[str, ...], x: str | None = None, where: str = "index >= 0"):
    """Return the function that takes columns without their errors, one after the other."""

    def wanted(tables: Tables) -> pd.DataFrame:
        rows = tables[table].query(where)
        return pd.concat([alone(rows[name], rows[x] if x else None) for name in names])

    return wanted


def eigenvalues(tables: Tables) -> pd.DataFrame:
    """Return eigenvalues of clusters over the variance of a variable, with errors in the same unit."""
    rows, single = tables["coarse_graining_spectrum"], tables["coarse_graining"].query("cluster_size == 1")
    unit = rows["source"].map(single.set_index("source")["variance"])
    return with_bars(rows["eigenvalue"] / unit, rows["eigenvalue_err"] / unit, rows["rank_fraction"])


def cleaned(tables: Tables) -> pd.DataFrame:
    """Return cross-validated and fitted eigenvalues over the mean of those measured."""
    rows = tables["pca_spectrum"]
    mean = rows.groupby("scaling")["eigenvalue"].transform("mean")
    return pd.concat(
        [alone(rows[name] / mean, rows["rank"]) for name in ("eigenvalue_cleaned", "mp_quantile")]
    )


def other_thermometers(tables: Tables) -> pd.DataFrame:
    """Return the temperatures of |m| and of fluctuations less that of the energy, where flows end."""
    last = tables["rbm_flow"].query("is_last and passing == 'samples'")
    names = ["energy_temperature", "magnetization_temperature", "fluctuation_temperature"]
    runs = last.groupby(["design", "training_set", "n_hidden", "fields", "replica"])[names].mean()
    parts = runs.groupby(level=[0, 1, 2, 3])
    n_runs, means = parts[names[0]].count(), parts.mean()
    reach = t.ppf(0.975, np.maximum(n_runs - 1, 1)) / np.sqrt(n_runs)
    halves = parts.std(ddof=1).mul(reach, axis=0)
    apart = [
        with_bars(means[name] - means[names[0]], np.hypot(halves[name], halves[names[0]]))
        for name in names[1:]
    ]
    return pd.concat(apart)


def fluctuations(tables: Tables) -> pd.DataFrame:
    """Return energy fluctuations of networks over exact ones, means over replicas with 95 % t intervals."""
    rows = tables["network_temperature"].query("design != 'bond_network' and epoch == n_epochs")
    ratio = rows["energy_variance"] / rows["energy_variance_exact"]
    parts = ratio.groupby([rows["training_set"], rows["n_hidden"], rows["fields"]])
    error = parts.std(ddof=1) / np.sqrt(parts.count())
    return with_bars(parts.mean(), t.ppf(0.975, parts.count() - 1) * error)


def rings(tables: Tables) -> pd.DataFrame:
    """Return widths on the ring, means over replicas with standard errors."""
    parts = tables["ring_block_size"].groupby(["temperature", "n_hidden"])["fwhm"]
    return with_bars(parts.mean(), parts.std(ddof=1) / np.sqrt(parts.count()))


def spacings(tables: Tables) -> pd.DataFrame:
    """Return the distance of units that are spread evenly."""
    rows = tables["kurtosis_switch"]
    return alone(rows["side"] / np.sqrt(rows["n_hidden"]))


def with_all_modes(tables: Tables) -> pd.DataFrame:
    """Return estimates of the coupling over the bare one, with all modes kept."""
    rows = tables["pca_ground_truth"].query("kept_fraction == 1 and expected_from == 'bare'")
    u = rows["u"]
    return with_bars(rows["measured"] / u, rows["measured_err"] / u, rows["loop_strength"])


def outside_true_modes(tables: Tables) -> pd.DataFrame:
    """Return the part of kept subspaces outside the true ones."""
    rows = tables["pca_ground_truth"].query(
        "quantity == 'subspace_weight' and expected_from == 'sampling noise'"
    )
    return with_bars(1 - rows["measured"], rows["measured_err"], rows["kept_fraction"])


def hidden_neighbours(tables: Tables) -> pd.DataFrame:
    """Return K' of hidden neighbours with its spread, against K."""
    rows = tables["network_couplings"].set_index("shape")
    hidden, exact = rows.loc[["hidden_neighbours"]], rows.loc[["nearest_neighbour"], "coupling_exact"]
    return with_bars(hidden["coupling"], hidden["coupling_spread"], exact)


def predictions(tables: Tables) -> pd.DataFrame:
    """Return both predicted couplings plus and minus one standard error."""
    rows = tables["pca_coupling"]
    names = ("g_predicted", "g_running_predicted")
    parts = [with_bars(rows[name], rows[f"{name}_err"], rows["kept_fraction"]) for name in names]
    return pd.concat(parts).drop(columns="y")


def scores(tables: Tables) -> pd.DataFrame:
    """Return measured minus exact values in standard errors."""
    rows = tables["ising_thermodynamics"]
    names = ("energy", "specific_heat")
    return pd.concat([alone((rows[name] - rows[f"{name}_exact"]) / rows[f"{name}_err"]) for name in names])


def reweighted(x: str, y: str):
    """Return the function that takes a reweighted curve plus and minus one standard error."""

    def wanted(tables: Tables) -> pd.DataFrame:
        rows = tables["finite_size_curves"].query("source == 'reweighted'")
        return with_bars(rows[y], rows[f"{y}_err"], rows[x]).drop(columns="y")

    return wanted


def exact_exponents(tables: Tables) -> pd.DataFrame:
    """Return the exact magnetic exponents of the lattices."""
    return pd.DataFrame({"x": tables["vrg_exponents"]["magnetic_exponent_exact"]})


def critical_data(tables: Tables) -> pd.DataFrame:
    """Return distances of the central charge and both dimensions from exact values."""
    rows, names = tables["tensor_rg"], ("central_charge", "delta_sigma", "delta_epsilon")
    return pd.concat([alone(rows[f"{name}_deviation"].abs(), rows["bond_dimension"]) for name in names])


def in_plane(tables: Tables) -> pd.DataFrame:
    """Return the time-like against the space-like coordinates of networks."""
    rows = tables["intensive_embedding"].query("kind == 'rbm'")
    return alone(rows["time_coupling"], rows["space_coupling"])


def going_on(tables: Tables) -> pd.DataFrame:
    """Return the energy less the exact one against the divergence, means over replicas, without their errors."""
    rows = tables["network_temperature"].query("design != 'bond_network'")
    groups = [rows[name] for name in ("training_set", "n_hidden", "fields", "epoch")]
    energy = (rows["energy"] - rows["energy_exact"]).groupby(groups).mean()
    return alone(energy, rows["divergence_per_site"].groupby(groups).mean())


def of_lattices(tables: Tables) -> pd.DataFrame:
    """Return estimates of the coupling of lattice fields over the bare one, with all modes kept."""
    rows = tables["pca_ground_truth"].query(
        "kind == 'phi4' and quantity == 'coupling' and expected_from == 'bare'"
    )
    rows = rows[rows["kept_fraction"] == 1]
    return with_bars(rows["measured"] / rows["u"], rows["measured_err"] / rows["u"])


def constructed(tables: Tables) -> pd.DataFrame:
    """Return the units of networks with known weights."""
    return pd.DataFrame({"x": tables["cheap_learning"]["n_units_constructed"].astype(float)})


POINTS = {
    ("canonical_dimension", "dimension"): columns(
        "canonical_dimension", ("quartic_noise", "quartic_noise_exact"), "kept_fraction"
    ),
    ("pca_spectrum", "units of their mean"): cleaned,
    ("rbm_flow", "other thermometers"): other_thermometers,
    ("network_temperature", "fluctuations"): fluctuations,
    ("dbn_training", "rms weight"): columns("dbn_training", ("weight_norm",), "epoch"),
    ("fisher_spectra", "sums of"): columns("fisher_spectra", ("eigenvalue",), "rank"),
    ("intensive_embedding", "divergence from nearest"): columns(
        "intensive_embedding", ("distance",), "temperature"
    ),
    ("mera", "energy per site"): columns("mera", ("energy_deviation",), "bond_dimension"),
    ("tensor_rg", "critical data"): critical_data,
    ("vrg_objectives", "trace condition"): columns("vrg_objectives", ("trace_error_per_spin",)),
    ("ising_thermodynamics", "deviation"): scores,
    ("ising_thermodynamics", "heat.*exact$"): columns("ising_exact", ("specific_heat",), "temperature"),
    ("pca_recursion", "leading order"): columns("pca_fixed_points", ("g_leading",), "alpha"),
    ("pca_coupling", "of this"): columns("pca_coupling", ("g_fixed_point",), "kept_fraction"),
    ("landau_flow", "epsilon/12"): columns("landau_fixed_points", ("nu_first_order",), "dimension"),
    ("landau_flow", "second order"): columns("landau_fixed_points", ("nu_epsilon_expansion",), "dimension"),
    ("window_scan", "draws, mean"): columns("window_scan", ("jensen_shannon_gaussian",)),
    ("block_size_study", "correlation length$"): columns(
        "block_size_study", ("correlation_length_connected",), "temperature"
    ),
    ("block_size_controls", r"ring of.*\$"): rings,
    ("coarse_graining", "eigenvalue over"): eigenvalues,
    ("pca_ground_truth", "overlap"): outside_true_modes,
    ("pca_ground_truth_coupling", "estimated"): with_all_modes,
    ("learned_flow", "networks of"): hidden_neighbours,
    ("vrg_exponents", "b. .*exact"): exact_exponents,
}
POINTS |= {
    ("intensive_embedding", "coupling . time.*hidden"): in_plane,
    ("network_temperature", "goes on"): going_on,
    ("dbn_reconstruction", "binary"): of("dbn_reconstruction", "binary_error"),
    ("tensor_rg", "relative error.*HOTRG"): columns(
        "tensor_rg", ("relative_error",), "bond_dimension", "method == 'hotrg' and relative_temperature == 1"
    ),
    ("price_levels", "windows . share"): of("window_scan", "largest_share"),
    ("pca_ground_truth_coupling", "estimated.*lattice$"): of_lattices,
    ("bin_width_scan", "fewest.*merged"): of("bin_width_scan", "value", "n_bins", where=FEWEST),
}
OTHERS = {
    ("kurtosis_switch", "full width", "limit"): spacings,
    ("cheap_learning", "several layers", "limit"): constructed,
    ("coarse_graining_local", "silence", "limit"): columns(
        "coarse_graining_exponents", ("independent_value",)
    ),
    ("fig3_pca_gaussian", "along each", "bars"): columns("pca_gaussian", ("variance_exact",)),
    ("finite_size_scaling", "Binder", "band"): reweighted("temperature", "binder"),
    ("finite_size_scaling", "beta", "band"): reweighted("scaled_temperature", "scaled_abs_magnetization"),
    ("pca_coupling", "coupling", "band"): predictions,
}
CURVES = [Case(figure=figure, where=where, wanted=wanted) for (figure, where), wanted in POINTS.items()]
CURVES += [
    Case(figure=figure, where=where, wanted=wanted, kind=kind)
    for (figure, where, kind), wanted in OTHERS.items()
]
