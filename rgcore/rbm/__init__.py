"""Restricted Boltzmann machines, deep belief networks and deep Boltzmann machines on Ising configurations.

P(v, h) = exp(-E) / Z with E = -c.v - b.h - v.W.h; real-valued visible units, such as prices, add |v|^2 / 2.
``networks`` holds the three kinds of network with energy and free energy, ``units`` the values of their units,
``sampling`` Gibbs sampling, parallel tempering and generated configurations, ``likelihood`` partition functions and
likelihoods, ``couplings`` those of the marginal distribution of the visible units, ``training`` the one trainer and its
phases.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.rbm.couplings.marginal import marginal_couplings, pair_couplings
    from rgcore.rbm.history_tables import joint_training_table, reconstruction_table, training_table
    from rgcore.rbm.likelihood.annealed_importance_sampling import (
        annealed_importance_sampling,
    )
    from rgcore.rbm.likelihood.exact_likelihood import log_likelihood, log_partition
    from rgcore.rbm.likelihood.kl_divergence import sampled_kl_divergence
    from rgcore.rbm.networks.conversion import from_scikit_learn, in_units, to_scikit_learn
    from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork, reconstruct
    from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine
    from rgcore.rbm.networks.files import load_model, save_model
    from rgcore.rbm.networks.restricted import RBM, energy, free_energy
    from rgcore.rbm.sampling.gibbs import gibbs_chain
    from rgcore.rbm.sampling_settings import AnnealingSettings, GenerationSettings
    from rgcore.rbm.settings import JointTrainingSettings, TrainingSettings
    from rgcore.rbm.training.data.standardization import Standardization
    from rgcore.rbm.training.data.training_samples import FloatSamples, PackedSpins, TrainingData, pack_spins
    from rgcore.rbm.training.joint import train_dbm
    from rgcore.rbm.training.layer import train_rbm
    from rgcore.rbm.training.stack import train_stack

__all__ = [
    "RBM",
    "AnnealingSettings",
    "DeepBeliefNetwork",
    "DeepBoltzmannMachine",
    "FloatSamples",
    "GenerationSettings",
    "JointTrainingSettings",
    "PackedSpins",
    "Standardization",
    "TrainingData",
    "TrainingSettings",
    "annealed_importance_sampling",
    "energy",
    "free_energy",
    "from_scikit_learn",
    "gibbs_chain",
    "in_units",
    "joint_training_table",
    "load_model",
    "log_likelihood",
    "log_partition",
    "marginal_couplings",
    "pack_spins",
    "pair_couplings",
    "reconstruct",
    "reconstruction_table",
    "sampled_kl_divergence",
    "save_model",
    "to_scikit_learn",
    "train_dbm",
    "train_rbm",
    "train_stack",
    "training_table",
]

import_when_used(__name__)
