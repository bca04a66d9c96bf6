"""Valid calls of the public functions of ising, lattice, exact, stats, phi4, landau, tensor_rg, mera,
information, cheap_learning and vrg."""

from itertools import islice

import numpy as np
import pandas as pd

from rgcore.cheap_learning.settings import CheapLearningSettings
from rgcore.information.embedding.settings import EmbeddingSettings
from rgcore.information.settings import FisherSettings
from rgcore.ising import begin_sampling, sample_configurations
from rgcore.landau.trajectory import FlowBox
from rgcore.mera.settings import MeraSettings
from rgcore.phi4 import FieldSamplingSettings, LatticeField, MatrixField
from rgcore.tensor_rg.settings import TensorSettings

from ..config_values import sampling_settings
from .walk import Call

SPINS = np.where(np.random.default_rng(0).random((3, 4, 4)) < 0.5, -1, 1).astype(np.int8)
SERIES = np.random.default_rng(1).standard_normal(400)
ANY_AXES = {"one axis more", "one axis fewer"}
ANY_SHAPE = {*ANY_AXES, "last column missing", "last row missing"}
UNDEFINED = {"nan", "inf", "-inf"}
CHAIN = {"start": SPINS, "coupling": 0.4, "n_records": 2, "steps_per_record": 3}
SETTINGS = {"n_samples": 200, "algorithm": "wolff"}
EXTREMES = {"zero", "negative"}
COIN = np.array([0.2, 0.3, 0.5])
SLOPES = np.array([[0.1, 0.4], [0.2, -0.1], [-0.3, -0.3]])


def rng():
    return np.random.default_rng(7)


def settings():
    return sampling_settings(**SETTINGS)


def sampler(**allowed):
    return Call(lambda _: {**CHAIN, "rng": rng()}, allowed)


def of_coupling(**more):
    return Call(lambda _: {"coupling": 0.4, **more})


def configurations():
    drawn, parameters = sample_configurations(4, 2.5, settings(), rng=rng())
    return {"batches": [drawn], "parameters": parameters}


def fields(model):
    return {"model": model, "settings": FieldSamplingSettings(n_samples=200), "rng": rng()}


def combined(parameters):
    return [parameters[0] + parameters[-1], parameters[0] - parameters[-1], parameters[0] / 3]


CALLS = {
    "rgcore.ising.SamplingSettings": Call(lambda _: settings().model_dump(), {"burn_in_multiple": {"*"}}),
    "rgcore.ising.begin_sampling": Call(
        lambda _: {"side": 4, "temperature": 2.5, "settings": settings(), "rng": rng()},
    ),
    "rgcore.ising.correlation_length": of_coupling(),
    "rgcore.ising.coupling_from_the_past": sampler(),
    "rgcore.ising.density_of_states": Call(lambda _: {"side": 4}),
    "rgcore.ising.energy": Call(lambda _: {"spins": SPINS}, {"spins": ANY_AXES}),
    "rgcore.ising.exact_curves": Call(
        lambda _: {"side": 8, "lowest": 2.0, "highest": 2.5}, {"lowest": {"text"}}
    ),
    "rgcore.ising.magnetization": Call(lambda _: {"spins": SPINS}, {"spins": ANY_AXES}),
    "rgcore.ising.metropolis": sampler(),
    "rgcore.ising.onsager_energy": of_coupling(),
    "rgcore.ising.onsager_specific_heat": of_coupling(),
    "rgcore.ising.sample_configurations": Call(
        lambda _: {"side": 4, "temperature": 2.5, "settings": settings(), "rng": rng()},
    ),
    "rgcore.ising.spontaneous_magnetization": of_coupling(),
    "rgcore.ising.swendsen_wang": sampler(),
    "rgcore.ising.thermodynamics": Call(lambda _: configurations()),
    "rgcore.ising.torus_energy": of_coupling(side=8),
    "rgcore.ising.torus_log_partition": of_coupling(side=8),
    "rgcore.ising.torus_specific_heat": of_coupling(side=8),
    "rgcore.ising.wolff": sampler(),
    "rgcore.lattice.circular_center": Call(lambda _: {"image": np.random.default_rng(2).random((4, 4))}),
    "rgcore.lattice.periodic_distance": Call(
        lambda _: {"side": 4, "center": (1.0, 2.5)}, {"center": {"-1 in it", "10^30 in it"}}
    ),
    "rgcore.lattice.square_bonds": Call(lambda _: {"side": 4}),
    "rgcore.exact.boltzmann_distribution": Call(
        lambda _: {"log_weights": SERIES[:8]}, {"log_weights": {"-inf"}}
    ),
    "rgcore.exact.kl_divergence": Call(lambda _: {"p": np.array([0.25, 0.75]), "q": np.array([0.5, 0.5])}),
    "rgcore.exact.log_sum": Call(lambda _: {"log_weights": SERIES[:8]}, {"log_weights": {"-inf"}}),
    "rgcore.exact.moments": Call(lambda _: {"values": SERIES[:2], "probabilities": np.array([0.25, 0.75])}),
    "rgcore.exact.spin_expansion": Call(lambda _: {"values": SERIES[:8]}),
    "rgcore.exact.spin_states": Call(lambda _: {"n_spins": 3}),
    "rgcore.rng.stream": Call(
        lambda _: {"root_seed": 3, "purpose": "ising", "side": 4, "temperature": 2.5},
        {
            "root_seed": {"zero", "10^30"},
            "purpose": {"a number", "empty", "unknown"},
            "side": {"*"},
            "temperature": {"*"},
        },
    ),
    "rgcore.stats.by_record": Call(
        lambda _: {"series": SERIES, "n_chains": 3}, {"series": ANY_AXES | UNDEFINED}
    ),
    "rgcore.stats.chain_block_means": Call(
        lambda _: {"series": SERIES, "n_chains": 3, "n_blocks": 4}, {"series": ANY_AXES}
    ),
    "rgcore.stats.chain_block_numbers": Call(lambda _: {"n_entries": 40, "n_chains": 3, "n_blocks": 4}),
    "rgcore.stats.integrated_autocorrelation_time": Call(
        lambda _: {"series": SERIES, "lengths_of_tau": 50.0}, {"series": {"one axis more"}}
    ),
    "rgcore.stats.jackknife": Call(
        lambda _: {"block_values": SERIES.reshape(20, 20), "estimator": lambda mean: 2 * mean},
        {"block_values": ANY_SHAPE},
    ),
    "rgcore.stats.jackknife_error": Call(
        lambda _: {"replicates": SERIES.reshape(20, 20)}, {"replicates": ANY_SHAPE | UNDEFINED}
    ),
    "rgcore.phi4.FieldSamplingSettings": Call(lambda _: {"n_samples": 200, "n_chains": 100}),
    "rgcore.phi4.LatticeField": Call(
        lambda _: {"dimension": 2, "side": 4, "r": 0.5, "u": 1.0},
        {"dimension": {"zero"}, "r": EXTREMES, "u": {"zero"}},
    ),
    "rgcore.phi4.MatrixField": Call(
        lambda _: {"matrix": np.array([[2.0, 0.5], [0.5, 1.0]]), "u": 1.0}, {"u": {"zero"}}
    ),
    "rgcore.phi4.bare_mass": Call(
        lambda _: {"dimension": 2, "side": 4, "u": 1.0, "mass": 0.5}, {"dimension": {"zero"}, "u": {"zero"}}
    ),
    "rgcore.phi4.chain_moments": Call(
        lambda _: {"side": 6, "r": 0.5, "u": 1.0}, {"r": EXTREMES, "u": {"zero"}}
    ),
    "rgcore.phi4.fourier_modes": Call(lambda _: {"dimension": 2, "side": 4}, {"dimension": {"zero"}}),
    "rgcore.phi4.sample_fields": Call(lambda _: fields(LatticeField(dimension=1, side=4, r=0.5, u=1.0))),
    "rgcore.phi4.sample_free_fields": Call(
        lambda _: {"lattice": LatticeField(dimension=2, side=4, r=0.5, u=0.0), "n_samples": 3, "rng": rng()}
    ),
    "rgcore.phi4.shells": Call(
        lambda _: {"stiffness": np.array([[0.0, 1.0], [1.0, 2.0]])},
        {"stiffness": ANY_SHAPE},
    ),
    "rgcore.landau.exponent_table": Call(lambda _: {"dimensions": (2.0, 3.5), "components": [1, 2]}),
    "rgcore.landau.fixed_point_table": Call(lambda _: {"dimensions": (2.0, 3.5), "components": [1, 2]}),
    "rgcore.landau.flow_table": Call(
        lambda _: {"dimensions": [3.0], "starts": [(0.1, 1.0)], "box": FlowBox(n_points=11)},
        {"starts": {"None"}, "box": {"None"}},
    ),
    "rgcore.vrg.objectives_table": Call(
        lambda _: {"couplings": [0.5], "n_hidden": [3], "n_sites": 6, "n_iterations": 2, "rng": rng()}
    ),
    "rgcore.cheap_learning.cheap_learning_table": Call(
        lambda _: {
            "settings": CheapLearningSettings(
                constructed=[2],
                scales=[0.5],
                trained=[2],
                n_points=50,
                n_starts=1,
                n_iterations=2,
                tolerance=0.1,
            ),
            "rng": rng(),
        }
    ),
    "rgcore.mera.mera_table": Call(
        lambda _: {"settings": MeraSettings(bond_dimensions=[2], n_transitional=1, n_sweeps=2)}
    ),
    "rgcore.mera.optimize_mera": Call(
        lambda _: {"bond_dimension": 2, "n_transitional": 1, "n_sweeps": 2},
        result=lambda _, found: (found.energy, found.density),
    ),
    "rgcore.information.coarse_metric": Call(
        lambda _: {"probabilities": COIN, "derivatives": SLOPES, "observed": np.array([0, 1, 1])},
        {"derivatives": {"zero", "last column missing"}, "observed": {*EXTREMES, "2 in it"}},
    ),
    "rgcore.information.decimated_sites": Call(lambda _: {"side": 4, "level": 1}, {"level": {"zero"}}),
    "rgcore.information.embedding_table": Call(
        lambda _: {
            "settings": EmbeddingSettings(
                temperatures=[2.0, 4.0], fields=[0.2], n_hidden=[1], n_replicas=1, n_iterations=5
            ),
            "rng": rng(),
        }
    ),
    "rgcore.information.family_metric": Call(
        lambda _: {"probabilities": COIN, "statistics": SLOPES, "observed": np.array([0, 1, 1])},
        {"statistics": {"zero", "last column missing"}, "observed": {*EXTREMES, "None", "2 in it"}},
    ),
    "rgcore.information.fisher_metric": Call(
        lambda _: {"probabilities": COIN, "derivatives": SLOPES}, {"derivatives": {"last column missing"}}
    ),
    "rgcore.information.fisher_spectrum": Call(
        lambda _: {"metric": np.array([[2.0, 0.5], [0.5, 1.0]])},
        result=lambda _, found: (found.eigenvalues, found.directions),
    ),
    "rgcore.information.fisher_table": Call(
        lambda _: {
            "settings": FisherSettings(
                side=8,
                relative_temperatures=[1.0],
                n_levels=2,
                n_replicas=8,
                n_configurations=1,
                n_resamples=2,
                n_steps=[1, 4],
                n_exponentials=3,
                every=[1],
            ),
            "rng": rng(),
        }
    ),
    "rgcore.information.model_spectrum": Call(
        lambda _: {
            "model": combined,
            "parameters": [2.0, 3.0],
            "error": 0.5,
            "jacobian": None,
            "coarse": [0, 2],
        },
        {"parameters": {"*"}, "jacobian": {"None", "*"}, "coarse": {"None", "zero"}},
        result=lambda _, found: (found.eigenvalues, found.directions),
    ),
    "rgcore.information.sloppy_alpha_table": Call(
        lambda _: {
            "spectra": pd.DataFrame(
                {
                    "dataset": "a",
                    "scaling": "covariance",
                    "rank": range(1, 10),
                    "eigenvalue": 1 / np.arange(0.5, 9),
                }
            ),
            "summaries": pd.DataFrame(
                {
                    "dataset": ["a"],
                    "scaling": "covariance",
                    "n_above_edge": 9,
                    "n_reproduced": 9,
                    "alpha_err": 0.1,
                }
            ),
        },
        {"spectra": {"*"}, "summaries": {"*"}},
    ),
    "rgcore.information.observed_states": Call(lambda _: {"n_spins": 4, "sites": [0, 2]}),
    "rgcore.tensor_rg.coarse_grain": Call(
        lambda _: {"couplings": (0.4, 0.5), "method": "bond_weighted", "bond_dimension": 4, "n_levels": 3},
        result=lambda _, levels: [level.transfer.values for level in levels],
    ),
    "rgcore.tensor_rg.tensor_tables": Call(
        lambda _: {
            "settings": TensorSettings(
                n_levels=8,
                relative_temperatures=[1.0],
                bond_dimensions={"bond_weighted": [2]},
                spectra={"bond_weighted": 2},
            )
        }
    ),
    "rgcore.vrg.approximate_exponents": Call(
        lambda _: {"approximations": ["chain_decimation", "first_cumulant"]}
    ),
    "rgcore.vrg.approximate_flow": Call(lambda _: {"name": "first_cumulant", "coupling": 0.4, "n_steps": 3}),
    "rgcore.vrg.coupling_table": Call(
        lambda _: {"couplings": [0.5], "transformations": ["decimation"], "networks": {}, "rng": rng()}
    ),
    "rgcore.vrg.exactness_table": Call(
        lambda _: {"couplings": [0.5], "transformations": ["decimation"], "networks": {}, "rng": rng()}
    ),
    "rgcore.vrg.transformation_tables": Call(
        lambda _: {"couplings": [0.5], "transformations": ["decimation"], "networks": {}, "rng": rng()}
    ),
}
CALLS["rgcore.phi4.sample_fields of a matrix"] = Call(
    lambda _: fields(MatrixField(matrix=np.array([[2.0, 0.5], [0.5, 1.0]]), u=1.0))
)
CALLS["rgcore.ising.begin_sampling of batches"] = Call(
    lambda _: {"rng": rng()}, result=lambda _, batches: list(islice(batches, 3))
)


FUNCTIONS = {
    "rgcore.ising.begin_sampling of batches": lambda rng: begin_sampling(
        4, 2.5, settings(), rng=np.random.default_rng(1)
    ).batches(rng=rng),
}
