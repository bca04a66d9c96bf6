"""The small tables of all subjects together, of one of everything and of several, and the figures drawn from them."""

from functools import cache
from itertools import pairwise

import pytest

from rgcore.figures import draw_figure
from rgcore.learned.block_study.pairs import size_pairs

from .approximations import vrg_exponents
from .bench import MODELS, bench_tables
from .block_studies import block_size_controls, block_size_study, kurtosis_switch, ring_block_size
from .cheap_learning import cheap_learning
from .clusters import cluster_exponents, cluster_sizes, cluster_slopes, cluster_spectrum
from .components import cleaned_flow, exclusion, flow, gaussian, power, spectrum, spectrum_summary
from .couplings import coupling, ground_truth, recursion, recursion_points, vertices
from .detection import detection
from .detection import dimensions as running_dimensions
from .information import fisher_spectra, intensive_embedding, rbm_fisher, sloppy_alpha
from .landau import landau_exponents, landau_flow, landau_points
from .lattices import CRITICAL, finite_size_curves, finite_size_estimates, ising, ising_exact, mcrg
from .learned_flow import learned_flow, network_couplings
from .map_couplings import learned_couplings, map_fixed_points, map_information
from .maps import map_tables
from .prices import price_levels, windows
from .scans import bin_width_scan, n_dependence
from .size_hypotheses import block_size_hypotheses
from .tensor_networks import mera, tensor_rg, tensor_spectra
from .trained_networks import (
    joint_training,
    likelihood,
    network_temperature,
    rbm_flow,
    reconstruction_errors,
    thermodynamics,
)
from .training import block_size, field_images, fields, reconstructions, training
from .transformations import exactness, vrg_couplings, vrg_criteria, vrg_objectives


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
