"""Lattice phi^4 theory in one to four dimensions: exact results, and configurations by heat bath."""

from rgcore.phi4.exact import (
    ChainMoments,
    bare_mass,
    chain_moments,
    free_propagator,
    one_loop_mass,
    shells,
    site_moments,
)
from rgcore.phi4.free_field import sample_free_fields
from rgcore.phi4.heat_bath import heat_bath
from rgcore.phi4.model import LatticeField, MatrixField, fourier_modes, neighbours
from rgcore.phi4.sampling import FieldSamples, SamplingSettings, sample_fields

__all__ = [
    "ChainMoments",
    "FieldSamples",
    "LatticeField",
    "MatrixField",
    "SamplingSettings",
    "bare_mass",
    "chain_moments",
    "fourier_modes",
    "free_propagator",
    "heat_bath",
    "neighbours",
    "one_loop_mass",
    "sample_fields",
    "sample_free_fields",
    "shells",
    "site_moments",
]
