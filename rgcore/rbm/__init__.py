"""Restricted Boltzmann machines and deep belief networks on Ising configurations.

P(v, h) = exp(-E) / Z with E = -c.v - b.h - v.W.h, in units of -1/+1 ("spin") or 0/1 ("binary"). A stack of
machines is trained greedily by contrastive divergence; its receptive fields are measured on the lattice.
"""

from rgcore.rbm.block_size import MEASURES, block_sizes
from rgcore.rbm.checkpoint import NO_CHECKPOINT, Checkpoint
from rgcore.rbm.compile import compile_kernels
from rgcore.rbm.contrastive_divergence import Workspace, contrastive_divergence
from rgcore.rbm.exact_training import fit_exactly
from rgcore.rbm.field_size import measure_field, receptive_field_table
from rgcore.rbm.likelihood import exact_gradient, log_likelihood, log_partition
from rgcore.rbm.localization import is_localized
from rgcore.rbm.model import (
    RBM,
    Gradient,
    double_precision,
    energy,
    inputs_h_from_v,
    inputs_v_from_h,
    swap_layers,
)
from rgcore.rbm.network import DeepBeliefNetwork, from_arrays, reconstruct, to_arrays
from rgcore.rbm.receptive_fields import effective_receptive_fields, receptive_field_images
from rgcore.rbm.samples import FloatSamples, PackedSpins, TrainingData, pack_spins
from rgcore.rbm.sampling import gibbs_chain
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.stack import train_stack
from rgcore.rbm.tables import reconstruction_table, training_table
from rgcore.rbm.training import train_rbm
from rgcore.rbm.training_state import random_rbm
from rgcore.rbm.units import as_binary, as_spin, free_energy, unit_functions

__all__ = [
    "MEASURES",
    "NO_CHECKPOINT",
    "RBM",
    "Checkpoint",
    "DeepBeliefNetwork",
    "FloatSamples",
    "Gradient",
    "PackedSpins",
    "TrainingData",
    "TrainingSettings",
    "Workspace",
    "as_binary",
    "as_spin",
    "block_sizes",
    "compile_kernels",
    "contrastive_divergence",
    "double_precision",
    "effective_receptive_fields",
    "energy",
    "exact_gradient",
    "fit_exactly",
    "free_energy",
    "from_arrays",
    "gibbs_chain",
    "inputs_h_from_v",
    "inputs_v_from_h",
    "is_localized",
    "log_likelihood",
    "log_partition",
    "measure_field",
    "pack_spins",
    "random_rbm",
    "receptive_field_images",
    "receptive_field_table",
    "reconstruct",
    "reconstruction_table",
    "swap_layers",
    "to_arrays",
    "train_rbm",
    "train_stack",
    "training_table",
    "unit_functions",
]
