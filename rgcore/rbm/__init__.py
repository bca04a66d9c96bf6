"""Restricted Boltzmann machines and deep belief networks on Ising configurations.

P(v, h) = exp(-E) / Z with E = -c.v - b.h - v.W.h, in units of -1/+1 ("spin") or 0/1 ("binary"). A stack of
machines is trained greedily by contrastive divergence, or all layers together as a deep Boltzmann machine; receptive
fields, likelihoods and samples say what was learned.
"""

from rgcore.rbm.compile import compile_kernels
from rgcore.rbm.joint_training_settings import JointTrainingSettings
from rgcore.rbm.likelihood.annealed_importance_sampling import (
    AnnealingSettings,
    LogPartition,
    annealed_importance_sampling,
)
from rgcore.rbm.likelihood.dbn_bound import dbn_bound
from rgcore.rbm.likelihood.enumeration import exact_gradient, log_likelihood, log_partition
from rgcore.rbm.likelihood.kl_divergence import sampled_kl_divergence
from rgcore.rbm.likelihood.mean_field import mean_field, variational_bound
from rgcore.rbm.likelihood.pseudo_likelihood import pseudo_log_likelihood
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork, from_arrays, reconstruct, to_arrays
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine, bipartite_rbm, from_stack
from rgcore.rbm.networks.files import from_scikit_learn, load_model, save_model, to_scikit_learn
from rgcore.rbm.networks.restricted import (
    RBM,
    Gradient,
    double_precision,
    energy,
    inputs_h_from_v,
    inputs_v_from_h,
    swap_layers,
)
from rgcore.rbm.networks.units import as_binary, as_spin, free_energy, unit_functions
from rgcore.rbm.sampling.generation import GenerationSettings, generated_spins, tempered_network
from rgcore.rbm.sampling.gibbs import gibbs_chain
from rgcore.rbm.sampling.parallel_tempering import TemperedChains, TemperingSettings, tempered_samples
from rgcore.rbm.sampling.tempered_path import base_bias_from_data, power_spacing
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.tables import joint_training_table, reconstruction_table, training_table
from rgcore.rbm.training.checkpoint import NO_CHECKPOINT, Checkpoint
from rgcore.rbm.training.contrastive_divergence import Workspace, contrastive_divergence
from rgcore.rbm.training.dbm_training import train_dbm
from rgcore.rbm.training.diagnostics import Diagnostics
from rgcore.rbm.training.exact_fit import fit_exactly
from rgcore.rbm.training.samples import FloatSamples, PackedSpins, TrainingData, pack_spins
from rgcore.rbm.training.stack import train_stack
from rgcore.rbm.training.trainer import train_rbm
from rgcore.rbm.training.training_state import random_rbm

__all__ = [
    "NO_CHECKPOINT",
    "RBM",
    "AnnealingSettings",
    "Checkpoint",
    "DeepBeliefNetwork",
    "DeepBoltzmannMachine",
    "Diagnostics",
    "FloatSamples",
    "GenerationSettings",
    "Gradient",
    "JointTrainingSettings",
    "LogPartition",
    "PackedSpins",
    "TemperedChains",
    "TemperingSettings",
    "TrainingData",
    "TrainingSettings",
    "Workspace",
    "annealed_importance_sampling",
    "as_binary",
    "as_spin",
    "base_bias_from_data",
    "bipartite_rbm",
    "compile_kernels",
    "contrastive_divergence",
    "dbn_bound",
    "double_precision",
    "energy",
    "exact_gradient",
    "fit_exactly",
    "free_energy",
    "from_arrays",
    "from_scikit_learn",
    "from_stack",
    "generated_spins",
    "gibbs_chain",
    "inputs_h_from_v",
    "inputs_v_from_h",
    "joint_training_table",
    "load_model",
    "log_likelihood",
    "log_partition",
    "mean_field",
    "pack_spins",
    "power_spacing",
    "pseudo_log_likelihood",
    "random_rbm",
    "reconstruct",
    "reconstruction_table",
    "sampled_kl_divergence",
    "save_model",
    "swap_layers",
    "tempered_network",
    "tempered_samples",
    "to_arrays",
    "to_scikit_learn",
    "train_dbm",
    "train_rbm",
    "train_stack",
    "training_table",
    "unit_functions",
    "variational_bound",
]
