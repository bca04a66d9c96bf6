"""Small tables of the right shape for the figures; the numbers are smooth curves with noise, not physics."""

from functools import cache
from itertools import pairwise, product

import numpy as np
import pandas as pd
import pytest

from rgcore.figures import draw_figure
from rgcore.learned.block_study.pairs import size_pairs

from .approximations import vrg_exponents
from .bench import MODELS, bench_tables
from .cheap_learning import cheap_learning
from .clusters import cluster_exponents, cluster_sizes, cluster_slopes, cluster_spectrum
from .components import cleaned_flow, exclusion, flow, gaussian, power, spectrum, spectrum_summary
from .couplings import coupling, ground_truth, recursion, recursion_points, vertices
from .detection import detection
from .detection import dimensions as running_dimensions
from .information import fisher_spectra, intensive_embedding, rbm_fisher, sloppy_alpha
from .learned_flow import learned_flow, network_couplings
from .map_couplings import learned_couplings, map_fixed_points, map_information
from .maps import map_tables
from .prices import price_levels, windows
from .scans import bin_width_scan, n_dependence
from .tensor_networks import mera, tensor_rg, tensor_spectra
from .trained_networks import (
    joint_training,
    likelihood,
    network_temperature,
    rbm_flow,
    reconstruction_errors,
    thermodynamics,
)
from .training import (
    CRITICAL,
    block_size,
    block_size_controls,
    block_size_hypotheses,
    block_size_study,
    field_images,
    fields,
    kurtosis_switch,
    reconstructions,
    ring_block_size,
    training,
)
from .transformations import vrg_couplings, vrg_criteria, vrg_objectives


def ising(temperatures, sides=(16,)):
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(product(sides, temperatures), columns=["side", "temperature"])
    t = frame["temperature"].to_numpy()
    near = np.exp(-(((t - CRITICAL) / 0.25) ** 2))
    values = {
        "energy": -2 + 1.3 / (1 + np.exp(-(t - CRITICAL) / 0.2)),
        "specific_heat": 0.3 + 1.4 * near,
        "abs_magnetization": 1 / (1 + np.exp((t - CRITICAL) / 0.1)),
        "susceptibility": 40 * near + 0.5,
        "binder": 2 / 3 / (1 + np.exp((t - CRITICAL - 0.1) / 0.07)),
        "correlation_length": np.minimum(1 / np.abs(1.7 * (t - CRITICAL) + 1e-9), 9.0),
    }
    for name, exact in values.items():
        error = 0.005 + 0.02 * np.abs(exact)
        frame[name] = exact + error * rng.standard_normal(len(t))
        frame[f"{name}_err"] = error
        if name in ("energy", "specific_heat", "correlation_length"):
            frame[f"{name}_exact"] = exact
    frame.loc[np.abs(t - CRITICAL) < 1e-4, "correlation_length_exact"] = np.inf
    return frame.assign(
        coupling=1 / t, n_samples=2000, algorithm="wolff", tau_int_energy=4.0, n_effective=500.0
    )


def ising_exact(temperatures, sides):
    grid = np.arange(min(temperatures) - 0.1, max(temperatures) + 0.1, 0.02)
    distance = np.abs(grid - CRITICAL)
    frame = pd.DataFrame(
        {
            "temperature": grid,
            "energy": -2 + 0.5 * grid,
            "specific_heat": 1 / (0.5 + distance),
            "magnetization": np.clip(CRITICAL - grid, 0, None) ** 0.125,
            "correlation_length": np.where(distance > 1e-4, 0.5 / distance, np.inf),
            "critical_temperature": CRITICAL,
        }
    )
    return pd.concat([frame.assign(side=side) for side in sides], ignore_index=True)


def finite_size_estimates(sides):
    methods = {
        "critical_temperature": ("binder_crossing", CRITICAL),
        "binder_at_crossing": ("binder_crossing", 0.6107),
        "nu": ("binder_slope", 1.0),
        "beta_over_nu": ("modulus_quotient", 0.125),
        "gamma_over_nu": ("susceptibility_quotient", 1.75),
    }
    rows = []
    for quantity, (method, exact) in methods.items():
        for small, large in pairwise(sides):
            value = exact * (1 - 0.3 / large**1.5)
            rows.append((quantity, method, "pair", small, large, value, 0.004 * exact, exact, False))
        joint = (quantity, method, "extrapolated", sides[0], sides[-1])
        rows.append((*joint, 1.002 * exact, 0.004 * exact, exact, True))
    rows.append(("nu", "modulus_log_slope", "extrapolated", sides[0], sides[-1], 0.99, 0.01, 1.0, False))
    names = "quantity method estimate side_small side_large value value_err value_exact quoted"
    return pd.DataFrame(rows, columns=names.split())


def finite_size_curves(sides):
    parts = []
    for side, source in product(sides, ("measured", "reweighted")):
        t = np.array([2.25, 2.29]) if source == "measured" else np.linspace(2.24, 2.30, 21)
        scaled = (t - CRITICAL) * side
        part = pd.DataFrame({"temperature": t, "binder": 0.61 - 0.03 * scaled, "scaled_temperature": scaled})
        part["scaled_abs_magnetization"] = 1 - 0.1 * scaled
        parts.append(
            part.assign(side=side, source=source, binder_err=0.004, scaled_abs_magnetization_err=0.01)
        )
    return pd.concat(parts, ignore_index=True)


def mcrg(n_blockings):
    added = {
        "even": ["nearest_neighbour", "next_nearest_neighbour", "four_spin_plaquette", "four_spin_T"],
        "odd": ["field", "three_spin_corner"],
    }
    rows = [
        (sector, step, 8 * 2 ** (n_blockings - step), size, operator)
        for sector, operators in added.items()
        for step in range(1, n_blockings + 1)
        for size, operator in enumerate(operators, 1)
    ]
    names = ["sector", "blocking_step", "blocked_side", "n_operators", "added_operator"]
    frame = pd.DataFrame(rows, columns=names)
    exact = frame["sector"].map({"even": 1.0, "odd": 1.875})
    bias = 0.05 / (frame["blocking_step"] * frame["n_operators"])
    return frame.assign(
        side=8 * 2**n_blockings,
        temperature=CRITICAL,
        exponent=exact - bias,
        exponent_err=0.01,
        exponent_exact=exact,
        second_exponent=-1.0,
        second_exponent_err=0.1,
    )


def exactness(couplings):
    kinds = {
        "decimation": (0.0, True, False, False, True),
        "bond_rbm": (1e-15, True, True, True, False),
        "trained_rbm_3": (0.02, False, True, True, False),
        "block_spins": (0.1, False, False, True, False),
        "decoupled": (1.0, False, True, False, False),
    }
    rows = [
        (name, 8, coupling, 8, 4, error * coupling, error**2, -error / 3, 1e-10, rg, variational, rbm, good)
        for (name, (error, rg, rbm, variational, good)), coupling in product(kinds.items(), couplings)
    ]
    names = "transformation size coupling n_visible n_hidden trace_condition_error kl_divergence"
    names += " free_energy_difference rounding is_rg is_variational is_rbm is_good"
    return pd.DataFrame(rows, columns=names.split())


def landau_flow(dimensions):
    parts = []
    for dimension, (trajectory, slope) in product(dimensions, enumerate((0.0, 0.3, -0.3))):
        scale = np.linspace(0, 3, 30)
        part = pd.DataFrame({"scale": scale, "r": -0.1 + slope * scale, "u": 5 * np.exp(-scale / 3)})
        basin = {0.0: "critical", 0.3: "disordered", -0.3: "ordered"}[slope]
        parts.append(part.assign(dimension=dimension, trajectory=trajectory, basin=basin))
    return pd.concat(parts, ignore_index=True)


def landau_points(dimensions):
    rows = []
    for d in dimensions:
        rows.append((d, "gaussian", 0.0, 0.0, 2.0, 4 - d, 0.5, 0.5, 0.5, True))
        if d != 4:
            e = 4 - d
            nu = (0.5 + e / 12, 1 / (2 - e / 3), 0.5 + e / 11)
            rows.append((d, "wilson_fisher", -e / 6, 2 * e, 2 - e / 3, -e, *nu, e > 0))
    names = "dimension kind r u eigenvalue_thermal eigenvalue_quartic nu_first_order nu_first_order_inverse"
    names += " nu_epsilon_expansion physical"
    return pd.DataFrame(rows, columns=names.split()).assign(n_components=1)


def landau_exponents(dimensions):
    rows = [
        (d, n, "nu", method, order, 0.6, 0.01, 1.0 if d == 2 else np.nan, "exact" if d == 2 else "none")
        for d in dimensions
        if d < 4
        for n in (1, 2)
        for method, order in (("partial_sum", 1), ("pade_borel", 5))
    ]
    names = "dimension n_components exponent method order value spread known source"
    return pd.DataFrame(rows, columns=names.split())


def all_tables(temperatures, sides, datasets, dimensions, couplings):
    replicas = (1, 2)[: len(dimensions)]
    layers = (1, 2, 3)[: len(dimensions)]
    lattice = ising(temperatures, sides)
    return {
        **map_tables(len(dimensions)),
        "ising_thermodynamics": lattice,
        "ising_exact": ising_exact(temperatures, sides),
        "dbn_training": training(temperatures),
        "receptive_fields": fields(temperatures),
        "receptive_field_images": field_images(temperatures),
        "reconstructions": reconstructions(temperatures),
        "block_size": block_size(temperatures),
        "block_size_study": (networks := block_size_study(temperatures, 2 * len(dimensions))),
        "block_size_pairs": size_pairs(networks),
        "rbm_flow": rbm_flow(len(dimensions[:3])),
        "network_temperature": network_temperature(len(dimensions[:3])),
        "block_size_hypotheses": block_size_hypotheses(2 * len(dimensions)),
        "block_size_controls": block_size_controls(temperatures),
        "ring_block_size": ring_block_size(len(dimensions)),
        "learned_couplings": learned_couplings(2 * len(dimensions)),
        "map_fixed_points": map_fixed_points(2 * len(dimensions)),
        "map_information": map_information(temperatures, 2 * len(dimensions)),
        "kurtosis_switch": kurtosis_switch(2 * len(dimensions)),
        "rbm_thermodynamics": thermodynamics(lattice[lattice["side"] == sides[-1]], replicas, layers),
        "rbm_likelihood": likelihood(temperatures, replicas, layers),
        "dbn_reconstruction": reconstruction_errors(temperatures, replicas, layers),
        "dbm_training": joint_training(temperatures, replicas, layers),
        "mcrg": mcrg(len(dimensions)),
        "finite_size_scaling": finite_size_estimates([8, 16, 32, 64, 128][: 2 + len(dimensions)]),
        "finite_size_curves": finite_size_curves([8, 16, 32, 64, 128][: 2 + len(dimensions)]),
        "vrg_exactness": exactness(couplings),
        "vrg_criteria": vrg_criteria(couplings),
        "vrg_couplings": vrg_couplings(couplings[0]),
        "vrg_objectives": vrg_objectives(couplings),
        "tensor_rg": tensor_rg([4, 8, 16, 24][: len(dimensions)]),
        "tensor_spectra": tensor_spectra(len(dimensions)),
        "vrg_exponents": vrg_exponents(2 * len(dimensions)),
        "learned_flow": learned_flow(couplings),
        "network_couplings": network_couplings(temperatures, replicas),
        "cheap_learning": cheap_learning([2, 3, 4][: len(dimensions)]),
        "intensive_embedding": intensive_embedding([2.0, 3.0, 4.0][: len(temperatures)]),
        "sloppy_alpha": sloppy_alpha(),
        "rbm_fisher": rbm_fisher(temperatures),
        "fisher_spectra": fisher_spectra([1.0, 1.3][: len(temperatures)]),
        "mera": mera([2, 3, 4][: len(dimensions)]),
        "landau_flow": landau_flow(dimensions),
        "landau_fixed_points": landau_points(dimensions),
        "landau_exponents": landau_exponents(dimensions),
        "pca_spectrum": spectrum(datasets),
        "pca_spectrum_summary": spectrum_summary(datasets),
        "pca_flow_cleaned": cleaned_flow(datasets),
        "pca_flow": flow(datasets),
        "pca_exclusion": exclusion(datasets),
        "pca_power": power(datasets),
        "pca_coupling": coupling(datasets),
        "pca_vertices": vertices(datasets),
        "pca_recursion": recursion([1.0, 2.5][: len(datasets)]),
        "pca_fixed_points": recursion_points([1.0, 2.5]),
        "pca_gaussian": gaussian(),
        "coarse_graining": cluster_sizes(datasets),
        "coarse_graining_spectrum": cluster_spectrum(datasets),
        "coarse_graining_exponents": cluster_exponents(datasets),
        "coarse_graining_local": cluster_slopes(datasets),
        "canonical_dimension": running_dimensions(datasets),
        "detection_power": detection(
            [("gaussian", 100), ("gaussian", 200), ("gaussian", 400), ("student", 200), ("volatility", 200)][
                : 2 * len(dimensions)
            ]
        ),
        "price_levels": price_levels(datasets[:2]),
        "window_scan": windows(datasets[:2]),
        "bin_width_scan": bin_width_scan(datasets),
        "n_dependence": n_dependence(datasets),
        "pca_ground_truth": ground_truth([1, 2, 3, 4][: 2 * len(dimensions)]),
        **bench_tables(dict(list(MODELS.items())[: 2 * len(dimensions)])),
    }


def made_from_one():
    """Return tables of one temperature, one data set, one dimension, one coupling, the same each time."""
    return all_tables([2.45], (16,), ["neural_like"], [3.0], [0.4])


@pytest.fixture(scope="session")
def minimal_tables():
    """The tables of one of everything, which all tests share."""
    return made_from_one()


@pytest.fixture
def stack_tables(minimal_tables):
    """Give the tables of a stack of other layer sizes, visible layer first."""

    def tables(sizes):
        layers = tuple((place, *pair) for place, pair in enumerate(pairwise(sizes), 1))
        stack = {"dbn_training": training([2.45], layers=layers)}
        return {**minimal_tables, **stack, "receptive_field_images": field_images([2.45], layers=layers)}

    return tables


@pytest.fixture(scope="session")
def larger_tables():
    """Several of everything, and a data set of a user."""
    temperatures = [1.9, 2.1, 2.2, CRITICAL, 2.35, 2.45, 2.6, 2.9, 3.4]
    names = ["my_cells", "stock_like", "a$b", "neural_like"]
    return all_tables(temperatures, (8, 16), names, [2.0, 3.0, 3.5, 4.0, 4.5, 5.0], [0.1, 0.3, 0.44, 0.6])


@pytest.fixture(scope="session")
def drawn(larger_tables):
    """Give each figure of the larger tables, drawn once for all tests that only look at it."""
    return cache(lambda name: draw_figure(name, larger_tables))


@pytest.fixture(scope="session")
def drawn_from_one(minimal_tables):
    """Give each figure of the minimal tables, drawn once likewise."""
    return cache(lambda name: draw_figure(name, minimal_tables))
